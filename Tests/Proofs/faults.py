#!/usr/bin/env python3
"""Every fault of the fault rig, in Atom, RSS and JSON, beside a healthy feed: what is promised holds.

    Tests/Proofs/faults.py [--rig DIR] [--bode PROGRAM] [--jobs N] [--quick | --together | --only FAULT ...] [--keep DIR]

One daemon and one server for each fault. The feeds take their baseline in good health; then the fault begins, papers are
published under it, and it ends; then more papers are published. Proved of each:

- the process stays up, and ends with status 0 when told to;
- the healthy feed is told on time, while the fault lasts and after it;
- nothing is withdrawn;
- once the fault is over every paper is told, once;
- the server saw good manners: two requests at once at most, validators echoed, Retry-After kept, 410 and 301 heeded;
- nothing was asked that must not be asked, and no file was read or written that must not be.

127.0.0.2 stands for the internet, which the daemon may ask; a second server on 127.0.0.1 is the inside, whose log must stay empty.

The rig is looked for beside the checkout (../shared/rig); without it there is nothing to do, and the status is 0.
"""
import argparse, collections, concurrent.futures, json, os, pathlib, shutil, signal, subprocess, sys, tempfile
import threading, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMATS = ("atom", "rss", "json")
PUBLISHED = 3          # papers published under the fault, and again after it
FAULT_TIME = 6.0       # seconds that a fault lasts at least
MOST_SENT = 24 << 20   # of one answer: 16 MiB, and what lies in the sockets' buffers
LATE = 4.0             # seconds that the healthy feed's papers may take

# What the rig offers, each with arguments; some with several, since they are several faults.
FAULTS = [
    "baddate", "dupguid", "future", "guidchange", "hostile", "noguid", "reorder", "republish=40", "retitle",
    "ssrflinks", "vanish",
    "bom=utf-8", "bom=utf-16-le", "bom=utf-16-be", "charset=utf-8,cp1252", "charset=iso-8859-1,utf-8", "cookie",
    "deep=100000", "doctype", "empty", "etagflap", "gzip", "gzipbomb=1024", "htmlpage", "huge=10240",
    "hugeheaders=512", "laughs=9", "malformed", "midswitch", "novalidators", "nul", "pdfbomb=64",
    "quadratic=100,20000", "xxe",
    "redirect=301,self", "redirect=302,self", "redirect=308,self", "redirect=301,loop", "redirect=302,chain:9",
    "redirect=302,file", "redirect=302,gopher", "redirect=302,metadata", "redirect=302,canary",
    "status=304", "status=401", "status=404", "status=410", "status=429,5", "status=429,date:6", "status=500",
    "status=503,5", "status=204",
    "badchunk", "drip=1,5", "garbage", "hangup", "headdrip=1", "headstall", "reset=100", "stall=100", "truncate=500",
]
# Faults of the papers themselves, beside those of the feed.
PAPER_FAULTS = ["status=404", "status=503,3", "truncate=200", "reset=100", "garbage", "hangup", "empty", "badchunk",
                "redirect=302,canary", "redirect=301,self", "hugeheaders=512"]
QUICK = ["guidchange", "malformed", "truncate=500", "xxe", "redirect=302,file", "status=429,3", "status=410"]


def call(url, body=None, method="GET"):
    request = urllib.request.Request(url, data=body, method=method)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read().decode()


