#!/usr/bin/env python3
"""What was committed survives a power cut; on a disk that forgets what it said it had synced, the same proof fails.

    Tests/Proofs/power.py [--rig DIR] [--bode PROGRAM] [--quick] [--cuts N] [--papers N] [--keep DIR]

The daemon runs under the rig's shim, which notes what was written and not yet synced; after each kill, with a chance of one half,
those writes are taken back, torn at a sector or kept, at random. Nothing that was told is told again, nothing is lost, and the
database is whole.

The control is the same run on a disk whose syncs of the write-ahead log do nothing, which is what `synchronous=NORMAL` promises:
there, papers are told twice or lost. If they are not, the proof proves nothing, and says so.

The rig is looked for beside the checkout (../shared/rig); without it there is nothing to do, and the status is 0.
"""
import os, pathlib, shlex, subprocess, sys, tempfile, time

from crashes import crash
from durability import Newsroom, arguments, check_command, verdict

FORGETFUL = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static int is_log(int fd) {
    char link[40], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    return n > 4 && !strncmp(path + n - 4, "-wal", 4);
}
int fsync(int fd) { return is_log(fd) ? 0 : ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd); }
int fdatasync(int fd) { return is_log(fd) ? 0 : ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd); }
"""


def forgetful():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bode-forgetful-"))
    (folder / "forgetful.c").write_text(FORGETFUL)
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", folder / "forgetful.so", folder / "forgetful.c", "-ldl"], check=True)
    return folder / "forgetful.so"


def cut(args, cuts, papers, name, before=()):
    """What is wrong after so many cuts, and figures."""
    with Newsroom(args, name=name) as newsroom:
        newsroom.baseline()
        newsroom.publish(papers)
        undo = pathlib.Path(tempfile.mkdtemp(prefix="bode-undo-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)) / "undo"
        shim = newsroom.shim
        shim["LD_PRELOAD"] = " ".join([*map(str, before), shim["LD_PRELOAD"]])
        shim["FAULTSHIM_UNDO"] = str(undo)
        lose = f"{sys.executable} {args.rig}/powerloss.py {undo} --chance 0.5 >> {shlex.quote(str(newsroom.directory))}/cuts"
        report = crash(newsroom, cuts, f"{lose} && {check_command(newsroom)}", [f"{k}={v}" for k, v in shim.items()],
                       seed=args.seed, idle=2 if args.quick else 8)
        problems = newsroom.finish(60 + papers / 20)
        if report["violations"]:
            problems["cuts"] = report["violations"]
        text = (newsroom.directory / "cuts").read_text() if (newsroom.directory / "cuts").exists() else ""
        notes = {"kills": report.get("kills"), "power cuts": text.count("unsynced writes"), "papers": papers,
                 "told": len(newsroom.told())}
        undo.unlink(missing_ok=True)
        undo.parent.rmdir()
        return problems, notes


def main():
    args = arguments(__doc__.splitlines()[0], ("--cuts", {"type": int}), ("--papers", {"type": int}))
    cuts, papers = args.cuts or (6 if args.quick else 300), args.papers or (100 if args.quick else 6_000)
    begun = time.monotonic()
    problems, notes = cut(args, cuts, papers, "power")
    bad = verdict("power", problems, {**notes, "took": round(time.monotonic() - begun)})
    if args.quick:
        return bad
    found, notes = cut(args, 30, 1_500, "control", [forgetful()])
    return verdict("control", {} if found else {"control": "a disk that forgets was not found out"},
                   {**notes, "found": str(found)[:300]}) or bad


if __name__ == "__main__":
    sys.exit(main())
