#!/usr/bin/env python3
"""A damaged state is used correctly or refused with the command that recovers; it is never replaced, and no damaged alert goes out.

    Tests/Proofs/damage.py [--rig DIR] [--bode PROGRAM] [--quick] [--copies N] [--jobs N] [--keep DIR]

A daemon is killed with papers archived and alerts that wait for a folder that is missing. Of its state copies are made, each damaged in
one way: bits flipped in the header, in a page's head, anywhere in the database, in the write-ahead log, in a payload; the database or the log
cut short; pages zeroed; the log missing, or another database's; the database read-only. On each the daemon is started with the folder in place:

- it does not end by a signal;
- where it refuses, it ends with 69 or 70 and names `bode restore`; where it refuses at once, its files are as they were;
- where it runs, what it tells under an id are the bytes that the whole state tells under it;
- it never starts anew in silence;
- `bode recover` saves into a new state what a daemon then uses, or says that it cannot.

The rig is looked for beside the checkout (../shared/rig); without it there is nothing to do, and the status is 0.
"""
import collections, concurrent.futures, json, os, pathlib, random, shutil, sqlite3, subprocess, sys, time

from durability import Newsroom, arguments, verdict

PAPERS = 60
PAGE = 4096
KINDS = ["header", "page head", "anywhere", "log", "payload", "cut", "cut log", "zeroed", "no log", "foreign log", "read-only",
         "archive"]


def flip(data, at, bit):
    data[at] ^= 1 << bit


