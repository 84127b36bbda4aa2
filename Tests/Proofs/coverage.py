#!/usr/bin/env python3
"""Which lines the tests run: every one of what must not fail, and nine of ten elsewhere.

    Tests/Proofs/coverage.py [--filter PATTERN …] [--skip PATTERN …] [--scratch DIR] [--report]

Builds the package with counters, in a folder of its own that stays, runs the tests one after the other (those that start the daemon are left out unless
--filter names them, since what a killed process counted is lost), and prints for each target how many of its lines were run.
Of the files named below every line that was not run is listed. What only a disk that fails gets to is run by errors.py, full.py and
damage.py, in processes that count nothing. The status is 1 where such a line is missing or a target is below its share.
--report shows what the last run counted, without building and running again.
"""
import argparse, collections, os, pathlib, shutil, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
# All of these lines: the log, what is due when, signatures, whom we talk to, and how much of anything.
WHOLE = ["Sources/SQLiteLog/", "Sources/Hashing/", "Plugins/Sinks/WebhookSink/WebhookSignature.swift", "Plugins/Sinks/WebhookSink/RetryAfter.swift",
         "Sources/Engine/Loops/RetrySchedule.swift", "Sources/Engine/Loops/EndpointHealth.swift", "Sources/Engine/Loops/DeliveryOrder.swift",
         "Sources/CurlHTTP/AddressPolicy.swift", "Sources/CurlHTTP/AddressRange.swift", "Sources/CurlHTTP/IPAddress.swift",
         "Sources/CurlHTTP/WebAddress.swift", "Sources/CurlHTTP/Body.swift", "Sources/Markup/MarkupLimits.swift",
         "Sources/PluginProtocol/ProtocolLimits.swift", "Sources/Engine/Events/SizeLimits.swift"]
SHARE = 90
# Those of the compiler: another's do not know its format.
TOOLS = pathlib.Path(shutil.which("swift") or "").resolve().parent
# Programs' own main files and what only runs in other processes is looked at by the tests that start them.
PROGRAMS = {"bode", "bode-worker", "bode-plugin", "PipelineTesting", "Conformance"}

# What starts the daemon, and a look at a program's environment, in which whoever counts leaves a word.
TESTS_LEFT_OUT = ["EndToEnd", "one that looks around"]


def build(scratch):
    begun = time.monotonic()
    built = subprocess.run(["swift", "build", "--build-tests", "--enable-code-coverage", "--scratch-path", str(scratch)], cwd=ROOT,
                           text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if built.returncode:
        sys.exit(built.stdout[-3000:])
    print(f"built in {time.monotonic() - begun:.0f} s", flush=True)


def run(scratch, tests, words):
    begun = time.monotonic()
    profiles = scratch / "profiles"
    subprocess.run(["rm", "-rf", str(profiles)], check=True)
    profiles.mkdir()
    tested = subprocess.run([str(tests), "--testing-library", "swift-testing", "--no-parallel", *words], cwd=ROOT, text=True, errors="replace",
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            env={**os.environ, "LLVM_PROFILE_FILE": f"{profiles}/%m-%p.profraw"})
    last = [line for line in tested.stdout.splitlines() if "Test run with" in line]
    print(f"tested in {time.monotonic() - begun:.0f} s: {last[-1] if last else tested.stdout[-2000:]}")
    print("\n".join(line for line in tested.stdout.splitlines() if "recorded an issue" in line), flush=True)
    raw = sorted(map(str, profiles.glob("*.profraw")))
    subprocess.run([TOOLS / "llvm-profdata", "merge", "-sparse", "--failure-mode=all", *raw, "-o", str(scratch / "lines.profdata")], check=True)


def counts(scratch, tests):
    """For each file of ours, how often each line was run."""
    text = subprocess.run([TOOLS / "llvm-cov", "export", "-format=lcov", f"-instr-profile={scratch}/lines.profdata", str(tests)],
                          check=True, text=True, stdout=subprocess.PIPE).stdout
    files, lines = {}, None
    for line in text.splitlines():
        key, _, value = line.partition(":")
        if key == "SF":
            path = pathlib.Path(value)
            name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else ""
            lines = files.setdefault(name, {}) if name.startswith(("Sources/", "Plugins/")) else None
        elif key == "DA" and lines is not None:
            number, count = value.split(",")[:2]
            lines[int(number)] = max(int(count), lines.get(int(number), 0))
    return files


def target(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "Sources" else parts[2] if len(parts) > 3 else parts[1]


def missing(path, lines):
    """The lines of a file that were not run; comments and ends of blocks are counted with what is around them."""
    text = (ROOT / path).read_text().splitlines()
    sources = ((number, text[number - 1].strip()) for number, count in sorted(lines.items()) if not count and number <= len(text))
    return [(number, source) for number, source in sources if source.strip("})]") and not source.startswith("//")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filter", nargs="+", default=[], metavar="PATTERN", help="these tests alone")
    parser.add_argument("--skip", nargs="+", default=[], metavar="PATTERN", help="not these")
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / ".build" / "coverage", help="where to build")
    parser.add_argument("--report", action="store_true", help="neither build nor run: what the last run counted")
    args = parser.parse_args()
    os.nice(5)
    scratch = args.scratch.resolve()
    if not args.report:
        build(scratch)
    tests = next((scratch / "debug").glob("*PackageTests.xctest"))
    if not args.report:
        words = [word for pattern in args.filter for word in ("--filter", pattern)]
        run(scratch, tests, words + [word for pattern in args.skip + ([] if args.filter else TESTS_LEFT_OUT) for word in ("--skip", pattern)])
    files = counts(scratch, tests)
    totals = collections.defaultdict(lambda: [0, 0])
    for path, lines in files.items():
        totals[target(path)][0] += sum(map(bool, lines.values()))
        totals[target(path)][1] += len(lines)
    bad = False
    for name, (count, all_lines) in sorted(totals.items()):
        share = 100 * count / max(1, all_lines)
        below = share < SHARE and name not in PROGRAMS
        bad |= below
        print(f"{share:6.1f} % of {all_lines:5} lines  {name}{'  <- below' if below else ''}")
    whole = 0
    for path, lines in sorted(files.items()):
        if path.startswith(tuple(WHOLE)):
            found = missing(path, lines)
            whole += len(found)
            if found:
                print(f"{path}: {len(found)} of {len(lines)} lines")
                print("\n".join(f"    {number:4} {source}" for number, source in found))
    print(f"coverage: {whole} lines missing of the files that want all of them")
    return bool(whole or bad)


if __name__ == "__main__":
    sys.exit(main())
