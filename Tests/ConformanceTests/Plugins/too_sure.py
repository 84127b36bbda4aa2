#!/usr/bin/env python3
from sound import Sound


class TooSure(Sound):
    def annotations(self, answer):
        return [{"kind": "likely", "text": "very", "score": 100}]


TooSure().run()
