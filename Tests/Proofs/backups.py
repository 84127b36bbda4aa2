#!/usr/bin/env python3
"""Backups made while the daemon works are whole, restore to a daemon that works, and repeat no alert they know as delivered.

    Tests/Proofs/backups.py [--rig DIR] [--bode PROGRAM] [--quick] [--backups N] [--minutes N] [--imitate] [--papers N] [--keep DIR]

Papers are published all the time; meanwhile one backup after the other is made into one directory, and a copy of each is restored into a state of its own,
verified, and run: what its readers had settled is not told again, and everything that was published by then is known. The size of the
write-ahead log is watched all the while. At last a backup of the stopped state is made and restored.

In the long form a last backup is made on a disk so slow that it takes ten minutes (--minutes), while 25 papers a second are published (--papers) and each
is committed when it is seen, read, archived and told; the write-ahead log stays below its bound, and alerts go on being told half as fast as before at
least, with no silence of more than five seconds. Where the system lets us (root, loop devices, the block controller of cgroups 1) that disk is one that
writes 4 MiB a second, which some ten papers fill; elsewhere, and with --imitate, only syncing the copy takes so long and the disk is as fast as it is:
that shows a hundred commits a second beside a copy that takes long (--imitate --papers 60).

The rig is looked for beside the checkout (../shared/rig); without it there is nothing to do, and the status is 0.
"""
import contextlib, os, pathlib, shutil, sqlite3, subprocess, sys, tempfile, threading, time

from durability import Newsroom, arguments, verdict

LARGEST_LOG = 64 << 20
LONGEST_SILENCE = 5
SLOW_RATE = 4 << 20    # bytes a second
THROTTLE = pathlib.Path("/sys/fs/cgroup/blkio")
SLOW = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
static ssize_t (*real)(int, const void *, size_t, off_t);
static int is(int fd, const char *name) {
    char link[40], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    return strstr(path, name) != NULL;
}
static long written;  // to the copy, since it was last synced
ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) {
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    if (atol(getenv("SLOW_RATE")) && is(fd, getenv("SLOW_FILE"))) __sync_fetch_and_add(&written, size);
    return real(fd, data, size, at);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }
int fdatasync(int fd) {
    static int (*really)(int);
    static long *count;
    if (!really) really = dlsym(RTLD_NEXT, "fdatasync");
    if (!count) {
        int file = open(getenv("COUNT_FILE"), O_RDWR | O_CLOEXEC);
        if (file >= 0) count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    }
    if (count && count != MAP_FAILED && is(fd, "bode.db-wal")) __sync_fetch_and_add(count, 1);
    if (atol(getenv("SLOW_RATE")) && is(fd, getenv("SLOW_FILE")))
        usleep(__sync_lock_test_and_set(&written, 0) * 1000000 / atol(getenv("SLOW_RATE")));
    return really(fd);
}
"""


def delivered(database):
    """The ids of the alerts that the file's reader had settled."""
    connection = sqlite3.connect(database)
    try:
        return {key for (key,) in connection.execute(
            """select m.key from message m join reader r on r.name = 'sink/alerts' and r.topic = m.topic
               left join settlement s on s.reader = r.id and s.sequence = m.sequence
               where (m.sequence <= r.position and s.sequence is null) or s.outcome = 0""")}
    finally:
        connection.close()


class SlowDisk:
    """A file system whose device writes so many bytes a second once it is told to."""

    def __init__(self, size):
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="bode-disk-"))
        self.image, self.mount = self.place / "image", self.place / "mount"
        self.mount.mkdir()
        self.image.touch()
        os.truncate(self.image, size)
        self.device = subprocess.run(["losetup", "-f", "--show", self.image], check=True, capture_output=True, text=True).stdout.strip()
        self.number = pathlib.Path(f"/sys/block/{pathlib.Path(self.device).name}/dev").read_text().strip()
        subprocess.run(["mkfs.ext4", "-q", "-F", self.device], check=True)
        subprocess.run(["mount", self.device, self.mount], check=True)

    @staticmethod
    def can_be():
        return (os.getuid() == 0 and all(map(shutil.which, ("losetup", "mkfs.ext4", "mount")))
                and (THROTTLE / "blkio.throttle.write_bps_device").exists() and any(pathlib.Path("/dev").glob("loop[0-9]*")))

    def slow_down(self, rate):
        os.sync()
        (THROTTLE / "blkio.throttle.write_bps_device").write_text(f"{self.number} {rate}")

    def end(self):
        self.slow_down(0)
        subprocess.run(["umount", "-l", self.mount])
        subprocess.run(["losetup", "-d", self.device])
        shutil.rmtree(self.place, ignore_errors=True)


