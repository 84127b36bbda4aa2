#!/usr/bin/env python3
"""A migration that is killed anywhere leaves the old tables or the new ones; a database of a newer version is refused.

    Tests/Proofs/migrations.py [--rig DIR] [--bode PROGRAM] [--quick] [--points N] [--rows N] [--keep DIR]

A database of the first version is filled with rows. On a copy of it each, the daemon starts and migrates, and is ended: at each write and sync
in turn by the rig's shim, then by SIGKILL at random moments. After each end the database is whole and of a version between the two, and
the next start goes on. The first start that is left alone is of the last version.

The rig is looked for beside the checkout (../shared/rig); without it there is nothing to do, and the status is 0.
"""
import collections, random, re, shutil, sqlite3, sys, time

from durability import ROOT, SOFTWARE, Newsroom, arguments, verdict


def scripts():
    """The steps from one version to the next, as they stand in the source."""
    text = (ROOT / "Sources" / "SQLiteLog" / "Schema.swift").read_text().split("static let migrations = [")[1]
    return re.findall(r'"""\n(.*?)\n\s*"""', text, re.DOTALL)


def fill(path, rows):
    """A database of the first version with so many rows in each table that grows."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript("pragma journal_mode = wal; pragma application_id = 0x426F6465;" + scripts()[0])
    database.execute("begin")
    database.execute("insert into topic values (1, 'publications'), (2, 'documents'), (3, 'events')")
    database.executemany("insert into message (topic, appended, checksum, key, payload) values (2, ?, 0, ?, ?)",
                         ((n, f"key {n}", bytes(200)) for n in range(rows)))
    database.execute("insert into reader values (1, 'archive', 2, ?, null)", (rows,))
    database.executemany("insert into settlement values (1, ?, 2, 1, null, 'odd')", ((n,) for n in range(1, rows + 1)))
    database.execute("insert into source values (1, 'other', ?)", (b'{"name":"other","failures":0,"hasBaseline":true}',))
    database.executemany("insert into entry values (1, ?, 'x')", ((f"entry {n}",) for n in range(rows)))
    database.executemany("insert into publication (identity, record) values (?, ?)", ((f"urn:paper:{n}", b"{}") for n in range(rows)))
    database.execute("pragma user_version = 1")
    database.execute("commit")
    database.execute("pragma wal_checkpoint(truncate)")
    database.close()


class Migrations:
    def __init__(self, newsroom, rows):
        self.newsroom, self.problems = newsroom, {}
        self.old, self.last = newsroom.directory / "old.db", len(scripts())
        fill(self.old, rows)
        self.rows, self.ends = rows, collections.Counter()

    def reset(self):
        shutil.rmtree(self.newsroom.state, ignore_errors=True)
        self.newsroom.state.mkdir(mode=0o700)
        shutil.copy(self.old, self.newsroom.state / "bode.db")

    def version(self, what):
        """The version found, after it was seen that all is there."""
        database = sqlite3.connect(self.newsroom.state / "bode.db")
        try:
            version = database.execute("pragma user_version").fetchone()[0]
            whole = database.execute("pragma integrity_check").fetchone()[0]
            counts = [database.execute(f"select count(*) from {table}").fetchone()[0]
                      for table in ("message", "settlement", "entry", "publication")]
        finally:
            database.close()
        if not 1 <= version <= self.last or whole != "ok" or set(counts) != {self.rows}:
            self.problems[what] = f"version {version}, {whole}, {counts}"
        return version

    def upgrade(self, what):
        """A start that is left alone."""
        self.newsroom.start()
        self.newsroom.wait_ready()
        self.newsroom.kill()
        if self.version(what) != self.last:
            self.problems[what] = "it was not brought to the last version"

    def fail(self, call, skip):
        """Ends the start at that call, where it comes to that."""
        self.reset()
        self.newsroom.control.write_text(f"fail EIO {call} {skip} once\n")
        self.newsroom.start(**self.newsroom.shim)
        try:
            self.newsroom.wait_ready()
            self.newsroom.kill()
            self.ends[f"{call}, none"] += 1
            return
        except AssertionError:
            if self.newsroom.daemon.returncode != SOFTWARE:
                self.problems[f"{call} {skip}"] = f"it ended with {self.newsroom.daemon.returncode}"
        self.ends[f"{call}, version {self.version(f'{call} {skip}')}"] += 1
        self.upgrade(f"{call} {skip}, again")

    def kill(self, number, seconds):
        self.reset()
        self.newsroom.start()
        time.sleep(seconds)
        self.newsroom.kill()
        self.ends[f"killed, version {self.version(f'kill {number}')}"] += 1
        if number % 10 == 0:
            self.upgrade(f"kill {number}, again")

    def downgrade(self):
        self.reset()
        database = sqlite3.connect(self.newsroom.state / "bode.db")
        database.execute(f"pragma user_version = {self.last + 1}")
        database.commit()
        database.close()
        before = (self.newsroom.state / "bode.db").read_bytes()
        self.newsroom.start()
        status = self.newsroom.daemon.wait(20)
        if status != SOFTWARE or "newer bode" not in self.newsroom.said():
            self.problems["downgrade"] = f"status {status}: {self.newsroom.said()[-300:]}"
        if (self.newsroom.state / "bode.db").read_bytes() != before:
            self.problems["downgrade"] = "it changed the file"


def main():
    args = arguments(__doc__.splitlines()[0], ("--points", {"type": int}), ("--rows", {"type": int}))
    points, rows = args.points or (3 if args.quick else 100), args.rows or (2_000 if args.quick else 100_000)
    begun, rng = time.monotonic(), random.Random(args.seed)
    with Newsroom(args, name="migrations") as newsroom:
        proof = Migrations(newsroom, rows)
        try:
            proof.reset()
            proof.upgrade("alone")
            for call in ("write", "sync"):
                # Some calls may fail without harm, such as the note of who owns the state: so not to the first that does.
                for skip in ([5, 9] if args.quick else range(points)):
                    proof.fail(call, skip)
            proof.reset()
            newsroom.start()
            ready = newsroom.wait_ready()
            newsroom.kill()
            for number in range(points):
                proof.kill(number, rng.uniform(0, 1.2 * ready))
            proof.downgrade()
        except AssertionError as problem:
            proof.problems["run"] = str(problem)
        notes = {"rows": rows, "to version": proof.last, **dict(sorted(proof.ends.items())), "took": round(time.monotonic() - begun)}
        return verdict("migrations", proof.problems, notes)


if __name__ == "__main__":
    sys.exit(main())
