"""How the cost of a paper grows with the number of watches, of which most are about something else."""
import random
import sys

import words as vocabulary
from newsroom import Setting, Table, emptied, finished, growth


def queries(count):
    """As people write them: words, phrases, fields, and several of them together; the same for the same number."""
    # Without those that the papers name often.
    chance, names = random.Random(11), vocabulary.phrases(4000)[len(vocabulary.known()):]
    words = [word for name in names for word in name.split() if len(word) > 4]
    common = "kabinet missie inspectie gemeente commissie programma bevolking regio omroep uitkomst".split()
    for _ in range(count):
        form = chance.randrange(8)
        name, word, other = chance.choice(names), chance.choice(words), chance.choice(words)
        yield (f'"{name}"', f"{word} {other}", f"{word} OR {other} OR {chance.choice(words)}", f'entity:"{name}"',
               f"{chance.choice(common)} {word}", f"({word} OR {other}) AND NOT party:PVV", f"{word[:4]}* {other}",
               f"theme:sahel {word}")[form]


def measure(bode, folder, server, quick):
    sizes = (1, 10, 100, 1_000) if quick else (1, 10, 100, 1_000, 10_000)
    count = 40 if quick else 100
    table = Table(f"Watches ({count} papers of 12 answers, of 20 KB)", "watches", "start, s of CPU", "ms of CPU a paper", "at most, MiB",
                  "each watch adds, µs a paper")
    costs = []
    for size in sizes:
        place = emptied(folder / "watches")
        watches = ["all: {query: '*', sinks: [alerts]}"] + [
            f"watch{n}: {{query: '{query}', sinks: [alerts]}}" for n, query in enumerate(queries(size - 1))]
        figures = []
        for entries in (0, count):
            emptied(place)
            Setting(sources=[f"one: {{kind: feed, url: '{server.address(f'/feed/one/{entries}/12')}', recency: off, "
                             f"backfill: 2020-01-01, {server.allow}}}"], watches=watches).write(place)
            figures.append(finished([bode, "once", "-c", place / "bode.yaml"]))
        alerts = sum(1 for _ in open(place / "state" / "alerts.ndjson", "rb"))
        if alerts != count * 12:
            print(f"{alerts} alerts of {count * 12}", file=sys.stderr)
        costs.append((figures[1].cpu - figures[0].cpu) / count * 1000)
        table.row(size, figures[0].cpu, costs[-1], figures[1].peak, (costs[-1] - costs[0]) / size * 1000 if size >= 100 else "–")
    growth("A paper", sizes, costs)
