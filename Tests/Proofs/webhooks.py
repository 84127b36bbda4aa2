#!/usr/bin/env python3
"""Webhooks keep their promises towards receivers that fail in every way there is.

    Tests/Proofs/webhooks.py [--quick] [--only PART,PART] [--rig DIR] [--bode PROGRAM]

Parts, in their quick forms too: tls (five servers that must not be trusted and one that may), gone (410, resume, rotation of secrets, and
secrets nowhere but in their files), command (a program as a sink), burst (many endpoints at once), isolation (one that hangs slows nobody), ways
(every way of failing), endless (replies that never end), order (an amendment never overtakes), exhausted (what was tried fourteen times is listed, and sent again under the same
id), day (a day of a dead endpoint at 1:1000). In the long form alone: files (those that cannot be written slow no webhook), stopping (idle, and
with fifty deliveries under way), later (nothing before a receiver's Retry-After), schedule (fourteen attempts, at the times that the manual
names), fivedays (disabled, with reminders), many (a hundred thousand deliveries).

The daemon is the real one. Papers with hundreds of answers each are dropped into a folder that it watches; every event also goes
to a file, which says what every receiver must have. Receivers are the rig's webhooksink, looked for beside the checkout
(../shared/rig); without it there is nothing to do.
"""
import argparse, base64, collections, concurrent.futures, email.utils, http.server, json, os, pathlib, socket, ssl, subprocess, sys, tempfile, threading, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_plJ3nmyCDGBKInavdOK15jslHmRKsaKWcsNccKXl"


def paper(tag, count, words=""):
    """A paper with that many answers, all different."""
    lines = ["Verslag van een schriftelijk overleg", ""]
    for n in range(1, count + 1):
        lines += [f"Vraag {n}", f"Kunt u toelichten wat het besluit {tag} {n} betekent voor de inzet in dossier {tag}-{n}? {words}", "",
                  f"Antwoord {n}", f"Het kabinet heeft in zaak {tag} nummer {n} besloten de inzet voort te zetten en informeert uw Kamer.", ""]
    return "\n".join(lines) + "\n"


# Processes by the folder of the part that started them, so that none outlives a part that failed.
STARTED = collections.defaultdict(list)


class Failed(Exception):
    """A part that cannot go on."""


