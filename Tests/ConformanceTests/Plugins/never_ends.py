#!/usr/bin/env python3
import signal

from sound import Sound


class NeverEnds(Sound):
    def end(self):
        while True:
            signal.pause()


NeverEnds().run()
