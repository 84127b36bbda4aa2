#!/usr/bin/env python3
from sound import Sound


class Greedy(Sound):
    def window(self, hello):
        return 16


Greedy().run()
