#!/usr/bin/env python3
"""The file sink loses nothing and writes nothing twice, however its file is rotated, and whenever the process is killed.

    Tests/Proofs/rotation.py [--quick] [--rotations N] [--bode PROGRAM]

Rotations by renaming, with and without a signal to reload, by copying and emptying, and by unlinking (a second link keeps the
lines, so that they can be counted), while events come; at every fifth the process is killed outright at the same moment. A second
file sink, which nobody touches, says what must be there. What is appended between the copy and the emptying is lost by that very
way of rotating, so of it only repetitions are counted.
"""
import argparse, collections, concurrent.futures, json, os, pathlib, shutil, signal, sys, tempfile, time

from webhooks import ROOT, STARTED, Daemon, Failed

ANSWERS = 20


def rotate(daemon, kind, number):
    """Rotates the file; False where it is not there yet."""
    file = daemon.folder / "state" / "rotated.ndjson"
    if not file.exists():
        return False
    aside = file.with_name(f"rotated.ndjson.{number}")
    if kind in ("rename", "reload"):
        os.rename(file, aside)
    elif kind == "copy":
        shutil.copyfile(file, aside)
        os.truncate(file, 0)
    else:
        os.link(file, aside)
        os.unlink(file)
    if kind == "reload":
        daemon.process.send_signal(signal.SIGHUP)
    return True


def prove(kind, rotations, bode, folder):
    daemon = Daemon(bode, folder, {"rotated": "{kind: file, path: rotated.ndjson}"}, secrets=())
    kills = 0
    for number in range(rotations):
        daemon.drop(f"zaak{number}", ANSWERS)
        # At another moment of the poll each time: before, while and after its events are written.
        time.sleep(0.15 + 0.37 * (number % 5))
        rotate(daemon, kind, number)
        if number % 5 == 4:
            daemon.process.kill()
            daemon.process.wait()
            daemon.start()
            kills += 1
    daemon.until(lambda: len(daemon.ids()) == rotations * ANSWERS, "events", 300)
    truth = set(daemon.ids())

    def lines():
        return [line for path in (folder / "state").glob("rotated.ndjson*") for line in path.read_bytes().splitlines(keepends=True)]

    def found():
        return collections.Counter(json.loads(line)["id"] for line in lines() if line.endswith(b"}\n"))

    if kind != "copy":
        daemon.until(lambda: set(found()) >= truth, f"{kind}: every event in one of the files", 60)
    time.sleep(1)
    problems, torn, count = daemon.stop(), sum(not line.endswith(b"}\n") for line in lines()), found()
    twice = sum(n > 1 for n in count.values())
    lost = len(truth - set(count))
    if torn or twice or (lost and kind != "copy"):
        problems.append(f"{lost} lost, {twice} twice, {torn} torn")
    print(f"{kind}: {rotations} rotations, {kills} kills, {len(truth)} events, {lost} lost, {twice} twice, {torn} torn", flush=True)
    return [f"{kind}: {problem}" for problem in problems]


def proves(kind, rotations, bode):
    with tempfile.TemporaryDirectory(prefix="bode-rotation-") as folder:
        try:
            return prove(kind, rotations, bode, pathlib.Path(folder))
        except Failed as failure:
            return [f"{kind}: {failure}"]
        finally:
            for process in STARTED.pop(folder, []):
                process.kill()
                process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bode", type=pathlib.Path, default=ROOT / ".build" / "debug" / "bode")
    parser.add_argument("--quick", action="store_true", help="five rotations of each kind, all kinds at once")
    parser.add_argument("--rotations", type=int)
    args = parser.parse_args()
    rotations, kinds = args.rotations or (5 if args.quick else 50), ("rename", "reload", "copy", "unlink")
    with concurrent.futures.ThreadPoolExecutor(len(kinds) if args.quick else 1) as pool:
        problems = [problem for found in pool.map(lambda kind: proves(kind, rotations, args.bode), kinds) for problem in found]
    for problem in problems:
        print("BAD ", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
