"""How the cost of an event grows with the number of sinks: where all hear of it, and where one does."""
from newsroom import Daemon, Setting, Table, emptied, growth


def measure(bode, folder, server, quick):
    sizes = (1, 10, 100) if quick else (1, 10, 100, 500)
    table = Table("Sinks (webhooks)", "sinks", "at rest, MiB", "all hear: ms of CPU a delivery", "one hears: ms of CPU an event",
                  "all hear: s until all have it", "at most, MiB")
    every, single = [], []
    for count in sizes:
        place = emptied(folder / "sinks")
        hooks = [f"hook{n}: {{kind: webhook, url: '{server.address(f'/hook/{n}', n)}', secret: desk.secret, {server.allow}}}"
                 for n in range(count)]
        cells = []
        for to_all in (True, False):
            emptied(place)
            # So many deliveries that they can be measured, and no more than a receiver in Python takes in time.
            papers = max(5, min(50, 1_000 // count)) if to_all else 50
            names = ", ".join(f"hook{n}" for n in range(count)) if to_all else "hook0"
            setting = Setting(sources=[f"one: {{kind: feed, url: '{server.address(f'/feed/one/{papers}/10')}', recency: off, every: 1h, "
                                       f"backfill: 2020-01-01, {server.allow}}}"],
                              watches=[f"all: {{query: '*', sinks: [{names}]}}", f"none: {{query: onbestaanbaar, sinks: [{', '.join(f'hook{n}' for n in range(count))}]}}"],
                              sinks=hooks)
            setting.write(place)
            known = server.counts()["hooks"]
            daemon = Daemon(bode, place)
            try:
                events = papers * 10
                wanted = events * count if to_all else events
                cpu = daemon.cpu()
                daemon.until(lambda: server.counts()["hooks"] - known >= wanted, "deliveries")
                daemon.rest()
                cells.append((daemon.cpu() - cpu, wanted, daemon))
                cells[-1] = ((daemon.cpu() - cpu) / wanted * 1000, daemon.memory(), daemon.memory("VmHWM"))
            finally:
                daemon.stop()
        every.append(cells[0][0])
        single.append(cells[1][0])
        table.row(count, cells[1][1], cells[0][0], cells[1][0], "–", max(cell[2] for cell in cells))
    growth("A delivery", sizes, every)
    growth("An event that one hears of", sizes, single)
