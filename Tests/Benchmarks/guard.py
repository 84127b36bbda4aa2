#!/usr/bin/env python3
"""Counts the instructions of five fixed pieces of Bode's work, and fails where one takes 5 % more than what is recorded.

    Tests/Benchmarks/guard.py            builds bench-guard, counts, compares with guard.json
    Tests/Benchmarks/guard.py --record   writes guard.json anew, on purpose: commit it with the change that it is for

Instructions, unlike seconds, are the same on a busy machine, within half a percent on each run: valgrind counts them, of all threads,
between two marks that the program sets. They depend on the compiler, on the libraries, and on the instructions that a processor
offers; where these are others than when guard.json was written, the figures are printed and nothing fails.
"""
import argparse, glob, json, os, pathlib, platform, re, shutil, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORD = pathlib.Path(__file__).with_name("guard.json")
WORKLOADS = {
    "phrases": "ten thousand phrases in a text",
    "findings": "themes and entities of answers",
    "paper": "a paper into questions and answers",
    "feed": "a feed into publications",
    "log": "append, claim and settle in the log",
}
# In percent.
MARGIN = 5
# The longest that one workload may take under valgrind, in seconds.
LONGEST = 300


def said(*command):
    """What a command prints, or nothing where there is none such."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def surroundings():
    """What the counts depend on besides the code.

    Not the processor's model: a program under valgrind sees one that valgrind makes up, of which only the widest vectors are the
    real one's, and the C library picks its loops by these.
    """
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        flags = set(next((line.split(":", 1)[1] for line in info if line.startswith(("flags", "Features"))), "").split())
    swift = re.search(r"Swift version (\S+)", said("swift", "--version"))
    return {
        "processor": " ".join([platform.machine(), *(flag for flag in ("avx", "avx2") if flag in flags)]),
        "swift": swift.group(1) if swift else "",
        "valgrind": said("valgrind", "--version").removeprefix("valgrind-"),
        "glibc": os.confstr("CS_GNU_LIBC_VERSION").removeprefix("glibc "),
        "sqlite": said("pkg-config", "--modversion", "sqlite3"),
        "libxml2": said("pkg-config", "--modversion", "libxml-2.0"),
    }


def built():
    subprocess.run(["swift", "build", "-c", "release", "--product", "bench-guard"], cwd=ROOT, check=True,
                   env={**os.environ, "BENCH": "1"})
    return ROOT / ".build" / "release" / "bench-guard"


def on_one_processor():
    """Threads that take turns wait for each other in the same way each time."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def count(workload, program, folder):
    """The instructions between the marks, and how much was found there."""
    out = folder / f"{workload}.callgrind"
    for old in glob.glob(f"{out}*"):
        os.remove(old)
    # Nothing of the surroundings gets in: hashes are seeded alike, and no variable is longer today.
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--dump-before=guard_mark", f"--callgrind-out-file={out}", program, workload,
         ROOT / "Deploy" / "share" / "bode"],
        env={"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1", "LC_ALL": "C"}, preexec_fn=on_one_processor,
        capture_output=True, text=True, timeout=LONGEST, check=False)
    # What comes before the first mark is .1, what comes behind the second has no number.
    counted = pathlib.Path(f"{out}.2")
    if done.returncode != 0 or not counted.exists():
        sys.exit(f"{workload} could not be counted:\n{done.stdout}{done.stderr}")
    return {"instructions": int(re.search(r"^totals: (\d+)", counted.read_text(), re.M).group(1)), "found": int(done.stdout)}


def compare(counts, recorded):
    """A table, and the names of those that take too much."""
    lines = ["| work | million instructions | recorded | change |", "| --- | ---: | ---: | ---: |"]
    worse = []
    for name, now in counts.items():
        then = recorded.get(name)
        line = f"| {WORKLOADS[name]} (`{name}`) | {now['instructions'] / 1e6:.1f} | "
        if then:
            change = 100 * (now["instructions"] / then["instructions"] - 1)
            lines.append(line + f"{then['instructions'] / 1e6:.1f} | {change:+.2f} % |")
            if change > MARGIN:
                worse.append(name)
            elif change < -MARGIN:
                lines[-1] += " record it"
            if now["found"] != then["found"]:
                lines[-1] += f" finds {now['found']}, found {then['found']}"
        else:
            lines.append(line + "– | – |")
    return lines, worse


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--record", action="store_true", help="write the counts of now into guard.json")
    options.add_argument("--program", type=pathlib.Path, help="bench-guard, where it is built already")
    options.add_argument("names", nargs="*", metavar="WORKLOAD", help=f"{', '.join(WORKLOADS)}; all unless given")
    chosen = options.parse_args()
    for tool in ("valgrind", "strip"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is needed: apt-get install {'binutils' if tool == 'strip' else tool}")
    for name in chosen.names:
        if name not in WORKLOADS:
            sys.exit(f"there is no workload '{name}'; there are {', '.join(WORKLOADS)}")
    if chosen.record and chosen.names:
        sys.exit("all are recorded together")
    folder = ROOT / ".build" / "guard"
    folder.mkdir(parents=True, exist_ok=True)
    # What Swift writes for debuggers is more than valgrind 3.19 can read.
    program = folder / "bench-guard"
    subprocess.run(["strip", "--strip-debug", "-o", program, chosen.program or built()], check=True)
    here = surroundings()
    counts = {name: count(name, program, folder) for name in chosen.names or WORKLOADS}
    recorded = json.loads(RECORD.read_text()) if RECORD.exists() else {"surroundings": here, "counts": {}}
    other = [f"{key} {value or 'none'}, recorded with {recorded['surroundings'].get(key) or 'none'}"
             for key, value in here.items() if recorded["surroundings"].get(key) != value]
    lines, worse = compare(counts, recorded["counts"])
    print("\n".join(lines))
    if chosen.record:
        RECORD.write_text(json.dumps({"surroundings": here, "counts": counts}, indent=2) + "\n")
        print(f"Recorded in {RECORD.relative_to(ROOT)}")
    elif other:
        print(f"Nothing is judged here: {'; '.join(other)}")
    elif worse:
        for name in worse:
            print(f"{name} takes over {MARGIN} % more: callgrind_annotate {(folder / name).relative_to(ROOT)}.callgrind.2 says where")
        print("If that is as it must be: Tests/Benchmarks/guard.py --record, and commit guard.json with the reason")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
