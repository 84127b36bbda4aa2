"""A parliament with several feeds and a desk with a webhook, on loopback, and a daemon between them: for proofs."""
import http.server, json, os, pathlib, signal, socketserver, subprocess, tempfile, threading, time

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Newsroom:
    """Feeds `f0`, `f1`, … that publish papers of so many answers, a hook that takes, refuses or hangs, and the daemon."""

    def __init__(self, bode, feeds=4, directory=None):
        self.bode = str(bode)
        self.directory = pathlib.Path(directory or tempfile.mkdtemp(prefix="bode-proof-"))
        self.lock = threading.Lock()
        self.papers = {f"f{n}": [] for n in range(feeds)}
        self.asked = {f"f{n}": [] for n in range(feeds)}
        self.hook, self.taken = "take", []
        self.daemon = None
        newsroom = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self, status, body, kind="text/html; charset=utf-8"):
                body = body.encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                name = self.path.strip("/").split("/")
                if name[0] == "feed":
                    with newsroom.lock:
                        newsroom.asked[name[1]].append(time.monotonic())
                    return self.answer(200, newsroom.feed(name[1]), "application/atom+xml")
                return self.answer(200, newsroom.paper(name[1], int(name[2]), int(name[3])))

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if newsroom.hook == "hang":
                    time.sleep(40)
                    return
                if newsroom.hook == "take":
                    with newsroom.lock:
                        newsroom.taken.append(self.headers.get("webhook-id"))
                self.answer(204 if newsroom.hook == "take" else 503, "")

            def log_message(self, *_):
                pass

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads, request_queue_size = True, 256

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    # -- the parliament

    def publish(self, feed, answers=1):
        with self.lock:
            self.papers[feed].append(answers)

    def feed(self, name):
        with self.lock:
            papers = list(enumerate(self.papers[name]))[-60:]
        entries = "".join(
            f"<entry><id>urn:{name}:{n}</id><title>Antwoord {n}</title><updated>2026-01-01T00:00:00Z</updated>"
            f'<link href="{self.url}/paper/{name}/{n}/{answers}"/></entry>' for n, answers in reversed(papers))
        return ('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:' + name +
                "</id><title>Papieren</title><updated>2026-01-01T00:00:00Z</updated>" + entries + "</feed>")

    @staticmethod
    def paper(name, number, answers):
        blocks = "".join(f"<p>Vraag {n}</p><p>Bent u bekend met zaak {n}?</p><p>Antwoord {n}</p>"
                         f"<p>Ja, dat is kenmerk {name}-{number}-{n}.</p>" for n in range(1, answers + 1))
        return ("<!doctype html><html><body><p>Aanhangsel van de Handelingen</p><p>Vragen van het lid Voorbeeld (D66) aan "
                f"de Minister van Buitenlandse Zaken over Mali.</p>{blocks}</body></html>")

    def expected(self, skip=0):
        with self.lock:
            return {f"{name}-{n}-{answer}" for name, papers in self.papers.items()
                    for n, answers in enumerate(papers) if n >= skip for answer in range(1, answers + 1)}

    # -- the daemon

    def source(self, name, every="1s", more=""):
        return (f'  {name}: {{kind: feed, url: "{self.url}/feed/{name}", every: {every}, insecure_http: true, recency: off, '
                f'allow: ["127.0.0.1/32:{self.port}"]{more}}}')

    def hook_sink(self, name="desk", more=""):
        return (f'  {name}: {{kind: webhook, url: "{self.url}/hook", secret: desk.secret, insecure_http: true, '
                f'allow: ["127.0.0.1/32:{self.port}"]{more}}}')

    def write(self, text):
        (self.directory / "desk.secret").write_text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        (self.directory / "bode.yaml").write_text(text)

    def start(self):
        self.daemon = subprocess.Popen(
            [self.bode, "run", "-c", str(self.directory / "bode.yaml")], stdout=subprocess.DEVNULL,
            stderr=open(self.directory / "bode.log", "a"))

    def command(self, *words, timeout=60):
        """Runs a command of the program; returns its status, what it printed, and how long it took."""
        begun = time.monotonic()
        done = subprocess.run([self.bode, *words, "-c", str(self.directory / "bode.yaml")], capture_output=True,
                              text=True, timeout=timeout)
        return done.returncode, done.stdout + done.stderr, time.monotonic() - begun

    def said(self):
        return (self.directory / "bode.log").read_text(errors="replace")

    def told(self, file="alerts.ndjson"):
        """The marks of the answers in a file sink, in order."""
        path = self.directory / "state" / file
        lines = path.read_text().splitlines() if path.exists() else []
        events = [json.loads(line) for line in lines]
        return [event["data"]["answer"].split("kenmerk ")[1].rstrip(".") for event in events
                if event["type"] == "bode.answer.published"]

    def wait(self, condition, seconds, why):
        end = time.monotonic() + seconds
        while not condition():
            if self.daemon and self.daemon.poll() is not None:
                raise AssertionError(f"{why}: the process ended with {self.daemon.returncode}")
            if time.monotonic() > end:
                raise AssertionError(why)
            time.sleep(0.05)

    def stop(self, number=signal.SIGTERM, patience=30):
        """Ends the daemon; returns its status and how long it took."""
        begun = time.monotonic()
        self.daemon.send_signal(number)
        status = self.daemon.wait(patience)
        self.daemon = None
        return status, time.monotonic() - begun

    def end(self):
        if self.daemon:
            self.daemon.kill()
            self.daemon.wait()
        self.server.shutdown()
