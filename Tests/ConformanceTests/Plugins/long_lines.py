#!/usr/bin/env python3
from sound import Sound


class LongLines(Sound):
    """Two long texts on one line, where the limits of the greeting ask for two parts."""

    def annotations(self, answer):
        return [{"kind": kind, "text": "x" * 60_000} for kind in ("shout", "whisper")]

    def reply(self, message):
        first = message["answers"][:1]
        super().reply({**message, "answers": first})


LongLines().run()
