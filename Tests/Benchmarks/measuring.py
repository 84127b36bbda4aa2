"""What a run of a program took, and what is compared: rows of contenders, in turn."""
from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


class Broken(Exception):
    """A contender could not do its work; the row says why, and goes on without it."""


@dataclass(frozen=True)
class Figures:
    """What a run took: wall and CPU seconds, the MB of its largest process, and the units done where not all of the row's were."""

    wall: float
    cpu: float
    peak: float
    units: float | None = None


class Launched:
    """A program that runs, with all that it will have taken when it has ended."""

    launcher = "launch"  # where the machine has the program built from launch.c
    running: set[Launched] = set()

    def __init__(self, command: Sequence[str], environment: dict[str, str] | None = None) -> None:
        self.command = [str(word) for word in command]
        self.folder = tempfile.TemporaryDirectory(prefix="bench-")
        self.account = os.path.join(self.folder.name, "account")
        self.output = tempfile.TemporaryFile()
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [self.launcher, self.account, *self.command], stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.errors,
            env={**os.environ, **(environment or {})}, start_new_session=True)
        self.running.add(self)

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self, patience: float = 60) -> Figures:
        """Asks the program to end, waits for it, and says what it took."""
        if not self.has_ended():
            self.process.send_signal(signal.SIGTERM)
        return self.wait(patience)[0]

    def wait(self, patience: float = 600) -> tuple[Figures, str]:
        """Waits for the end: what it took, and the last line that it printed."""
        try:
            self.process.wait(patience)
            self.running.discard(self)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.running.discard(self)
            raise Broken(f"{self.command[0]} did not end in {patience:.0f} s") from None
        with open(self.account, encoding="utf-8") as file:
            taken = json.load(file)
        if taken["status"]:
            raise Broken(f"{os.path.basename(self.command[0])} ended with {taken['status']}: {self.last_line(self.errors)}")
        return Figures(taken["wall"], taken["cpu"], taken["peak"] / 1024), self.last_line(self.output)

    @classmethod
    def stop_all(cls) -> None:
        """Ends what still runs: somebody has had enough."""
        for launched in list(cls.running):
            with contextlib.suppress(Broken):
                launched.stop()

    def processes(self) -> list[int]:
        """The program and its children, now."""
        found, rest = [], [self.process.pid]
        while rest:
            number = rest.pop()
            found.append(number)
            try:
                for thread in os.listdir(f"/proc/{number}/task"):
                    with open(f"/proc/{number}/task/{thread}/children", encoding="ascii") as children:
                        rest += map(int, children.read().split())
            except OSError:
                continue
        return found[1:]

    @staticmethod
    def last_line(file) -> str:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - 4000))
        lines = file.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


def once(command: Sequence[str], environment: dict[str, str] | None = None) -> Figures:
    """Runs a command to its end.

    A program that times its own work says so in its last line, and that counts: the time to prepare is not the row's.
    """
    taken, line = Launched(command, environment).wait()
    if not line.startswith("{"):
        return taken
    try:
        said = json.loads(line)
        return Figures(said.get("secs", taken.wall), said.get("cpu", taken.cpu), taken.peak, said.get("units"))
    except ValueError:
        return taken


@dataclass
class Contender:
    """Somebody who does a row's work."""

    name: str
    run: Callable[[], Figures]
    runs: list[Figures] = field(default_factory=list)
    broken: str | None = None


@dataclass(frozen=True)
class Goal:
    """What Bode is to reach: a ratio to a contender, or a figure that is not to be passed."""

    figure: float
    of: str | None = None
    is_stretch: bool = False


@dataclass(frozen=True)
class Yardstick:
    """The figure by which the contenders of a row are compared."""

    title: str
    of: Callable[[Row, Figures], float]
    more_is_better: bool = True


def units(row: Row, figures: Figures) -> float:
    return figures.units or row.units


PER_CPU_SECOND = Yardstick("{unit} per CPU s", lambda row, figures: units(row, figures) / max(figures.cpu, 1e-6))
SECONDS = Yardstick("seconds", lambda row, figures: figures.wall, more_is_better=False)
MEGABYTES = Yardstick("MB", lambda row, figures: figures.peak, more_is_better=False)


@dataclass
class Row:
    """Work, and who does it: Bode is the first of the contenders."""

    name: str
    what: str
    unit: str
    units: float
    goals: list[Goal] = field(default_factory=list)
    yardstick: Yardstick = PER_CPU_SECOND
    contenders: list[Contender] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    is_warmed: bool = True

    def enter(self, name: str, words: Sequence[str], units: float | None = None, before: Callable[[], object] = lambda: None) -> None:
        """Adds a contender that is a whole command; it may do other than the row's units, and have something prepared."""
        def run() -> Figures:
            before()
            taken = once(words)
            return Figures(taken.wall, taken.cpu, taken.peak, units or taken.units)
        self.contenders.append(Contender(name, run))

    def invite(self, name: str, words: Callable[[], Sequence[str]], units: float | None = None,
               before: Callable[[], object] = lambda: None) -> None:
        """Adds a peer or a ceiling, where it is there."""
        try:
            self.enter(name, words(), units, before)
        except Broken as why:
            self.absent.append(f"{name}: {why}")

    def measure(self, runs: int, progress: Callable[[str], None] = lambda _: None) -> None:
        """Runs the contenders in turn as often as asked, and once before to warm the caches, unless a run is long enough to do without."""
        for turn in range(0 if self.is_warmed else 1, runs + 1):
            for contender in self.contenders:
                if contender.broken:
                    continue
                progress(f"{self.name}: {contender.name}, {'warming up' if turn == 0 else f'run {turn} of {runs}'}")
                try:
                    figures = contender.run()
                except (Broken, OSError) as problem:
                    contender.broken, contender.runs = str(problem), []
                    continue
                if turn:
                    contender.runs.append(figures)

    def value(self, contender: Contender) -> float:
        """The median of what the contender reached."""
        return statistics.median(self.yardstick.of(self, figures) for figures in contender.runs)

    def ratio(self, other: Contender) -> float | None:
        """The median of Bode's ratios to another, run by run: both of a pair had the same machine."""
        pairs = zip(self.contenders[0].runs, other.runs)
        ratios = [self.yardstick.of(self, ours) / self.yardstick.of(self, theirs) for ours, theirs in pairs]
        return statistics.median(ratios) if ratios else None

    def reached(self, goal: Goal) -> float | None:
        """What Bode reached of a goal; nothing where it, or the one it is compared with, did not run."""
        if not self.contenders[0].runs:
            return None
        if goal.of is None:
            return self.value(self.contenders[0])
        return next((self.ratio(other) for other in self.contenders if other.name == goal.of and other.runs), None)


def remove(*paths: str) -> None:
    """Removes files and folders that may be there."""
    for path in paths:
        if os.path.isdir(path):
            shutil.rmtree(path)
        elif os.path.lexists(path):
            os.remove(path)
