#!/usr/bin/env python3
"""Tells the main theme of parliamentary questions, by Bode and by scikit-learn's linear SVM on the same folds.

    python3 Tests/Proofs/learned.py [--bode PROGRAM] [--folds 5] [--full] QUESTIONS.jsonl.gz

Each line of QUESTIONS is an object with `question`, `answer` and `theme_main`; lines without a theme are left out. Folds are
stratified by theme and shuffled with seed 0. The SVM gets TF-IDF of words (sublinear, as it does best on text) of one and of one to
two words, and its C by search inside each training fold; with --full also pieces of words. Bode gets no search: its settings are
those that it always has. Needs scikit-learn.
"""
import argparse, gzip, json, os, resource, subprocess, sys, tempfile, time, warnings

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("questions")
arguments.add_argument("--bode", default=f"{ROOT}/.build/release/bode")
arguments.add_argument("--folds", type=int, default=5)
arguments.add_argument("--full", action="store_true", help="also an SVM on words and pieces of words, which takes minutes")
arguments = arguments.parse_args()
warnings.filterwarnings("ignore", message="The least populated class")

with gzip.open(arguments.questions, "rt", encoding="utf-8") as file:
    rows = [row for row in map(json.loads, file) if row["theme_main"]]
texts = [row["question"] + "\n" + row["answer"] for row in rows]
themes = numpy.array([row["theme_main"] for row in rows])
folds = list(StratifiedKFold(arguments.folds, shuffle=True, random_state=0).split(texts, themes))


def bode():
    """Bode's own cross-validation, on folds that are written beside the texts."""
    part = numpy.zeros(len(rows), int)
    for number, (_, held) in enumerate(folds):
        part[held] = number
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as file:
        for row, theme, number in zip(rows, themes, part):
            file.write(json.dumps({"question": row["question"], "answer": row["answer"], "themes": [theme], "fold": int(number)}) + "\n")
        file.flush()
        found = subprocess.run(
            [arguments.bode, "themes", "fit", file.name, "--single", "--json"], check=True, capture_output=True, text=True)
    return json.loads(found.stdout)["predictions"]


def svm(features):
    """Linear SVM with C searched inside each training fold, then trained on all of it."""
    predictions = numpy.empty(len(rows), object)
    for training, held in folds:
        search = GridSearchCV(LinearSVC(), {"C": [0.3, 1, 3, 10]}, cv=3, scoring="accuracy")
        model = make_pipeline(features(), search)
        model.fit([texts[i] for i in training], themes[training])
        predictions[held] = model.predict([texts[i] for i in held])
    return list(predictions)


def words(most):
    return TfidfVectorizer(ngram_range=(1, most), sublinear_tf=True, min_df=2, strip_accents="unicode")


def pieces():
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(5, 5), sublinear_tf=True, min_df=2, strip_accents="unicode")


trials = [("SVM, words", lambda: svm(lambda: words(1))), ("bode", bode), ("SVM, one and two words", lambda: svm(lambda: words(2)))]
if arguments.full:
    trials.append(("SVM, words and pieces", lambda: svm(lambda: make_union(words(1), pieces()))))
print(f"{len(rows)} questions, {len(set(themes))} themes, {arguments.folds} folds\n")
print(f"{'':26}{'accuracy':>9}{'macro F1':>10}{'CPU s':>8}")
results = {}
for name, trial in trials:
    before = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found = trial()
    after = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(a.ru_utime + a.ru_stime - b.ru_utime - b.ru_stime for a, b in zip(after, before))
    results[name] = accuracy_score(themes, found), f1_score(themes, found, average="macro", zero_division=0)
    print(f"{name:26}{results[name][0]:9.4f}{results[name][1]:10.4f}{seconds:8.1f}", flush=True)
worse = [n for n, (accuracy, macro) in results.items() if n.startswith("SVM") and "pieces" not in n
         and (results["bode"][0] < accuracy or results["bode"][1] < macro)]
print("\nBode is at least as good as the SVM on words" if not worse else f"\nBode is behind: {', '.join(worse)}")
sys.exit(1 if worse else 0)
