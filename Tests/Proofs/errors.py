#!/usr/bin/env python3
"""Each write and each sync fails in its turn, once or from then on: nothing is lost, told twice or taken for stored.

    Tests/Proofs/errors.py [--rig DIR] [--bode PROGRAM] [--quick] [--step N] [--only PART,PART] [--jobs N] [--keep DIR]

The method is SQLite's own: the same run, with the failing call one further each time, until the run ends before it comes. A run under
the shim without a fault counts the calls. What is promised of each run:

- a sync that fails with EIO ends the process with status 70, and it is not tried again;
- after any other failure the daemon goes on by itself once the fault is over, or ends with status 70, never by a signal;
- run again without a fault, it tells every paper once, and the database is whole;
- while writes go on failing for want of room, it uses less than a fifth of a processor (in the long form).

A part is a kind of failure, such as EIO-write-once or ENOSPC-sync-always, or busy.

The rig is looked for beside the checkout (../shared/rig); without it there is nothing to do, and the status is 0.
"""
import collections, concurrent.futures, os, shutil, struct, sys, time

from durability import SOFTWARE, Newsroom, arguments, verdict

PAPERS = 6
FAST = 20              # how much faster time runs, so that what waits does not wait for long
RECORD = struct.Struct("<c7xQQQII216s")


class Run:
    """One daemon whose disk fails once or from some call on."""

    def __init__(self, args, what=None):
        self.args, self.what, self.problems, self.end = args, what, {}, "went on"
        self.name = "-".join(map(str, what)) if what else "count"

    def run(self):
        with Newsroom(self.args, name=self.name) as newsroom:
            newsroom.baseline()
            newsroom.publish(PAPERS)
            try:
                self.fail(newsroom) if self.what else self.count(newsroom)
            except AssertionError as problem:
                self.problems["run"] = str(problem)
            newsroom.control.write_text("")
            if self.what:
                self.problems |= newsroom.finish(60)
        return self

    def count(self, newsroom):
        self.start(newsroom)
        newsroom.wait(lambda: len(newsroom.told()) == PAPERS, 60, "not told without a fault")
        newsroom.stop()
        self.calls = self.made(newsroom)

    @staticmethod
    def made(newsroom):
        """The calls that went well."""
        path, at, calls = newsroom.directory / "undo", 0, collections.Counter()
        data = path.read_bytes() if path.exists() else b""
        while at + RECORD.size <= len(data):
            kind, _, _, _, old, new, _ = RECORD.unpack_from(data, at)
            at += RECORD.size + old + new
            calls["sync" if kind == b"S" else "write"] += 1
        return calls

    def start(self, newsroom):
        newsroom.start("--time-scale", str(FAST), **newsroom.shim, FAULTSHIM_UNDO=str(newsroom.directory / "undo"))

    def fail(self, newsroom):
        error, call, skip, how = self.what
        newsroom.control.write_text(f"fail {error} {call} {skip} {how}\n")
        self.start(newsroom)
        begun = time.monotonic()
        patience = 6 if how == "always" else 20
        while newsroom.daemon.poll() is None and len(newsroom.told()) < PAPERS and time.monotonic() - begun < patience:
            time.sleep(0.02)
        if newsroom.daemon.poll() is None and how == "always":
            # The fault is over: what waits goes on by itself.
            newsroom.control.write_text("")
            os.utime(newsroom.control, ns=(time.time_ns(), time.time_ns()))
            newsroom.wait(lambda: len(newsroom.told()) == PAPERS, 30, "it does not go on after the fault") \
                if self.may_go_on(newsroom) else None
        status = newsroom.stop() if newsroom.daemon.poll() is None else newsroom.daemon.returncode
        self.end = {0: "went on", SOFTWARE: "ended"}.get(status, f"status {status}")
        if status not in (0, SOFTWARE):
            self.problems["end"] = f"status {status}: {newsroom.said()[-300:]}"
        said = newsroom.said()
        # A run may have fewer than the one that was counted, since what comes together is synced together.
        fired = self.made(newsroom)["sync"] >= skip and skip < self.args.calls["sync"] - 8
        if call == "sync" and error == "EIO" and fired and status != SOFTWARE:
            # The last few may come after the run is over. A paper's file that finds no room at its sync is removed, and written anew.
            self.problems["sync"] = f"a failed sync did not end it: {said[-300:]}"

    def may_go_on(self, newsroom):
        time.sleep(0.2)
        return newsroom.daemon.poll() is None


def busy(args, skip, seconds=20):
    """What share of a processor is used, in real time, while every write from one on finds no room; `None` where it ends."""
    with Newsroom(args, name="busy") as newsroom:
        newsroom.baseline()
        newsroom.publish(PAPERS)
        newsroom.control.write_text(f"fail ENOSPC write {skip} always\n")
        newsroom.start(**newsroom.shim)
        time.sleep(5)
        used, begun = processor(newsroom.daemon.pid), time.monotonic()
        time.sleep(seconds)
        return None if newsroom.daemon.poll() is not None else (processor(newsroom.daemon.pid) - used) / (time.monotonic() - begun)


def processor(pid):
    """Seconds of a processor that a process has used; 0 where it is gone."""
    try:
        fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def all_runs(args):
    """Each error of each kind of call, once and for good, at every call or at every so many."""
    return [(error, call, skip, how) for call, count in sorted(args.calls.items()) for error in ("EIO", "ENOSPC")
            for how in ("once", "always") if chosen(args, f"{error}-{call}-{how}") for skip in range(0, count, args.step)]


def chosen(args, part):
    return not args.only or part in args.only.split(",")


def main():
    args = arguments(__doc__.splitlines()[0], ("--step", {"type": int, "default": 1}), ("--jobs", {"type": int, "default": 2}),
                     ("--only", {"default": ""}))
    begun = time.monotonic()
    args.calls = Run(args).run().calls
    if args.quick:
        syncs, writes = args.calls["sync"], args.calls["write"]
        runs = [("EIO", "sync", syncs // 2, "once"), ("EIO", "write", writes // 3, "once"), ("EIO", "sync", 3, "always"),
                ("ENOSPC", "write", writes // 2, "always")]
    else:
        runs = all_runs(args)
    bad, ends = 0, collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for run in pool.map(lambda what: Run(args, what).run(), runs):
            ends[f"{run.what[0]} {run.what[1]} {run.what[3]}: {run.end}"] += 1
            if run.problems:
                bad += verdict(f"error {run.name}", run.problems, {})
            elif args.keep:
                shutil.rmtree(args.keep / run.name, ignore_errors=True)
    notes = {**args.calls, "runs": len(runs), "bad": bad, **dict(sorted(ends.items()))}
    if not args.quick and chosen(args, "busy"):
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            shares = list(pool.map(lambda skip: busy(args, skip), range(0, args.calls["write"], max(1, args.calls["write"] // 12))))
        shares = [share for share in shares if share is not None]
        notes["share of a processor while failing, at most"] = max((round(share, 3) for share in shares), default="none went on")
        notes["measured"] = len(shares)
        if any(share > 0.2 for share in shares):
            bad += verdict("busy", {"share": max(shares)}, {})
    notes["took"] = round(time.monotonic() - begun)
    return verdict("errors", {"bad": bad} if bad else {}, notes)


if __name__ == "__main__":
    sys.exit(main())