class Cell:
    """One server with one fault, and one daemon that polls it."""

    EVERY = 1.0            # seconds between polls
    HEAL_TIME = 150.0      # the longest that all may take to be told afterwards

    def __init__(self, args, fault, papers=False):
        self.fault, self.papers, self.args = fault, papers, args
        self.name = ("paper-" if papers else "") + "".join(c if c.isalnum() else "-" for c in fault)
        self.directory = pathlib.Path(args.keep or tempfile.mkdtemp(prefix="bode-faults-")) / self.name
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        self.faulty = [f"f{format}" for format in FORMATS]
        # What has moved for good is asked under its old address from the beginning.
        self.moves = not papers and fault in ("redirect=301,self", "redirect=308,self")
        self.inside = None
        self.problems, self.notes = [], {}

    # -- the surroundings

    def start(self):
        scenario = {"feeds": {name: {"initial": 2} for name in ["well", *self.faulty]}}
        (self.directory / "scenario.json").write_text(json.dumps(scenario))
        self.log = self.directory / "requests.ndjson"
        self.server, self.url = self.serve("127.0.0.2", 0, self.log)
        port = self.url.rsplit(":", 1)[1]
        if any(word in self.fault for word in ("ssrf", "xxe", "canary", "metadata")):
            self.inside, _ = self.serve("127.0.0.1", port, self.directory / "inside.ndjson")
        feeds = {"well": f"{self.url}/feed/well.atom"}
        way = f"/x/{self.fault}" if self.moves else ""
        feeds |= {name: f"{self.url}{way}/feed/{name}.{name.lstrip('f0123456789')}" for name in self.faulty}
        lines = ["contact: desk@example.org", "state: state", "operators: [operations]", "stages: [parse]", "sources:"]
        lines += [f'  {name}: {{kind: feed, url: "{url}", every: {self.EVERY:g}s, recency: off, insecure_http: true, '
                  f'allow: ["127.0.0.2/32:{port}"]}}' for name, url in feeds.items()]
        lines += ["watches:", "  all: {query: '*', sinks: [alerts]}", "sinks:",
                  "  alerts: {kind: file, path: alerts.ndjson}", "  operations: {kind: file, path: operations.ndjson}"]
        (self.directory / "bode.yaml").write_text("\n".join(lines) + "\n")
        self.run_daemon()
        self.wait(lambda: self.said().count("first poll") == len(self.faulty) + 1, 90, "the baseline was not taken")

    def run_daemon(self):
        self.daemon = subprocess.Popen(
            [str(self.args.bode), "run", "-c", str(self.directory / "bode.yaml")],
            stdout=subprocess.DEVNULL, stderr=open(self.directory / "bode.log", "w"),
            env={**os.environ, "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"})

    def serve(self, host, port, log):
        server = subprocess.Popen(
            [sys.executable, str(self.args.rig / "faultfeed.py"), "--host", host, "--port", str(port),
             "--scenario", str(self.directory / "scenario.json"), "--log", str(log)], stdout=subprocess.PIPE, text=True)
        return server, server.stdout.readline().strip().rstrip("/")

    def said(self):
        return (self.directory / "bode.log").read_text(errors="replace")

    def alerts(self):
        path = self.directory / "state" / "alerts.ndjson"
        text = path.read_text() if path.exists() else ""
        return [json.loads(line) for line in text[:text.rfind("\n") + 1].splitlines()]

    def told(self):
        """How often each paper was told, by the name that stands in its text."""
        counts = collections.Counter()
        for event in self.alerts():
            if event["type"] == "bode.answer.published":
                counts[event["data"]["answer"].split("kenmerk ")[1].split(".")[0].split()[0]] += 1
        return counts

    def expected(self, feed):
        return call(f"{self.url}/_ctl/expected?feed={feed}").split()[2:]

    def publish(self, feeds):
        for feed in feeds:
            call(f"{self.url}/_ctl/advance?feed={feed}&n={PUBLISHED}", b"", "POST")

    def rule(self, path):
        call(f"{self.url}/_ctl/rule", json.dumps({"path": path, "fault": self.fault}).encode(), "POST")

    def wait(self, condition, seconds, why):
        end = time.monotonic() + seconds
        while not condition():
            if self.daemon.poll() is not None:
                raise AssertionError(f"the process ended with {self.daemon.returncode}")
            if time.monotonic() > end:
                raise AssertionError(why)
            time.sleep(0.1)

    def well(self, when):
        """The healthy feed's newest papers are told on time."""
        self.publish(["well"])
        begun = time.monotonic()
        self.wait(lambda: set(self.expected("well")) <= self.told().keys(), 70, f"the healthy feed is not told {when}")
        self.notes[f"healthy {when}"] = took = round(time.monotonic() - begun, 1)
        return took

    # -- the proof

    def run(self):
        try:
            self.start()
            self.prove()
        except Exception as problem:
            self.problems.append(str(problem) or type(problem).__name__)
        finally:
            self.stop()
        return self

    def prove(self):
        slow = self.fault.split("=")[0] in ("drip", "headdrip", "headstall", "stall")
        if not self.moves:
            self.rule("/doc/f*" if self.papers else "/feed/f*")
        self.publish(self.faulty)
        time.sleep(FAULT_TIME)
        if slow:
            time.sleep(64)       # until all three are known to crawl, they hold the host's two places
        late = self.well("under the fault")
        if late > LATE:
            self.problems.append(f"the healthy feed was {late} s late")
        call(f"{self.url}/_ctl/clear", b"", "POST")
        if self.fault == "status=410" and not self.papers:
            self.judge_manners()                        # before somebody says otherwise
            self.daemon.send_signal(signal.SIGHUP)
        if self.papers:
            return self.well("after it")                # papers are tried again after a minute and more
        self.heal()

    def heal(self):
        self.publish(self.faulty)
        expected = {paper for feed in self.faulty for paper in self.expected(feed)}
        begun = time.monotonic()
        try:
            self.wait(lambda: expected <= self.told().keys(), self.HEAL_TIME, "")
        except AssertionError as problem:
            lost = len(expected - self.told().keys())
            raise AssertionError(str(problem) or f"{lost} of {len(expected)} papers lost")
        self.notes["healed"] = round(time.monotonic() - begun, 1)
        self.well("after it")
        time.sleep(2 * self.EVERY)

    def stop(self):
        if getattr(self, "daemon", None) and self.daemon.poll() is None:
            status = pathlib.Path(f"/proc/{self.daemon.pid}/status").read_text()
            self.notes["peak MiB"] = int(status.split("VmHWM:")[1].split()[0]) >> 10
            self.daemon.terminate()
            try:
                if self.daemon.wait(30) != 0:
                    self.problems.append(f"it ended with {self.daemon.returncode}")
            except subprocess.TimeoutExpired:
                self.daemon.kill()
                self.problems.append("it did not end when told to")
        if getattr(self, "server", None):
            for server in filter(None, (self.server, self.inside)):
                server.kill()      # not everybody who starts us leaves TERM unblocked
                server.wait()
            self.judge()

    def judge(self):
        twice = [paper for paper, count in self.told().items() if count > 1]
        if twice:
            self.problems.append(f"{len(twice)} papers told twice")
        kinds = collections.Counter(event["type"] for event in self.alerts())
        if kinds["bode.answer.withdrawn"]:
            self.problems.append(f"{kinds['bode.answer.withdrawn']} answers withdrawn")
        self.notes["amended"] = kinds["bode.answer.amended"]
        for file in ("bode.log", "state/alerts.ndjson", "state/operations.ndjson"):
            path = self.directory / file
            if path.exists() and b"root:x:0:0" in path.read_bytes():
                self.problems.append(f"a local file's text is in {file}")
        if pathlib.Path("/tmp/owned").exists():
            self.problems.append("a shell was run")
        largest = max((json.loads(line)["bytes"] for line in self.log.read_text().splitlines()), default=0)
        if largest > MOST_SENT:
            self.problems.append(f"{largest >> 20} MiB were taken of one answer")
        inside = self.directory / "inside.ndjson"
        if inside.exists() and inside.read_text():
            self.problems.append("the inside was asked")
        if "polls" not in self.notes:
            self.judge_manners()

    def violations(self, report):
        return report.get("violations", [])

    def judge_manners(self):
        verdict = subprocess.run(
            [sys.executable, str(self.args.rig / "faultfeed.py"), "--report", str(self.log), "--assert-polite",
             str(self.EVERY * 0.95)], capture_output=True, text=True)
        report = json.loads(verdict.stdout)
        found = self.violations(report)
        if self.fault.endswith("loop"):
            # It never answers, so there is no new address to take over.
            found = [v for v in found if not v.startswith("after_permanent_redirect")]
        if self.papers and self.fault.startswith("redirect=301"):
            found = [v for v in found if not v.startswith("after_permanent_redirect")]
        self.problems += [f"manners: {violation}" for violation in found]
        self.notes["polls"] = sum(p["requests"] for u, p in report["paths"].items() if "/feed/" in u)


