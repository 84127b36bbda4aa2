#!/usr/bin/env python3
from sound import Sound


class Dies(Sound):
    """Takes for granted that every answer has a first letter."""

    def annotations(self, answer):
        return [{"kind": "letter", "text": answer["answer"].strip()[0]}]


Dies().run()