class Backups:
    def __init__(self, newsroom):
        self.newsroom, self.largest, self.ends, self.problems = newsroom, 0, False, {}
        self.alerts = []   # when the file of alerts had grown
        self.notes = {"delivered by the last": 0, "told again": 0}

    def watch(self):
        log, alerts, size = self.newsroom.state / "bode.db-wal", self.newsroom.state / "alerts.ndjson", 0
        while not self.ends:
            try:
                self.largest = max(self.largest, log.stat().st_size)
                if alerts.stat().st_size != size:
                    size = alerts.stat().st_size
                    self.alerts.append(time.monotonic())
            except OSError:
                pass
            time.sleep(0.02)

    def silence(self, begun):
        """The longest time in which no alert was told, since then."""
        times = [begun, *(moment for moment in self.alerts if moment > begun), time.monotonic()]
        return max(later - earlier for earlier, later in zip(times, times[1:]))

    def restore(self, number, backup):
        """Restores a copy of the backup where the sink's file is another's, runs it, and says what is wrong."""
        newsroom = self.newsroom
        folder = newsroom.directory / f"restored-{number}"
        folder.mkdir()
        state = folder / "state"
        configuration = folder / "bode.yaml"
        configuration.write_text(newsroom.configuration.read_text().replace(f"state: {newsroom.state}", f"state: {state}"))

        def bode(*words):
            done = subprocess.run([str(newsroom.args.bode), *words, "-c", str(configuration)], capture_output=True, text=True, timeout=300)
            if done.returncode not in (0, 1):
                raise AssertionError(f"backup {number}: bode {words[0]} ended with {done.returncode}: {done.stderr[-300:]}")
            return done

        bode("restore", str(backup))
        if bode("verify").returncode:
            raise AssertionError(f"backup {number} is not whole: {bode('verify').stdout}")
        known = delivered(state / "bode.db")
        bode("once")
        again = {event["id"] for event in newsroom.lines(state=state)[0]} & known
        told = {newsroom.paper(event) for event in newsroom.lines(state=state)[0]}
        self.notes["delivered by the last"] = len(known)
        self.notes["told again"] += len(again)
        if again:
            self.problems[f"backup {number}"] = f"{len(again)} of {len(known)} delivered alerts are told again"
        if len(known) + len(told) < self.published:
            self.problems[f"backup {number} lost"] = f"{len(known)} delivered, {len(told)} told, {self.published} published"
        if newsroom.integrity(state) != "ok":
            self.problems[f"backup {number} integrity"] = newsroom.integrity(state)
        if not newsroom.args.keep:
            shutil.rmtree(folder)

    def make(self, number, backup):
        self.published = len(self.newsroom.expected())
        begun = time.monotonic()
        self.newsroom.bode("backup", str(backup), check=0, timeout=3600)
        return time.monotonic() - begun


