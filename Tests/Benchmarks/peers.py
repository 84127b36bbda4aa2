#!/usr/bin/env python3
"""The peers of the rows about words: peers.py match PHRASES TEXT | peers.py themes TRAINING DOCUMENTS

The last line says how much was done in how long, without the time that reading and preparing took.
"""
import json
import sys
import time


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


{"match": match, "themes": themes}[sys.argv[1]](*sys.argv[2:])
