#!/usr/bin/env python3
"""A stage that traps on one paper costs three restarts and that paper, and nothing else.

    Tests/Proofs/traps.py [--bode PROGRAM] [--quick] [--keep DIR]

A folder holds a thousand papers (a hundred in the quick form); a stage of the process calls fatalError() on one of them, in the middle.
The daemon is started again as often as it dies, as systemd does. All others must be told, once each, within thirty seconds (the quick form does
not mind a busy machine), the one be set aside with the reason, and there must be three restarts at most. The same once more with the stage behind one
that is a program of its own, so that it runs in that one's reader.

It runs `bode-trapping`, the daemon with such a stage, from beside the program.
"""
import argparse, json, os, pathlib, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ECHO = """#!/usr/bin/env python3
import json, sys
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        answer = {"type": "ready", "protocol": "bode-plugin/1", "name": "echo", "version": "1", "role": "stage", "adds": [], "window": 8}
    else:
        answer = {"type": "done", "id": message["id"]}
    print(json.dumps(answer), flush=True)
"""


def paper(number, deadly):
    answer = "Dit is een dodelijk antwoord." if deadly else f"Ja, zaak {number} is bekend."
    return f"""Aanhangsel van de Handelingen

Vragen van het lid Voorbeeld (D66) aan de Minister van Buitenlandse Zaken over zaak {number}.

Vraag 1
Bent u bekend met zaak {number}?

Antwoord 1
{answer}
"""


def run(args, name, stages, count):
    directory = pathlib.Path(args.keep / name if args.keep else tempfile.mkdtemp(prefix="bode-proof-"))
    shutil.rmtree(directory, ignore_errors=True)
    (directory / "papers").mkdir(parents=True)
    (directory / "echo.py").write_text(ECHO)
    os.chmod(directory / "echo.py", 0o755)
    deadly = count // 2
    for number in range(count):
        (directory / "papers" / f"zaak-{number:04}.txt").write_text(paper(number, number == deadly))
    configuration = directory / "bode.yaml"
    configuration.write_text(f"""contact: desk@example.org
state: {directory}/state
sources:
  folder: {{kind: folder, path: {directory}/papers, every: 1s, recency: off, backfill: 2000-01-01}}
stages: {stages}
watches:
  all: {{query: "*", sinks: [alerts]}}
sinks:
  alerts: {{kind: file, path: alerts.ndjson}}
""")
    trapping = args.bode.parent / "bode-trapping"
    begun, starts, told, asides, problems = time.monotonic(), 0, [], [], {}
    limit = 240 if args.quick else 120
    daemon = None
    with open(directory / "log", "w") as log:
        while time.monotonic() - begun < limit:
            if daemon is None or daemon.poll() is not None:
                starts += 1
                daemon = subprocess.Popen([trapping, configuration], stdout=log, stderr=log)
            alerts = directory / "state" / "alerts.ndjson"
            told = alerts.read_text().splitlines() if alerts.exists() else []
            if len(told) >= count - 1:
                out = subprocess.run([args.bode, "aside", "--json", "-c", configuration], capture_output=True, text=True).stdout
                asides = [json.loads(line) for line in out.splitlines()]
                if asides:
                    break
            time.sleep(0.1)
        took = time.monotonic() - begun
        daemon.terminate()
        daemon.wait(timeout=60)
    subjects = [json.loads(line)["subject"] for line in told]
    if len(subjects) != count - 1 or len(set(subjects)) != count - 1:
        problems["told"] = f"{len(subjects)} alerts of {len(set(subjects))} answers, not {count - 1}"
    if [f"zaak-{deadly:04}" in aside["key"] for aside in asides] != [True]:
        problems["aside"] = asides
    elif "ended the process 3 times" not in asides[0]["reason"]:
        problems["reason"] = asides[0]["reason"]
    if starts - 1 > 3:
        problems["restarts"] = starts - 1
    if took > 30 and not args.quick:
        problems["time"] = f"{took:.0f} s"
    if not args.keep:
        shutil.rmtree(directory, ignore_errors=True)
    text = f"{len(subjects)} told, {len(asides)} set aside, {starts - 1} restarts, {took:.1f} s"
    print(f"{'BAD ' if problems else 'good'} {name}: {problems or text}" + (f" ({text})" if problems else ""), flush=True)
    return bool(problems)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bode", type=pathlib.Path, default=ROOT / ".build" / "debug" / "bode")
    parser.add_argument("--quick", action="store_true", help="the form for every commit")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder in which to leave the run's files")
    args = parser.parse_args()
    if not (args.bode.parent / "bode-trapping").exists():
        print("bode-trapping is not beside the program; nothing is proved")
        sys.exit(0)
    count = 100 if args.quick else 1000
    bad = run(args, "trap-inside", "[parse, trapping]", count)
    bad |= run(args, "trap-behind-a-program", "[parse, {echo: {run: [./echo.py]}}, trapping]", count)
    sys.exit(bad)


if __name__ == "__main__":
    main()
