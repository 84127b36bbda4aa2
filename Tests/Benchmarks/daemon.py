"""Bode's own daemon at work: configurations for it, and how one sees from without that its work is done."""
from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import feeds
from measuring import Broken, Figures, Launched, remove
from server import Lines, Server

PATIENCE = 60.0
"""Seconds without any progress after which a run is given up."""


class SilentHost:
    """The host of papers that nobody gets: it takes connections and does not answer, so that polls alone are counted."""

    def __enter__(self) -> None:
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((feeds.PAPERS_HOST, feeds.PAPERS_PORT))
        self.socket.listen(4096)

    def __exit__(self, *_: object) -> None:
        self.socket.close()


class Daemon:
    """A folder with a configuration, and `bode run` on it."""

    def __init__(self, bode: str, folder: str, server: Server) -> None:
        self.bode, self.folder, self.server = bode, folder, server
        self.state = os.path.join(folder, "state")
        self.alerts = os.path.join(self.state, "alerts.ndjson")

    def configure(self, urls: list[str], every: str = "24h", webhook: bool = False, announce: bool = False) -> None:
        """Sources of feeds; every answer to a file and, where asked, to a webhook. They announce what the first poll brings where asked."""
        os.makedirs(self.folder, exist_ok=True)
        ports = f"'127.0.0.0/8:{self.server.files_port}', '{feeds.PAPERS_HOST}/32:{feeds.PAPERS_PORT}'"
        since = ", recency: off, backfill: 2020-01-01" if announce else ""
        lines = ["contact: desk@example.org", f"state: {self.state}", "sources:"]
        for number, url in enumerate(urls):
            hosts = f"hosts: [{urlsplit(url).hostname}, {feeds.PAPERS_HOST}], allow: [{ports}], insecure_http: true"
            lines.append(f"  feed{number}: {{kind: feed, url: '{url}', every: {every}{since}, {hosts}}}")
        lines += ["watches:", f"  all: {{query: '*', sinks: [alerts{', desk' if webhook else ''}]}}",
                  "sinks:", "  alerts: {kind: file, path: alerts.ndjson}"]
        if webhook:
            lines.append(f"  desk: {{kind: webhook, url: '{self.server.posts_url('counted')}', secret: desk.secret, "
                         f"allow: ['127.0.0.1/32:{self.server.posts_port}'], insecure_http: true}}")
        with open(os.path.join(self.folder, "bode.yaml"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        secret = os.path.join(self.folder, "desk.secret")
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write("whsec_" + "QmVuY2htYXJr" * 3 + "\n")

    def forget(self) -> None:
        """Removes what the daemon knows."""
        remove(self.state)

    def start(self) -> Running:
        return Running([self.bode, "run", "-c", os.path.join(self.folder, "bode.yaml")], self.folder)


class Running:
    """A daemon that runs and said that it is ready."""

    def __init__(self, command: list[str], folder: str) -> None:
        path = os.path.join(folder, "notify")
        remove(path)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
            notices.bind(path)
            notices.settimeout(0.2)
            start = time.perf_counter()
            self.launched = Launched(command, {"NOTIFY_SOCKET": path})
            while not self._is_ready(notices):
                if self.launched.has_ended() or time.perf_counter() - start > PATIENCE:
                    self.stop()
                    raise Broken("the daemon did not become ready")
            self.seconds_to_ready = time.perf_counter() - start

    @staticmethod
    def _is_ready(notices: socket.socket) -> bool:
        try:
            return b"READY=1" in notices.recv(4096)
        except TimeoutError:
            return False

    def cpu(self) -> float:
        """CPU seconds so far of the daemon and of its children that live."""
        # A process's clock by its number, as clock_getcpuclockid(3) makes it: it knows more than the ticks of /proc.
        sum_of_all = 0.0
        for number in self.launched.processes():
            try:
                sum_of_all += time.clock_gettime(~number << 3 | 2)
            except OSError:
                continue
        return sum_of_all

    def resident(self) -> float:
        """MB that the daemon and its children hold in memory, what they share counted once for each."""
        pages = 0
        for number in self.launched.processes():
            try:
                with open(f"/proc/{number}/statm", encoding="ascii") as file:
                    pages += int(file.read().split()[1])
            except OSError:
                continue
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024

    def wait_until_calm(self, seconds: float = 1.0, share: float = 0.02, patience: float = 20) -> None:
        """Waits until the daemon takes less than a share of a processor; one that does not come to rest shows it in its figures."""
        last, end = self.cpu(), time.perf_counter() + patience
        while time.perf_counter() < end:
            time.sleep(seconds)
            now = self.cpu()
            if now - last < share * seconds:
                return
            last = now

    def wait_for(self, what: str, count: int, so_far: Callable[[], int]) -> float:
        """Waits until a count is reached: the seconds it took. Gives up where nothing moves any more."""
        start = moved = time.perf_counter()
        before = -1
        while True:
            now = so_far()
            if now >= count:
                return time.perf_counter() - start
            if now > before:
                before, moved = now, time.perf_counter()
            if self.launched.has_ended() or time.perf_counter() - moved > PATIENCE:
                self.stop()
                raise Broken(f"{now} of {count} {what}, and then nothing for {time.perf_counter() - moved:.0f} s")
            time.sleep(0.02)

    def stop(self) -> Figures:
        return self.launched.stop()


def counting(lines: Lines, wanted: bytes | None = None) -> Callable[[], int]:
    """Counts the lines that come; only those that begin as wanted, where that is said."""
    seen = 0

    def count() -> int:
        nonlocal seen
        seen += sum(1 for line in lines.more() if wanted is None or line.startswith(wanted))
        return seen
    return count