def enlarge(state, size):
    """Copies an archived paper under other names until the database has that size."""
    database = sqlite3.connect(state / "bode.db", isolation_level=None)
    identity, record, published = database.execute("select identity, record, published from publication limit 1").fetchone()
    first = database.execute("select max(id) from publication").fetchone()[0] + 1
    record = record.decode()
    database.execute("begin")
    database.executemany("insert into publication (id, identity, record, published) values (?, ?, ?, ?)",
                         ((first + n, f"{identity}-{n}", record.replace(identity, f"{identity}-{n}").encode(), published - n)
                          # What names and indices add is about as much again.
                          for n in range(size // 2 // (len(record) + 200))))
    database.execute("commit")
    database.close()


def slow(args):
    """What is wrong with a backup of so many minutes, and figures."""
    with contextlib.ExitStack() as stack:
        disk = SlowDisk(int(60 * args.minutes * SLOW_RATE * 3) + (1 << 30)) if SlowDisk.can_be() and not args.imitate else None
        if disk:
            stack.callback(disk.end)
        newsroom = stack.enter_context(Newsroom(args, name="slow", rate=args.papers, state=disk and disk.mount / "state"))
        proof = Backups(newsroom)
        place = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        library, counted = place / "slow.so", place / "commits"
        library.with_suffix(".c").write_text(SLOW)
        counted.write_bytes(bytes(8))
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, library.with_suffix(".c"), "-ldl"], check=True)
        environment = {"LD_PRELOAD": str(library), "SLOW_FILE": "bode.db.copy", "COUNT_FILE": str(counted),
                       "SLOW_RATE": str(0 if disk else SLOW_RATE)}

        def commits():
            """Syncs of the write-ahead log so far: commits, of those that came together one."""
            return int.from_bytes(counted.read_bytes(), sys.byteorder)

        newsroom.baseline()
        newsroom.publish(1)
        newsroom.start()
        newsroom.wait(lambda: newsroom.told(), 60, "no paper is told")
        newsroom.stop()
        # The copy is written for half of the time; and alerts want more than half of what the slow disk can do.
        enlarge(newsroom.state, int(60 * args.minutes * SLOW_RATE / (4 if disk else 2)))
        if disk:
            disk.slow_down(SLOW_RATE)
        newsroom.start(**environment)
        newsroom.wait_ready()
        watching = threading.Thread(target=proof.watch)
        watching.start()
        try:
            # What was published while it stood still comes first.
            time.sleep(20)
            told, begun = len(newsroom.told()), time.monotonic()
            time.sleep(20)
            usual = (len(newsroom.told()) - told) / (time.monotonic() - begun)
            told, begun, committed = len(newsroom.told()), time.monotonic(), commits()
            took = proof.make(0, (disk.mount if disk else newsroom.directory) / "backup")
            told, silence, committed = len(newsroom.told()) - told, proof.silence(begun), commits() - committed
        finally:
            proof.ends = True
            watching.join()
            if disk:
                disk.slow_down(0)
        size = (newsroom.state / "bode.db").stat().st_size
        newsroom.stop()
        if proof.largest > LARGEST_LOG:
            proof.problems["log"] = proof.largest
        if told < 0.5 * usual * took:
            proof.problems["held up"] = f"{told} papers told in {took:.0f} s"
        if silence > LONGEST_SILENCE:
            proof.problems["silence"] = f"no alert in {silence:.0f} s"
        if took < 54 * args.minutes:
            proof.problems["short"] = f"{took:.0f} s"
        return proof.problems, {"disk": "slow" if disk else "imitated", "minutes": round(took / 60, 1), "database MiB": size >> 20,
                                "log KiB at most": proof.largest >> 10, "papers a second before": round(usual, 1),
                                "meanwhile": round(told / took, 1), "commits a second": round(committed / took, 1),
                                "longest silence s": round(silence, 1)}


def main():
    args = arguments(__doc__.splitlines()[0], ("--backups", {"type": int}), ("--minutes", {"type": float, "default": 10}),
                     ("--imitate", {"action": "store_true", "help": "slow is the copy alone, and no disk"}),
                     ("--papers", {"type": float, "default": 25, "help": "published each second while the disk is slow"}))
    count = args.backups or (1 if args.quick else 20)
    begun = time.monotonic()
    with Newsroom(args, name="backups") as newsroom:
        proof = Backups(newsroom)
        watching = threading.Thread(target=proof.watch)
        watching.start()
        backup, took = newsroom.directory / "backup", []
        try:
            newsroom.baseline()
            newsroom.start()
            newsroom.wait_ready()
            for number in range(count):
                newsroom.publish(60 if args.quick else 200)
                time.sleep(0.5)
                took.append(proof.make(number, backup))
                proof.restore(number, backup)
            if newsroom.stop() != 0:
                proof.problems["end"] = "it did not stop well"
            if not args.quick:
                proof.make(count, backup)
                proof.restore(count, backup)
        except AssertionError as problem:
            proof.problems["run"] = str(problem)
        proof.ends = True
        watching.join()
        if proof.largest > LARGEST_LOG:
            proof.problems["log"] = proof.largest
        proof.problems |= newsroom.finish(60 + 4 * count)
        notes = {"backups": count, **proof.notes, "papers": len(newsroom.expected()), "log KiB at most": proof.largest >> 10,
                 "slowest s": round(max(took, default=0), 1), "took": round(time.monotonic() - begun)}
        bad = verdict("backups", proof.problems, notes)
    return bad if args.quick or not args.minutes else verdict("slow backup", *slow(args)) or bad


if __name__ == "__main__":
    sys.exit(main())
