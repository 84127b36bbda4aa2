#!/usr/bin/env python3
"""Ready two seconds after a kill with 100,000 alerts waiting, ten seconds with a million papers; and nobody gets in beside it.

    Tests/Proofs/starts.py [--rig DIR] [--bode PROGRAM] [--quick] [--keep DIR]

The state is made up of so many rows; the daemon is killed on it and started again, five times. While it runs, a second one on the same state ends
within a second, with another status than 0, and names the first; no other program can open the database. The quick form has 5,000 of each, and
does not mind a busy machine.

The rig is looked for beside the checkout (../shared/rig); without it there is nothing to do, and the status is 0.
"""
import sqlite3, subprocess, sys, time

from durability import Newsroom, arguments, verdict


def fill(state, messages, papers):
    database = sqlite3.connect(state / "bode.db", isolation_level=None)
    database.execute("begin")
    topic = database.execute("select id from topic where name = 'events'").fetchone()[0]
    database.executemany("insert into message (topic, appended, checksum, key, payload) values (?, 1, 0, ?, ?)",
                         ((topic, f"evt_{n}", bytes(3000)) for n in range(messages)))
    source = database.execute("select id from source").fetchone()[0]
    first = database.execute("select coalesce(max(id), 0) from publication").fetchone()[0] + 1
    record = b'{"text":"' + b"x" * 1500 + b'"}'
    database.executemany("insert into publication (id, identity, record) values (?, ?, ?)",
                         ((first + n, f"urn:made:{n}", record) for n in range(papers)))
    database.executemany("insert into name values (?, ?)", ((f"urn:made:{n}", first + n) for n in range(papers)))
    database.executemany("insert into entry values (?, ?, 'x')", ((source, f"urn:made:{n}") for n in range(papers)))
    database.execute("commit")
    database.close()


def alone(newsroom):
    """What is wrong with how others are kept away."""
    problems, begun = {}, time.monotonic()
    second = subprocess.run(newsroom.command, capture_output=True, text=True, timeout=20)
    took = time.monotonic() - begun
    if second.returncode != 69 or f"process {newsroom.daemon.pid};" not in second.stderr or took > (5 if newsroom.args.quick else 1):
        problems["second"] = f"status {second.returncode} after {took:.1f} s: {second.stderr[-200:]}"
    try:
        sqlite3.connect(newsroom.state / "bode.db", timeout=0.1).execute("select count(*) from reader").fetchone()
        problems["opener"] = "another program can read the database"
    except sqlite3.OperationalError:
        pass
    return problems, round(took, 2)


def main():
    args = arguments(__doc__.splitlines()[0])
    begun, problems, notes = time.monotonic(), {}, {}
    rounds = [(5_000, 5_000, 2.0)] if args.quick else [(100_000, 0, 2.0), (0, 1_000_000, 10.0)]
    with Newsroom(args, name="starts") as newsroom:
        newsroom.write_configuration(["alerts: {kind: file, path: missing/alerts.ndjson}",
                                      "operations: {kind: file, path: operations.ndjson}"])
        newsroom.baseline()
        for messages, papers, limit in rounds:
            fill(newsroom.state, messages, papers)
            times = []
            for _ in range(2 if args.quick else 5):
                newsroom.start()
                try:
                    times.append(round(newsroom.wait_ready(), 2))
                    if len(times) == 2:
                        found, notes["second s"] = alone(newsroom)
                        problems |= found
                    newsroom.publish(5)
                    time.sleep(2)
                except AssertionError as problem:
                    problems["start"] = str(problem)
                newsroom.kill()
            notes[f"ready s, {messages} waiting, {papers} papers"] = times
            if not times or max(times) > limit * (5 if args.quick else 1):
                problems[f"{messages} {papers}"] = f"ready after {times} s"
        notes["took"] = round(time.monotonic() - begun)
    return verdict("starts", problems, notes)


if __name__ == "__main__":
    sys.exit(main())
