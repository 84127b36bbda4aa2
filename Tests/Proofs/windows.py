#!/usr/bin/env python3
"""What a feed may have shown between two polls is reported, a log is followed to its end, and a silence is told once.

    Tests/Proofs/windows.py [--rig DIR] [--bode PROGRAM] [--quick] [--keep DIR]

One daemon polls four sources. Bursts of 500 papers pass a feed that shows 50: each is one event of a gap. The same bursts pass a log
of changes with tombstones, of which nothing is lost, though one page in ten is cut off, reset, malformed or refused; the long form has
10,000 entries in it. A log whose page says that the next page is itself is asked twice and no more at each poll. A feed that answers
and shows nothing new is told once, and once that it shows something again.

The rig is looked for beside the checkout (../shared/rig); without it there is nothing to do, and the status is 0.
"""
import argparse, collections, html, http.server, json, pathlib, shutil, sys, threading, time

from faults import ROOT, Cell, call

BURST = 500
FAULTS = ["truncate=600", "reset=200", "malformed", "status=503,1"]
FAULTY = 0.1        # of the pages of the log
SILENT = 5          # seconds


class Loop(http.server.BaseHTTPRequestHandler):
    """A log with one page, whose next page is that page."""

    asked = []

    def do_GET(self):
        Loop.asked.append((time.monotonic(), self.path))
        page = (f'<feed xmlns="http://www.w3.org/2005/Atom"><id>loop</id><title>Rond</title><link rel="next" href="{html.escape(self.path)}"/>'
                '</feed>').encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/atom+xml")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_):
        pass


