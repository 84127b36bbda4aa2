#!/usr/bin/env python3
"""On a full disk nothing new is taken in, what is there is delivered, and all goes on by itself once there is room.

    Tests/Proofs/full.py [--rig DIR] [--bode PROGRAM] [--quick] [--keep DIR]

The state lies on a file system of 32 MiB in memory, of which 8 MiB are the reserve, beside the file sinks and the papers. It is filled
three times: twice to the reserve, once to the last byte. Each time papers are published and alerts wait for a webhook that was down:
they are delivered while it is full, no paper is taken in, operators are told once that it is full and once that it is over, though
the daemon is started anew meanwhile, the daemon is all but idle, and everything that was published is told within 30 seconds after
there is room. The quick form fills it once.

Needs unshare(1); without it, or without the rig, there is nothing to do, and the status is 0.
"""
import json, os, pathlib, shutil, signal, subprocess, sys, tempfile, time

from durability import Newsroom, arguments, verdict

SIZE, RESERVE = 32 << 20, 8 << 20
PAPERS = 10


def fill(place, left):
    """Takes all but so many bytes of the file system."""
    status = os.statvfs(place)
    count = status.f_bavail * status.f_frsize - left
    with open(place / "filler", "ab") as file:
        try:
            while count > 0:
                count -= file.write(bytes(min(count, 1 << 16)))
                file.flush()
        except OSError:
            pass


def free(place):
    status = os.statvfs(place)
    return status.f_bavail * status.f_frsize


class Full:
    def __init__(self, newsroom, place):
        self.newsroom, self.place, self.notes, self.problems = newsroom, place, {"resumed s": [], "processor %": []}, {}

    def processor(self):
        """Seconds of processor time that the daemon has used."""
        fields = pathlib.Path(f"/proc/{self.newsroom.daemon.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def told_operators(self, kind):
        return sum(event["type"] == f"bode.storage.{kind}" for event in self.newsroom.lines("operations.ndjson")[0])

    def fill(self, number, left):
        newsroom = self.newsroom
        # Alerts that wait: the desk is down while they are made.
        newsroom.hold_desk()
        newsroom.publish(PAPERS)
        known = len(newsroom.expected())
        newsroom.wait(lambda: len(newsroom.told()) == known, 60, "not told while there is room")
        fill(self.place, left)
        newsroom.wait(lambda: self.told_operators("full") >= number or left == 0, 30, "operators are not told")
        newsroom.publish(PAPERS)
        # It is one event, whatever restarts come between.
        newsroom.stop()
        newsroom.start()
        newsroom.wait_ready()
        time.sleep(2)
        before, waiting = self.processor(), 5
        time.sleep(waiting)
        used = round(100 * (self.processor() - before) / waiting)
        self.notes["processor %"].append(used)
        if used > 20:
            self.problems[f"processor {number}"] = f"{used} % while there is no room"
        papers = len(newsroom.told())
        if papers != known:
            self.problems[f"fill {number}"] = f"{papers - known} papers were taken in on a full disk"
        if left:
            newsroom.release_desk()
            newsroom.wait(lambda: len(newsroom.delivered()) >= known, 40, "alerts that waited are not delivered")
        (self.place / "filler").unlink()
        begun = time.monotonic()
        expected = len(newsroom.expected())
        newsroom.wait(lambda: len(newsroom.told()) == expected, 40, "nothing goes on once there is room")
        took = round(time.monotonic() - begun, 1)
        self.notes["resumed s"].append(took)
        if took > 30:
            self.problems[f"resume {number}"] = took
        newsroom.release_desk()
        newsroom.wait(lambda: len(newsroom.delivered()) >= expected, 60, "not all is delivered in the end")
        newsroom.wait(lambda: self.told_operators("recovered") == number, 30, "operators are not told that it is over")
        told = self.told_operators("full")
        if told != number:
            self.problems[f"alarms {number}"] = told


class Desk(Newsroom):
    """With a webhook that can be taken down."""

    def delivered(self):
        path = self.directory / "deliveries.ndjson"
        rows = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
        return {row["key"] for row in rows if 200 <= row["status"] < 300}

    def hold_desk(self):
        self.hook.send_signal(signal.SIGSTOP)

    def release_desk(self):
        self.hook.send_signal(signal.SIGCONT)


def inside():
    args = arguments(__doc__.splitlines()[0], ("--inside", {"action": "store_true"}))
    begun = time.monotonic()
    place = pathlib.Path(tempfile.mkdtemp(prefix="bode-full-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], check=True)
    with Desk(args, state=place / "state", keep="{free: 8MiB}", hook=True, name="full") as newsroom:
        proof = Full(newsroom, place)
        try:
            newsroom.baseline()
            newsroom.start()
            for number, left in enumerate([RESERVE // 2] if args.quick else [RESERVE // 2, 0, RESERVE // 2], 1):
                proof.fill(number, left)
        except AssertionError as problem:
            proof.problems["run"] = str(problem)
        proof.problems |= newsroom.finish(60)
        proof.notes |= {"papers": len(newsroom.told()), "took": round(time.monotonic() - begun)}
    return verdict("full", proof.problems, proof.notes)


def main():
    if "--inside" in sys.argv:
        return inside()
    arguments(__doc__.splitlines()[0])
    unshare = shutil.which("unshare")
    works = unshare and subprocess.run([unshare, "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True)
    if not works or works.returncode:
        print("no file system can be mounted here; nothing is proved")
        return 0
    return subprocess.run([unshare, "-rm", sys.executable, __file__, *sys.argv[1:], "--inside"]).returncode


if __name__ == "__main__":
    sys.exit(main())
