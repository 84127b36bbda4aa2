#!/usr/bin/env python3
from sound import Sound


class Skips(Sound):
    """Answers nothing where there is nothing to say."""

    def reply(self, message):
        if message["answers"]:
            super().reply(message)


Skips().run()
