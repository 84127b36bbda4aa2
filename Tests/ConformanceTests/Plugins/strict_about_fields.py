#!/usr/bin/env python3
import json
import sys

from sound import Sound


class Strict(Sound):
    """Refuses what a later version of Bode may say."""

    known = {"type", "id", "document", "answers", "protocol", "bode", "role", "name", "options", "limits"}

    def read(self):
        line = super().read()
        other = set(json.loads(line)) - self.known if line else None
        if other:
            sys.exit(f"unknown field {other.pop()}")
        return line


Strict().run()
