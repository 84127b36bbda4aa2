#!/usr/bin/env python3
"""Broken configurations change nothing: `check` and the daemon's reload give the same verdict, and polls go on.

    Tests/Proofs/configurations.py [--bode PROGRAM] [--quick]

200 broken configurations and 20 good ones, made from a good one by a generator with a fixed seed, are given to `bode check` and to a
running daemon by `bode reload`. Proved: the verdicts are the same, word for word where there is something wrong, and end with 78; what is
wrong is told with its place; every good one is taken over; and not a poll is missed meanwhile.
"""
import argparse, os, pathlib, random, shutil, sys, time
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from newsroom import ROOT, Newsroom


def good(room, number=0):
    extra = [
        "", "\nlog: {format: json}", "\nlog: {level: debug}", "\n# a comment", "\noperators: [alerts]",
        "\n...", "\ndata: null", "\noperators: []",
    ][number % 8]
    sources = [room.source(name, "1s" if name != "f1" else f"{1 + number % 3}s") for name in room.papers]
    return "\n".join(["contact: desk@example.org", "state: state", "stages: [parse]", "sources:", *sources, "watches:",
                      f"  all: {{query: 'zaak{number} OR *', sinks: [alerts]}}", "sinks:",
                      "  alerts: {kind: file, path: alerts.ndjson}", room.hook_sink()]) + extra + "\n"