class Receiver:
    """A webhooksink of the rig."""

    def __init__(self, rig, folder, name="hooks", rules=(), secrets=(SECRET,), scaled=False):
        self.rig, self.log = rig, folder / f"{name}.ndjson"
        script = folder / f"{name}.json"
        script.write_text(json.dumps(list(rules)))
        self.process = subprocess.Popen(
            [sys.executable, str(rig / "webhooksink.py"), "--log", str(self.log), "--script", str(script),
             "--tolerance", "99999999" if scaled else "300", *(x for s in secrets for x in ("--secret", s))],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        STARTED[str(folder)].append(self.process)
        self.url = self.process.stdout.readline().strip().rstrip("/")
        self.allow = self.url.split("//")[1].replace(":", "/32:")

    def rule(self, rule):
        urllib.request.urlopen(urllib.request.Request(self.url + "/_ctl/rule", json.dumps(rule).encode(), method="POST"))

    def clear(self):
        urllib.request.urlopen(urllib.request.Request(self.url + "/_ctl/clear", b"", method="POST"))

    def records(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []

    def acked(self):
        with urllib.request.urlopen(self.url + "/_ctl/report") as answer:
            return {name: e["acked"] for name, e in json.load(answer)["endpoints"].items()}

    def report(self, expected, folder, *options):
        """The rig's own verdict: problems, one a line."""
        ids = folder / "expected.txt"
        ids.write_text("\n".join(expected) + "\n")
        done = subprocess.run([sys.executable, str(self.rig / "webhooksink.py"), "--report", str(self.log), "--expected", str(ids),
                               *options], capture_output=True, text=True)
        return [] if done.returncode == 0 else [line for line in (done.stderr or done.stdout).splitlines()[-12:]]

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Daemon:
    """The real daemon on a folder of papers, with a file sink that hears of everything."""

    def __init__(self, bode, folder, sinks, watches=None, scale=1, secrets=(("desk.secret", SECRET),), user=None):
        self.bode, self.folder, self.papers, self.scale, self.user = bode, folder, folder / "papers", scale, user
        self.papers.mkdir()
        for name, secret in secrets:
            (folder / name).write_text(secret + "\n")
        self.configure(sinks, watches)
        if user is not None:
            subprocess.run(["chown", "-R", str(user), str(folder)], check=True)
            os.chmod(folder.parent, 0o755)
        self.start()
        self.until(lambda: "first poll" in self.log(), "a first poll")
        self.dropped = 0

    def configure(self, sinks, watches=None):
        watches = {"all": ("*", list(sinks))} if watches is None else watches
        watches = {"file": ("*", ["alerts"]), **watches}
        (self.folder / "bode.yaml").write_text("\n".join(
            ["contact: desk@example.org", f"state: {self.folder}/state", "stages: [parse]", "operators: [operations]",
             f"sources: {{papers: {{kind: folder, path: {self.papers}, every: {self.scale}s, recency: off}}}}", "watches:",
             *(f"  {name}: {{query: '{query}', sinks: [{', '.join(to)}]}}" for name, (query, to) in watches.items()), "sinks:",
             "  alerts: {kind: file, path: alerts.ndjson}", "  operations: {kind: file, path: operations.ndjson}",
             *(f"  {name}: {options}" for name, options in sinks.items())]) + "\n")

    def start(self):
        self.process = subprocess.Popen(
            [str(self.bode), "run", "-c", str(self.folder / "bode.yaml"), "--time-scale", str(self.scale)],
            stdout=subprocess.DEVNULL, stderr=open(self.folder / "bode.log", "a"), user=self.user)
        STARTED[str(self.folder)].append(self.process)

    def command(self, *arguments):
        return subprocess.run([str(self.bode), *arguments, "-c", str(self.folder / "bode.yaml")], capture_output=True, text=True)

    def status(self):
        return self.command("status").stdout or "never"

    def drop(self, tag, count, words=""):
        """Drops a paper; `count` events come of it."""
        (self.folder / "new").write_text(paper(tag, count, words))
        os.rename(self.folder / "new", self.papers / f"{tag}.txt")
        self.dropped += count

    def events(self, file="alerts.ndjson"):
        path = self.folder / "state" / file
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def ids(self):
        return [event["id"] for event in self.events()]

    def log(self):
        return (self.folder / "bode.log").read_text()

    def memory(self):
        """The most that it has had in memory, in MiB."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) // 1024

    def until(self, condition, what, seconds=120):
        end = time.monotonic() + seconds
        while not condition():
            if self.process.poll() is not None:
                raise Failed(f"the daemon ended: {self.log()[-2000:]}")
            if time.monotonic() > end:
                raise Failed(f"{what}: not within {seconds} s\n{self.status()}\n{self.log()[-2000:]}")
            time.sleep(0.1)

    def stop(self):
        self.process.terminate()
        return [] if self.process.wait(40) == 0 else [f"the daemon ended with {self.process.returncode}"]


def hook(receiver, path, more=""):
    return f'{{kind: webhook, url: "{receiver.url}{path}", secret: desk.secret, insecure_http: true, allow: ["{receiver.allow}"]{more}}}'


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0


def moment(text):
    from datetime import datetime
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


# ---------------------------------------------------------------- parts

def ways(args, folder):
    """Every way of failing, each event's first attempt; then 0 lost, and nothing twice but where the receiver took it unsaid."""
    # So many that each way is met a thousand times.
    count, share = (30, 0.3) if args.quick else (2000, 0.5)
    names = {"timeout": "timeout=2", "slow": "slow=0.2", "reset": "reset", "drop": "drop", "half": "halfreply", "garbage": "garbage",
             "noread": "noread=2", "hold": "hold=3,1", "refuse": "status=500", "moved": "redirect=301", "found": "redirect=302",
             "other": "redirect=303", "same": "redirect=307", "permanent": "redirect=308"}
    # Those that keep it waiting are asked one at a time: so four of each, which share what is to go wrong.
    several = {name: 1 if args.quick or name not in ("timeout", "slow", "noread") else 4 for name in names}
    rules = [{"endpoint": f"/hook/{name}/*", "attempts": [1], "prob": share / several[name], "action": action}
             for name, action in names.items()]
    receiver = Receiver(args.rig, folder, rules=rules, scaled=True)
    # What is given up before a busy receiver has looked at it would count as taken.
    wait = ", timeout: 1s" if args.quick else ", timeout: 2s"
    sinks = {f"{name}{n}": hook(receiver, f"/hook/{name}/{n}", wait) for name in names for n in range(several[name])}
    daemon = Daemon(args.bode, folder, sinks, scale=60)
    for n in range(max(1, count // 200)):
        daemon.drop(f"zaak{n}", min(count, 200))
    daemon.until(lambda: len(daemon.ids()) == count, "events")
    daemon.until(lambda: sum(receiver.acked().values()) == count * len(sinks), "deliveries", 60 if args.quick else 2000)
    memory = daemon.memory()
    problems = daemon.stop() + receiver.report(daemon.ids(), folder)
    receiver.stop()
    failed = collections.Counter(r["endpoint"].split("/")[2] for r in receiver.records() if not r["acked"])
    twice = collections.Counter()
    for (endpoint, _), n in collections.Counter((r["endpoint"], r["id"]) for r in receiver.records() if r["accepted"]).items():
        twice[endpoint.split("/")[2]] += n > 1
    # Only a receiver that takes an event without saying so gets it twice.
    if wrong := {name: n for name, n in twice.items() if n and name not in ("drop", "half")}:
        problems.append(f"twice: {wrong}")
    attempts = collections.Counter(r["endpoint"].split("/")[2] for r in receiver.records())
    print(f"ways: {len(sinks)} endpoints, {count} events each, {sum(attempts.values())} attempts, failed {dict(failed)}, "
          f"taken twice {dict(+twice)}, {memory} MiB")
    return problems


def endless(args, folder):
    """Replies of a gibibyte, and of a byte a second: delivered by their first line, read no further than is allowed, and not tried again."""
    count, wait = (10, 2) if args.quick else (200, 5)
    receiver = Receiver(args.rig, folder, rules=[{"endpoint": "/hook/huge", "action": "hugereply=1024"},
                                                 {"endpoint": "/hook/drip", "action": "dripreply=1"}])
    daemon = Daemon(args.bode, folder, {name: hook(receiver, f"/hook/{name}", f", timeout: {wait}s") for name in ("huge", "drip")})
    before = daemon.memory()
    daemon.drop("zaak", count)
    daemon.until(lambda: len(daemon.ids()) == count, "events")
    daemon.until(lambda: sum(receiver.acked().values()) == count * 2, "deliveries", 60 + count * wait)
    memory, problems = daemon.memory(), daemon.stop() + receiver.report(daemon.ids(), folder)
    receiver.stop()
    longest = max(r["ms"] for r in receiver.records()) / 1000
    if len(receiver.records()) != count * 2 or longest > wait + 2:
        problems.append(f"{len(receiver.records())} attempts for {count * 2} deliveries, a reply was read for {longest:.1f} s")
    print(f"endless: {len(receiver.records())} attempts for {count * 2} deliveries, a reply read for {longest:.1f} s at most; "
          f"{before} MiB before, {memory} at most")
    return problems


class SlowReceiver:
    """Answers after 200 ms, and at one endpoint never; keeps who was asked when, and how many at once."""

    def __init__(self, wait=0.2):
        self.records, self.underway, self.lock = [], collections.Counter(), threading.Lock()
        self.most = collections.Counter()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                start = time.time()
                # What the sender has given up at the one that hangs is under way here alone.
                places = (self.path, "all") if self.path != "/hook/0" else ()
                for name in places:
                    with receiver.lock:
                        receiver.underway[name] += 1
                        receiver.most[name] = max(receiver.most[name], receiver.underway[name])
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(60 if self.path == "/hook/0" else wait)
                try:
                    self.send_response(204)
                    self.end_headers()
                except OSError:
                    self.close_connection = True
                with receiver.lock:
                    receiver.records.append((self.path, self.headers["webhook-id"], start, time.time()))
                    for name in places:
                        receiver.underway[name] -= 1

            def log_message(self, *arguments):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads, request_queue_size = True, 256

            def handle_error(self, request, address):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.allow = f"127.0.0.1/32:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def isolation(args, folder):
    """One that hangs, and others that take 200 ms each: their events are there within two seconds."""
    endpoints, papers, answers = (10, 5, 8) if args.quick else (50, 25, 8)
    receiver = SlowReceiver()
    sinks = {f"d{n}": hook(receiver, f"/hook/{n}") for n in range(endpoints)}
    # A file that cannot be written, and a pipe that nobody reads, delay themselves alone.
    (folder / "state").mkdir(mode=0o700)
    os.mkfifo(folder / "state" / "pipe.ndjson")
    (folder / "state" / "folder.ndjson").mkdir()
    sinks |= {"pipe": "{kind: file, path: pipe.ndjson}", "folder": "{kind: file, path: folder.ndjson}"}
    daemon = Daemon(args.bode, folder, sinks)
    for n in range(papers):
        daemon.drop(f"zaak{n}", answers)
        time.sleep(1 if args.quick else 2)
    count = papers * answers
    daemon.until(lambda: len(daemon.ids()) == count, "events")
    others = lambda: [r for r in receiver.records if r[0] != "/hook/0"]
    daemon.until(lambda: len(others()) == (endpoints - 1) * count, "deliveries", 300)
    os.unlink(folder / "state" / "pipe.ndjson")
    (folder / "state" / "folder.ndjson").rmdir()
    late = lambda: [len(daemon.events(f"{name}.ndjson")) for name in ("pipe", "folder")]
    daemon.until(lambda: args.quick or late() == [count, count], "files that can be written again", 60)
    problems = daemon.stop()
    first = {}
    for _, id, start, _ in others():
        first[id] = min(first.get(id, start), start)
    waits = [end - first[id] for _, id, _, end in others()]
    seen = {event["id"]: moment(event["time"]) for event in daemon.events()}
    p99 = percentile(waits, 0.99)
    of_one = max(most for name, most in receiver.most.items() if name != "all")
    if p99 > 2 and not args.quick:
        problems.append(f"p99 of the others is {p99:.2f} s")
    if of_one > 4 or receiver.most["all"] > 64:
        problems.append(f"{of_one} under way to one endpoint, {receiver.most['all']} in all")
    if len(others()) != (endpoints - 1) * count:
        problems.append("something was delivered twice")
    print(f"isolation: {len(waits)} deliveries to {endpoints - 1} endpoints, p50 {percentile(waits, 0.5):.2f} s, p99 {p99:.2f} s behind the "
          f"first of each event; at most {of_one} under way to one endpoint, {receiver.most['all']} in all; "
          f"{percentile([first[i] - seen[i] for i in first], 0.99):.2f} s from feed to first delivery (p99)")
    return problems


def files(args, folder):
    """Files that cannot be written (no permission, a full file system, a pipe without a reader) delay themselves alone."""
    endpoints, rounds, papers, answers = (3, 1, 20, 20) if args.quick else (3, 4, 80, 20)
    waits, problems = {"healthy": [], "unwritable": []}, []
    # By turns, since what else the machine does slows both.
    for place in [folder / f"{kind}-{turn}" for turn in range(rounds) for kind in waits]:
        kind, state = place.name.split("-")[0], place / "state"
        (state / "full").mkdir(parents=True)
        paths = {"closed": "closed.ndjson", "pipe": "pipe.ndjson", "full": "full/alerts.ndjson"}
        if kind == "unwritable":
            (state / "closed.ndjson").touch(mode=0)
            os.mkfifo(state / "pipe.ndjson")
            tmpfs = ["mount", "-t", "tmpfs", "-o", "size=4k,mode=777", "tmpfs", str(state / "full")]
            if subprocess.run(tmpfs, capture_output=True).returncode == 0:
                (state / "full" / "rest").write_bytes(bytes(4096))
            else:
                del paths["full"]
        beside = {name: f"{{kind: file, path: {path}}}" for name, path in paths.items()}
        try:
            waits[kind] += unhindered(args, place, beside, kind == "unwritable", endpoints, papers, answers)
        except Failed as failure:
            problems.append(f"{kind}: {failure}")
        finally:
            subprocess.run(["umount", str(state / "full")], capture_output=True)
    if problems:
        return problems
    p99 = {kind: percentile(found, 0.99) for kind, found in waits.items()}
    if not args.quick and p99["unwritable"] > 1.1 * p99["healthy"]:
        problems.append(f"the 99th percentile went from {p99['healthy']:.3f} to {p99['unwritable']:.3f} s")
    print("files: " + "; ".join(f"{kind}: {len(found)} deliveries, p50 {percentile(found, 0.5) * 1000:.0f} ms, p99 {p99[kind] * 1000:.0f} ms"
                               for kind, found in waits.items()))
    return problems


def unhindered(args, folder, beside, fail, endpoints, papers, answers):
    """How long events took to their webhooks, beside other sinks, which fail or not, as who may not write to everything."""
    receiver = SlowReceiver(0)
    sinks = {f"d{n}": hook(receiver, f"/hook/{n}") for n in range(1, endpoints + 1)}
    user = 65534 if os.getuid() == 0 else None
    daemon = Daemon(args.bode, folder, {**sinks, **beside}, user=user)
    for n in range(papers):
        daemon.drop(f"zaak{n}", answers)
        time.sleep(0.3)
    count = papers * answers
    daemon.until(lambda: len(receiver.records) >= count * endpoints, "deliveries", 300)
    log, status = daemon.log(), daemon.status()
    if problems := daemon.stop():
        raise Failed(problems[0])
    told = [name for name in beside if f"sink {name}" in log and name in status]
    if told != (list(beside) if fail else []):
        raise Failed(f"of {list(beside)} operators were told of {told}")
    seen = {event["id"]: moment(event["time"]) for event in daemon.events()}
    return [start - seen[id] for _, id, start, _ in receiver.records]


def stopping(args, folder):
    """Told to stop while it is idle, and with fifty deliveries under way: it waits for what is answered in time, and repeats nothing of that."""
    endpoints, answers = 14, 12
    receiver = Receiver(args.rig, folder)
    # Half will never answer; half will while it waits for them.
    names = [f"{'hs'[n % 2]}{n}" for n in range(endpoints)]
    daemon = Daemon(args.bode, folder, {name: hook(receiver, f"/hook/{name}") for name in names})
    asked = lambda what: json.load(urllib.request.urlopen(receiver.url + "/_ctl/" + what))
    # So many that each endpoint is given four at a time.
    daemon.drop("voor", answers)
    daemon.until(lambda: sum(receiver.acked().values()) == answers * endpoints, "deliveries")
    started = time.monotonic()
    problems = daemon.stop()
    idle = time.monotonic() - started
    daemon.start()
    daemon.drop("na", answers)
    daemon.until(lambda: len(daemon.ids()) == 2 * answers, "events")
    daemon.until(lambda: sum(receiver.acked().values()) == 2 * answers * endpoints, "deliveries")
    receiver.rule({"endpoint": "/hook/h*", "attempts": [1], "action": "timeout=300"})
    receiver.rule({"endpoint": "/hook/s*", "attempts": [1], "action": "hold=1000,6"})
    daemon.drop("zaak", answers)
    underway, end = 0, time.monotonic() + 30
    while underway < 50 and time.monotonic() < end:
        underway = max(underway, asked("state")["inflight"])
        time.sleep(0.02)
    before, started = sum(receiver.acked().values()), time.monotonic()
    problems += daemon.stop()
    busy, answered = time.monotonic() - started, sum(receiver.acked().values()) - before
    daemon.start()
    receiver.clear()
    daemon.until(lambda: sum(receiver.acked().values()) == 3 * answers * endpoints, "deliveries", 300)
    again = sum(e["sent_again_after_ack"] for e in asked("report")["endpoints"].values())
    problems += daemon.stop() + receiver.report(daemon.ids(), folder)
    receiver.stop()
    said = f"{idle:.1f} s idle, {busy:.1f} s with {underway} deliveries under way, of which {answered} were answered; {again} sent again after that"
    if idle > 2 or busy > 25 or again or underway < 50 or answered < 20:
        problems.append(f"stopped in {said}")
    print(f"stopping: {said}")
    return problems


def day(args, folder):
    """A dead endpoint for a day, a thousand times as fast; then a backlog, which fresh events do not stand behind."""
    seconds, papers, answers = (8.64, 3, 100) if args.quick else (86.4, 50, 200)
    receiver = Receiver(args.rig, folder, rules=[{"action": "status=503"}], scaled=True)
    daemon = Daemon(args.bode, folder, {"desk": hook(receiver, "/hook")}, scale=1000)
    start = time.monotonic()
    for n in range(papers):
        daemon.drop(f"zaak{n}", answers)
        time.sleep(max(0, start + seconds * (n + 1) / papers - time.monotonic()))
    daemon.until(lambda: len(daemon.ids()) == papers * answers, "events", 300)
    attempts, lines = len(receiver.records()), len(daemon.log().splitlines())
    old = set(daemon.ids())
    receiver.clear()
    daemon.until(lambda: receiver.acked().get("/hook", 0) > 0, "recovery")
    for n in range(5):
        daemon.drop(f"vers{n}", 2)
        time.sleep(0.3)
    total = papers * answers + 10
    daemon.until(lambda: len(daemon.ids()) == total, "events", 300)
    daemon.until(lambda: receiver.acked().get("/hook", 0) == total, "deliveries", 1200)
    problems = daemon.stop() + receiver.report(daemon.ids(), folder)
    receiver.stop()
    acked = [r for r in receiver.records() if r["acked"]]
    order = [r["id"] for r in acked]
    arrived = {r["id"]: r["t"] for r in acked}
    # The file sink is told of an event at the same moment; how many others the endpoint took in between says what stood before it.
    fresh = [i for i in order if i not in old]
    behind = sum(i in old for i in order[order.index(fresh[-1]):])
    if attempts > 60:
        problems.append(f"{attempts} attempts at a dead endpoint in a day")
    if lines > 100:
        problems.append(f"{lines} lines of log in a day")
    told = collections.Counter(e["type"] for e in daemon.events("operations.ndjson"))
    if told["bode.sink.failing"] != 1 or told["bode.sink.recovered"] != 1:
        problems.append(f"operators were told {dict(told)}")
    print(f"day: {papers * answers} events in {seconds} s at 1:1000, {attempts} attempts and {lines} lines of log meanwhile; caught up in "
          f"{max(arrived.values()) - min(arrived.values()):.1f} s; {behind} of the backlog still to come when the last of 10 fresh ones arrived")
    return problems


def order(args, folder):
    """Answers that are amended twice while one attempt in five fails and answers come back in reverse: none overtakes another."""
    papers, answers = (1, 30) if args.quick else (50, 200)
    receiver = Receiver(args.rig, folder, rules=[{"prob": 0.2, "action": "status=500"}, {"prob": 0.3, "action": "hold=3,0.3"}], scaled=True)
    daemon = Daemon(args.bode, folder, {"desk": hook(receiver, "/hook")}, scale=60)
    for version, words in enumerate(("", "Dit is de tweede lezing met dertien schepen.", "Dit is de derde lezing met vijftig vliegtuigen.")):
        for n in range(papers):
            daemon.drop(f"zaak{n}", answers, words)
        daemon.until(lambda: len(daemon.ids()) >= papers * answers * (version + 1), "events", 300)
    total = papers * answers * 3
    daemon.until(lambda: receiver.acked().get("/hook", 0) == total, "deliveries", 3600)
    events, problems = daemon.events(), daemon.stop() + receiver.report(daemon.ids(), folder)
    receiver.stop()
    first, acked = {}, {}
    for r in receiver.records():
        first[r["id"]] = min(first.get(r["id"], r["t"]), r["t"])
        if r["acked"]:
            acked[r["id"]] = r["t"]
    previous, inversions = {}, 0
    for event in events:
        before = previous.get(event["subject"])
        inversions += before is not None and first[event["id"]] < acked[before]
        previous[event["subject"]] = event["id"]
    kinds = collections.Counter(event["type"] for event in events)
    if inversions or kinds["bode.answer.amended"] != papers * answers * 2:
        problems.append(f"{inversions} inversions among {dict(kinds)}")
    print(f"order: {dict(kinds)}, {len(receiver.records())} attempts, {inversions} inversions")
    return problems


def later(args, folder):
    """Refusals that name a time, in seconds and as a date: nothing at all goes to that endpoint before it has passed."""
    endpoints, answers = (4, 3) if args.quick else (50, 20)
    rules = [{"endpoint": "/hook/s*", "attempts": [1], "action": "status=503,2"},
             {"endpoint": "/hook/d*", "attempts": [1], "action": "status=429,date:3"}]
    receiver = Receiver(args.rig, folder, rules=rules)
    names = [f"{'sd'[n % 2]}{n}" for n in range(endpoints)]
    daemon = Daemon(args.bode, folder, {name: hook(receiver, f"/hook/{name}") for name in names})
    daemon.drop("zaak", answers)
    daemon.until(lambda: sum(receiver.acked().values()) == answers * endpoints, "deliveries", 900)
    problems = daemon.stop() + receiver.report(daemon.ids(), folder)
    receiver.stop()
    records, early, refusals = receiver.records(), 0, 0
    ends = collections.defaultdict(list)
    for r in sorted(records, key=lambda r: r["t"]):
        # What was signed before the refusal was read cannot know of it, whenever it arrives.
        early += any(said + 0.25 < int(r["timestamp"]) and r["t"] < until for said, until in ends[r["endpoint"]])
        if r["retry_after"]:
            refusals += 1
            date = not r["retry_after"].isdigit()
            # The answer is read somewhat earlier than the receiver has noted down that it was written.
            until = email.utils.parsedate_to_datetime(r["retry_after"]).timestamp() if date else r["t"] + int(r["retry_after"])
            ends[r["endpoint"]].append((r["t"] + r["ms"] / 1e3, until))
    if early or refusals != answers * endpoints:
        problems.append(f"{early} requests before the time that a receiver named, {refusals} refusals")
    print(f"later: {refusals} refusals with Retry-After at {endpoints} endpoints, {len(records)} attempts, {early} too early")
    return problems


# What the manual promises of an event that fails: the waits before its second to fourteenth attempt, in seconds, each give or take a fifth.
WAITS = [5, 30, 120, 300, 900, 1800, 3600, 7200, 18000, 36000, 50400, 72000, 86400]


def schedule(args, folder):
    """An event that nobody takes is tried fourteen times over 76 hours and 52 minutes, and set aside; a thousand times as fast."""
    endpoints, scale = 40, 1000
    receiver = Receiver(args.rig, folder, rules=[{"action": "status=500"}], scaled=True)
    daemon = Daemon(args.bode, folder, {f"d{n}": hook(receiver, f"/hook/{n}") for n in range(endpoints)}, scale=scale)
    daemon.drop("zaak", 1)
    aside = lambda: daemon.command("aside", "--json").stdout.splitlines()
    daemon.until(lambda: len(receiver.records()) >= endpoints * 14, "fourteen attempts each", 600)
    daemon.until(lambda: len(aside()) == endpoints, "what is set aside", 30)
    time.sleep(2)
    problems = daemon.stop()
    receiver.stop()
    times = collections.defaultdict(list)
    for r in receiver.records():
        times[r["endpoint"]].append(r["t"])
    gaps = [[b - a for a, b in zip(t, t[1:])] for t in map(sorted, times.values())]
    if {len(g) for g in gaps} != {len(WAITS)}:
        problems.append(f"attempts: {sorted({len(g) + 1 for g in gaps})}")
    # The machine itself takes some milliseconds, which count a thousandfold here: the bound above has half a second more.
    for n, wait in enumerate(WAITS):
        found = [g[n] * scale for g in gaps if len(g) > n]
        if found and (min(found) < 0.8 * wait - 20 or max(found) > 1.2 * wait + 500):
            problems.append(f"before attempt {n + 2}: {min(found):.0f} to {max(found):.0f} s, not {wait} s give or take a fifth")
    spans = [sum(g) * scale / 3600 for g in gaps]
    shown = ", ".join(f"{min(g[n] for g in gaps) * scale:.0f}-{max(g[n] for g in gaps) * scale:.0f}" for n in range(min(map(len, gaps))))
    print(f"schedule: {endpoints} events, 14 attempts each over {min(spans):.1f} to {max(spans):.1f} h; waits in s: {shown}")
    return problems


def exhausted(args, folder):
    """Events that one receiver refuses fourteen times while it takes others: listed, told once a day, sent again under the same ids."""
    wanted, scale = (5, 20_000) if args.quick else (100, 5_000)
    # Half of all events are refused at their first attempt; those are refused ever after.
    rules = [{"attempts": [1], "prob": 0.5, "action": "status=500"}, {"attempts": list(range(2, 15)), "action": "status=500"}]
    receiver = Receiver(args.rig, folder, rules=rules, scaled=True)
    daemon = Daemon(args.bode, folder, {"desk": hook(receiver, "/hook")}, scale=scale)
    refused = lambda: {r["id"] for r in receiver.records() if r["status"] == 500}
    number = 0

    def publish():
        nonlocal number
        number += 1
        daemon.drop(f"zaak{number}", 5)
        time.sleep(0.1)

    while len(refused()) < wanted:
        publish()
    receiver.rule({"attempts": [1], "action": "ok"})
    aside = lambda: [json.loads(line) for line in daemon.command("aside", "--json").stdout.splitlines()]
    end = time.monotonic() + 300
    # What is new goes on being taken, so that the endpoint is not the one to blame.
    while len(aside()) < len(refused()) and time.monotonic() < end:
        publish()
    bad, listed = refused(), aside()
    told = sum("is set aside" in event["data"]["reason"] for event in daemon.events("operations.ndjson"))
    began = min(r["t"] for r in receiver.records())
    days = (time.time() - began) * scale / 86400
    problems = []
    if len(listed) != len(bad) or {row["attempts"] for row in listed} != {14}:
        problems.append(f"{len(listed)} of {len(bad)} are listed, after {sorted({row['attempts'] for row in listed})} attempts")
    if not 1 <= told <= days + 1:
        problems.append(f"operators were told {told} times in {days:.1f} days")
    receiver.rule({"action": "ok"})
    retried = daemon.command("aside", "retry", "sink/desk")
    daemon.until(lambda: receiver.acked()["/hook"] == daemon.dropped, "what was set aside, sent again", 60)
    daemon.until(lambda: len(daemon.ids()) == daemon.dropped, "events", 30)
    problems += daemon.stop() + receiver.report(daemon.ids(), folder)
    receiver.stop()
    delivered = {r["id"] for r in receiver.records() if r["acked"]}
    if not bad <= delivered:
        problems.append(f"{len(bad - delivered)} of {len(bad)} were not sent again under their ids")
    print(f"exhausted: {len(bad)} of {daemon.dropped} events refused fourteen times, {len(listed)} listed, operators told "
          f"{told} time(s) in {days:.1f} days; {retried.stdout.strip()}; all delivered under their ids")
    return problems


def fivedays(args, folder):
    """What fails for five days is disabled, told every day, and left alone; resumed, it gets everything."""
    receiver = Receiver(args.rig, folder, rules=[{"action": "status=503"}], scaled=True)
    daemon = Daemon(args.bode, folder, {"desk": hook(receiver, "/hook")}, scale=10_000)
    daemon.drop("zaak", 50)
    daemon.until(lambda: "is disabled" in daemon.log(), "five days", 120)
    attempts = len(receiver.records())
    daemon.drop("later", 10)
    daemon.until(lambda: daemon.log().count("is disabled since") >= 3, "three reminders", 120)
    problems = [] if len(receiver.records()) == attempts else ["it was tried while it was disabled"]
    told = collections.Counter(event["type"] for event in daemon.events("operations.ndjson"))
    reminders = daemon.log().count("is disabled since")
    receiver.clear()
    daemon.command("sinks", "resume", "desk")
    daemon.until(lambda: receiver.acked().get("/hook", 0) == 60, "deliveries")
    problems += daemon.stop() + receiver.report(daemon.ids(), folder)
    receiver.stop()
    print(f"fivedays: disabled after {attempts} attempts; {reminders} reminders, operators got {dict(told)}; then 60 delivered")
    return problems


def tls(args, folder):
    """Expired, another name, self-signed, another authority, TLS 1.1: refused and tried again; the right one is trusted."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    def authority(name):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", f"{name}.key",
                "-out", f"{name}.pem", "-addext", "basicConstraints=critical,CA:TRUE")

    def certificate(name, by, host="127.0.0.1", days=("-days", "2")):
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.csr")
        (folder / f"{name}.ext").write_text(f"subjectAltName=IP:{host}\n")
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{by}.pem", "-CAkey", f"{by}.key", "-CAcreateserial", *days,
                "-extfile", f"{name}.ext", "-out", f"{name}.pem")

    authority("ours")
    authority("theirs")
    certificate("good", "ours")
    certificate("expired", "ours", days=("-days", "-1"))
    certificate("name", "ours", host="127.0.0.9")
    certificate("foreign", "theirs")
    certificate("old", "ours")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=self", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", "self.key", "-out", "self.pem")
    servers = {name: TLSServer(folder, name) for name in ("good", "expired", "name", "self", "foreign", "old")}
    sinks = {name: f'{{kind: webhook, url: "https://127.0.0.1:{s.port}/hook", secret: desk.secret, ca: ours.pem, '
                   f'allow: ["127.0.0.1/32:{s.port}"], timeout: 5s}}' for name, s in servers.items()}
    daemon = Daemon(args.bode, folder, sinks, scale=20)
    daemon.drop("zaak", 1)
    daemon.until(lambda: servers["good"].requests == 1, "the delivery to the right server")
    daemon.until(lambda: all(s.connections >= 3 for n, s in servers.items() if n != "good"), "attempts", 60)
    log, problems = daemon.log(), daemon.stop()
    for name, server in servers.items():
        if name != "good" and server.requests:
            problems.append(f"{name} was trusted")
    for name in servers:
        print("tls:", name, servers[name].requests, "requests,", servers[name].connections, "connections;",
              next((line.split("msg=")[-1] for line in log.splitlines() if f"sink {name}:" in line), "delivered"))
    return problems


class TLSServer:
    def __init__(self, folder, name):
        self.requests = self.connections = 0
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if name == "old":
            import warnings
            warnings.simplefilter("ignore", DeprecationWarning)
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.context = self.socket.getsockname()[1], context
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            plain, _ = self.socket.accept()
            self.connections += 1
            try:
                plain.settimeout(5)
                with self.context.wrap_socket(plain, server_side=True) as secure:
                    if secure.recv(65536):
                        self.requests += 1
                        secure.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            except OSError:
                plain.close()


def gone(args, folder):
    """410, over a restart, until an operator resumes; both secrets while they change; no secret anywhere but in its file."""
    count = 20 if args.quick else 1000
    receiver = Receiver(args.rig, folder, rules=[{"endpoint": "/hook/gone", "action": "status=410"}])
    old = Receiver(args.rig, folder, "old", secrets=(SECRET,))
    new = Receiver(args.rig, folder, "new", secrets=(OTHER,))
    both = Receiver(args.rig, folder, "both", secrets=(SECRET, OTHER))
    sinks = {"gone": hook(receiver, "/hook/gone")}
    for name, one in (("old", old), ("new", new), ("both", both)):
        sinks[name] = hook(one, f"/hook/{name}").replace("desk.secret", "[new.secret, desk.secret]")
    sinks["thin"] = hook(both, "/hook/thin", ", payload: thin")
    daemon = Daemon(args.bode, folder, sinks, secrets=(("desk.secret", SECRET), ("new.secret", OTHER)))
    for n in range(max(1, count // 200)):
        daemon.drop(f"zaak{n}", min(count, 200))
    daemon.until(lambda: len(daemon.ids()) == count, "events")
    for one, endpoints in ((old, 1), (new, 1), (both, 2)):
        daemon.until(lambda: sum(one.acked().values()) == count * endpoints, "deliveries", 300)
    daemon.until(lambda: "is disabled" in daemon.log(), "410")
    problems = daemon.stop()
    daemon.start()
    daemon.until(lambda: "gone" in daemon.status(), "a restart")
    daemon.drop("later", 5)
    count += 5
    daemon.until(lambda: len(daemon.ids()) == count, "events")
    daemon.until(lambda: sum(both.acked().values()) == count * 2, "deliveries")
    asked = len(receiver.records())
    if asked != 1:
        problems.append(f"{asked} requests to a receiver that said 410")
    problems += secrets_found(daemon, folder)
    receiver.clear()
    resumed = daemon.command("sinks", "resume", "gone")
    if resumed.returncode:
        problems.append(f"resume: {resumed.stderr}")
    daemon.until(lambda: receiver.acked().get("/hook/gone", 0) == count, "deliveries after resume", 300)
    ids = daemon.ids()
    problems += daemon.stop()
    for one in (old, new, both):
        problems += one.report(ids, folder)
        one.stop()
    receiver.stop()
    if {r["id"] for r in receiver.records() if r["acked"]} != set(ids):
        problems.append("not everything was delivered after resume")
    whole = [r["bytes"] for r in both.records() if r["endpoint"] == "/hook/both"]
    thin = [r["bytes"] for r in both.records() if r["endpoint"] == "/hook/thin"]
    print(f"gone: 1 request until resumed, then {count} delivered; {len(old.records())} + {len(new.records())} + {len(both.records())} "
          f"signed with both secrets; thin {max(thin)} bytes, full {max(whole)}; {resumed.stdout.strip()}")
    return problems


def secrets_found(daemon, folder):
    """Where a secret lies that must not: the state, the log, the process list, the environment, what commands print."""
    needles = [s.encode() for one in (SECRET, OTHER) for s in (one, one.removeprefix("whsec_"))]
    needles += [base64.b64decode(s.removeprefix("whsec_") + "==") for s in (SECRET, OTHER)]
    places = {str(path): path.read_bytes() for path in folder.rglob("*")
              if path.is_file() and "secret" not in path.name and path.suffix != ".json"}
    for name in ("status", "metrics", "aside", "sources"):
        places[name] = (daemon.command(name).stdout + daemon.command(name).stderr).encode()
    for name in ("cmdline", "environ"):
        places[name] = pathlib.Path(f"/proc/{daemon.process.pid}/{name}").read_bytes()
    return [f"a secret lies in {place}" for place, content in places.items() if any(n in content for n in needles)]


def burst(args, folder):
    """Many events to many endpoints at once."""
    endpoints, answers = (10, 20) if args.quick else (50, 100)
    receiver = Receiver(args.rig, folder)
    sinks = {f"d{n}": hook(receiver, f"/hook/{n}") for n in range(endpoints)}
    watches = {f"w{n}": (f"bestemming{n}", [f"d{n}"]) for n in range(endpoints)}
    daemon = Daemon(args.bode, folder, sinks, watches)
    for n in range(endpoints):
        daemon.drop(f"zaak{n}", answers, f"bestemming{n}")
    total = endpoints * answers
    daemon.until(lambda: len(daemon.ids()) == total, "events", 300)
    daemon.until(lambda: sum(receiver.acked().values()) == total, "deliveries", 300)
    memory, problems = daemon.memory(), daemon.stop()
    receiver.stop()
    records = receiver.records()
    took = max(r["t"] for r in records) - min(r["t"] for r in records)
    if len(records) != total or {r["signature"] for r in records} != {"ok"}:
        problems.append(f"{len(records)} deliveries for {total} events")
    if not args.quick and (took > 10 or memory > 150):
        problems.append(f"{took:.1f} s, {memory} MiB")
    print(f"burst: {total} events to {endpoints} endpoints in {took:.1f} s from the first delivery to the last, {memory} MiB")
    return problems


def many(args, folder):
    """A hundred thousand deliveries, one in fifty of which fails at first: the rig's report is clean."""
    endpoints, papers, answers = 50, 10, 200
    receiver = Receiver(args.rig, folder, rules=[{"prob": 0.02, "attempts": [1], "action": "status=500"}])
    daemon = Daemon(args.bode, folder, {f"d{n}": hook(receiver, f"/hook/{n}") for n in range(endpoints)})
    start = time.monotonic()
    for n in range(papers):
        daemon.drop(f"zaak{n}", answers)
    total = papers * answers
    daemon.until(lambda: len(daemon.ids()) == total, "events", 600)
    daemon.until(lambda: sum(receiver.acked().values()) == total * endpoints, "deliveries", 1800)
    took, memory = time.monotonic() - start, daemon.memory()
    problems = daemon.stop() + receiver.report(daemon.ids(), folder)
    receiver.stop()
    print(f"many: {total * endpoints} deliveries in {took:.0f} s, {len(receiver.records())} attempts, {memory} MiB")
    return problems


def command(args, folder):
    """A program takes each event on its standard input; it fails at times, hangs, and leaves nothing behind."""
    count = 8 if args.quick else 200
    script = folder / "notify"
    script.write_text(f"""#!{sys.executable}
import os, sys, json, time
event = json.loads(sys.stdin.read())
tried = {str(folder)!r} + "/tried-" + event["id"]
first = not os.path.exists(tried)
open(tried, "a").close()
if first and event["data"]["numbers"][0] % 4 == 0: print("\\x1b[31mnot now\\n", file=sys.stderr); sys.exit(75)
if first and event["data"]["numbers"][0] % 4 == 1:
    if os.fork() == 0: os.setpgid(0, os.getpgid(0)); time.sleep(600)
    time.sleep(600)
with open({str(folder)!r} + "/taken", "a") as taken: print(event["id"], sys.argv[1:], sorted(os.environ), file=taken)
""")
    script.chmod(0o755)
    daemon = Daemon(args.bode, folder, {"desk": f'{{kind: command, run: ["{script}", "a b", "$HOME; id"], timeout: 3s}}'}, scale=30)
    daemon.drop("zaak", count)
    daemon.until(lambda: len(daemon.ids()) == count, "events")
    taken = folder / "taken"
    done = lambda: {line.split()[0] for line in taken.read_text().splitlines()} if taken.exists() else set()
    daemon.until(lambda: done() == set(daemon.ids()), "runs", 900)
    log, problems = daemon.log(), daemon.stop()
    lines = taken.read_text().splitlines()
    if not all("['a b', '$HOME; id'] ['LC_ALL', 'PATH']" in line.replace("'LC_CTYPE', ", "") for line in lines):
        problems.append(f"arguments or environment: {lines[0]}")
    if "\x1b" in log or "took too long" not in log and "not now" not in log:
        problems.append("what it wrote is not in the log, or not made safe")
    left = [p for p in pathlib.Path("/proc").glob("[0-9]*/cmdline") if str(script).encode() in read(p)]
    if left:
        problems.append(f"{len(left)} processes are left")
    print(f"command: {count} events taken in {len(lines)} runs that ended well, {len(left)} processes left")
    return problems


def read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


PARTS = {part.__name__: part for part in (tls, gone, command, burst, isolation, files, ways, endless, order, exhausted, stopping, day, later, schedule,
                                          fivedays, many)}
LONG = ("files", "stopping", "later", "schedule", "fivedays", "many")


def prove(name, args):
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bode-hooks-") as folder:
        try:
            problems = PARTS[name](args, pathlib.Path(folder))
        except Failed as failure:
            problems = [str(failure)]
        finally:
            for place in [place for place in STARTED if place.startswith(folder)]:
                for process in STARTED.pop(place):
                    process.kill()
                    process.wait()
    print(f"  ({name}: {time.monotonic() - start:.0f} s)", flush=True)
    return [f"{name}: {problem}" for problem in problems]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rig", type=pathlib.Path, default=ROOT.parent / "shared" / "rig")
    parser.add_argument("--bode", type=pathlib.Path, default=ROOT / ".build" / "debug" / "bode")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    if not (args.rig / "webhooksink.py").exists():
        print("the fault rig is not here; nothing is proved")
        return 0
    chosen = args.only.split(",") if args.only else [name for name in PARTS if not (args.quick and name in LONG)]
    # The quick form mostly waits: three parts at a time. What is measured in the long form has the machine to itself.
    with concurrent.futures.ThreadPoolExecutor(3 if args.quick else 1) as pool:
        problems = [problem for found in pool.map(lambda name: prove(name, args), chosen) for problem in found]
    for problem in problems:
        print("BAD ", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
