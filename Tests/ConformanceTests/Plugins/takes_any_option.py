#!/usr/bin/env python3
from sound import Sound


class TakesAnyOption(Sound):
    def unknown_options(self, hello):
        return []


TakesAnyOption().run()
