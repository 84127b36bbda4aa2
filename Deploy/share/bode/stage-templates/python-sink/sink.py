#!/usr/bin/env python3
"""Writes a line for each event to a file."""
import os

from bode_stage import Event, InvalidOptions, Sink, run


class @Type@(Sink):
    version = "0.1.0"

    def __init__(self, path: str = "alerts.txt") -> None:
        if not path:
            raise InvalidOptions("path", "must be the path of a file")
        self.path = path

    def deliver(self, event: Event) -> None:
        # The same event may come again after a crash, with the same id: what reads the file can tell by it.
        line = f"{event.id} {event.type} {event.data.get('question', '')}"
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(" ".join(line.split()) + "\n")
            file.flush()
            os.fsync(file.fileno())


if __name__ == "__main__":
    run(@Type@)
