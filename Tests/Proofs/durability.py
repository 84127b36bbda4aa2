"""What the proofs of durability share: a feed with a log of changes, a daemon that follows it, and the rig's shim."""
import argparse, collections, json, os, pathlib, shlex, shutil, socket, sqlite3, subprocess, sys, tempfile, time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOFTWARE = 70          # how the daemon ends when it cannot trust what is stored


def arguments(description, *more):
    """The options that every proof takes; `more` are (name, options) of its own."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rig", type=pathlib.Path, default=ROOT.parent / "shared" / "rig")
    parser.add_argument("--bode", type=pathlib.Path, default=ROOT / ".build" / "debug" / "bode")
    parser.add_argument("--quick", action="store_true", help="the form for every commit")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder in which to leave the run's files")
    parser.add_argument("--seed", type=int, default=1)
    for name, options in more:
        parser.add_argument(name, **options)
    args = parser.parse_args()
    if not (args.rig / "crashloop.py").exists():
        print("the fault rig is not here; nothing is proved")
        sys.exit(0)
    return args


class Newsroom:
    """One server with a log of changes, and a state directory whose daemon follows it into a file."""

    def __init__(self, args, papers=0, rules=(), initial=0, rate=0.0, state=None, keep=None, hook=False, name="run"):
        self.args = args
        self.directory = pathlib.Path(args.keep / name if args.keep else tempfile.mkdtemp(prefix="bode-proof-"))
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        self.state = pathlib.Path(state or self.directory / "state")
        self.control = self.directory / "control"
        self.control.write_text("")
        feed = {"initial": initial, "page": 25, **({"rate": rate} if rate else {}), **({"total": papers} if papers else {})}
        (self.directory / "scenario.json").write_text(
            json.dumps({"seed": args.seed, "feeds": {"log": feed}, "rules": list(rules)}))
        self.server = subprocess.Popen(
            [sys.executable, str(args.rig / "faultfeed.py"), "--host", "127.0.0.2", "--scenario",
             str(self.directory / "scenario.json"), "--log", str(self.directory / "requests.ndjson")],
            stdout=subprocess.PIPE, text=True)
        self.url = self.server.stdout.readline().strip().rstrip("/")
        self.hook = None
        sinks = ["alerts: {kind: file, path: alerts.ndjson}", "operations: {kind: file, path: operations.ndjson}"]
        if hook:
            self.secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            (self.directory / "desk.secret").write_text(self.secret)
            os.chmod(self.directory / "desk.secret", 0o600)
            self.hook = subprocess.Popen(
                [sys.executable, str(args.rig / "webhooksink.py"), "--secret", self.secret, "--key", "header:webhook-id",
                 "--log", str(self.directory / "deliveries.ndjson")], stdout=subprocess.PIPE, text=True)
            place = self.hook.stdout.readline().strip().rstrip("/")
            sinks.append(f'desk: {{kind: webhook, url: "{place}/hook/desk", secret: desk.secret, insecure_http: true, '
                         f'allow: ["127.0.0.1/32:{place.rsplit(":", 1)[1]}"]}}')
        self.sinks = ["alerts"] + (["desk"] if hook else [])
        self.problem = None
        self.write_configuration(sinks, keep)
        self.daemon = None

    def write_configuration(self, sinks, keep=None):
        port = self.url.rsplit(":", 1)[1]
        lines = ["contact: desk@example.org", f"state: {self.state}", "operators: [operations]", "stages: [parse]"]
        lines += [f"keep: {keep}"] if keep else []
        lines += ["sources:",
                  f'  log: {{kind: syncfeed, url: "{self.url}/sync/log.atom", start: "0", every: 1s, recency: off, '
                  f'insecure_http: true, allow: ["127.0.0.2/32:{port}"]}}',
                  "watches:", f"  all: {{query: '*', sinks: [{', '.join(self.sinks)}]}}", "sinks:"]
        lines += ["  " + sink for sink in sinks]
        self.configuration = self.directory / "bode.yaml"
        self.configuration.write_text("\n".join(lines) + "\n")

    # -- the feed

    def call(self, path, body=None):
        request = urllib.request.Request(f"{self.url}{path}", data=body, method="GET" if body is None else "POST")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode()

    def publish(self, count):
        self.call(f"/_ctl/advance?feed=log&n={count}", b"")

    def expected(self):
        return self.call("/_ctl/expected?feed=log").split()

    # -- the daemon

    @property
    def command(self):
        return [str(self.args.bode), "run", "-c", str(self.configuration)]

    @property
    def shim(self):
        """The environment in which the rig's shim stands between the daemon and its disk."""
        library = pathlib.Path(tempfile.gettempdir()) / f"bode-faultshim-{os.getuid()}.so"
        source = self.args.rig / "faultshim.c"
        if not library.exists() or library.stat().st_mtime < source.stat().st_mtime:
            draft = library.with_suffix(f".{os.getpid()}")
            subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", draft, source, "-ldl", "-lpthread"], check=True)
            draft.rename(library)
        return {"LD_PRELOAD": str(library), "FAULTSHIM_DIR": str(self.state) + "/", "FAULTSHIM_CONTROL": str(self.control)}

    def start(self, *options, **environment):
        self.daemon = subprocess.Popen([*self.command, *options], stdout=subprocess.DEVNULL, env={**os.environ, **environment},
                                       stderr=open(self.directory / "bode.log", "a"))
        return self.daemon

    def baseline(self):
        """Takes the first poll of a log that is still empty, so that everything published later is news."""
        self.start()
        self.wait(lambda: "first poll" in self.said(), 60, "the baseline was not taken")
        self.wait_ready()
        self.stop()

    def wait_ready(self, seconds=60):
        """Seconds until the daemon can be asked."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self.daemon.poll() is not None:
                raise AssertionError(f"the daemon ended with {self.daemon.returncode}: {self.said()[-400:]}")
            with socket.socket(socket.AF_UNIX) as probe:
                try:
                    probe.connect(str(self.state / "control.sock"))
                    return time.monotonic() - begun
                except OSError:
                    time.sleep(0.01)
        raise AssertionError("the daemon was not ready")

    def kill(self):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.kill()
            self.daemon.wait()

    def stop(self, seconds=30):
        """Ends the daemon as an operator would, and returns its status."""
        if self.daemon.poll() is None:
            self.daemon.terminate()
        try:
            return self.daemon.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return "it did not stop"

    def bode(self, *words, check=None, timeout=600):
        done = subprocess.run([str(self.args.bode), *words, "-c", str(self.configuration)], capture_output=True, text=True,
                              timeout=timeout)
        if check is not None and done.returncode != check:
            raise AssertionError(f"bode {' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done

    def said(self):
        path = self.directory / "bode.log"
        return path.read_text(errors="replace") if path.exists() else ""

    # -- what came of it

    def lines(self, file="alerts.ndjson", state=None):
        """The events of a file, and how many lines of it are torn."""
        path = (state or self.state) / file
        data = path.read_bytes() if path.exists() else b""
        parts, events, torn = data.split(b"\n"), [], 0
        torn += bool(parts.pop())
        for part in parts:
            try:
                events.append(json.loads(part))
            except ValueError:
                torn += 1
        return events, torn

    @staticmethod
    def paper(event):
        """The paper that an alert is about, by the name that stands in its text."""
        return event["data"]["answer"].split("kenmerk ")[1].split(".")[0].split()[0]

    def told(self, file="alerts.ndjson"):
        return collections.Counter(self.paper(e) for e in self.lines(file)[0] if e["type"] == "bode.answer.published")

    def wait(self, condition, seconds, why):
        end = time.monotonic() + seconds
        while not condition():
            if self.daemon.poll() is not None:
                raise AssertionError(f"{why}: the daemon ended with {self.daemon.returncode}: {self.said()[-400:]}")
            if time.monotonic() > end:
                raise AssertionError(why)
            time.sleep(0.1)

    def finish(self, seconds):
        """Runs undisturbed until everything is told, and returns what is wrong with what was."""
        expected = set(self.expected())
        try:
            if self.daemon is None or self.daemon.poll() is not None:
                self.start()
                self.wait_ready()
            self.wait(lambda: expected <= self.told().keys(), seconds, "not everything is told")
            time.sleep(1)
        except AssertionError as problem:
            aside = self.bode("aside").stdout + self.bode("status").stdout
            self.problem = f"{problem}: {aside[:600]}"
        status = self.stop()
        return self.judge(status)

    def blamed(self):
        """How many papers are set aside for an end of the process, as operators were told."""
        return sum(event["type"] == "bode.document.set_aside" and "the process" in event["data"]["reason"]
                   for event in self.lines("operations.ndjson")[0])

    def judge(self, status=0):
        told, expected = self.told(), set(self.expected())
        events, torn = self.lines()
        ids = collections.Counter(event["id"] for event in events)
        problems = {"lost": len(expected - told.keys()), "told twice": sum(n - 1 for n in told.values()),
                    "ids twice": sum(n - 1 for n in ids.values()), "torn": torn,
                    "unexpected": len(told.keys() - expected), "status": status if status != 0 else 0,
                    "integrity": "" if self.integrity() == "ok" else self.integrity()}
        if self.problem:
            problems["unfinished"] = self.problem
        return {key: value for key, value in problems.items() if value}

    def integrity(self, state=None):
        """What SQLite says of the database; the daemon must not run."""
        database = sqlite3.connect((state or self.state) / "bode.db")
        try:
            return database.execute("pragma integrity_check").fetchone()[0]
        finally:
            database.close()

    def end(self):
        self.kill()
        for server in filter(None, (self.server, self.hook)):
            server.kill()
            server.wait()
        if not self.args.keep:
            shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


def check_command(newsroom):
    """A shell command that says whether the database is whole, for crashloop.py."""
    code = (f"import sqlite3, os; p = '{newsroom.state}/bode.db'\n"
            "exit(os.path.exists(p) and sqlite3.connect(p).execute('pragma integrity_check').fetchone() != ('ok',))")
    return f"{sys.executable} -c {shlex.quote(code)}"


def verdict(name, problems, notes):
    text = ", ".join(f"{key} {value}" for key, value in notes.items())
    print(f"{'BAD ' if problems else 'good'} {name}: {problems or text}" + (f" ({text})" if problems else ""), flush=True)
    return bool(problems)
