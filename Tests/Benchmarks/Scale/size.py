"""How the cost of reading grows with the size of a paper: text, and PDFs up to those that are mostly pictures."""
import random
import re

import papers
from newsroom import Failed, Table, emptied, finished, growth

# The bytes of a question with its answer.
QUESTION = 1_250


def illustrated(made, bytes_):
    """A PDF whose pages also show pictures, so many bytes in all, written as an update of itself."""
    pages = [(int(number), body) for number, body in re.findall(rb"(\d+) 0 obj\n(<< /Type /Page /Parent .*?)\nendobj", made)]
    out, offsets = bytearray(made), {}
    objects = made.count(b" 0 obj\n") + 1
    chance = random.Random(6)
    side = max(8, int((bytes_ / len(pages)) ** 0.5))

    def put(number, body):
        offsets[number] = len(out)
        out.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    for index, (number, page) in enumerate(pages):
        picture, drawing = objects + 2 * index, objects + 2 * index + 1
        put(picture, b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Length %d >>\nstream\n%s\nendstream" % (side, side, side * side, chance.randbytes(side * side)))
        draw = b"q 200 0 0 200 300 60 cm /P Do Q"
        put(drawing, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
        page = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [\1 %d 0 R]" % drawing, page)
        put(number, page.replace(b"/Resources <<", b"/Resources << /XObject << /P %d 0 R >>" % picture))
    start, before = len(out), int(re.search(rb"startxref\n(\d+)", made).group(1))
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, offset) for number, offset in sorted(offsets.items()))
    out += b"trailer << /Size %d /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (max(offsets) + 1, before, start)
    return bytes(out)


def read(bode, place, name, made, runs=1):
    """Bytes, answers, the least CPU of some runs, the most memory."""
    paper = place / name
    paper.write_bytes(made)
    costs = [finished([bode, "read", paper], out=place / "answers") for _ in range(runs)]
    with open(place / "answers", "rb") as answers:
        return len(made), sum(1 for _ in answers), min(cost.cpu for cost in costs), max(cost.peak for cost in costs)


def measure(bode, folder, server, quick):
    place = emptied(folder / "size")
    # What starting takes is not the paper's.
    start = read(bode, place, "short.txt", b"Een brief.\n", 9)[2]

    table = Table("Size of a paper: text", "KB", "answers", "ms of CPU", "ms of CPU a KB", "at most, MiB")
    sizes, costs = [], []
    for size in (1, 10, 100, 1_000) if quick else (1, 10, 100, 1_000, 4_000):
        made = papers.text(3, max(1, size * 1000 // QUESTION * 2 // 3)).encode()
        bytes_, answers, cpu, peak = read(bode, place, "paper.txt", made, 9 if size < 100 else 3 if size < 1_000 else 1)
        cost = max(0.0, cpu - start) * 1000
        sizes.append(max(1, bytes_ // 1000))
        costs.append(cost / bytes_ * 1000)
        table.row(sizes[-1], answers, cost, costs[-1], peak)
    growth("A kilobyte", sizes[1:], costs[1:])

    table = Table("Size of a paper: PDF", "KB", "pages", "answers", "ms of CPU", "ms of CPU a page", "at most, MiB")
    pages, costs = [], []
    for questions, pictures in ((4, 0), (40, 0), (400, 0), (400, 10)) if quick else ((4, 0), (40, 0), (400, 0), (2_000, 0), (400, 10), (400, 50)):
        made, count = papers.pdf(5, questions)
        if pictures:
            made = illustrated(made, pictures * 1_000_000 - len(made))
        try:
            bytes_, answers, cpu, peak = read(bode, place, "paper.pdf", made)
        except Failed as failure:
            print(failure)
            continue
        table.row(bytes_ // 1000, count, answers, (cpu - start) * 1000, (cpu - start) / count * 1000, peak)
        if not pictures:
            pages.append(count)
            costs.append((cpu - start) / count)
    growth("A page of text", pages[1:], costs[1:])
