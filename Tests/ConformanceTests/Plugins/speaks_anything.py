#!/usr/bin/env python3
from sound import Sound


class SpeaksAnything(Sound):
    def is_known(self, hello):
        return True


SpeaksAnything().run()
