#!/usr/bin/env python3
"""Clocks that jump and a network that goes away leave the polls as they should be.

    Tests/Proofs/outages.py [--rig DIR] [--bode PROGRAM]

The wall clock is set a day on, a day back, and to 1970: no feed is polled more than once out of turn, and none is silent for longer
than an interval (and the tenth that is jitter). Then the feeds' names lead nowhere for many intervals; once they lead somewhere again,
all feeds are caught up within two intervals, and never asked at more than twice the usual rate.

The rig is looked for beside the checkout (../shared/rig); without it, or without a C compiler, there is nothing to do.
"""
import argparse, collections, json, os, pathlib, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FEEDS, EVERY = 12, 5.0
OUTAGE = 60.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rig", type=pathlib.Path, default=ROOT.parent / "shared" / "rig")
    parser.add_argument("--bode", type=pathlib.Path, default=ROOT / ".build" / "debug" / "bode")
    parser.add_argument("--keep", help="a folder in which to leave the run's files")
    args = parser.parse_args()
    if not (args.rig / "faultshim.c").exists() or not shutil.which("cc"):
        print("the fault rig, or a C compiler, is not here; nothing is proved")
        return 0
    folder = pathlib.Path(args.keep or tempfile.mkdtemp(prefix="bode-outages-"))
    folder.mkdir(exist_ok=True)
    problems = prove(args, folder)
    if not args.keep:
        shutil.rmtree(folder, ignore_errors=True)
    for problem in problems:
        print("BAD ", problem)
    return 1 if problems else 0


def prove(args, folder):
    shim, log, control = folder / "shim.so", folder / "requests.ndjson", folder / "control"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(shim), str(args.rig / "faultshim.c"), "-ldl", "-lpthread"],
                   check=True, stderr=subprocess.DEVNULL)
    (folder / "scenario.json").write_text(json.dumps({"feeds": {f"f{n}": {"initial": 1} for n in range(FEEDS)}}))
    server = subprocess.Popen(
        [sys.executable, str(args.rig / "faultfeed.py"), "--scenario", str(folder / "scenario.json"), "--log", str(log)],
        stdout=subprocess.PIPE, text=True)
    port = server.stdout.readline().strip().rstrip("/").rsplit(":", 1)[1]

    def say(*lines):
        control.write_text("".join(line + "\n" for line in lines))

    here = [f"dns f{n}.test 127.0.0.1" for n in range(FEEDS)]
    # Discarded by nobody and answered by nobody: a port on which nothing listens, of an address that may be asked.
    gone = [f"dns f{n}.test 127.0.0.9" for n in range(FEEDS)]
    say(*here)
    sources = [f'  f{n}: {{kind: feed, url: "http://f{n}.test:{port}/feed/f{n}.atom", every: {EVERY:g}s, insecure_http: true, '
               f'allow: ["127.0.0.1/32:{port}", "127.0.0.9/32:{port}"]}}' for n in range(FEEDS)]
    (folder / "bode.yaml").write_text("\n".join(
        ["contact: desk@example.org", "state: state", "stages: [parse]", "sources:", *sources,
         "watches: {all: {query: '*', sinks: [alerts]}}", "sinks: {alerts: {kind: file, path: alerts.ndjson}}"]) + "\n")
    daemon = subprocess.Popen(
        [str(args.bode), "run", "-c", str(folder / "bode.yaml")], stdout=subprocess.DEVNULL,
        stderr=open(folder / "bode.log", "w"),
        env={**os.environ, "LD_PRELOAD": str(shim), "FAULTSHIM_CONTROL": str(control)})
    problems = []
    try:
        time.sleep(3 * EVERY)
        marks = [("before", time.time())]
        for name, offset in (("a day on", 86400), ("a day back", -86400), ("1970", -time.time() + 1000), ("as it was", 0)):
            say(*here, f"clock {offset:.0f}")
            marks.append((name, time.time()))
            time.sleep(4 * EVERY)
        say(*gone)
        away = time.time()
        time.sleep(OUTAGE)
        say(*here)
        back = time.time()
        time.sleep(3 * EVERY)
    finally:
        daemon.terminate()
        if daemon.wait(30) != 0:
            problems.append(f"the process ended with {daemon.returncode}")
        server.kill()
        server.wait()
    polls = collections.defaultdict(list)
    for line in log.read_text().splitlines():
        request = json.loads(line)
        if request["path"].startswith("/feed/"):
            polls[request["path"]].append(request["t"])
    first, last = marks[1][1], marks[-1][1] + 4 * EVERY
    for path, times in sorted(polls.items()):
        during = [t for t in times if first - EVERY <= t < last]
        gaps = [b - a for a, b in zip(during, during[1:])]
        longest, early = max(gaps, default=float("inf")), sum(gap < 0.95 * EVERY for gap in gaps)
        # An extra poll for each of four jumps, and a gap of an interval, a tenth, and what a busy machine takes.
        if early > len(marks) - 1 or longest > 1.1 * EVERY + 2:
            problems.append(f"{path}: {early} polls out of turn, {longest:.1f} s without one")
    if len(polls) != FEEDS:
        problems.append(f"only {len(polls)} of {FEEDS} feeds were polled")
    caught = max(min((t for t in times if t > back), default=float("inf")) for times in polls.values()) - back
    if any(away + 1 < t < back for times in polls.values() for t in times):
        problems.append("the network was not away")
    if caught > 2 * EVERY + 1:
        problems.append(f"the last feed was caught up after {caught:.1f} s")
    after = sorted(t for times in polls.values() for t in times if t > back)
    for begin in after:
        rate = sum(begin <= t < begin + EVERY for t in after)
        if rate > 2 * FEEDS:
            problems.append(f"{rate} requests in one interval after the outage")
            break
    print(f"{FEEDS} feeds, {sum(map(len, polls.values()))} polls, caught up {caught:.1f} s after the names were back")
    return problems


if __name__ == "__main__":
    sys.exit(main())
