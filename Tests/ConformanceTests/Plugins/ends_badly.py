#!/usr/bin/env python3
from sound import Sound


class EndsBadly(Sound):
    def end(self):
        return 3


EndsBadly().run()
