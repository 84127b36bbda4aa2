#!/usr/bin/env python3
"""Killed at any moment, again and again, the daemon loses nothing and tells nothing twice.

    Tests/Proofs/crashes.py [--rig DIR] [--bode PROGRAM] [--quick] [--kills N] [--papers N] [--keep DIR]

The daemon follows a log of changes of which three pages in a hundred are cut off, reset or malformed, and is killed (SIGKILL) at random
points: during its start, while it works, and just after its file has grown. Operators hear once that it keeps ending. After each kill the database is whole. At the end every
paper is told once, no line is torn and no child is left. No paper is set aside for having been in hand when the process was killed.
The time until it is ready again is reported.

The rig is looked for beside the checkout (../shared/rig); without it there is nothing to do, and the status is 0.
"""
import json, subprocess, sys, time

from durability import Newsroom, arguments, check_command, verdict

RULES = [{"path": "/sync/*", "prob": 0.01, "fault": "truncate=300"}, {"path": "/sync/*", "prob": 0.02, "fault": "reset=200"},
         {"path": "/sync/*", "prob": 0.03, "fault": "malformed"}]


def crash(newsroom, kills, check, environment=(), seed=1, idle=8):
    """Runs crashloop.py and returns its report."""
    args = newsroom.args
    done = subprocess.run(
        [sys.executable, str(args.rig / "crashloop.py"), "--kills", str(kills), "--seed", str(seed), "--min-ms", "20",
         "--max-ms", "500", "--ready", f"file:{newsroom.state}/control.sock", "--sink", str(newsroom.state / "alerts.ndjson"),
         "--key", "/id", "--check", check, "--idle", str(idle), "--settle", "1", "--output", str(newsroom.directory / "bode.log"),
         "--", "env", *environment, *newsroom.command], capture_output=True, text=True)
    try:
        report = json.loads(done.stdout)
        # It may look for a new socket only when that is there already, and then kills what it takes for hung.
        if set(report["self_exits"]) == {-9}:
            report["violations"] = [one for one in report["violations"] if not one.startswith("self_exits")]
        return report
    except ValueError:
        return {"violations": [f"crashloop.py: {done.stdout[-300:]}{done.stderr[-300:]}"]}


def main():
    args = arguments(__doc__.splitlines()[0], ("--kills", {"type": int}), ("--papers", {"type": int}))
    kills, papers = args.kills or (8 if args.quick else 500), args.papers or (150 if args.quick else 10_000)
    begun = time.monotonic()
    with Newsroom(args, rules=RULES, name="crashes") as newsroom:
        newsroom.baseline()
        newsroom.publish(papers)
        report = crash(newsroom, kills, check_command(newsroom), seed=args.seed, idle=2 if args.quick else 8)
        problems = newsroom.finish(60 + papers / 20)
        if report["violations"]:
            problems["crashes"] = report["violations"]
        if newsroom.blamed():
            problems["blamed"] = newsroom.blamed()
        alarms = {event["id"] for event in newsroom.lines("operations.ndjson")[0] if event["type"] == "bode.daemon.failing"}
        if len(alarms) != 1:
            problems["alarms"] = len(alarms)
        notes = {"kills": report.get("kills"), "points": report.get("points"), "papers": papers,
                 "ready ms": report.get("ready_ms"), "told": len(newsroom.told()),
                 "took": round(time.monotonic() - begun)}
        return verdict("crashes", problems, notes)


if __name__ == "__main__":
    sys.exit(main())
