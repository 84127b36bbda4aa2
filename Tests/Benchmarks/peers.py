#!/usr/bin/env python3
"""The work of rows as libraries of Python do it.

peers.py match PHRASES TEXT                              longest match on bounds of words, with ahocorasick_rs
peers.py themes TRAINING TEXTS                           fastText, a text a call
peers.py atom PARSER FILE REPEATS                        a feed with fastfeedparser or feedparser_rs
peers.py poll PARSER ADDRESSES CONNECTIONS VALIDATORS    feeds over aiohttp, with validators; it takes what the whole process takes
peers.py posts ADDRESS BODIES COUNT CONNECTIONS          signed posts over aiohttp

The last line says how much was done in how long, without the time that reading and preparing took.
"""
import asyncio
import hashlib
import hmac
import json
import os
import sys
import time

KEY = b"a key of the benchmarks"


def measure(unit, units, work):
    start, before = time.perf_counter(), time.process_time()
    found = work()
    print(json.dumps({"unit": unit, "units": units, "secs": time.perf_counter() - start,
                      "cpu": time.process_time() - before, "found": found}))


def match(phrases, text):
    import ahocorasick_rs
    with open(phrases, encoding="utf-8") as lines:
        finder = ahocorasick_rs.AhoCorasick(lines.read().splitlines(), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    with open(text, encoding="utf-8") as file:
        whole = file.read()
    paragraphs = whole.split("\n\n")

    def is_bound(text, start, end):
        return (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum())

    measure("MB", len(whole.encode()) / 1e6, lambda: sum(
        1 for text in paragraphs for _, start, end in finder.find_matches_as_indexes(text) if is_bound(text, start, end)))


def themes(training, documents):
    import fasttext
    import numpy
    # The last release of fasttext asks numpy for what numpy 2 no longer gives.
    fasttext.FastText.np.array = lambda values, *rest, copy=True, **named: numpy.asarray(values, *rest, **named)
    model = fasttext.train_supervised(training, epoch=20, lr=0.8, dim=50, thread=1, verbose=0)
    with open(documents, encoding="utf-8") as lines:
        texts = lines.read().splitlines()
    measure("documents", len(texts), lambda: sum(len(model.predict(text)[0]) for text in texts))


def parser(name):
    """A function from a feed's bytes to the number of its entries, whose fields it has asked for."""
    if name == "feedparser_rs":
        import feedparser_rs
        return lambda data: len([(entry.id, entry.title, entry.link, entry.updated, entry.summary)
                                 for entry in feedparser_rs.parse(data).entries])
    import fastfeedparser
    return lambda data: len([(entry.get("id"), entry.get("title"), entry.get("link"), entry.get("published"), entry.get("description"))
                             for entry in fastfeedparser.parse(data.decode()).entries])


def atom(name, path, repeats):
    parse = parser(name)
    with open(path, "rb") as file:
        data = file.read()
    measure("MB", len(data) * int(repeats) / 1e6, lambda: sum(parse(data) for _ in range(int(repeats))))


def poll(name, addresses, connections, validators):
    import aiohttp
    parse, known, entries = parser(name), {}, 0
    if os.path.exists(validators):
        with open(validators, encoding="utf-8") as file:
            known = json.load(file)
    with open(addresses, encoding="utf-8") as lines:
        waiting = lines.read().split()
    count = len(waiting)

    async def work(session):
        nonlocal entries
        while waiting:
            address = waiting.pop()
            headers = {"If-None-Match": known[address]} if address in known else {}
            async with session.get(address, headers=headers) as response:
                body = await response.read()
                if response.status == 200:
                    entries += parse(body)
                    known[address] = response.headers.get("ETag", "")
                elif response.status != 304:
                    response.raise_for_status()

    async def everything():
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=int(connections))) as session:
            await asyncio.gather(*[work(session) for _ in range(int(connections))])

    asyncio.run(everything())
    with open(validators, "w", encoding="utf-8") as file:
        json.dump(known, file)
    print(json.dumps({"unit": "feeds", "units": count, "found": entries}))


def posts(address, bodies, count, connections):
    import aiohttp
    with open(bodies, "rb") as lines:
        made = lines.read().splitlines()
    waiting = [made[number % len(made)] for number in range(int(count))]

    async def work(session):
        while waiting:
            body = waiting.pop()
            signature = "sha256=" + hmac.new(KEY, body, hashlib.sha256).hexdigest()
            headers = {"Content-Type": "application/json", "X-Signature": signature}
            async with session.post(address, data=body, headers=headers) as response:
                response.raise_for_status()
                await response.read()

    async def everything():
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=int(connections))) as session:
            await asyncio.gather(*[work(session) for _ in range(int(connections))])

    measure("posts", len(waiting), lambda: asyncio.run(everything()))


if __name__ == "__main__":
    {"match": match, "themes": themes, "atom": atom, "poll": poll, "posts": posts}[sys.argv[1]](*sys.argv[2:])
