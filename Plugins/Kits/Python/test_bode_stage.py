import io
import json
import logging
import os
import subprocess
import sys
import threading
import unittest
from datetime import datetime, timezone
from typing import Any, Dict, List, Optional, Tuple, Type

import bode_stage
from bode_stage import (
    Annotation, Commitment, Deferred, Document, Entity, Event, Failed, Gone, InvalidOptions, Place, Reference, Refused, Retry,
    SetAside, Sink, Stage, Theme, rehearse,
)

Message = Dict[str, Any]
bode_stage.log.addHandler(logging.NullHandler())
bode_stage.log.propagate = False


def talk(program: Type[Any], *messages: Message, options: Any = None, **hello: Any) -> Tuple[int, List[Message]]:
    """What a program says to a greeting and some messages, and the status with which it ends."""
    greeting = {
        "type": "hello", "protocol": "bode-plugin/1", "bode": "1", "name": "x", "options": options or {}, "limits": {},
        "role": "sink" if issubclass(program, Sink) else "stage", **hello,
    }
    read = io.BytesIO(b"".join(json.dumps(m).encode() + b"\n" for m in [greeting, *messages]))
    written = io.BytesIO()
    status = bode_stage._Conversation(program, read, written).hold()
    return status, [json.loads(line) for line in written.getvalue().splitlines()]


def document(number: int, *answers: str) -> Message:
    return {
        "type": "document", "id": number, "document": {"id": "a", "later": 1},
        "answers": [{"question": "?", "answer": text, "later": [1]} for text in answers],
    }


class Everything(Stage):
    version = "1.0"
    adds = bode_stage.ADDITIONS

    def process(self, document: Document) -> None:
        for answer in document.answers:
            place = answer.find("Mali")
            assert place
            answer.add(Theme("sahel", 0.9, (place,), {"nl": "Sahel"}))
            answer.add(Entity("place", place, "Mali", id="iso3166:ML", value=2, unit="x", demonym=True))
            answer.add(Reference("29521-446", place, "https://papers.example/"))
            answer.add(Commitment(place, due="2027", by="kabinet"))
            answer.add(Annotation("similar", "a", "nl", "https://papers.example/", 0.5, place, {"paper": "b"}))
            answer.add(Annotation("similar", "a", "nl", "https://papers.example/", 0.5, place, {"paper": "b"}))
            answer.respond("refers")
            answer.respond("answered")


class Moody(Stage):
    adds = ["annotations"]

    def __init__(self, word: str, times: int = 1, of: Optional[List[str]] = None, share: float = 0.5, on: bool = True) -> None:
        self.word, self.times = word, times

    def process(self, document: Document) -> None:
        for answer in document.answers:
            if answer.answer == "later":
                raise Retry("away", after=60)
            if answer.answer == "never":
                raise SetAside("no")
            if answer.answer == "network":
                raise ConnectionResetError("reset")
            if answer.answer == "defect":
                raise KeyError("x")
            if answer.answer == "theme":
                answer.add(Theme("x", 1))
            for number in range(self.times):
                answer.add(Annotation("word", f"{self.word} {number}"))


