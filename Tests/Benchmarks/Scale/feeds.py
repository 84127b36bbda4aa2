"""How cost grows with the number of feeds: each has one paper, and is polled again and again without news."""
import time

from newsroom import Daemon, Setting, Table, emptied, growth


def measure(bode, folder, server, quick):
    sizes = (10, 100, 1_000) if quick else (10, 100, 1_000, 10_000)
    window = 5 if quick else 10
    table = Table("Feeds", "feeds", "start, s", "first poll, ms of CPU a feed with its paper", "304, ms of CPU a poll",
                  "at rest, MiB", "at most, MiB", "CPU at a poll each 15 minutes, %")
    polls = []
    for count in sizes:
        place = emptied(folder / "feeds")
        # As many hosts as there would be: a host is asked two things at a time. Time runs 60 times faster, so that 400 polls come in a second.
        every = max(60, count * 60 // 400)
        setting = Setting(sources=[
            f"feed{n}: {{kind: feed, url: '{server.address(f'/feed/feed{n}/1/1', n // 10)}', every: {every}s, {server.allow}}}"
            for n in range(count)])
        setting.write(place)
        known = server.counts()["papers"]
        daemon = Daemon(bode, place, "--time-scale", "60")
        try:
            begun = daemon.cpu()
            daemon.until(lambda: server.counts()["papers"] - known >= count, "papers")
            time.sleep(1)
            first = (daemon.cpu() - begun) / count * 1000
            before, cpu = server.counts(), daemon.cpu()
            time.sleep(window)
            after, cpu = server.counts(), daemon.cpu() - cpu
            poll = cpu / max(1, after["unchanged"] - before["unchanged"]) * 1000
            polls.append(poll)
            table.row(count, daemon.start, first, poll, daemon.memory(), daemon.memory("VmHWM"), poll * count / 900 / 10)
        finally:
            daemon.stop()
    growth("A poll", sizes, polls)
