"""Official papers that nobody wrote: the same seed gives the same bytes. Questions and answers in the layout of the genre."""
import random
import zlib

SUBJECTS = "de regering het kabinet de missie de inzet de strategie de gemeente de inspectie de instelling het fonds".split(" ")
VERBS = "onderzoekt steunt bespreekt volgt erkent verwacht betreurt bevordert financiert evalueert".split()
OBJECTS = (
    "de veiligheidssituatie in de regio|de samenwerking met internationale partners|het bericht over de bezuinigingen|"
    "de gevolgen voor de bevolking|de voortgang van het programma|de brief van 3 maart jl.|de cijfers over het afgelopen jaar|"
    "het advies van de commissie|de berichtgeving van de omroep|de steun van 2,5 miljoen euro").split("|")
TAILS = (
    "waarbij de uitkomst nog niet vaststaat|omdat de omstandigheden zijn veranderd|zoals eerder aan de Kamer is gemeld|"
    "in overleg met de betrokken organisaties|en komt daar voor de zomer op terug|zonder dat dit tot nieuwe uitgaven leidt").split("|")
MEMBERS = [("Van den Berg", "CDA"), ("Jansen", "D66"), ("El Amrani", "GroenLinks-PvdA"), ("De Wit", "SP"), ("Kuiper", "VVD")]


def sentence(chance):
    subject = chance.choice(["De regering", "Het kabinet", "De minister", "De missie", "De gemeente", "De inspectie"])
    return f"{subject} {chance.choice(VERBS)} {chance.choice(OBJECTS)}, {chance.choice(TAILS)}."


def question(chance):
    return f"Klopt het dat {chance.choice(['het kabinet', 'de minister', 'de inspectie'])} {chance.choice(OBJECTS)} {chance.choice(VERBS)}?"


def paper(seed, questions=12):
    """A paper of written questions: blocks of `(is_bold, text)`."""
    chance = random.Random(seed)
    name, party = chance.choice(MEMBERS)
    head = [
        "Tweede Kamer der Staten-Generaal", "Vergaderjaar 2024-2025 Aanhangsel van de Handelingen",
        "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden", str(1000 + seed),
        f"Vragen van het lid {name} ({party}) aan de Minister van Buitenlandse Zaken over {chance.choice(OBJECTS)} "
        f"(ingezonden {1 + seed % 27} september 2024).",
        f"Antwoord van Minister Verhoeven (Buitenlandse Zaken) (ontvangen {1 + seed % 27} oktober 2024)."]
    blocks = [(False, line) for line in head]
    for number in range(1, questions + 1):
        blocks.append((False, f"Vraag {number}"))
        blocks.append((False, " ".join(question(chance) for _ in range(chance.randint(1, 3)))))
        blocks.append((True, f"Antwoord {number}"))
        for _ in range(chance.randint(1, 3)):
            blocks.append((False, " ".join(sentence(chance) for _ in range(chance.randint(2, 6)))))
    return blocks


def wrapped(text, width):
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def text(seed, questions=12):
    """The paper as plain text, wrapped as on paper."""
    return "\n\n".join("\n".join(wrapped(block, 90)) for _, block in paper(seed, questions)) + "\n"


def pdf(seed, questions=12, lines_on_page=54):
    """The paper as a PDF: Times, answers' heads bold, a running foot on each page."""
    lines = []
    for bold, block in paper(seed, questions):
        lines += [(bold, line) for line in wrapped(block, 90)] + [(False, "")]
    pages = [lines[i:i + lines_on_page] for i in range(0, len(lines), lines_on_page)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >>"]
    kids = []
    for number, page in enumerate(pages, 1):
        body = ["BT 13 TL 60 780 Td"]
        for bold, line in page:
            shown = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            body.append(f"/F{2 if bold else 1} 10 Tf ({shown}) Tj T*")
        body.append(f"ET BT /F1 8 Tf 60 40 Td (Tweede Kamer, vergaderjaar 2024-2025, Aanhangsel {number}) Tj ET")
        stream = zlib.compress("\n".join(body).encode("latin-1"))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                       b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (len(objects) + 2))
        kids.append(len(objects))
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out), len(pages)


# What the rows about words read.

STARTS = "Ba Do Ka Lo Mi Na Or Pe Ri Sa Te Vo Wa Ze Bri Kra Sta Gri Flo Hen".split()
ENDS = "mako dijk sen stra veld dorp lena rik tamo gara ward mans beek huis niva bos".split()
KINDS = "Stichting|Vereniging|Instituut voor|Raad van|Bureau|Fonds voor|Commissie".split("|")


def phrases(count=10000):
    """Names of people and organisations, each once."""
    chance, found = random.Random(7), {}
    while len(found) < count:
        name = f"{chance.choice(STARTS)}{chance.choice(ENDS)} {chance.choice(STARTS)}{chance.choice(ENDS)}{chance.choice(ENDS)}"
        found[name if chance.random() < 0.5 else f"{chance.choice(KINDS)} {name}"] = True
    return list(found)


def prose(megabytes, names):
    """Paragraphs with a name in about every forty words."""
    chance, paragraphs, size = random.Random(8), [], 0
    while size < megabytes * 1e6:
        words = " ".join(sentence(chance) for _ in range(chance.randint(3, 12))).split()
        for place in range(chance.randint(0, 40), len(words), 40):
            words[place] = chance.choice(names)
        paragraphs.append(" ".join(words))
        size += len(paragraphs[-1].encode()) + 2
    return "\n\n".join(paragraphs)


def labelled(count, terms, size=2048):
    """Texts of about `size` bytes, each with some terms of its theme and a few of another: `(theme, text)`."""
    chance, themes = random.Random(9), sorted(terms)
    for _ in range(count):
        theme, other = chance.choice(themes), chance.choice(themes)
        words = []
        while sum(map(len, words)) + len(words) < size:
            for word in sentence(chance).split():
                draw = chance.random()
                words.append(chance.choice(terms[theme]) if draw < 0.08 else chance.choice(terms[other]) if draw < 0.1 else word)
        yield theme, " ".join(words)
