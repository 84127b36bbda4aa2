#!/usr/bin/env python3
import sys

from sound import Sound


class Buffers(Sound):
    def write(self, text):
        sys.stdout.write(text)


Buffers().run()
