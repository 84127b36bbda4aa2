#!/usr/bin/env python3
from sound import Sound


class CountsForItself(Sound):
    """Numbers its answers from 0 instead of using the id that it was given."""

    count = 0

    def reply(self, message):
        super().reply({**message, "id": self.count})
        self.count += 1


CountsForItself().run()
