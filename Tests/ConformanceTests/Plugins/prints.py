#!/usr/bin/env python3
from sound import Sound


class Prints(Sound):
    def reply(self, message):
        self.write("working on it\n")
        super().reply(message)


Prints().run()