class StageTests(unittest.TestCase):
    def test_sends_what_it_adds_once_and_in_scalars(self) -> None:
        status, (ready, done) = talk(Everything, document(7, "🦜 Mali"))
        self.assertEqual((status, ready["type"], ready["window"]), (0, "ready", 1))
        place = {"in": "answer", "start": 2, "end": 6}
        self.assertEqual(done, {"type": "done", "id": 7, "answers": [{
            "index": 0, "response": "answered",
            "themes": [{"id": "sahel", "score": 0.9, "evidence": [place], "names": {"nl": "Sahel"}}],
            "entities": [{"type": "place", "canonical": "Mali", "id": "iso3166:ML", "value": 2, "unit": "x", "demonym": True, **place}],
            "references": [{"id": "29521-446", "url": "https://papers.example/", **place}],
            "commitments": [{"due": "2027", "by": "kabinet", **place}],
            "annotations": [{
                "kind": "similar", "text": "a", "language": "nl", "url": "https://papers.example/", "score": 0.5,
                "fields": {"paper": "b"}, **place}],
        }]})

    def test_says_what_became_of_each_document(self) -> None:
        texts = ["later", "never", "network", "defect", "theme", "fine"]
        status, messages = talk(Moody, *(document(n, t) for n, t in enumerate(texts)), options={"word": "x"})
        self.assertEqual(
            [(m["type"], m.get("after"), m.get("reason")) for m in messages[1:]],
            [
                ("retry", 60, "away"), ("set_aside", None, "no"), ("retry", None, "ConnectionResetError: reset"),
                ("set_aside", None, "KeyError: 'x'"),
                ("set_aside", None, "ValueError: adds themes, which the class does not declare in 'adds'"), ("done", None, None),
            ])
        self.assertEqual(status, 0)

    def test_refuses_options_by_their_names(self) -> None:
        for options, option, problem in [
            ({}, "word", "is missing"), ({"word": 1}, "word", "must be a text"),
            ({"word": "x", "times": 1.5}, "times", "must be a whole number"),
            ({"word": "x", "times": True}, "times", "must be a whole number"),
            ({"word": "x", "of": [1]}, "of", "must be a list of texts"),
            ({"word": "x", "share": "1"}, "share", "must be a number"), ({"word": "x", "on": 1}, "on", "must be true or false"),
            ({"word": "x", "wrd": 1}, "wrd", "there is no such option; there is: word, times, of, share, on"),
        ]:
            _, (refusal,) = talk(Moody, options=options)
            self.assertEqual(refusal, {"type": "refuse", "option": option, "problem": problem})
        self.assertEqual(talk(Moody, options={"word": "x", "of": ["a"], "share": 1, "on": False})[1][0]["type"], "ready")

    def test_refuses_another_protocol_and_another_role(self) -> None:
        for hello in ({"protocol": "bode-plugin/2"}, {"role": "sink"}):
            self.assertEqual(talk(Everything, **hello)[1][0]["type"], "refuse")

    def test_long_replies_go_in_parts_that_make_up_the_whole(self) -> None:
        _, (_, *parts) = talk(
            Moody, document(1, *"ab"), options={"word": "x" * 100, "times": 100}, limits={"line": 4096})
        self.assertTrue(len(parts) > 5)
        self.assertEqual({p["type"] for p in parts[:-1]}, {"part"})
        self.assertEqual(parts[-1]["type"], "done")
        self.assertTrue(all(len(json.dumps(p, separators=(",", ":"))) < 4096 for p in parts))
        texts = [(a["index"], w["text"].split()[-1]) for p in parts for a in p["answers"] for w in a["annotations"]]
        self.assertEqual(texts, [(index, str(number)) for index in range(2) for number in range(100)])
        # What fits no line, or is more than one document may get.
        for word, limits in ((5000, {"line": 4096}), (100, {"line": 4096, "document": 10_000})):
            _, (_, aside) = talk(Moody, document(1, "a"), options={"word": "x" * word, "times": 100}, limits=limits)
            self.assertEqual(aside["type"], "set_aside")

    def test_nonsense_ends_it(self) -> None:
        self.assertEqual(talk(Everything, {"type": "song"})[0], 65)
        self.assertEqual(talk(Everything, {"type": "document"})[0], 65)
        self.assertEqual(talk(Everything, type="song")[0], 65)

    def test_workers_work_at_the_same_time(self) -> None:
        barrier = threading.Barrier(3)

        class Together(Stage):
            workers = 3

            def process(self, document: Document) -> None:
                barrier.wait(timeout=20)  # returns once three are here

        _, (ready, *done) = talk(Together, *(document(n, "a") for n in range(6)))
        self.assertEqual(ready["window"], 3)
        self.assertEqual(sorted(m["id"] for m in done), list(range(6)))
        self.assertEqual({m["type"] for m in done}, {"done"})

    def test_what_bode_would_not_take_is_told_at_once(self) -> None:
        answer = Document.of(("?", "Ja, Mali.")).answers[0]
        for item in (
            Theme("x", 2), Theme("", float("nan")), Entity("thing", Place("answer", 0, 1), "x"), Annotation("No Kind", "x"),
            Annotation("x", "y", place=Place("answer", 0, 10)), Annotation("x", "y", place=Place("answer", 1, 1)),
            Annotation("x", "y", url="ftp://x"), Annotation("x", "y" * 70_000), Annotation("x", "y", fields={"A": "b"}),
            Reference("x" * 600, Place("answer", 0, 1)), Annotation("x", "y", place=Place("title", 0, 1)),
        ):
            with self.assertRaises(ValueError, msg=repr(item)):
                answer.add(item)
        answer.add(Annotation("x", "a\u200e\x1b[1m\r\nb\ud800"))
        self.assertEqual(answer._added[0][1]["text"], "a [1m\nb\ufffd")

    def test_rehearsals_give_the_document_back(self) -> None:
        result = rehearse(Everything, Document.of(("?", "In Mali."), ("?", "Mali!")))
        self.assertEqual([a.response for a in result.answers], ["answered", "answered"])
        self.assertEqual(result.answers[1].words(result.answers[1].entities[0].place), "Mali")  # type: ignore[index]
        again = rehearse(Everything, result)
        self.assertEqual(len(again.answers[0].annotations or []), 1)
        for text, error in (("later", Retry), ("never", SetAside)):
            with self.assertRaises(error):
                rehearse(Moody, Document.of(("?", text)), word="x")


