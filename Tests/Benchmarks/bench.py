#!/usr/bin/env python3
"""Times Bode beside other programs that do the same work, in turn, and prints medians, CPU seconds, memory, ratios and goals.

Compare by what a CPU second does, and within one run: that bears a busy neighbour best. A slow machine fails nothing; who is not
installed, or breaks, is named and left out.
"""
from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time

import machine
import report
from chart import chart
from data import Data
from measuring import Broken, Launched, Row
from rows import ROWS, Bench
from server import Server

RUNS = 5


def options() -> argparse.Namespace:
    known = argparse.ArgumentParser(
        prog="Deploy/bench", description=__doc__.splitlines()[0], formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="rows:\n" + "\n".join(f"  {name:16} {about}" for name, (about, _) in ROWS.items()))
    known.add_argument("names", nargs="*", metavar="NAME", help="rows to run; all unless given")
    known.add_argument("--runs", type=int, default=RUNS, help=f"counted runs of each contender; {RUNS} unless given")
    known.add_argument("--peers", action="store_true", help="install the peers in Python into .build/bench/peers first, with pip")
    known.add_argument("--python", help="a Python that has the peers; the one of --peers where it is there, or else this one")
    known.add_argument("--bode", required=True, help=argparse.SUPPRESS)
    known.add_argument("--data", required=True, help=argparse.SUPPRESS)
    chosen = known.parse_args()
    for name in chosen.names:
        if name not in ROWS:
            known.error(f"there is no row '{name}'; there are {', '.join(ROWS)}")
    if chosen.runs < 1:
        known.error("--runs wants 1 or more")
    return chosen


def progress(line: str) -> None:
    """Says on a terminal what goes on."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)


def measured(name: str, bench: Bench, runs: int) -> Row | None:
    """Runs a row and prints its table; says why where it cannot be run."""
    about, make = ROWS[name]
    progress(f"{name}: making its data")
    try:
        row = make(bench)
        row.measure(runs, progress)
    except (Broken, OSError) as problem:
        progress("")
        print(f"\n### {name}: {about}\n\nNot run: {problem}.", flush=True)
        return None
    progress("")
    print(report.table(row), flush=True)
    return row


def main() -> None:
    chosen = options()
    os.makedirs(chosen.data, exist_ok=True)
    place = machine.Machine(chosen.bode, chosen.data, chosen.python)
    if chosen.peers:
        place.install_peers()
    Launched.launcher = place.compiled("launch")
    data = Data(chosen.data)
    server = Server(os.path.join(chosen.data, "nginx"), data.www)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    start = time.perf_counter()
    print(f"# Bode beside others\n\nMachine: {machine.description()}.\n"
          f"Data: generated from fixed seeds, in {data.folder}. {chosen.runs} counted runs of each, in turn.")
    rows = []
    try:
        for name in chosen.names or ROWS:
            row = measured(name, Bench(place, data, server), chosen.runs)
            if row:
                rows.append(row)
    finally:
        Launched.stop_all()
        server.stop()
    print(report.goals(rows))
    for name, content in (("chart.svg", chart(rows)), ("results.json", json.dumps(report.figures(rows), indent=1))):
        with open(os.path.join(chosen.data, name), "w", encoding="utf-8") as out:
            out.write(content)
    print(f"\n{(time.perf_counter() - start) / 60:.0f} minutes. Chart: {chosen.data}/chart.svg; every run: {chosen.data}/results.json")


if __name__ == "__main__":
    main()
