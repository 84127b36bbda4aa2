#!/usr/bin/env python3
"""No data race, no misuse of memory and no leak shows in the tests.

    Tests/Proofs/sanitizers.py thread|address [--filter PATTERN …] [--skip PATTERN …] [--scratch DIR] [--reports DIR]

Builds the package with the sanitizer, in a folder of its own that stays, and runs the tests one after the other, since each has a
limit of time; the daemons that they start are built with it too. Every report is counted and shown, those of processes that a test
started or killed among them. What the sanitizer for threads cannot see of locks it is told by sanitizers.c;
leaks that are not the program's are named in sanitizers.supp, with the reason.
"""
import argparse, collections, os, pathlib, re, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Proofs measure a program that is as fast as it is. Where a stack runs out, the sanitizer runs out of its own first. Programs that
# are confined have no room for a sanitizer's shadow: what starts them shows nothing but that.
LEFT_OUT = ("EndToEnd.ProofTests", r"HostTests.TrapsTests/overflow\(\)", "EndToEnd.OutsideStagesTests",
            "PluginHostTests.(Hostile|Program|Launcher|Workload)")
# What begins a report, and what it is about.
REPORT = re.compile(r"^(?:WARNING: Thread|==\d+==ERROR: (?:Address|Leak))Sanitizer: (.+?)(?: \(pid| on |$)", re.M)


def environment(sanitizer, scratch, reports):
    """How the sanitizer is to behave in the tests and all that they start."""
    # A file for each process, since what one that is killed has said would be lost; and the status is that of the tests.
    common = f"log_path={reports}/report:exitcode=0"
    if sanitizer == "thread":
        locks = scratch / "locks.so"
        subprocess.run(["clang", "-O1", "-shared", "-fPIC", "-o", locks, pathlib.Path(__file__).with_suffix(".c")], check=True)
        return {"TSAN_OPTIONS": f"{common}:halt_on_error=0:second_deadlock_stack=1", "LD_PRELOAD": str(locks)}
    return {"ASAN_OPTIONS": f"{common}:detect_leaks=1:detect_stack_use_after_return=1",
            "LSAN_OPTIONS": f"suppressions={pathlib.Path(__file__).with_suffix('.supp')}:print_suppressions=0"}


def run(words, **environment):
    # Without randomised addresses: the sanitizer for threads wants its shadow where a kernel of today may put something else.
    return subprocess.run(["setarch", os.uname().machine, "-R", *map(str, words)], cwd=ROOT, text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **environment})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sanitizer", choices=["thread", "address"])
    parser.add_argument("--filter", nargs="+", default=[], metavar="PATTERN", help="these tests alone")
    parser.add_argument("--skip", nargs="+", default=[], metavar="PATTERN", help="not these")
    parser.add_argument("--scratch", type=pathlib.Path,
                        help="where to build, inside of the checkout; .build/thread or .build/address unless set")
    parser.add_argument("--reports", type=pathlib.Path, help="where to leave the reports")
    args = parser.parse_args()
    os.nice(5)
    scratch = (args.scratch or ROOT / ".build" / args.sanitizer).resolve()
    reports = (args.reports or pathlib.Path(tempfile.mkdtemp(prefix="bode-reports-"))).resolve()
    shutil.rmtree(reports, ignore_errors=True)
    reports.mkdir(parents=True)
    begun = time.monotonic()
    built = run(["swift", "build", "--build-tests", f"--sanitize={args.sanitizer}", "--scratch-path", scratch])
    if built.returncode:
        print(built.stdout[-3000:])
        return True
    print(f"built in {time.monotonic() - begun:.0f} s", flush=True)
    begun = time.monotonic()
    chosen = [word for pattern in args.filter for word in ("--filter", pattern)]
    chosen += [word for pattern in (*args.skip, *LEFT_OUT) for word in ("--skip", pattern)]
    # Not by way of `swift test`, which would be told of the locks as well.
    tests = next((scratch / "debug").glob("*PackageTests.xctest"))
    tested = run([tests, "--testing-library", "swift-testing", "--no-parallel", *chosen],
                 **environment(args.sanitizer, scratch, reports))
    (reports / "tests.txt").write_text(tested.stdout)
    last = [line for line in tested.stdout.splitlines() if "Test run with" in line]
    print(f"tested in {time.monotonic() - begun:.0f} s: {last[-1] if last else 'the tests did not end by themselves'}")
    # A program that is ten times slower misses limits of time, and the worker leaves the sanitizer for addresses no memory to
    # start another in: what fails so is shown, and no report.
    print("\n".join(line for line in tested.stdout.splitlines() if "recorded an issue" in line))
    if not last:
        print(tested.stdout[-3000:])

    found, texts = collections.Counter(), []
    for path in sorted(reports.glob("report.*")):
        text = path.read_text(errors="replace")
        found.update(REPORT.findall(text))
        texts.append(f"--- {path.name}\n{text}")
    print("\n".join(texts), end="\n" if texts else "")
    print(f"{args.sanitizer}: {found.total()} reports {dict(found) if found else ''} ({reports})")
    return bool(found or not last)


if __name__ == "__main__":
    sys.exit(main())