def damage(state, kind, rng, foreign):
    database, log = state / "bode.db", state / "bode.db-wal"
    data = bytearray(database.read_bytes())
    wal = bytearray(log.read_bytes()) if log.exists() else bytearray()
    bit = rng.randrange(8)
    if kind == "header":
        flip(data, rng.randrange(100), bit)
    elif kind == "page head":
        flip(data, rng.randrange(len(data) // PAGE) * PAGE + rng.randrange(100), bit)
    elif kind == "anywhere":
        for _ in range(rng.choice([1, 1, 8, 64])):
            flip(data, rng.randrange(len(data)), rng.randrange(8))
    elif kind == "log" and wal:
        flip(wal, rng.randrange(len(wal)), bit)
    elif kind in ("payload", "archive"):
        # In the text of an alert, or of a paper in the archive.
        marks = [i for i in range(len(data) - 8) if data[i:i + 7] == b"kenmerk"] if kind == "payload" else \
                [i for i in range(len(data) - 8) if data[i:i + 8] == b"revision"]
        places = marks or [rng.randrange(len(data))]
        flip(data, rng.choice(places) + rng.randrange(7), bit)
    elif kind == "cut":
        del data[rng.randrange(len(data)):]
    elif kind == "cut log" and wal:
        del wal[rng.randrange(len(wal)):]
    elif kind == "zeroed":
        for _ in range(rng.choice([1, 1, 5])):
            at = rng.randrange(len(data) // PAGE) * PAGE
            data[at:at + PAGE] = bytes(PAGE)
    elif kind == "no log":
        wal = None
    elif kind == "foreign log":
        wal = bytearray(foreign)
    database.write_bytes(data)
    log.unlink(missing_ok=True)
    if wal is not None:
        log.write_bytes(wal)
    if kind == "read-only":
        os.chmod(database, 0o400)


class Copies:
    def __init__(self, args):
        self.args, self.folder = args, None

    def make(self):
        """The whole state, and what it tells."""
        self.newsroom = newsroom = Newsroom(self.args, name="damage")
        newsroom.write_configuration(["alerts: {kind: file, path: out/alerts.ndjson}",
                                      "operations: {kind: file, path: out/operations.ndjson}"])
        newsroom.baseline()
        newsroom.publish(PAPERS)
        newsroom.start()
        newsroom.wait_ready()
        newsroom.wait(lambda: self.ready() >= PAPERS, 60, "the alerts are not made")
        newsroom.kill()
        self.whole = newsroom.directory / "whole"
        shutil.copytree(newsroom.state, self.whole, ignore=shutil.ignore_patterns("control.sock", "originals"))
        with Newsroom(self.args, name="foreign") as other:
            other.baseline()
            other.publish(PAPERS)
            other.start()
            other.wait(lambda: len(other.told()) == PAPERS, 60, "the other state is not made")
            other.kill()
            self.foreign = (other.state / "bode.db-wal").read_bytes()
        (newsroom.state / "out").mkdir()
        newsroom.start()
        newsroom.wait(lambda: len(self.events(newsroom.state)) >= PAPERS, 60, "the alerts are not told")
        newsroom.stop()
        self.right = {event["id"]: self.body(event) for event in self.events(newsroom.state)}

    def ready(self):
        done = self.newsroom.bode("status", "--json")
        try:
            return next(r["ready"] for r in json.loads(done.stdout)["readers"] if r["name"] == "sink/alerts")
        except (ValueError, StopIteration):
            return 0

    def events(self, state):
        path = state / "out" / "alerts.ndjson"
        text = path.read_text() if path.exists() else ""
        return [json.loads(line) for line in text[:text.rfind("\n") + 1].splitlines()]

    @staticmethod
    def files(state):
        return [(state / name).read_bytes() if (state / name).exists() else b"" for name in ("bode.db", "bode.db-wal")]

    @staticmethod
    def body(event):
        """What must never be other than it was: a state that lost its last moments makes an alert again, at another time."""
        return [event["type"], *(event["data"].get(key) for key in ("question", "answer", "publication", "answered_by"))]

    def run(self, number):
        rng = random.Random(self.args.seed * 100_000 + number)
        kind = KINDS[number % len(KINDS)]
        folder = self.newsroom.directory / f"copy-{number}"
        state = folder / "state"
        shutil.copytree(self.whole, state)
        (state / "out").mkdir()
        damage(state, kind, rng, self.foreign)
        configuration = folder / "bode.yaml"
        configuration.write_text(self.newsroom.configuration.read_text().replace(f"state: {self.newsroom.state}", f"state: {state}"))
        problems, before = {}, self.files(state)
        with open(folder / "bode.log", "w") as output:
            run_as = []
            if kind == "read-only" and os.getuid() == 0 and shutil.which("setpriv"):
                # Root may write to anything.
                subprocess.run(["chown", "-R", "65534:65534", str(folder)])
                run_as = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
                os.chmod(folder.parent, 0o755)
            daemon = subprocess.Popen([*run_as, str(self.args.bode), "run", "-c", str(configuration)], stdout=subprocess.DEVNULL,
                                      stderr=output)
            end = time.monotonic() + 8
            while daemon.poll() is None and time.monotonic() < end and len(self.events(state)) < PAPERS:
                time.sleep(0.05)
            runs = daemon.poll() is None
            if runs:
                daemon.terminate()
            try:
                status = daemon.wait(40)
            except subprocess.TimeoutExpired:
                daemon.kill()
                status = "did not stop"
        said = (folder / "bode.log").read_text(errors="replace")
        events = self.events(state)
        if status not in (0, 69, 70):
            problems["status"] = f"{status}: {said[-300:]}"
        wrong = [e["id"] for e in events if e["id"] in self.right and self.right[e["id"]] != self.body(e)]
        strange = [e["id"] for e in events if e["id"] not in self.right]
        if wrong or strange:
            problems["wrong"] = f"{len(wrong)} other bytes, {len(strange)} unknown"
        if status in (69, 70) and kind != "read-only" and "bode restore" not in said:
            problems["refusal"] = said[-300:]
        if status in (69, 70) and "runs on" not in said and self.files(state) != before:
            problems["changed"] = "what it refused is not what it was"
        if "papers remembered and not announced" in said:
            problems["anew"] = "it took a new baseline"
        outcome = "used" if status == 0 else "refused"
        if status == 70 and number % 5 == 0:
            problems |= self.recover(folder, configuration)
        if not problems and not self.args.keep:
            shutil.rmtree(folder, ignore_errors=True)
        return kind, outcome, problems

    def recover(self, folder, configuration):
        saved = folder / "saved"
        try:
            done = subprocess.run([str(self.args.bode), "recover", str(saved), "-c", str(configuration)], capture_output=True, text=True,
                                  timeout=120)
        except subprocess.TimeoutExpired:
            return {"recover": "it comes to no end"}
        if done.returncode == 69 and "restore a backup" in done.stderr:
            return {}
        if done.returncode not in (0, 1):
            return {"recover": f"{done.returncode}: {done.stdout}{done.stderr}"}
        configuration.write_text(configuration.read_text().replace(f"state: {folder}/state", f"state: {saved}"))
        checked = subprocess.run([str(self.args.bode), "status", "-c", str(configuration)], capture_output=True, text=True)
        database = sqlite3.connect(saved / "bode.db")
        whole = database.execute("pragma integrity_check").fetchone()[0]
        strays = database.execute("pragma foreign_key_check").fetchall()
        database.close()
        if checked.returncode not in (0, 1) or whole != "ok" or strays:
            return {"recovered": f"status {checked.returncode}, {whole}, {len(strays)} strays: {checked.stderr}"}
        self.recovered = getattr(self, "recovered", 0) + 1
        return {}


def main():
    args = arguments(__doc__.splitlines()[0], ("--copies", {"type": int}), ("--jobs", {"type": int, "default": 2}))
    count = args.copies or (12 if args.quick else 500)
    begun = time.monotonic()
    copies = Copies(args)
    copies.make()
    outcomes, bad = collections.Counter(), 0
    try:
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for number, (kind, outcome, problems) in enumerate(pool.map(copies.run, range(count))):
                outcomes[f"{kind} {outcome}"] += 1
                if problems:
                    bad += verdict(f"copy {number}, {kind}", problems, {})
    finally:
        copies.newsroom.end()
    notes = {"copies": count, **dict(sorted(outcomes.items())), "recovered": getattr(copies, "recovered", 0),
             "took": round(time.monotonic() - begun)}
    return verdict("damage", {"bad": bad} if bad else {}, notes)


if __name__ == "__main__":
    sys.exit(main())
