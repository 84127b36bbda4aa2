#!/usr/bin/env python3
"""The other side of the demo: a small publication feed and a newsroom's webhook, on loopback.

  demo-desk.py serve DIRECTORY SECRET [PAPER]   serve the feed and the webhook; writes the address to DIRECTORY/url
  demo-desk.py publish URL                      let the new paper appear
  demo-desk.py show DIRECTORY                   print what arrived, for people

GET /feed.atom, GET /papers/NAME, POST /hook (verified as Standard Webhooks say), POST /publish (the new paper appears).
Standard library only.
"""
import base64, hashlib, hmac, http.server, json, os, sys, textwrap, time, urllib.request
from xml.sax.saxutils import escape

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "demo-papers")
TYPES = {".txt": "text/plain; charset=utf-8", ".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}


class Desk(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, directory, secret, paper):
        super().__init__(("127.0.0.1", 0), Handler)
        self.directory, self.paper, self.published, self.polls = directory, paper, False, 0
        self.key = base64.b64decode(secret.removeprefix("whsec_"))
        self.base = f"http://127.0.0.1:{self.server_address[1]}"

    def papers(self):
        """(file, title, seconds since it was published), newest first."""
        old = [(os.path.join(HERE, "aanhangsel-fietspad.html"), "Antwoord op vragen over het fietspad langs de Rotte", 86400)]
        if not self.published:
            return old
        title = "Verslag van een schriftelijk overleg over de Sahel"
        return [(self.paper or os.path.join(HERE, "verslag-sahel.txt"), title, 0)] + old

    def feed(self):
        entries = "".join(
            f"<entry><id>{self.base}/papers/{escape(os.path.basename(path))}</id><title>{escape(title)}</title>"
            f"<updated>{stamp(age)}</updated><published>{stamp(age)}</published>"
            f'<link rel="alternate" href="{self.base}/papers/{escape(os.path.basename(path))}"/></entry>'
            for path, title, age in self.papers())
        return ('<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
                f"<id>{self.base}/feed.atom</id><title>Papers of a small parliament</title><updated>{stamp(0)}</updated>"
                f"{entries}</feed>").encode()


def stamp(age):
    """Days are whole hours, so that the feed stays the same between polls."""
    return time.strftime("%Y-%m-%dT%H:00:00Z", time.gmtime(time.time() - age))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def reply(self, status, kind="text/plain", body=b""):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        desk = self.server
        if self.path == "/feed.atom":
            desk.polls += 1
            return self.reply(200, "application/atom+xml; charset=utf-8", desk.feed())
        for path, _, _ in desk.papers():
            if self.path == "/papers/" + os.path.basename(path):
                kind = TYPES.get(os.path.splitext(path)[1], "application/octet-stream")
                return self.reply(200, kind, open(path, "rb").read())
        self.reply(404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/publish":
            self.server.published = True
            return self.reply(204)
        event, when = self.headers.get("webhook-id", ""), self.headers.get("webhook-timestamp", "")
        code = hmac.new(self.server.key, f"{event}.{when}.".encode() + body, hashlib.sha256).digest()
        signed = "v1," + base64.b64encode(code).decode()
        good = signed in self.headers.get("webhook-signature", "").split(" ") and abs(time.time() - int(when or 0)) < 300
        with open(os.path.join(self.server.directory, "deliveries.ndjson"), "a") as out:
            print(json.dumps({"id": event, "verified": good}), file=out)
        self.reply(204 if good else 401)


def show(directory):
    def lines(name):
        path = os.path.join(directory, name)
        return [json.loads(line) for line in open(path, encoding="utf-8")] if os.path.exists(path) else []

    alerts, deliveries = lines("alerts.ndjson"), lines("deliveries.ndjson")
    verified = {d["id"] for d in deliveries if d["verified"]}
    bold, dim, off = ("\033[1m", "\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "", "")
    width = 100
    for event in alerts[:5]:
        data = event["data"]
        who = ", ".join(filter(None, (a["party"] or a["name"] for a in data["asked_by"]))) or "?"
        numbers = ", ".join(map(str, data["numbers"]))
        print(f"{bold}┌─ {event['type']}  nr. {numbers}, asked by {who}{off}  {dim}{event['id']}{off}")
        for label, text in (("Q", data["question"]), ("A", data["answer"])):
            shown = textwrap.wrap(" ".join(text.split()), width - 6)
            for i, line in enumerate(shown[:3]):
                print(f"│ {label if i == 0 else ' '}  {line}{' …' if i == 2 and len(shown) > 3 else ''}")
        for theme in data.get("themes", []):
            words = list(dict.fromkeys(e["text"] for e in theme["evidence"]))[:6]
            print(f"│ {dim}theme {theme['id']} {theme['score']:.2f}: {', '.join(words)}{off}")
        names = list(dict.fromkeys(e["canonical"] for e in data.get("entities", [])))[:10]
        print(f"│ {dim}names: {', '.join(names)}{off}")
        hook = "verified at the webhook" if event["id"] in verified else "NOT at the webhook"
        print(f"└─ {dim}watch {', '.join(data['watches'])} · in the file · {hook}{off}\n")
    if len(alerts) > 5:
        print(f"   … and {len(alerts) - 5} more\n")
    ids = [event["id"] for event in alerts]
    print(f"   feed ──poll──▶ 1 new paper ──parse ▸ themes ▸ entities──▶ {len(alerts)} alerts "
          f"──▶ file: {len(ids)} lines, {len(set(ids))} distinct")
    print(f"{' ' * 66}└──▶ webhook: {len(verified)} verified, {len(deliveries) - len(verified)} not")
    ok = bool(alerts) and len(ids) == len(set(ids)) and verified == set(ids) and len(deliveries) == len(verified)
    print("\n   " + ("Each answer became one event, in the file and, signed, at the webhook." if ok else "Something is missing."))
    return 0 if ok else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["show"]:
        sys.exit(show(sys.argv[2]))
    if sys.argv[1:2] == ["publish"]:
        sys.exit(urllib.request.urlopen(sys.argv[2] + "/publish", data=b"").status != 204)
    desk = Desk(sys.argv[2], sys.argv[3], sys.argv[4] if len(sys.argv) > 4 else None)
    with open(os.path.join(sys.argv[2], "url.new"), "w") as out:
        out.write(desk.base)
    os.rename(os.path.join(sys.argv[2], "url.new"), os.path.join(sys.argv[2], "url"))
    desk.serve_forever()