class Windows(Cell):
    """The four sources; what is left of the run is as for a fault."""

    def __init__(self, args):
        super().__init__(args, "windows")
        self.rounds, self.entries = (2, 500) if args.quick else (10, 10_000)

    def start(self):
        # The healthy feed of every proof is the one that will fall silent.
        # The rig asks one number of all rules, so that each takes what the ones before it left.
        rules = [{"path": "/sync/*", "prob": FAULTY * (n + 1) / len(FAULTS), "fault": fault}
                 for n, fault in enumerate(FAULTS)]
        (self.directory / "scenario.json").write_text(json.dumps({
            "feeds": {"well": {"initial": 2}, "window": {"initial": 50, "window": 50},
                      "log": {"initial": 0, "page": 25, "total": self.entries, "update_every": 9, "delete_every": 13}},
            "rules": rules}))
        self.log = self.directory / "requests.ndjson"
        self.server, self.url = self.serve("127.0.0.2", 0, self.log)
        self.loop = http.server.ThreadingHTTPServer(("127.0.0.2", 0), Loop)
        threading.Thread(target=self.loop.serve_forever, daemon=True).start()
        port, other = self.url.rsplit(":", 1)[1], self.loop.server_port
        allow = f'allow: ["127.0.0.2/32:{port}", "127.0.0.2/32:{other}"], insecure_http: true, every: 1s, recency: off'
        (self.directory / "bode.yaml").write_text("\n".join([
            "contact: desk@example.org", "state: state", "operators: [operations]", "stages: [parse]", "sources:",
            f'  well: {{kind: feed, url: "{self.url}/feed/well.atom", silent_after: {SILENT}s, {allow}}}',
            f'  window: {{kind: feed, url: "{self.url}/feed/window.rss", {allow}}}',
            f'  log: {{kind: syncfeed, url: "{self.url}/sync/log.atom", start: "0", {allow}}}',
            f'  loop: {{kind: syncfeed, url: "http://127.0.0.2:{other}/sync/loop.atom", start: "7", {allow}}}',
            "watches: {all: {query: '*', sinks: [alerts]}}", "sinks:", "  alerts: {kind: file, path: alerts.ndjson}",
            "  operations: {kind: file, path: operations.ndjson}"]) + "\n")
        self.run_daemon()
        self.wait(lambda: self.said().count("first poll") >= 2, 90, "the baseline was not taken")

    def told_operators(self, kind, source):
        path = self.directory / "state" / "operations.ndjson"
        events = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
        return sum(event["type"] == f"bode.source.{kind}" and event["data"].get("subject") == source for event in events)

    def prove(self):
        begun = time.monotonic()
        self.prove_silence()
        for burst in range(1, self.rounds + 1):
            call(f"{self.url}/_ctl/advance?feed=window&n={BURST}", b"", "POST")
            call(f"{self.url}/_ctl/advance?feed=log&n={self.entries // self.rounds}", b"", "POST")
            self.wait(lambda: self.told_operators("gap", "window") >= burst, 60, f"burst {burst} is no gap")
            time.sleep(2.5 * self.EVERY)
            if (told := self.told_operators("gap", "window")) != burst:
                raise AssertionError(f"{told} gaps were told of {burst}")
        self.notes["gaps"] = self.told_operators("gap", "window")
        published = call(f"{self.url}/_ctl/expected?feed=log").split()
        # A paper that is taken back before it was read need not be told.
        self.withdrawn = {published[n // 3] for n in range(12, len(published), 13)}
        expected = set(published)
        try:
            self.wait(lambda: expected - self.withdrawn <= self.told().keys(), 60 + self.entries / 10, "")
        except AssertionError as problem:
            raise AssertionError(str(problem) or f"{len(expected - self.withdrawn - self.told().keys())} papers lost")
        self.notes["of the log"] = len(expected)
        requests = [json.loads(line) for line in self.log.read_text().splitlines()]
        pages = [request for request in requests if request["path"].startswith("/sync/")]
        self.notes["pages"] = len(pages)
        self.notes["faulty"] = sum(bool(request.get("faults") or request.get("fault")) for request in pages)
        self.notes["took"] = round(time.monotonic() - begun)
        self.prove_loop()

    def prove_silence(self):
        self.publish(["well"])
        for silence in range(1, 3):
            self.wait(lambda: self.told_operators("silent", "well") == silence, 60, "the silence is not told")
            time.sleep(3 * self.EVERY)
            self.publish(["well"])
            self.wait(lambda: self.told_operators("recovered", "well") == silence, 60, "its end is not told")
            if self.told_operators("silent", "well") != silence:
                raise AssertionError("a silence is told more than once")
        self.notes["silences"] = silence

    def prove_loop(self):
        times = [at for at, _ in Loop.asked]
        polls = 1 + sum(later - earlier > 0.5 * self.EVERY for earlier, later in zip(times, times[1:]))
        if polls < 3 or len(times) > 2 * polls:
            raise AssertionError(f"a log whose next page is itself was asked {len(times)} times in {polls} polls")
        self.notes["loop"] = f"{len(times)} requests in {polls} polls"

    def violations(self, report):
        # A page of a log has its place in the address: it is asked once, and at its end until there is more.
        repeats = sum(page["unconditional_repeats"] for path, page in report["paths"].items() if "/sync/" not in path)
        return [violation for violation in report.get("violations", [])
                if repeats or not violation.startswith("unconditional_repeats")]

    def judge(self):
        super().judge()
        # Those that the log takes back are no fault.
        taken = collections.Counter(event["type"] for event in self.alerts())["bode.answer.withdrawn"]
        if taken <= len(getattr(self, "withdrawn", ())):
            self.problems = [problem for problem in self.problems if not problem.endswith("answers withdrawn")]
        self.notes["withdrawn"] = taken


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rig", type=pathlib.Path, default=ROOT.parent / "shared" / "rig")
    parser.add_argument("--bode", type=pathlib.Path, default=ROOT / ".build" / "debug" / "bode")
    parser.add_argument("--quick", action="store_true", help="five hundred entries, for every commit")
    parser.add_argument("--keep", help="a folder in which to leave the run's files")
    args = parser.parse_args()
    if not (args.rig / "faultfeed.py").exists():
        print("the fault rig is not here; nothing is proved")
        return 0
    cell = Windows(args).run()
    print("BAD " + "; ".join(cell.problems) if cell.problems else "good", end=" ")
    print(", ".join(f"{key} {value}" for key, value in cell.notes.items()))
    if not args.keep:
        shutil.rmtree(cell.directory, ignore_errors=True)
    return 1 if cell.problems else 0


if __name__ == "__main__":
    sys.exit(main())