class Together(Cell):
    """Every fault and format at once, on one server and in one daemon, beside one healthy feed."""

    EVERY = 10.0
    HEAL_TIME = 500.0
    # Those that crawl, or flood, keep a server of one machine from anything else; each is proved alone.
    ALONE = ("drip", "headdrip", "headstall", "stall", "huge", "gzipbomb", "redirect", "status=410", "pdfbomb")

    def __init__(self, args):
        super().__init__(args, "together")
        self.faults = [fault for fault in FAULTS if not fault.startswith(self.ALONE)]
        self.faulty = [f"f{number}{format}" for number in range(len(self.faults)) for format in FORMATS]

    def prove(self):
        for number, fault in enumerate(self.faults):
            call(f"{self.url}/_ctl/rule", json.dumps({"path": f"/feed/f{number}*", "fault": fault}).encode(), "POST")
        self.publish(self.faulty)
        for time_ in ("at first", "then", "and then"):
            time.sleep(2 * self.EVERY)
            self.well(time_)
        call(f"{self.url}/_ctl/clear", b"", "POST")
        self.heal()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rig", type=pathlib.Path, default=ROOT.parent / "shared" / "rig")
    parser.add_argument("--bode", type=pathlib.Path, default=ROOT / ".build" / "debug" / "bode")
    parser.add_argument("--jobs", type=int, default=8)
    parser.add_argument("--quick", action="store_true", help="a few faults, for every commit")
    parser.add_argument("--together", action="store_true", help="all faults at once, in one daemon")
    parser.add_argument("--only", nargs="*", help="these faults alone")
    parser.add_argument("--keep", help="a folder in which to leave every run's files")
    args = parser.parse_args()
    if not (args.rig / "faultfeed.py").exists():
        print("the fault rig is not here; nothing is proved")
        return 0
    faults, papers = FAULTS, PAPER_FAULTS
    if args.quick:
        faults, papers = QUICK, ["truncate=200"]
    if args.only is not None:
        faults, papers = args.only, []
    cells = [Cell(args, fault) for fault in faults] + [Cell(args, fault, papers=True) for fault in papers]
    if args.together:
        cells = [Together(args)]
    begun, polls, failed = time.monotonic(), 0, 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for cell in pool.map(Cell.run, cells):
            polls += cell.notes.get("polls", 0)
            failed += bool(cell.problems)
            notes = ", ".join(f"{key} {value}" for key, value in cell.notes.items())
            print(f"{'BAD ' if cell.problems else 'good'} {cell.name}: {'; '.join(cell.problems) or notes}", flush=True)
            if not args.keep:
                shutil.rmtree(cell.directory, ignore_errors=True)
    print(f"{len(cells)} faults x {len(FORMATS)} formats, {polls} polls, {failed} bad, {time.monotonic() - begun:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
