#!/usr/bin/env python3
"""A paper's story is told within a second among a million papers; a search through a hundred thousand answers holds up no alert.

    Tests/Proofs/looking.py [--quick] [--bode PROGRAM] [--papers N] [--answers N]

A state is made up of copies of a paper that the daemon itself has archived, under other names, with their alerts. `bode show` is asked for
papers, answers and events of it, while the daemon runs. Then papers are dropped and their alerts timed on the way to a webhook, in turns with
and without a search underway that finds nothing and so reads everything. The quick form has 2,000 papers, and does not mind a busy machine.
"""
import argparse, json, os, pathlib, random, sqlite3, subprocess, sys, tempfile, threading, time

from webhooks import ROOT, STARTED, Daemon, Failed, SlowReceiver, hook, moment, percentile

ANSWERS_OF_A_PAPER = 10
# As long as questions and answers commonly are together.
WORDS = " ".join(f"de inzet van schip {n} in de haven van stad {n * 7} werd verlengd" for n in range(25))


def fill(state, papers, answers):
    """Copies the archived paper until there are so many, of which the newest hold so many answers together; returns a few of their names."""
    database = sqlite3.connect(state / "bode.db", isolation_level=None)
    identity, record, published = database.execute("select identity, record, published from publication limit 1").fetchone()
    topic, event = database.execute("select topic, payload from message where key like 'evt_%' limit 1").fetchone()
    source = database.execute("select id from source").fetchone()[0]
    whole = json.loads(record)
    small = json.dumps({**whole, "answers": whole["answers"][:1]}, ensure_ascii=False)
    whole = json.dumps(whole, ensure_ascii=False)
    key = json.loads(event)["id"] if "id" in json.loads(event) else None
    first = database.execute("select max(id) from publication").fetchone()[0] + 1
    tag = pathlib.PurePath(identity).stem
    many = answers // ANSWERS_OF_A_PAPER

    def renamed(text, n):
        return text.replace(tag, f"kopie{n}")

    def rows():
        for n in range(papers):
            text = whole if n < many else small
            yield first + n, renamed(identity, n), renamed(text, n).encode(), published - 60_000 * (n + 1)

    database.execute("begin")
    database.executemany("insert into publication (id, identity, record, published) values (?, ?, ?, ?)", rows())
    database.executemany("insert into name values (?, ?)", ((renamed(identity, n), first + n) for n in range(papers)))
    database.executemany("insert into entry values (?, ?, 'x')", ((source, renamed(identity, n)) for n in range(papers)))
    # Alerts that every reader has passed: beyond the last position nothing new appears.
    if key:
        database.executemany("insert into message (topic, appended, checksum, key, payload) values (?, ?, 0, ?, ?)",
                             ((topic, int(time.time() * 1000), f"evt_{n:026d}", event) for n in range(min(papers, 100_000))))
        database.execute("update reader set position = (select seq from sqlite_sequence where name = 'message') where topic = ?", (topic,))
    database.execute("commit")
    size = database.execute("select page_count * page_size from pragma_page_count, pragma_page_size").fetchone()[0]
    database.close()
    # What is timed is not how fast this machine writes all of that.
    os.sync()
    return [renamed(identity, n) for n in (0, papers // 2, papers - 1)], size


def stories(daemon, names, own):
    """How long `bode show` takes for each name, the process and all."""
    times, problems = [], []
    for name in [*names, *own] * 3:
        begun = time.monotonic()
        shown = daemon.command("show", name)
        times.append(time.monotonic() - begun)
        if shown.returncode != 0 or not shown.stdout:
            problems.append(f"show {name}: {shown.returncode} {shown.stderr[-200:]}")
    return times, problems


class Searches(threading.Thread):
    """Searches one after the other, for what is nowhere, until told to stop."""

    def __init__(self, daemon, query):
        super().__init__(daemon=True)
        self.bode, self.query, self.times, self.ends, self.problems = daemon, query, [], False, []

    def run(self):
        while not self.ends:
            begun = time.monotonic()
            done = self.bode.command("search", self.query)
            self.times.append(time.monotonic() - begun)
            if done.returncode not in (0, 1):
                self.problems.append(f"search: {done.returncode} {done.stderr[-200:]}")


def delays(daemon, receiver, papers, answers, tag):
    """How long alerts of papers that are dropped now take to the webhook."""
    known, before = len(receiver.records), len(daemon.ids())
    for n in range(papers):
        daemon.drop(f"{tag}{n}", answers)
        time.sleep(0.3)
    daemon.until(lambda: len(receiver.records) - known >= papers * answers, "deliveries", 300)
    daemon.until(lambda: len(daemon.ids()) - before >= papers * answers, "events", 30)
    seen = {event["id"]: moment(event["time"]) for event in daemon.events()}
    return [start - seen[id] for _, id, start, _ in receiver.records[known:] if id in seen]


def prove(args, folder):
    papers = args.papers or (2_000 if args.quick else 1_000_000)
    answers = min(args.answers or (5_000 if args.quick else 100_000), papers * ANSWERS_OF_A_PAPER)
    receiver = SlowReceiver(0)
    daemon = Daemon(args.bode, folder, {"desk": hook(receiver, "/hook/1")})
    daemon.drop("zaak", ANSWERS_OF_A_PAPER, WORDS)
    daemon.until(lambda: len(daemon.ids()) == ANSWERS_OF_A_PAPER, "events")
    own = [daemon.ids()[0], daemon.events()[0]["subject"]]
    problems = daemon.stop()
    names, size = fill(folder / "state", papers, answers)
    daemon.start()
    daemon.until(lambda: daemon.command("status").stdout != "", "a start", 120)
    times, found = stories(daemon, names, own)
    problems += found
    if max(times) > (5 if args.quick else 1):
        problems.append(f"a story took {max(times):.2f} s")
    print(f"show: {papers} papers, {size >> 20} MiB; {len(times)} stories, p50 {percentile(times, 0.5):.2f} s, at most {max(times):.2f} s "
          f"({', '.join(f'{time:.2f}' for time in times)})")

    load = (4, 5) if args.quick else (60, 10)
    query = '"zinloze samenloop" OR nergens'
    alone = delays(daemon, receiver, *load, "stil")
    searches = Searches(daemon, query)
    searches.start()
    beside = delays(daemon, receiver, *load, "druk")
    searches.ends = True
    searches.join()
    problems += searches.problems
    # A word that stands in every answer: nothing is thrown out by its bytes, and all is decoded and asked.
    begun = time.monotonic()
    hits = daemon.command("search", "kabinet nergens")
    every = time.monotonic() - begun
    begun = time.monotonic()
    first = daemon.command("search", "kabinet")
    soon = time.monotonic() - begun
    if first.returncode != 0 or not first.stdout:
        problems.append(f"search: {first.returncode} {first.stderr}")
    shown = [f"{percentile(found, share) * 1000:.0f}" for found in (alone, beside) for share in (0.5, 0.99)]
    print(f"search: {answers} answers in {answers // ANSWERS_OF_A_PAPER} of the papers; {min(searches.times):.2f} s where nothing matches by its bytes "
          f"({len(searches.times)} searches), {every:.2f} s where every paper has one of two words, {soon:.2f} s for the first 20 hits")
    print(f"alerts to a webhook: p50 {shown[0]} ms, p99 {shown[1]} ms alone; p50 {shown[2]} ms, p99 {shown[3]} ms beside a search ({len(beside)})")
    # It reads for a few milliseconds at a time, but it wants a processor like everyone else.
    if not args.quick and percentile(beside, 0.99) > 2:
        problems.append("a search holds up alerts")
    return problems + daemon.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bode", type=pathlib.Path, default=ROOT / ".build" / "debug" / "bode")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--papers", type=int)
    parser.add_argument("--answers", type=int)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bode-looking-") as folder:
        try:
            problems = prove(args, pathlib.Path(folder))
        except Failed as failure:
            problems = [str(failure)]
        finally:
            for process in STARTED.pop(folder, []):
                process.kill()
                process.wait()
    for problem in problems:
        print("BAD ", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
