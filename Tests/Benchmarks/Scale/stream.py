"""Whether memory stays as it is while many papers go through one process: small ones, so that there can be many."""
import os
import time

from newsroom import Daemon, Setting, Table, emptied


def measure(bode, folder, server, quick):
    count = int(os.environ.get("SCALE_PAPERS", 5_000 if quick else 100_000))
    place = emptied(folder / "stream")
    feeds = max(1, count // 1_000)
    Setting(sources=[f"feed{n}: {{kind: feed, url: '{server.address(f'/feed/stream{n}/{count // feeds}/1', n)}', recency: off, every: 1d, "
                     f"backfill: 2020-01-01, {server.allow}}}" for n in range(feeds)]).write(place)
    table = Table(f"Memory while {count:,} small papers go by", "papers told of", "MiB", "at most, MiB", "ms of CPU a paper since the row before",
                  "papers a second", "state, MiB")
    daemon = Daemon(bode, place)
    try:
        seen, cpu, since = 0, daemon.cpu(), daemon.begun
        for step in range(1, 11):
            wanted = count * step // 10
            daemon.until(lambda: daemon.alerts() >= wanted, "papers", 3_000)
            now, moment, told = daemon.cpu(), time.monotonic(), daemon.alerts()
            state = sum(file.stat().st_size for file in (place / "state").iterdir() if file.is_file())
            fresh = told - seen
            table.row(told, daemon.memory(), daemon.memory("VmHWM"), (now - cpu) / fresh * 1000, fresh / (moment - since), state >> 20)
            seen, cpu, since = told, now, moment
    finally:
        daemon.stop()
