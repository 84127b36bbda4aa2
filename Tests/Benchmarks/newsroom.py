#!/usr/bin/env python3
"""What a developer in a newsroom would write: from feeds to a file and signed posts, new answers once.

newsroom.py --suffix txt|pdf --state FOLDER --phrases FILE --themes FILE [--hook ADDRESS] FEED…

It polls with validators, fetches and posts in threads over kept connections, does the work on words in two processes, and remembers in SQLite
what it has seen. The last line says how many papers were done; what it took is the whole process's.
"""
import argparse
import hashlib
import hmac
import json
import os
import re
import sqlite3
import subprocess
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from urllib.parse import urljoin

import ahocorasick
import feedparser
import requests

KEY = b"a key of the benchmarks"
HEAD = re.compile(r"^\s*(Vraag|Antwoord)\s+(\d{1,3})\s*$", re.M)
WORD = re.compile(r"\w+(?:-\w+)*")
THREADS, PROCESSES = 8, 2
local = threading.local()


def session() -> requests.Session:
    if not hasattr(local, "session"):
        local.session = requests.Session()
        local.session.mount("http://", requests.adapters.HTTPAdapter(max_retries=requests.adapters.Retry(3, backoff_factor=0.2)))
    return local.session


class Words:
    """The work on words, loaded once in each process."""

    loaded = None

    def __init__(self, phrases: str, themes: str) -> None:
        self.finder = ahocorasick.Automaton()
        with open(phrases, encoding="utf-8") as lines:
            for phrase in lines.read().splitlines():
                self.finder.add_word(phrase, phrase)
        self.finder.make_automaton()
        self.themes = {}
        with open(themes, encoding="utf-8") as file:
            for theme, terms in json.load(file).items():
                for term, weight in terms.items():
                    self.themes.setdefault(term.lower(), []).append((theme, weight))

    def names(self, text: str) -> list:
        found = []
        for last, phrase in self.finder.iter_long(text):
            start, end = last + 1 - len(phrase), last + 1
            if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
                found.append((phrase, start))
        return found

    def filed(self, text: str) -> list:
        scores = {}
        for word in WORD.findall(text.lower()):
            for theme, weight in self.themes.get(word, ()):
                scores[theme] = scores.get(theme, 0) + weight
        return sorted(scores.items(), key=lambda score: -score[1])[:3]

    @classmethod
    def load(cls, phrases: str, themes: str) -> None:
        cls.loaded = cls(phrases, themes)


def pairs(text: str) -> list:
    """Questions with their answers, by the heads above them."""
    heads, found, question = list(HEAD.finditer(text)), [], ""
    for index, head in enumerate(heads):
        passage = text[head.end():heads[index + 1].start() if index + 1 < len(heads) else len(text)].strip()
        if head[1] == "Vraag":
            question = passage
        else:
            found.append((int(head[2]), question, passage))
    return found


def analyse(paper: str, url: str, body: bytes, suffix: str) -> list:
    if suffix == "pdf":
        made = subprocess.run(["pdftotext", "-q", "-", "-"], input=body, capture_output=True, timeout=60, check=True)
        text = made.stdout.decode("utf-8", "replace").replace("\f", "\n")
    else:
        text = body.decode("utf-8", "replace")
    words, found = Words.loaded, []
    for number, question, answer in pairs(text):
        whole = f"{question}\n{answer}"
        found.append({"paper": paper, "url": url, "number": number, "question": question, "answer": answer,
                      "themes": words.filed(whole), "names": words.names(whole)})
    return found


def poll(feed: str, validator: str | None):
    response = session().get(feed, headers={"If-None-Match": validator} if validator else {}, timeout=10)
    if response.status_code == 304:
        return feed, validator, []
    response.raise_for_status()
    entries = feedparser.parse(response.content).entries
    return feed, response.headers.get("ETag"), [(entry.id, urljoin(feed, entry.link), entry.title) for entry in entries]


def deliver(hook: str | None, event: dict) -> bytes:
    body = json.dumps(event, ensure_ascii=False).encode()
    if hook:
        signature = "sha256=" + hmac.new(KEY, body, hashlib.sha256).hexdigest()
        session().post(hook, data=body, timeout=10,
                       headers={"Content-Type": "application/json", "X-Signature": signature}).raise_for_status()
    return body


def remembered(folder: str) -> sqlite3.Connection:
    os.makedirs(folder, exist_ok=True)
    database = sqlite3.connect(os.path.join(folder, "state.db"))
    database.executescript("""
        pragma journal_mode = wal; pragma synchronous = normal;
        create table if not exists feed(url text primary key, validator text);
        create table if not exists paper(id text primary key, url text, seen real);
        create table if not exists pair(paper text, number int, event text, primary key(paper, number));""")
    return database


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--suffix", choices=["txt", "pdf"], required=True)
    for name in ("state", "phrases", "themes"):
        options.add_argument(f"--{name}", required=True)
    options.add_argument("--hook")
    options.add_argument("feeds", nargs="+")
    given = options.parse_args()
    database = remembered(given.state)
    validators, seen = dict(database.execute("select * from feed")), {row[0] for row in database.execute("select id from paper")}
    done = 0
    with (ThreadPoolExecutor(THREADS) as threads, open(os.path.join(given.state, "events.ndjson"), "ab") as out,
          ProcessPoolExecutor(PROCESSES, initializer=Words.load, initargs=(given.phrases, given.themes)) as processes):
        new = []
        for feed, validator, entries in threads.map(lambda feed: poll(feed, validators.get(feed)), given.feeds):
            new += [entry for entry in entries if entry[0] not in seen]
            database.execute("insert or replace into feed values (?, ?)", (feed, validator))
        jobs = {}
        for entry, body in threads.map(lambda entry: (entry, session().get(entry[1], timeout=30).content), new):
            jobs[processes.submit(analyse, entry[0], entry[1], body, given.suffix)] = entry
        for job in as_completed(jobs):
            entry, events = jobs[job], job.result()
            database.execute("insert or replace into paper values (?, ?, ?)", (entry[0], entry[1], time.time()))
            database.executemany("insert or replace into pair values (?, ?, ?)",
                                 [(event["paper"], event["number"], json.dumps(event)) for event in events])
            database.commit()
            for body in threads.map(lambda event: deliver(given.hook, event), events):
                out.write(body + b"\n")
            done += 1
    database.commit()
    print(json.dumps({"units": done}))


if __name__ == "__main__":
    main()
