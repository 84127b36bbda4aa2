"""How cost grows with the number of feeds: each has one paper, and is polled again and again without news."""
import time

from newsroom import Daemon, Setting, Table, emptied, growth


def configure(place, server, count, every):
    """As many hosts as there would be: a host is asked two things at a time."""
    Setting(sources=[
        f"feed{n}: {{kind: feed, url: '{server.address(f'/feed/feed{n}/1/1', n // 10)}', every: {every}, {server.allow}}}"
        for n in range(count)]).write(place)


def measure(bode, folder, server, quick):
    sizes = (10, 100, 1_000) if quick else (10, 100, 1_000, 10_000)
    window = 5 if quick else 10
    table = Table("Feeds", "feeds", "first start, s", "later start, s", "first poll, ms of CPU a feed with its paper", "304, ms of CPU a poll",
                  "at rest, MiB", "at most, MiB", "CPU at a poll each 15 minutes, %")
    polls = []
    for count in sizes:
        place = emptied(folder / "feeds")
        configure(place, server, count, "1d")
        known = server.counts()["papers"]
        daemon = Daemon(bode, place)
        try:
            begin, begun = daemon.start, daemon.cpu()
            daemon.until(lambda: server.counts()["papers"] - known >= count, "papers")
            daemon.rest()
            first, most = (daemon.cpu() - begun) / count * 1000, daemon.memory("VmHWM")
        finally:
            daemon.stop()
        # Time runs 60 times faster, so that 400 polls come in a second; and they come in bursts, so that a whole turn is looked at.
        every = max(60, count * 60 // 400)
        configure(place, server, count, f"{every}s")
        daemon = Daemon(bode, place, "--time-scale", "60")
        try:
            known = server.counts()["polls"]
            daemon.until(lambda: server.counts()["polls"] - known >= count, "polls")
            before, cpu = server.counts(), daemon.cpu()
            time.sleep(max(window, every / 60))
            after, cpu = server.counts(), daemon.cpu() - cpu
            poll = cpu / max(1, after["unchanged"] - before["unchanged"]) * 1000
            polls.append(poll)
            table.row(count, begin, daemon.start, first, poll, daemon.memory(), max(most, daemon.memory("VmHWM")), poll * count / 9_000)
        finally:
            daemon.stop()
    growth("A poll", sizes, polls)
