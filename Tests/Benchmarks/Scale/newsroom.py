"""What the axes share: the server, a daemon that is measured from outside, tables."""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class Failed(Exception):
    """What cannot be measured, and why."""


class Server:
    """The feeds, papers and webhooks of server.py."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, str(pathlib.Path(__file__).with_name("server.py")), "0"],
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def address(self, path, host=0):
        """Loopback has hosts enough to be polite to each."""
        return f"http://127.0.{1 + host // 250}.{1 + host % 250}:{self.port}{path}"

    @property
    def allow(self):
        return f'allow: ["127.0.0.0/8:{self.port}"], insecure_http: true'

    def counts(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/count") as answer:
            return json.load(answer)

    def stop(self):
        self.process.kill()
        self.process.wait()


@dataclass
class Setting:
    """A configuration: lines of its three lists."""
    sources: list = field(default_factory=list)
    watches: list = field(default_factory=lambda: ["all: {query: '*', sinks: [alerts]}"])
    sinks: list = field(default_factory=lambda: ["alerts: {kind: file, path: alerts.ndjson}"])
    stages: str = "[parse, themes, entities, commitments]"

    def write(self, folder):
        lines = ["contact: desk@example.org", f"state: {folder}/state", f"stages: {self.stages}", "log: {level: warning}"]
        for name in ("sources", "watches", "sinks"):
            lines += [f"{name}:", *(f"  {line}" for line in getattr(self, name))]
        (folder / "bode.yaml").write_text("\n".join(lines) + "\n")
        (folder / "desk.secret").write_text(SECRET + "\n")
        os.chmod(folder / "desk.secret", 0o600)
        return folder / "bode.yaml"


def emptied(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@dataclass
class Cost:
    """What a finished process took: seconds of CPU and of the clock, peak MiB."""
    cpu: float
    wall: float
    peak: float


def finished(command, answers=(0,), out=None):
    """Runs a command to its end; its children that it waited for count too."""
    begun = time.monotonic()
    with open(out or os.devnull, "wb") as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in answers:
            errors.seek(0)
            raise Failed(f"{' '.join(map(str, command))} ended with {process.returncode}: {errors.read()[-800:].decode()}")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss / 1024)


class Daemon:
    """`bode run`, looked at through /proc."""

    def __init__(self, bode, folder, *options):
        self.bode, self.folder, self.read, self.lines = bode, folder, 0, 0
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path = folder / "notify"
        path.unlink(missing_ok=True)
        self.socket.bind(str(path))
        self.socket.settimeout(300)
        self.begun = time.monotonic()
        self.log = open(folder / "log", "ab")
        self.process = subprocess.Popen([str(bode), "run", "-c", str(folder / "bode.yaml"), *options], stdout=subprocess.DEVNULL,
                                        stderr=self.log, env={**os.environ, "NOTIFY_SOCKET": str(path)})
        try:
            while b"READY=1" not in self.socket.recv(4096):
                pass
        except TimeoutError:
            self.process.kill()
            raise Failed("it did not start within five minutes") from None
        self.start = time.monotonic() - self.begun
        self.socket.close()

    def cpu(self):
        """Seconds so far, to the nanosecond; of children only those that have ended."""
        if self.process.poll() is not None:
            raise Failed(f"the daemon ended: {(self.folder / 'log').read_text()[-800:]}")
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def memory(self, key="VmRSS"):
        """MiB in memory now, or at most so far (VmHWM)."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024

    def until(self, condition, what, seconds=600):
        end = time.monotonic() + seconds
        while not condition():
            self.cpu()
            if time.monotonic() > end:
                raise Failed(f"{what}: not within {seconds} s: {(self.folder / 'log').read_text()[-800:]}")
            time.sleep(0.05)

    def rest(self, seconds=600):
        """Waits until it has nothing more to do."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = self.cpu()
            time.sleep(0.5)
            if self.cpu() - before < 0.01:
                return
        raise Failed(f"it did not come to rest within {seconds} s")

    def command(self, *arguments, answers=(0,)):
        return finished([self.bode, *arguments, "-c", self.folder / "bode.yaml"], answers)

    def alerts(self):
        """Lines of the file sink so far; each is looked at once."""
        try:
            with open(self.folder / "state" / "alerts.ndjson", "rb") as lines:
                lines.seek(self.read)
                while block := lines.read(1 << 20):
                    self.read += len(block)
                    self.lines += block.count(b"\n")
        except FileNotFoundError:
            pass
        return self.lines

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Table:
    """A table of the manual, row by row as it is measured."""

    def __init__(self, title, *heads):
        print(f"\n### {title}\n\n| {' | '.join(heads)} |\n| {' | '.join(['---:'] * len(heads))} |", flush=True)

    def row(self, *cells):
        print(f"| {' | '.join(shown(cell) for cell in cells)} |", flush=True)


def shown(value):
    """Three digits are enough of what is measured."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def growth(name, sizes, costs):
    """Says how a cost per unit grows from the first size to the last: once as much is what linear growth of the whole is."""
    ratio = costs[-1] / costs[0] if costs[0] > 0 else 0
    print(f"\n{name}: from {sizes[0]:,} to {sizes[-1]:,}, {sizes[-1] / sizes[0]:,.0f} times as many, it costs {ratio:,.2f} times as much each.")
