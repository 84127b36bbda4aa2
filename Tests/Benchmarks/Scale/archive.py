"""How cost grows with the archive, filled with copies of what the daemon itself has archived."""
import json
import os
import sqlite3
import time

from newsroom import Daemon, Setting, Table, emptied, finished, growth

ANSWERS = 12


def fill(state, answers):
    """Copies archived papers under other names until there are so many answers."""
    database = sqlite3.connect(state / "bode.db", isolation_level=None)
    models = [(identity, bytes(record).decode(), published) for identity, record, published in
              database.execute("select identity, record, published from publication order by id limit 80")]
    answers -= database.execute("select count(*) from publication").fetchone()[0] * ANSWERS
    first = database.execute("select max(id) from publication").fetchone()[0] + 1
    count = max(0, answers // ANSWERS)

    def rows():
        for n in range(count):
            identity, record, published = models[n % len(models)]
            tag = identity.rsplit(":", 1)[1]
            number, name = first + n, f"c{first + n}"
            yield number, identity.replace(tag, name), record.replace(tag, name).encode(), published - 60_000 * number

    database.execute("pragma synchronous = off")
    database.execute("begin")
    database.executemany("insert into publication (id, identity, record, published) values (?, ?, ?, ?)", rows())
    database.execute("insert or ignore into name select identity, id from publication")
    database.execute("insert into entry select (select min(id) from source), identity, 'x' from publication where id >= ?", (first,))
    database.execute("commit")
    size = database.execute("select page_count * page_size from pragma_page_count, pragma_page_size").fetchone()[0]
    name = database.execute("select identity from publication order by published limit 1").fetchone()[0]
    database.close()
    os.sync()
    return size, name


def once(bode, place, server, feeds):
    """Polls feeds of so many papers each, once: a daemon that was running before goes on with them."""
    Setting(sources=[f"{name}: {{kind: feed, url: '{server.address(f'/feed/{name}/{entries}/{ANSWERS}')}', recency: off, every: 1d, "
                     f"backfill: 2020-01-01, {server.allow}}}" for name, entries in feeds.items()]).write(place)
    return finished([bode, "once", "-c", place / "bode.yaml"])


def disk(place, answers):
    """What an answer takes on the disk, by what it is kept for."""
    database = sqlite3.connect(place / "state" / "bode.db")
    texts = sum(row[0] for row in database.execute("select sum(length(record)) from publication"))
    promises = database.execute("select coalesce(sum(length(record) + length(state)), 0) from commitment").fetchone()[0]
    messages = dict(database.execute("select name, sum(length(payload)) from message join topic on topic.id = topic group by name"))
    whole = database.execute("select page_count * page_size from pragma_page_count, pragma_page_size").fetchone()[0]
    database.close()
    originals = sum(file.stat().st_size for file in (place / "state" / "originals").rglob("*") if file.is_file())
    alerts = (place / "state" / "alerts.ndjson").stat().st_size
    table = Table("Disk, bytes an answer", "what", "bytes", "kept")
    for what, size, kept in (("the archive", texts, "for ever"), ("promises", promises, "for ever"),
                             ("papers as they came", originals, "`keep: {originals}`, for ever"),
                             ("papers that were read", messages.get("documents", 0), "`keep: {messages}`, 30 days"),
                             ("events", messages.get("events", 0), "`keep: {messages}`, 30 days"),
                             ("announcements", messages.get("publications", 0), "`keep: {messages}`, 30 days"),
                             ("indexes, and pages not full", whole - texts - promises - sum(messages.values()), "with what they are of"),
                             ("a file sink's lines", alerts, "until it is rotated")):
        table.row(what, round(size / answers), kept)


def measure(bode, folder, server, quick):
    sizes = (1_000, 10_000, 100_000) if quick else (1_000, 10_000, 100_000, 1_000_000)
    fresh = 20 if quick else 50
    place = emptied(folder / "archive")
    once(bode, place, server, {"old": 80})
    disk(place, 80 * ANSWERS)
    table = Table("Archive", "answers", "papers", "database, MiB", "start, s", "at rest, MiB", "a new paper, ms of CPU",
                  "first 20 hits, ms", "a search without hits, ms", "`bode show`, ms", "at most, MiB")
    costs = []
    for turn, size in enumerate(sizes):
        pages, name = fill(place / "state", size)
        feeds = {"old": 80, **{f"new{n}": fresh for n in range(turn)}}
        nothing = once(bode, place, server, {**feeds, f"new{turn}": 0})
        papers = once(bode, place, server, {**feeds, f"new{turn}": fresh})
        costs.append((papers.cpu - nothing.cpu) / fresh * 1000)
        daemon = Daemon(bode, place)
        try:
            daemon.rest()
            rest = daemon.memory()
            times = []
            for arguments, answers in ((("search", "kabinet"), (0,)), (("search", "zinloos"), (0, 1)), (("show", name), (0,))):
                begun = time.monotonic()
                daemon.command(*arguments, answers=answers)
                times.append((time.monotonic() - begun) * 1000)
            table.row(size, size // ANSWERS, pages >> 20, daemon.start, rest, costs[-1], *times, daemon.memory("VmHWM"))
        finally:
            daemon.stop()
    growth("A new paper", sizes, costs)
