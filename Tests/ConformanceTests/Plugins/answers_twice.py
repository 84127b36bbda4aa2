#!/usr/bin/env python3
from sound import Sound


class AnswersTwice(Sound):
    def reply(self, message):
        super().reply(message)
        self.send({"type": "done", "id": message["id"]})


AnswersTwice().run()
