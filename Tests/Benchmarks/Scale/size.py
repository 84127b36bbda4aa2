"""How the cost of reading grows with the size of a paper."""
import papers
from newsroom import Table, emptied, finished, growth


def sized(bytes_):
    """A paper of about so many bytes: more questions, or the shortest that there is."""
    questions = max(1, bytes_ // 640)
    return papers.text(3, questions).encode()


def measure(bode, folder, server, quick):
    place = emptied(folder / "size")
    sizes = [1, 10, 100, 1_000] if quick else [1, 10, 100, 1_000, 10_000, 50_000]
    table = Table("Size of a paper, text", "KB", "answers", "ms of CPU", "ms of CPU a KB", "at most, MiB")
    (place / "empty.txt").write_text("Een brief.\n")
    start = min(finished([bode, "read", place / "empty.txt"]).cpu for _ in range(3))
    costs, real = [], []
    for size in sizes:
        paper = place / "paper.txt"
        paper.write_bytes(sized(size * 1000))
        real.append(paper.stat().st_size // 1000 or 1)
        # What starting takes is not the paper's.
        runs = [finished([bode, "read", paper], out=place / "answers") for _ in range(3 if size < 1_000 else 1)]
        cost = max(0.0001, min(run.cpu for run in runs) - start)
        costs.append(cost / real[-1])
        answers = sum(1 for _ in open(place / "answers", "rb"))
        table.row(real[-1], answers, cost * 1000, costs[-1] * 1000, max(run.peak for run in runs))
    growth("A kilobyte", real[1:], costs[1:])
    table = Table("Size of a paper, PDF", "pages", "KB", "ms of CPU", "ms of CPU a page", "at most, MiB")
    costs, pages = [], []
    for questions in (4, 40, 400) if quick else (4, 40, 400, 4_000):
        paper = place / "paper.pdf"
        made, count = papers.pdf(5, questions)
        paper.write_bytes(made)
        run = finished([bode, "read", paper], out=place / "answers")
        pages.append(count)
        costs.append((run.cpu - start) / count)
        table.row(count, len(made) // 1000, (run.cpu - start) * 1000, costs[-1] * 1000, run.peak)
    growth("A page", pages, costs)
