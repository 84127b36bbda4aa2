"""The rows, by name: what is done, by whom, and what Bode is to reach."""
from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import ways
from daemon import Daemon
from data import PAPERS, Data
from machine import HERE, Machine
from measuring import MEGABYTES, SECONDS, Contender, Goal, Row, remove
from server import HOSTS, Server

CONNECTIONS = 32


class Bench:
    """What rows are made of: programs, data, the server, and a place for what contenders write."""

    def __init__(self, machine: Machine, data: Data, server: Server) -> None:
        self.machine, self.data, self.server = machine, data, server

    def scratch(self, name: str) -> str:
        path = os.path.join(self.machine.folder, "run", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def addresses(self, paths: list[str]) -> list[str]:
        """Where files are served, each of another host than the one before."""
        self.server.start()
        return [self.server.url(path, number) for number, path in enumerate(paths)]

    def daemon(self, name: str) -> Daemon:
        return Daemon(self.machine.bode, self.scratch(name), self.server)


# Feeds.

def feeds(bench: Bench, name: str, is_cold: bool) -> Row:
    addresses = bench.addresses(bench.data.polled())
    daemon = bench.daemon("feeds")
    row = Row(name, ROWS[name][0], "feeds", len(addresses), [
        Goal(0.4 if is_cold else 0.5, "libcurl and expat in C"),
        Goal(1.0, "aiohttp and fastfeedparser") if is_cold else Goal(0.7, "libcurl and expat in C", is_stretch=True)])
    row.contenders.append(Contender("bode", (ways.cold if is_cold else ways.unchanged)(daemon, addresses)))
    listed = bench.scratch("addresses")
    Path(listed).write_text("\n".join(addresses) + "\n", encoding="utf-8")
    machine = bench.machine

    def invite(name: str, words: Callable[[str], list[str]]) -> None:
        known = bench.scratch(f"known-{name.split()[0]}-{name.split()[-1]}")
        remove(known)
        row.invite(name, lambda: words(known), before=lambda: remove(known) if is_cold else None)

    invite("libcurl and expat in C", lambda known: [machine.compiled("poll"), listed, str(CONNECTIONS), known])
    for parser in ("fastfeedparser", "feedparser_rs"):
        invite(f"aiohttp and {parser}", lambda known: [
            *machine.peer("peers.py", "aiohttp", parser), "poll", parser, listed, str(CONNECTIONS), known])
    return row


def atom(bench: Bench) -> Row:
    path, repeats = bench.data.large_feed(), "10"
    row = Row("atom", ROWS["atom"][0], "MB", bench.data.size(path) * 10, [
        Goal(0.45, "libxml2's SAX2 in C"), Goal(0.8, "libxml2's SAX2 in C", is_stretch=True)])
    row.enter("bode", [bench.machine.program("bench-feed"), path, repeats])
    row.invite("libxml2's SAX2 in C", lambda: [bench.machine.compiled("atom"), path, repeats])
    for parser in ("feedparser_rs", "fastfeedparser"):
        row.invite(parser, lambda: [*bench.machine.peer("peers.py", parser), "atom", parser, path, "2"])
    return row


# Words.

def match(bench: Bench) -> Row:
    phrases, prose = bench.data.phrases(), bench.data.prose()
    row = Row("match", ROWS["match"][0], "MB", bench.data.size(prose), [
        Goal(1.5, "ahocorasick_rs"), Goal(1.0, "Hyperscan in C, raw hits", is_stretch=True)])
    row.enter("bode", [bench.machine.program("bench-words"), "match", phrases, prose])
    row.invite("ahocorasick_rs", lambda: [*bench.machine.peer("peers.py", "ahocorasick_rs"), "match", phrases, prose])
    row.invite("Hyperscan in C, raw hits", lambda: [bench.machine.compiled("match"), phrases, prose])
    return row


def themes(bench: Bench) -> Row:
    training, texts = bench.data.labelled()
    row = Row("themes", ROWS["themes"][0], "documents", 4000, [Goal(2, "fastText"), Goal(5, "fastText", is_stretch=True)])
    row.enter("bode", [bench.machine.program("bench-words"), "themes", str(HERE / "../../Deploy/share/bode"), texts])
    row.invite("fastText", lambda: [*bench.machine.peer("peers.py", "fasttext", "numpy"), "themes", training, texts])
    return row


# The log, and posts.

def log(bench: Bench, batch: int, count: int) -> Row:
    name = f"log-{batch}"
    row = Row(name, ROWS[name][0], "messages", count, [Goal(0.7, "SQLite in C")])
    row.enter("bode", [bench.machine.program("bench-log"), bench.scratch("log"), str(count), str(batch)])
    row.invite("SQLite in C", lambda: [bench.machine.compiled("log"), bench.scratch("log.db"), str(count), str(batch)])
    return row


def posts(bench: Bench) -> Row:
    bodies, count, slow = bench.data.records(), "20000", "5000"
    address = bench.server.start().posts_url()
    row = Row("posts", ROWS["posts"][0], "posts", int(count), [
        Goal(0.5, "libcurl in C"), Goal(0.7, "libcurl in C", is_stretch=True)])
    row.enter("bode", [bench.machine.program("bench-posts"), address, count, str(CONNECTIONS)])
    row.invite("libcurl in C", lambda: [bench.machine.compiled("posts"), address, bodies, count, str(CONNECTIONS)])
    row.invite("aiohttp", lambda: [*bench.machine.peer("peers.py", "aiohttp"), "posts", address, bodies, slow, str(CONNECTIONS)])
    return row


# Reading.

def read_text(bench: Bench) -> Row:
    path = bench.data.text_of_papers()
    row = Row("read-text", ROWS["read-text"][0], "MB", bench.data.size(path))
    row.enter("bode read", [bench.machine.bode, "read", "--stages", "parse", path])
    row.invite("bode, without its start", lambda: [bench.machine.program("bench-parse"), path, "5"])
    return row


def read_pdf(bench: Bench) -> Row:
    paths = [bench.data.paper(number, "pdf") for number in range(20)]
    row = Row("read-pdf", ROWS["read-pdf"][0], "papers", len(paths), [Goal(0.5, "pdftohtml -xml, a process a paper")])
    row.enter("bode read", [bench.machine.bode, "read", "--stages", "parse", *paths])
    row.invite("pdftohtml -xml, a process a paper", lambda: each(
        f"{bench.machine.installed('pdftohtml')} -q -xml -i -stdout \"$paper\"", paths))
    row.invite("pdftotext -layout, a process a paper", lambda: each(
        f"{bench.machine.installed('pdftotext')} -q -layout \"$paper\" -", paths))
    return row


def each(command: str, paths: list[str]) -> list[str]:
    """A command for each paper."""
    return ["sh", "-c", f'for paper; do {command} > /dev/null || exit; done', "sh", *paths]


def read_large_pdf(bench: Bench) -> Row:
    path, pages = bench.data.large_pdf()
    row = Row("read-large-pdf", ROWS["read-large-pdf"][0], "pages", pages, [Goal(0.8, "pdftohtml -xml")])
    row.enter("bode read", [bench.machine.bode, "read", "--stages", "parse", path])
    row.invite("pdftohtml -xml", lambda: [bench.machine.installed("pdftohtml"), "-q", "-xml", "-i", "-stdout", path])
    row.invite("pdftotext -layout", lambda: [bench.machine.installed("pdftotext"), "-q", "-layout", path, os.devnull])
    return row


# The whole way.

def papers(bench: Bench, name: str, suffix: str, webhook: bool, goals: list[Goal]) -> Row:
    addresses = bench.addresses(bench.data.announced(suffix))
    machine, state = bench.machine, bench.scratch("newsroom")
    row = Row(name, ROWS[name][0], "papers", PAPERS, goals, is_warmed=False)
    row.contenders.append(Contender(
        "bode", ways.papers(bench.daemon("papers"), addresses, PAPERS, bench.data.answers, webhook)))
    row.invite("newsroom script", lambda: [
        *machine.peer("newsroom.py", "ahocorasick", "feedparser", "requests"), "--suffix", suffix, "--state", state,
        "--phrases", bench.data.phrases(), "--themes", bench.data.themes(), "--hook", bench.server.posts_url(), *addresses],
        before=lambda: remove(state))
    if suffix == "pdf":
        some = [bench.data.paper(number, "pdf") for number in range(100)]
        row.invite("pdftotext, and nothing else", lambda: each(f"{machine.installed('pdftotext')} -q \"$paper\" -", some), units=100)
    return row


# At rest.

def start(bench: Bench) -> Row:
    row = Row("start", ROWS["start"][0], "starts", 1, [Goal(0.3), Goal(0.02, is_stretch=True)], SECONDS)
    row.contenders.append(Contender("bode", ways.ready(bench.daemon("sources"), bench.addresses(bench.data.sources()))))
    return row


def idle(bench: Bench) -> Row:
    row = Row("idle", ROWS["idle"][0], "daemons", 1, [Goal(40), Goal(15, is_stretch=True)], MEGABYTES)
    row.contenders.append(Contender("bode", ways.idle(bench.daemon("sources"), bench.addresses(bench.data.sources()))))
    return row


def stages(bench: Bench) -> Row:
    count = 2000
    program, launcher = bench.machine.program("bench-stages"), bench.machine.program("bode-plugin")
    row = Row("stages", ROWS["stages"][0], "papers", count)
    row.enter("built in", [program, str(count)])
    row.invite("outside, Swift", lambda: [program, str(count), launcher, bench.machine.program("bench-echo")])
    row.invite("outside, Python", lambda: [program, str(count), launcher, str(HERE / "echo.py")])
    return row


ROWS: dict[str, tuple[str, Callable[[Bench], Row]]] = {
    "feeds-cold": (f"2,000 feeds of 50 entries on {HOSTS} hosts, asked for the first time; bode stores them, the others do not",
                   lambda bench: feeds(bench, "feeds-cold", True)),
    "feeds-unchanged": ("the same feeds, when none has changed (304)", lambda bench: feeds(bench, "feeds-unchanged", False)),
    "atom": ("one Atom feed of 10 MB into the model, ten times", atom),
    "match": ("10,000 phrases, longest match on bounds of words, in 50 MB", match),
    "themes": ("themes of 4,000 texts of 2 KB", themes),
    "log-10": ("the durable log: append, claim and acknowledge messages of 2 KB, ten at a time", lambda bench: log(bench, 10, 2000)),
    "log-100": ("the same, a hundred at a time", lambda bench: log(bench, 100, 10_000)),
    "posts": ("signed posts of 2 KB to a webhook, 32 at a time", posts),
    "read-text": ("one plain text of forty long papers into answers (parse)", read_text),
    "read-pdf": ("twenty PDFs of usual size into answers (parse)", read_pdf),
    "read-large-pdf": ("one large PDF into answers (parse)", read_large_pdf),
    "papers-file": ("1,000 papers of text behind 20 feeds, the whole way to a file; the script posts as well",
                    lambda bench: papers(bench, "papers-file", "txt", False, [Goal(30, "newsroom script")])),
    "papers": ("the same to a file and a webhook", lambda bench: papers(
        bench, "papers", "txt", True, [Goal(8, "newsroom script"), Goal(12, "newsroom script", is_stretch=True)])),
    "papers-pdf": ("the same papers as PDF, to a file and a webhook",
                   lambda bench: papers(bench, "papers-pdf", "pdf", True, [Goal(1.7, "newsroom script")])),
    "start": ("from the start of the daemon with 200 sources until it is ready", start),
    "idle": ("what the daemon holds in memory with 200 sources and nothing to do", idle),
    "stages": ("papers of ten answers through a stage that says each again", stages),
}
