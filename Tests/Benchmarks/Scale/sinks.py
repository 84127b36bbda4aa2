"""How the cost of an event grows with the number of sinks: where all hear of it, and where one does."""
from newsroom import Daemon, Setting, Table, emptied, growth

# Of a paper.
ANSWERS = 10


def cost(bode, place, server, papers, hooks, hearing):
    """CPU seconds of the papers with their deliveries to so many of the hooks, and memory: after them, and at most."""
    emptied(place)
    sinks = [f"hook{n}: {{kind: webhook, url: '{server.address(f'/hook/{n}', n)}', secret: desk.secret, {server.allow}}}"
             for n in range(hooks)]

    def names(count):
        return f"[{', '.join(f'hook{n}' for n in range(count)) or 'alerts'}]"

    Setting(sources=[f"one: {{kind: feed, url: '{server.address(f'/feed/one/{papers}/{ANSWERS}')}', recency: off, every: 1d, "
                     f"backfill: 2020-01-01, {server.allow}}}"],
            watches=[f"all: {{query: '*', sinks: {names(hearing)}}}", f"none: {{query: nergensgenoemd, sinks: {names(hooks)}}}"],
            sinks=sinks + ["alerts: {kind: file, path: alerts.ndjson}"], stages="[parse]").write(place)
    known, wanted = server.counts()["hooks"], papers * ANSWERS * max(1, hearing)
    daemon = Daemon(bode, place)
    try:
        cpu = daemon.cpu()
        daemon.until(lambda: (server.counts()["hooks"] - known if hearing else daemon.alerts()) >= wanted, "deliveries")
        daemon.rest()
        return daemon.cpu() - cpu, daemon.memory(), daemon.memory("VmHWM")
    finally:
        daemon.stop()


def measure(bode, folder, server, quick):
    sizes = (1, 10, 100) if quick else (1, 10, 100, 500)
    place = folder / "sinks"
    table = Table("Sinks (webhooks)", "sinks", "all hear: µs of CPU a delivery", "at rest, MiB", "at most, MiB",
                  "one hears: µs of CPU an event", "at rest, MiB", "at most, MiB")
    alone = 50
    base = cost(bode, place, server, alone, 0, 0)[0] / alone
    every, single = [], []
    for count in sizes:
        # So many deliveries that they can be measured, and no more than a receiver in Python takes in time.
        papers = max(5, min(alone, 1_000 // count))
        cpu, *memory = cost(bode, place, server, papers, count, count)
        every.append((cpu - base * papers) / (papers * ANSWERS * count) * 1e6)
        cpu, *other = cost(bode, place, server, alone, count, 1)
        single.append((cpu - base * alone) / (alone * ANSWERS) * 1e6)
        table.row(count, every[-1], *memory, single[-1], *other)
    growth("A delivery", sizes, every)
    growth("An event that one of them hears of", sizes, single)
