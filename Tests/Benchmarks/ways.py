"""The rows in which the daemon itself works: feeds polled, papers told, ready after start, at rest."""
from __future__ import annotations

import time
from collections.abc import Callable

from daemon import Daemon, SilentHost, counting
from measuring import Figures
from server import Lines

EVERY = 15
"""Seconds from one poll of a feed to the next, where polls without news are timed: longer than a pass over all takes."""


def papers(daemon: Daemon, urls: list[str], count: int, answers: int, webhook: bool) -> Callable[[], Figures]:
    """From the start of a daemon that knows nothing until every answer is told. Nothing is subtracted."""
    def run() -> Figures:
        daemon.forget()
        daemon.configure(urls, webhook=webhook, announce=True)
        posts = counting(daemon.server.log("deliveries"), b"200")
        start = time.perf_counter()
        running = daemon.start()
        running.wait_for("answers were written", answers, counting(Lines(daemon.alerts)))
        if webhook:
            running.wait_for("answers were posted", answers, posts)
        wall = time.perf_counter() - start
        taken = running.stop()
        return Figures(wall, taken.cpu, taken.peak, count)
    return run


def cold(daemon: Daemon, urls: list[str]) -> Callable[[], Figures]:
    """From the start of a daemon that knows nothing until every feed is polled and stored. Nothing is subtracted."""
    def run() -> Figures:
        daemon.forget()
        daemon.configure(urls)
        polls = counting(daemon.server.log("polls"), b"200")
        with SilentHost():
            start = time.perf_counter()
            running = daemon.start()
            running.wait_for("feeds were polled", len(urls), polls)
            wall = time.perf_counter() - start
            running.wait_until_calm()
            taken = running.stop()
        return Figures(wall, taken.cpu, taken.peak)
    return run


def unchanged(daemon: Daemon, urls: list[str]) -> Callable[[], Figures]:
    """What a daemon that knows every feed takes for a round of polls that bring nothing, the time at rest in between included."""
    def run() -> Figures:
        daemon.configure(urls, every=f"{EVERY}s")
        log = daemon.server.log("polls")
        with SilentHost():
            running = daemon.start()
            # What it knew not yet, or was due while it did not run, is not the row's.
            running.wait_until_calm()
            log.more()
            polls, before, start = counting(log, b"304"), running.cpu(), time.perf_counter()
            running.wait_for("feeds were polled", len(urls), polls)
            cpu, wall, units = running.cpu() - before, time.perf_counter() - start, polls()
            return Figures(wall, cpu, running.stop().peak, units)
    return run


def ready(daemon: Daemon, urls: list[str]) -> Callable[[], Figures]:
    """From the start of the process until it says that it is ready, on a state that it knows."""
    def run() -> Figures:
        daemon.configure(urls)
        running = daemon.start()
        cpu, resident, wall = running.cpu(), running.resident(), running.seconds_to_ready
        running.stop()
        return Figures(wall, cpu, resident)
    return run


def idle(daemon: Daemon, urls: list[str]) -> Callable[[], Figures]:
    """What a daemon holds that knew nothing, has polled its sources and read their papers, and has nothing more to do."""
    def run() -> Figures:
        daemon.forget()
        daemon.configure(urls)
        running = daemon.start()
        running.wait_until_calm(2)
        resident, cpu, start = running.resident(), running.cpu(), time.perf_counter()
        time.sleep(2)
        cpu, wall = running.cpu() - cpu, time.perf_counter() - start
        running.stop()
        return Figures(wall, cpu, resident)
    return run
