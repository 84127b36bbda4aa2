"""Feeds, papers and webhooks on loopback, in a process of their own so that only Bode's work is counted as Bode's.

    /feed/NAME/ENTRIES/QUESTIONS        an Atom feed of ENTRIES papers, with an ETag
    /paper/SEED/QUESTIONS               a paper of so many questions, as text
    /hook/NAME                          takes whatever is posted
    /count                              what was asked so far, as JSON
"""
import asyncio
import functools
import json
import pathlib
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import papers

COUNTS = {"polls": 0, "unchanged": 0, "papers": 0, "hooks": 0}


def small(seed, questions):
    """A paper as short as one can be."""
    lines = [f"Vragen van het lid Jansen (D66) aan de Minister van Havens over haven {seed} (ingezonden 4 mei 2024).",
             f"Antwoord van Minister Verhoeven (Havens) (ontvangen {1 + seed % 27} mei 2024).", ""]
    for n in range(1, questions + 1):
        lines += [f"Vraag {n}", f"Wat betekent besluit {seed}-{n} voor de haven van Rotterdam?", "",
                  f"Antwoord {n}", f"Het kabinet heeft in zaak {seed}-{n} besloten de inzet in Mali voort te zetten.", ""]
    return "\n".join(lines)


def feed(name, entries, questions, host):
    """An entry's paper is the same wherever its feed stands; papers of more than two questions are of the usual length."""
    first = zlib.crc32(name.encode()) % 1_000_000 * 1000
    text = ['<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            f"<id>urn:x-scale:{name}</id><title>{name}</title><updated>2024-11-01T08:00:00Z</updated>"]
    for n in range(first, first + entries):
        text.append(f"<entry><id>urn:x-scale:{name}:{n}</id><title>Paper {n} of {name}</title>"
                    f"<published>2024-10-{1 + n % 27:02}T08:00:00Z</published><updated>2024-10-{1 + n % 27:02}T08:00:00Z</updated>"
                    f'<link rel="alternate" type="text/plain" href="http://{host}/paper/{n}/{questions}"/>'
                    "</entry>")
    return "\n".join(text + ["</feed>"]).encode()


@functools.lru_cache(maxsize=4096)
def paper(seed, questions):
    return (papers.text(seed, questions) if questions > 2 else small(seed, questions)).encode()


class Answers(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.pending = transport, b""

    def data_received(self, data):
        self.pending += data
        while (end := self.pending.find(b"\r\n\r\n")) >= 0:
            lines = self.pending[:end].decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
            size = end + 4 + int(headers.get("content-length", 0))
            if len(self.pending) < size:
                if headers.get("expect"):
                    self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                return
            self.pending = self.pending[size:]
            self.answer(lines[0].split(" ")[1], headers)

    def answer(self, path, headers):
        kind, _, rest = path[1:].partition("/")
        if kind == "feed":
            name, entries, questions = rest.split("/")
            COUNTS["polls"] += 1
            tag = f'"{entries}-{questions}"'
            if headers.get("if-none-match") == tag:
                COUNTS["unchanged"] += 1
                self.transport.write(f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
            else:
                self.reply(feed(name, int(entries), int(questions), headers["host"]), "application/atom+xml", f"ETag: {tag}\r\n")
        elif kind == "paper":
            COUNTS["papers"] += 1
            seed, questions = rest.split("/")
            self.reply(paper(int(seed), int(questions)), "text/plain; charset=utf-8")
        elif kind == "hook":
            COUNTS["hooks"] += 1
            self.reply(b"", "text/plain")
        else:
            self.reply(json.dumps(COUNTS).encode(), "application/json")

    def reply(self, body, kind, more=""):
        self.transport.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode() + body)


async def main():
    server = await asyncio.get_running_loop().create_server(Answers, "0.0.0.0", int(sys.argv[1]), backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