class Pager(Sink):
    def deliver(self, event: Event) -> None:
        word = event.data["word"]
        if word == "defect":
            raise KeyError(word)
        errors: Dict[str, Exception] = {
            "failed": Failed("away", hold=30), "deferred": Deferred(datetime(2026, 1, 5, 7, tzinfo=timezone.utc)),
            "refused": Refused("long"), "gone": Gone("handed in"),
        }
        if word in errors:
            raise errors[word]


class SinkTests(unittest.TestCase):
    def test_says_what_became_of_each_event(self) -> None:
        words = ["fine", "failed", "deferred", "refused", "gone", "defect"]
        events = [
            {"type": "event", "id": n, "event": {"id": "evt_a", "type": "bode.answer.published", "data": {"word": w}}}
            for n, w in enumerate(words)]
        _, (ready, *replies) = talk(Pager, *events)
        self.assertNotIn("adds", ready)
        self.assertEqual(replies, [
            {"type": "delivered", "id": 0}, {"type": "failed", "id": 1, "reason": "away", "hold": 30},
            {"type": "deferred", "id": 2, "until": "2026-01-05T07:00:00Z"}, {"type": "refused", "id": 3, "reason": "long"},
            {"type": "gone", "id": 4, "reason": "handed in"}, {"type": "failed", "id": 5, "reason": "KeyError: 'defect'"},
        ])


PROGRAM = """
import logging, subprocess, sys
from bode_stage import Stage, run

class Loud(Stage):
    def process(self, document):
        print("from print")
        subprocess.run(["cat"])
        subprocess.run(["echo", "from a program"])
        logging.getLogger("x").error("two\\nlines")

run(Loud)
"""


class ProcessTests(unittest.TestCase):
    def test_nothing_else_gets_into_the_conversation(self) -> None:
        hello = {"type": "hello", "protocol": "bode-plugin/1", "role": "stage", "name": "x", "options": {}, "limits": {}}
        lines = "".join(json.dumps(m) + "\n" for m in [hello, document(1), document(2)])
        here = os.path.dirname(os.path.abspath(bode_stage.__file__))
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM], input=lines, capture_output=True, text=True, timeout=60,
            env={**os.environ, "PYTHONPATH": here})
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertEqual([json.loads(line).get("id") for line in ended.stdout.splitlines()], [None, 1, 2])
        self.assertEqual(
            ended.stderr.splitlines(), ["from print", "from a program", "<3>two", "<3>lines"] * 2)


if __name__ == "__main__":
    unittest.main()
