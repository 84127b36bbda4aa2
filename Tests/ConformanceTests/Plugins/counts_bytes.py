#!/usr/bin/env python3
from sound import Sound


class CountsBytes(Sound):
    def annotations(self, answer):
        end = len(answer["answer"].encode())
        return [{"kind": "length", "text": str(end), "in": "answer", "start": 0, "end": end}] if end else []


CountsBytes().run()
