#!/usr/bin/env python3
"""A stage that keeps to the protocol, written without a kit; the broken ones beside it each break one thing of it."""
import json
import sys

EXCUSE = "it does nothing"


class Sound:
    adds = ["annotations"]
    version = "1.0"

    def send(self, message):
        self.write(json.dumps(message) + "\n")

    def write(self, text):
        sys.stdout.write(text)
        sys.stdout.flush()

    def read(self):
        return sys.stdin.readline()

    def window(self, hello):
        return min(4, hello["limits"]["window"])

    def is_known(self, hello):
        return hello["protocol"] == "bode-plugin/1"

    def unknown_options(self, hello):
        return set(hello["options"])

    def greet(self, hello):
        if hello["role"] != "stage":
            self.send({"type": "refuse", "option": "", "problem": "is a stage"})
            return False
        if not self.is_known(hello):
            self.send({"type": "refuse", "option": "", "problem": "speaks bode-plugin/1"})
            return False
        for option in self.unknown_options(hello):
            self.send({"type": "refuse", "option": option, "problem": "there is no such option"})
            return False
        self.send({"type": "ready", "protocol": "bode-plugin/1", "name": "sound", "version": self.version, "role": "stage",
                   "adds": self.adds, "window": self.window(hello)})
        return True

    def annotations(self, answer):
        text = answer["answer"]
        return [{"kind": "length", "text": str(len(text)), "in": "answer", "start": 0, "end": len(text)}] if text else []

    def reply(self, message):
        answers = [{"index": i, "annotations": self.annotations(a)} for i, a in enumerate(message["answers"])]
        self.send({"type": "done", "id": message["id"], "answers": answers})

    def end(self):
        return 0

    def run(self):
        if not self.greet(json.loads(self.read())):
            return
        while True:
            line = self.read()
            if not line:
                sys.exit(self.end())
            self.reply(json.loads(line))


if __name__ == "__main__":
    Sound().run()
