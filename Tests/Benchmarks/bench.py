#!/usr/bin/env python3
"""Times Bode beside other programs that do the same work, in turn, and prints medians, CPU seconds, memory and ratios.

Whole commands are timed, by the system's own account of each finished process and of the children it waited for. Compare by the
column "per CPU s" and within one run: it bears a busy neighbour best. A slow machine fails nothing.
"""
import argparse
import importlib.util
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
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
    says_figures: bool = False


def once(command, says_figures=False):
    """Runs a command with its output thrown away: wall and CPU seconds, peak KiB.

    A program that times its own work says so in its last line, and that counts: the time to prepare is not the row's.
    """
    output = tempfile.TemporaryFile()
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor, target in ((0, nowhere), (1, output.fileno() if says_figures else nowhere), (2, nowhere)):
            os.dup2(target, descriptor)
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    wall, cpu = time.perf_counter() - start, usage.ru_utime + usage.ru_stime
    if says_figures:
        output.seek(0)
        figures = json.loads(output.read().splitlines()[-1])
        wall, cpu = figures["secs"], figures["cpu"]
    return wall, cpu, usage.ru_maxrss


def measure(row):
    for turn in range(RUNS + 1):
        for contender in row.contenders:
            figures = once(contender.command, row.says_figures)
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

    def words(task, unit, what, units, first, second, module, peer, training=None):
        """Bode's own words, timed from within, beside a peer where it is installed."""
        program = os.path.join(os.path.dirname(bode), "bench-words")
        contenders = [Contender("bode", [program, task, first, second])]
        if importlib.util.find_spec(module):
            script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers.py")
            contenders.append(Contender(peer, [sys.executable, script, task, training or first, second]))
        return Row(task, what, unit, units, contenders, says_figures=True)

    def match():
        names = papers.phrases()
        phrases = kept(data, "phrases.txt", lambda: "\n".join(names).encode())
        prose = kept(data, "prose.txt", lambda: papers.prose(50, names).encode())
        return words("match", "MB", "ten thousand phrases, longest match on word bounds", os.path.getsize(prose) / 1e6, phrases,
                     prose, "ahocorasick_rs", "ahocorasick_rs")

    def themes():
        share = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Deploy/share/bode")
        terms = {f"theme{n}": [f"{a.lower()}{b}{n}" for a in papers.STARTS for b in papers.ENDS[:10]] for n in range(12)}
        made = list(papers.labelled(7000, terms))
        training = kept(data, "labelled.txt", lambda: "\n".join(f"__label__{t} {x}" for t, x in made[:3000]).encode())
        texts = kept(data, "texts.txt", lambda: "\n".join(x for _, x in made[3000:]).encode())
        return words("themes", "documents", "themes of texts of 2 KB", 4000, share, texts, "fasttext", "fastText", training)

    def stages():
        """A stage that says each answer again: built in, and as a program of its own in two languages."""
        folder, here = os.path.dirname(bode), os.path.dirname(os.path.abspath(__file__))
        program, launcher = os.path.join(folder, "bench-stages"), os.path.join(folder, "bode-plugin")
        count = 2000
        return Row("stages", "papers of ten answers through a stage that says each again", "documents", count, [
            Contender("built in", [program, str(count)]),
            Contender("outside, Swift", [program, str(count), launcher, os.path.join(folder, "bench-echo")]),
            Contender("outside, Python", [program, str(count), launcher, os.path.join(here, "echo.py")]),
        ], says_figures=True)

    return {
        "match": match,
        "themes": themes,
        "stages": stages,
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
