"""Official papers that nobody wrote, as text and as PDF: the same seed gives the same bytes, in the layout of the genre."""
from __future__ import annotations

import zlib
from collections.abc import Iterator
from random import Random

import dutch

MEMBERS = [("Van den Berg", "CDA"), ("Jansen", "D66"), ("El Amrani", "GroenLinks-PvdA"), ("De Wit", "SP"), ("Kuiper", "VVD")]
LINES_ON_PAGE = 54
WIDTH = 90


def usual(seed: int) -> int:
    """How many questions the paper of this seed has when it is of usual size: four pages, 10 KB."""
    return Random(seed).randint(4, 7)


def paper(seed: int, questions: int, names: list[str] | None = None) -> Iterator[tuple[bool, str]]:
    """A paper of written questions: blocks of `(is_bold, text)`, with one of `names` in about every forty words."""
    chance = Random(f"paper {seed}")
    name, party = chance.choice(MEMBERS)

    def prose(size: int, ask: bool = False) -> str:
        return with_names(chance, dutch.prose(chance, size, ask), names) if names else dutch.prose(chance, size, ask)

    yield False, "Tweede Kamer der Staten-Generaal"
    yield False, "Vergaderjaar 2024-2025 Aanhangsel van de Handelingen"
    yield False, "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden"
    yield False, str(1000 + seed)
    yield False, (f"Vragen van het lid {name} ({party}) aan de Minister van Buitenlandse Zaken over {chance.choice(dutch.WHAT)} "
                  f"(ingezonden {1 + seed % 27} september 2024).")
    yield False, f"Antwoord van Minister Verhoeven (Buitenlandse Zaken) (ontvangen {1 + seed % 27} oktober 2024)."
    for number in range(1, questions + 1):
        yield False, f"Vraag {number}"
        yield False, prose(chance.randint(150, 450), ask=True)
        yield True, f"Antwoord {number}"
        for _ in range(chance.randint(2, 3)):
            yield False, prose(chance.randint(300, 700))


def with_names(chance: Random, prose: str, names: list[str]) -> str:
    """The prose with a name behind about every fortieth word."""
    words = prose.split()
    for place in range(chance.randint(0, 40), len(words), 40):
        words[place] += " " + chance.choice(names)
    return " ".join(words)


def wrapped(text: str, width: int = WIDTH) -> Iterator[str]:
    """The lines of a paragraph."""
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def text(seed: int, questions: int, names: list[str] | None = None) -> str:
    """The paper as plain text, wrapped as on paper."""
    return "\n\n".join("\n".join(wrapped(block)) for _, block in paper(seed, questions, names)) + "\n"


def pdf(seed: int, questions: int, names: list[str] | None = None) -> tuple[bytes, int]:
    """The paper as a PDF, and its pages: Times, answers' heads bold, a running foot on each page."""
    lines = [line for bold, block in paper(seed, questions, names)
             for line in [*((bold, line) for line in wrapped(block)), (False, "")]]
    pages = [lines[start:start + LINES_ON_PAGE] for start in range(0, len(lines), LINES_ON_PAGE)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font(b"Times-Roman"), font(b"Times-Bold")]
    kids = []
    for number, page in enumerate(pages, 1):
        stream = zlib.compress(drawn(page, number))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                       b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (len(objects) + 2))
        kids.append(len(objects))
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return assembled(objects), len(pages)


def font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name


def drawn(page: list[tuple[bool, str]], number: int) -> bytes:
    """The operators that draw a page."""
    body = ["BT 13 TL 60 780 Td"]
    for bold, line in page:
        shown = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        body.append(f"/F{2 if bold else 1} 10 Tf ({shown}) Tj T*")
    body.append(f"ET BT /F1 8 Tf 60 40 Td (Tweede Kamer, vergaderjaar 2024-2025, Aanhangsel {number}) Tj ET")
    return "\n".join(body).encode("cp1252")


def assembled(objects: list[bytes]) -> bytes:
    """A PDF file of these objects."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
