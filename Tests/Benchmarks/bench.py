#!/usr/bin/env python3
"""Times Bode beside other programs that do the same work, in turn, and prints medians, CPU seconds, memory and ratios.

Whole commands are timed, by the system's own account of each finished process and of the children it waited for. Compare by the
column "per CPU s" and within one run: it bears a busy neighbour best. A slow machine fails nothing.
"""
import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import time
from dataclasses import dataclass, field

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import papers

RUNS = 5


@dataclass
class Contender:
    name: str
    command: list
    runs: list = field(default_factory=list)  # (wall seconds, CPU seconds, peak KiB)


@dataclass
class Row:
    name: str
    what: str
    unit: str
    units: float
    contenders: list


def once(command):
    """Runs a command with its output thrown away: wall and CPU seconds, peak KiB."""
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def measure(row):
    for turn in range(RUNS + 1):
        for contender in row.contenders:
            figures = once(contender.command)
            if turn:  # the first warms the caches
                contender.runs.append(figures)


def kept(folder, name, make):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        with open(path, "wb") as out:
            out.write(make())
    return path


def rows(bode, data):
    """The rows, by name; data are made when they are first asked for."""
    pdftotext = shutil.which("pdftotext")

    def text():
        path = kept(data, "papers.txt", lambda: "\f".join(papers.text(seed, 40) for seed in range(100)).encode())
        return Row("read-text", "one plain text of many papers into answers (parse)", "MB", os.path.getsize(path) / 1e6,
                   [Contender("bode read", [bode, "read", "--stages", "parse", path])])

    def pdf(name, what, questions):
        made, pages = papers.pdf(1, questions)
        path = kept(data, f"{name}.pdf", lambda: made)
        contenders = [Contender("bode read", [bode, "read", "--stages", "parse", path])]
        if pdftotext:
            contenders.append(Contender("pdftotext -layout", [pdftotext, "-layout", path, os.devnull]))
        return Row(name, what, "pages", pages, contenders)

    return {
        "read-text": text,
        "read-pdf": lambda: pdf("read-pdf", "one PDF of usual size into answers (parse)", 12),
        "read-large-pdf": lambda: pdf("read-large-pdf", "one large PDF into answers (parse)", 900),
    }


def report(row):
    lines = []
    ours = None
    for contender in row.contenders:
        walls, cpus, peaks = zip(*contender.runs)
        wall, cpu = statistics.median(walls), statistics.median(cpus)
        rate = row.units / cpu
        ours = ours or rate
        lines.append(f"| {contender.name} | {row.units / wall:,.1f} ({row.units / max(walls):,.1f}-{row.units / min(walls):,.1f}) "
                     f"| {rate:,.1f} | {cpu:.3f} | {max(peaks) / 1024:.1f} | {ours / rate:.2f} |")
    head = f"\n### {row.name}: {row.what}; {row.units:,.1f} {row.unit}\n\n"
    return (head + f"| who | {row.unit}/s, median (least-most) | per CPU s | CPU s a run | peak MB | Bode's ratio to it |\n"
            "| --- | --- | --- | --- | --- | --- |\n" + "\n".join(lines))


def chart(measured):
    """Bars of units per CPU second, each row's best as the full width."""
    bars, y = [], 20
    for row in measured:
        rates = [(c.name, row.units / statistics.median(r[1] for r in c.runs)) for c in row.contenders]
        best = max(rate for _, rate in rates)
        bars.append(f'<text x="10" y="{y}" font-weight="bold">{row.name}, {row.unit} per CPU second</text>')
        for index, (name, rate) in enumerate(rates):
            y += 20
            colour = "#2a6f97" if index == 0 else "#a9a9a9"
            bars.append(f'<rect x="160" y="{y - 11}" width="{400 * rate / best:.0f}" height="14" fill="{colour}"/>'
                        f'<text x="10" y="{y}">{name}</text><text x="{170 + 400 * rate / best:.0f}" y="{y}">{rate:,.1f}</text>')
        y += 30
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="680" height="{y}" font-family="sans-serif" font-size="12">'
            + "".join(bars) + "</svg>\n")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("names", nargs="*", metavar="NAME", help="rows to run; all unless given")
    options.add_argument("--bode", required=True, help="the program")
    options.add_argument("--data", required=True, help="a folder for generated data and results")
    chosen = options.parse_args()
    os.makedirs(chosen.data, exist_ok=True)
    known = rows(chosen.bode, chosen.data)
    for name in chosen.names:
        if name not in known:
            sys.exit(f"there is no row '{name}'; there are {', '.join(known)}")
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "unknown")
    print(f"Machine: {model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, load {os.getloadavg()[0]:.1f}")
    print(f"Data: generated from fixed seeds in {chosen.data}; {RUNS} counted runs of each, in turn, after one to warm up")
    measured = []
    for name in chosen.names or known:
        row = known[name]()
        measure(row)
        measured.append(row)
        print(report(row), flush=True)
    with open(os.path.join(chosen.data, "chart.svg"), "w", encoding="utf-8") as out:
        out.write(chart(measured))
    with open(os.path.join(chosen.data, "results.json"), "w", encoding="utf-8") as out:
        json.dump([{"row": r.name, "unit": r.unit, "units": r.units,
                    "runs": {c.name: c.runs for c in r.contenders}} for r in measured], out, indent=1)
    print(f"\nChart: {chosen.data}/chart.svg; every run: {chosen.data}/results.json")


if __name__ == "__main__":
    main()