def broken(room, chance):
    """One good configuration with one thing wrong, as bytes; the same every time."""
    text = good(room)
    edits = [
        ("contact: desk@example.org", lambda: chance.choice(["contact: nobody", "contact: []", "contract: a@b.nl", "contact:",
                                                             "contact: \"a b@c.nl\"", "# no contact"])),
        ("state: state", lambda: chance.choice(["state: {a: b}", "state: [x]", "stat: state", "state: other"])),
        ("stages: [parse]", lambda: chance.choice(["stages: [pars]", "stages: {a: b}", "stages: [{parse: {}, themes: {}}]",
                                                   "stages: [[parse]]", "stages: [themes: {themes: [nothing-of-that-name]}]"])),
        ("kind: feed", lambda: chance.choice(["kind: feet", "kind: []", "kind: file", "kid: feed", "kind:"])),
        ("every: 1s", lambda: chance.choice(["every: 1", "every: -1s", "every: 0s", "every: 1w", "every: [1s]",
                                             "every: 99999999999999999999s", "every: 1s, every: 2s"])),
        (f"url: \"{room.url}/feed/f0\"", lambda: chance.choice(["url: \"\"", "url: \"ftp://example.org/\"", "url: \"http://\"", "url: [a]",
                                                               "url: \"file:///etc/passwd\"", "uri: \"http://x\""])),
        ("recency: off", lambda: chance.choice(["recency: never", "recency: 1", "recency: {}", "recencie: off"])),
        ("insecure_http: true", lambda: chance.choice(["insecure_http: perhaps", "insecure_http: []", "insecure: true"])),
        (f'allow: ["127.0.0.1/32:{room.port}"]', lambda: chance.choice(
            ["allow: [\"300.0.0.1/32:1\"]", "allow: [\"127.0.0.1/99:1\"]", "allow: [\"localhost\"]", "allow: {a: b}"])),
        ("query: 'zaak0 OR *'", lambda: chance.choice(["query: '('", "query: ''", "query: 'a OR'", "query: 'them:x'", "query: [a]",
                                                       "query: '\"open'", "quarry: a", "query: '" + "(" * 100 + "'"])),
        ("sinks: [alerts]", lambda: chance.choice(["sinks: [alert]", "sinks: []", "sinks: alerts2", "sinks: {a: b}"])),
        ("kind: file", lambda: chance.choice(["kind: fiel", "kind: feed", "kind: 7"])),
        ("path: alerts.ndjson", lambda: chance.choice(["pat: alerts.ndjson", "path: []", "path: alerts.ndjson, mode: 7"])),
        ("secret: desk.secret", lambda: chance.choice(["secret: none.secret", "secret: ../../etc/passwd", "secret: bad.secret",
                                                       "secrets: desk.secret", "secret: []"])),
        ("  alerts:", lambda: chance.choice(["  Alerts:", "  \"a b\":", "  :", f"  {'a' * 80}:", "  alerts: {kind: file, path: x}\n  alerts:"])),
        ("sources:", lambda: chance.choice(["source:", "sources: []", "sources: 5\nother:", "sources:\n\tf9: {kind: feed}", "sources: {}\nx:"])),
    ]
    kind = chance.random()
    if kind < 0.75:
        place, words = chance.choice(edits)
        assert place in text, place
        return text.replace(place, words(), 1).encode()
    if kind < 0.80:
        return text.encode()[:chance.randrange(40, len(text) // 2)]
    if kind < 0.85:
        at = chance.randrange(len(text))
        return text[:at].encode() + bytes([chance.choice([0xFF, 0xC3, 0x80])]) + text[at:].encode()
    if kind < 0.90:
        return text.encode() + chance.choice([b"nonsense: 1\n", b"metrics: {listen: \"0.0.0.0:9464\"}\n", b"log: {level: loud}\n",
                                              b"metrics: {listen: 9464}\n", b"operators: [nobody]\n", b"instance: \"a b\"\n"])
    if kind < 0.93:
        return chance.choice([b"", b"\n\n", b"[]", b"just words", b"%PDF-1.4", b"--- {", b"&a [*a]", b"a: *b"])
    if kind < 0.95:
        return text.encode() + b"# " + b"x" * (10 << 20)
    return text.replace("zaak0", chance.choice(["a" * 20_000, "NOT " * 5_000 + "a", "(" * 5_000])).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bode", default=ROOT / ".build/debug/bode", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="30 broken ones and 5 good ones")
    args = parser.parse_args()
    count, goods = (30, 5) if args.quick else (200, 20)
    room, chance, problems, kinds = Newsroom(args.bode, feeds=2), random.Random(1), [], set()
    try:
        room.write(good(room))
        (room.directory / "bad.secret").write_text("whsec_???")
        room.publish("f0")
        room.start()
        room.wait(lambda: room.said().count("first poll") == 2, 30, "no baseline")
        begun = time.monotonic()
        accepted = 0
        for number in range(count):
            data = broken(room, chance)
            (room.directory / "bode.yaml").write_bytes(data)
            if number % 50 == 49:
                os.chmod(room.directory / "bode.yaml", 0)
            status, checked, _ = room.command("check")
            # The state is where it was: a file that cannot be read names none, so the daemon is told by a signal.
            before = room.said().count("the new configuration is")
            room.daemon.send_signal(1)
            room.wait(lambda: room.said().count("the new configuration is") > before, 20, "no verdict on a reload")
            verdict = [line for line in room.said().splitlines() if "the new configuration is" in line][-1]
            os.chmod(room.directory / "bode.yaml", 0o600)
            wrong = "is refused" in verdict
            if (status == 78) != wrong and "with a restart, not with a reload" not in verdict:
                problems.append(f"{number}: check ended with {status}, the daemon says: {verdict}")
            if status == 0:
                accepted += 1
            elif status != 78:
                problems.append(f"{number}: check ended with {status}: {checked[:200]}")
            else:
                what = checked.strip().replace("\\", "").replace('"', "")
                kinds.add(what.split(": ", 1)[-1][:40])
                if what[:120] not in verdict.replace("\\", "").replace('"', ""):
                    problems.append(f"{number}: check says {what[:200]}; the daemon {verdict[:400]}")
        print(f"{count} broken configurations, {len(kinds)} different complaints; {accepted} were good after all")
        for number in range(goods):
            room.write(good(room, number))
            status, checked, _ = room.command("check")
            again, verdict, _ = room.command("reload")
            if status or again or "in force" not in verdict:
                problems.append(f"good {number}: check {status} {checked}, reload {again} {verdict}")
        room.write(good(room))
        room.command("reload")
        def polls():
            return [moment for moment in room.asked["f0"] if moment > begun]

        # All of this may take a quick machine no longer than two polls are apart.
        room.wait(lambda: len(polls()) > 2, 20, "f0 is asked no more")
        asked = polls()
        gaps = [later - sooner for sooner, later in zip(asked, asked[1:])]
        print(f"{goods} good ones; {len(asked)} polls meanwhile, gaps {min(gaps):.2f} to {max(gaps):.2f} s")
        if min(gaps) < 0.98 or max(gaps) > (8 if args.quick else 2.5):
            problems.append(f"f0 was asked after {min(gaps):.2f} s and {max(gaps):.2f} s")
        status, seconds = room.stop()
        if status:
            problems.append(f"it ended with {status}")
    except AssertionError as failure:
        problems.append(str(failure))
    finally:
        room.end()
    for problem in problems:
        print(f"PROBLEM {problem}")
    if problems:
        print(f"see {room.directory}")
        return 1
    shutil.rmtree(room.directory)
    print("all is as promised")
    return 0


if __name__ == "__main__":
    sys.exit(main())
