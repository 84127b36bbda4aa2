"""Stages and sinks for Bode, as programs of their own: the protocol bode-plugin/1 in one file, with the standard library alone.

    from bode_stage import Annotation, Document, Stage, run

    class Shout(Stage):
        version = "1.0"
        adds = ["annotations"]

        def __init__(self, longest: int = 80) -> None:
            self.longest = longest

        def process(self, document: Document) -> None:
            for answer in document.answers:
                answer.add(Annotation("shout", answer.answer[: self.longest].upper()))

    if __name__ == "__main__":
        run(Shout)

Options of the configuration are the arguments of `__init__`. Places are counted in Unicode scalars, as Python counts a str. What
is printed goes to Bode's log, as does what `logging` is told. `rehearse` runs a stage in a test, without Bode.
"""

from __future__ import annotations

import dataclasses
import inspect
import io
import json
import logging
import math
import os
import re
import sys
import threading
import traceback
import types
import typing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, BinaryIO, Callable, ClassVar, Dict, Iterable, List, Optional, Sequence, Set, Tuple, Type, Union

__all__ = [
    "Annotation", "Answer", "Commitment", "Deferred", "Document", "Entity", "Event", "Failed", "Gone", "InvalidOptions",
    "Place", "Reference", "Refused", "Retry", "SetAside", "Sink", "Stage", "Theme", "rehearse", "run",
]
__version__ = "1.0.0"

PROTOCOL = "bode-plugin/1"
ADDITIONS = ("themes", "entities", "references", "commitments", "response", "annotations")
RESPONSES = ("answered", "refers", "unable", "deferred")
ENTITIES = (
    "person", "party", "organisation", "place", "mission", "policy", "role", "document", "date", "money", "quantity",
)
LARGEST_WINDOW = 256
LONGEST_NAME = 512
LONGEST_ADDRESS = 2048
LONGEST_TEXT = 64 << 10
"""The longest text of an annotation, in bytes of UTF-8; what is longer is several annotations."""
LONGEST_FIELD = 4096
MOST_FIELDS = 32
MOST_OF_A_KIND = 1000
LONGEST_REASON = 2000

JSON = Dict[str, Any]
log = logging.getLogger("bode_stage")


# What a stage or a sink may raise


class InvalidOptions(Exception):
    """The options cannot be worked with; raised in `__init__`, told by `bode check` at that option."""

    def __init__(self, option: str, problem: str) -> None:
        super().__init__(f"{option}: {problem}" if option else problem)
        self.option, self.problem = option, problem


class SetAside(Exception):
    """The stage can never do anything with this document: it is kept with the reason, and waits for a person."""


class Retry(Exception):
    """Give the document again, `after` so many seconds where that is said, else on a schedule."""

    def __init__(self, reason: str, after: Optional[float] = None) -> None:
        super().__init__(reason)
        self.after = after


class Failed(Exception):
    """The event did not arrive and is tried again; with `hold`, nothing at all is sent for so many seconds."""

    def __init__(self, reason: str, hold: Optional[float] = None) -> None:
        super().__init__(reason)
        self.hold = hold


class Deferred(Exception):
    """Offer the event again at that time, which has a time zone: a digest, quiet hours."""

    def __init__(self, until: datetime) -> None:
        if until.tzinfo is None:
            raise ValueError("the time to defer to has no time zone")
        super().__init__(until.isoformat())
        self.until = until


class Refused(Exception):
    """The event is never to be taken: it is set aside with the reason."""


class Gone(Exception):
    """The receiver wants no more, ever: the sink is disabled until an operator resumes it."""


# What a stage adds


@dataclass(frozen=True)
class Place:
    """Where in an answer something stands: half-open, in characters of its `question` or `answer`."""

    passage: str
    start: int
    end: int


@dataclass(frozen=True)
class Theme:
    """A theme under which an answer is to be filed, and how likely an editor would, from 0 to 1."""

    id: str
    score: float
    evidence: Tuple[Place, ...] = ()
    names: Optional[Dict[str, str]] = None


@dataclass(frozen=True)
class Entity:
    """One mention of someone or something; `type` is one of `ENTITIES`."""

    type: str
    place: Place
    canonical: str
    id: Optional[str] = None
    value: Union[None, int, float, str] = None
    unit: Optional[str] = None
    demonym: bool = False


@dataclass(frozen=True)
class Reference:
    """Another official paper that the answer names."""

    id: str
    place: Place
    url: Optional[str] = None


@dataclass(frozen=True)
class Commitment:
    """A promise; `due` is an ISO 8601 date or interval."""

    place: Place
    due: Optional[str] = None
    by: Optional[str] = None


@dataclass(frozen=True)
class Annotation:
    """Something to say of an answer that none of the other words fits: a translation, a near duplicate, a contact.

    `kind` has lower-case letters, digits and `_`; `text` is for people; `language` is a BCP 47 tag.
    """

    kind: str
    text: str
    language: Optional[str] = None
    url: Optional[str] = None
    score: Optional[float] = None
    place: Optional[Place] = None
    fields: Optional[Dict[str, str]] = None
    stage: str = ""
    """Whose it is, of one that came with the document."""


Added = Union[Theme, Entity, Reference, Commitment, Annotation]
_KEYS: Dict[type, str] = {
    Theme: "themes", Entity: "entities", Reference: "references", Commitment: "commitments", Annotation: "annotations",
}


# What a stage gets


@dataclass
class Answer:
    """A question, or a few taken together, with the answer that was given, and what the stages before found in it.

    `themes`, `entities`, `commitments` and `annotations` are `None` where no stage looked for them. Use `add` and `respond`:
    what is put into the lists by other means is not sent.
    """

    question: str
    answer: str
    numbers: List[int] = field(default_factory=list)
    section: Optional[str] = None
    asked_by: List[JSON] = field(default_factory=list)
    answered_by: List[JSON] = field(default_factory=list)
    references: List[Reference] = field(default_factory=list)
    themes: Optional[List[Theme]] = None
    entities: Optional[List[Entity]] = None
    commitments: Optional[List[Commitment]] = None
    annotations: Optional[List[Annotation]] = None
    response: Optional[str] = None
    raw: JSON = field(default_factory=dict, repr=False)
    """The whole answer object as it came."""
    _added: List[Tuple[str, JSON]] = field(default_factory=list, repr=False, compare=False)
    _looked: Set[str] = field(default_factory=set, repr=False, compare=False)

    def text(self, passage: str) -> str:
        """Its question or its answer, by that word."""
        if passage not in ("question", "answer"):
            raise ValueError(f"'{passage}' is neither 'question' nor 'answer'")
        return self.question if passage == "question" else self.answer

    def find(self, words: str, passage: str = "answer", start: int = 0) -> Optional[Place]:
        """Where `words` next stand in the passage, at `start` or after it."""
        index = self.text(passage).find(words, start)
        return Place(passage, index, index + len(words)) if index >= 0 and words else None

    def words(self, place: Place) -> str:
        """The words at a place."""
        return self.text(place.passage)[place.start:place.end]

    def add(self, *items: Added) -> None:
        """Adds what a stage found; raises ValueError where Bode would not take it."""
        for item in items:
            key = _KEYS.get(type(item))
            if key is None:
                raise ValueError(f"{item!r} is nothing that can be added")
            wire = _wire(item, self)
            values = getattr(self, key)
            if values is None:
                values = []
                setattr(self, key, values)
            if item in values:
                continue
            if len(values) >= MOST_OF_A_KIND:
                raise ValueError(f"an answer has at most {MOST_OF_A_KIND} {key}")
            values.append(item)
            self._added.append((key, wire))

    def looked_for(self, key: str) -> None:
        """Says that the stage looked for `themes`, `entities`, `commitments` or `annotations`, even where it finds none."""
        if key not in ADDITIONS or key == "response":
            raise ValueError(f"'{key}' is nothing that can be added")
        self._looked.add(key)
        if getattr(self, key) is None:
            setattr(self, key, [])

    def respond(self, response: str) -> None:
        """Says what the answer does with its question: one of `RESPONSES`."""
        if response not in RESPONSES:
            raise ValueError(f"'{response}' is none of {', '.join(RESPONSES)}")
        self.response = response
        self._added = [pair for pair in self._added if pair[0] != "response"]
        self._added.append(("response", {"response": response}))


@dataclass
class Document:
    """A paper, as the stages before left it."""

    id: str
    title: str = ""
    answers: List[Answer] = field(default_factory=list)
    kind: Optional[str] = None
    date: Optional[str] = None
    date_inferred: bool = False
    url: Optional[str] = None
    source: str = ""
    asked_by: List[JSON] = field(default_factory=list)
    answered_by: List[JSON] = field(default_factory=list)
    asked: Optional[str] = None
    answered: Optional[str] = None
    raw: JSON = field(default_factory=dict, repr=False)
    """The whole head of the document as it came."""

    @staticmethod
    def of(*pairs: Tuple[str, str], id: str = "test", title: str = "", url: Optional[str] = None) -> Document:
        """A document of questions with their answers, for tests."""
        answers = [Answer(question, answer, numbers=[n]) for n, (question, answer) in enumerate(pairs, 1)]
        return Document(id, title, answers, url=url)


@dataclass(frozen=True)
class Event:
    """What a sink delivers: the members of the CloudEvent, and the whole of it as `raw`.

    The same event may come again after a failure, always with the same `id`.
    """

    id: str
    type: str
    raw: JSON = field(repr=False)

    @property
    def data(self) -> JSON:
        """What it tells: for an answer the answer object, with `watches` and `links`."""
        data = self.raw.get("data")
        return data if isinstance(data, dict) else {}

    @property
    def subject(self) -> Optional[str]:
        """What it tells of."""
        subject = self.raw.get("subject")
        return subject if isinstance(subject, str) else None


# What an author writes


class _Program:
    version: ClassVar[str] = "0"
    """The version of the program, for the log."""
    name: ClassVar[str] = ""
    """What the program is called; the name of its class unless given."""
    workers: ClassVar[int] = 1
    """How many documents or events are worked on at the same time, each in a thread of its own."""
    window: ClassVar[Optional[int]] = None
    """How many it is given at a time; as many as there are workers unless given. More keeps the workers from waiting."""

    def start(self) -> None:
        """Called once before the first document or event, for what takes longer than the ten seconds that `__init__` has."""

    def stop(self) -> None:
        """Called once at the end, when all is answered; has less than five seconds."""


class Stage(_Program):
    """A stage: override `process`, `adds`, `version`, and `__init__` for options."""

    adds: ClassVar[Sequence[str]] = ("annotations",)
    """What it may add, of `ADDITIONS`."""

    def process(self, document: Document) -> Optional[Document]:
        """Adds to the answers of `document`, with `answer.add(…)`.

        Raises `SetAside` or `Retry`. Another exception sets the document aside, but an OSError (a network that is away, a time
        that is up) has it tried again.
        """
        raise NotImplementedError


class Sink(_Program):
    """A sink: override `deliver`, `version`, and `__init__` for options."""

    def deliver(self, event: Event) -> None:
        """Delivers `event`; returns when that is done.

        Raises `Failed`, `Deferred`, `Refused` or `Gone`. Any other exception has it tried again.
        """
        raise NotImplementedError


def run(program: Type[_Program]) -> None:
    """Runs the stage or the sink until Bode says that it is over; the last line of a program."""
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(
            f"This is a {_role(program)} for Bode, which starts it by itself. Try it with:\n"
            f"  bode stage test {sys.argv[0]}\n" +
            (f"  bode read --stage {sys.argv[0]} PAPER\n" if _role(program) == "stage" else ""))
        sys.exit(64)
    reading, writing = _take_over_streams()
    _send_logging_to_bode()
    try:
        status = _Conversation(program, reading, writing).hold()
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        status = 1  # Bode is gone
    sys.stderr.flush()
    # Threads that a library left behind must not keep the program from ending.
    os._exit(status)


def rehearse(program: Type[Stage], document: Document, **options: Any) -> Document:
    """What the stage makes of a document, for tests: checked as Bode checks it, and sent through the protocol.

    Raises `SetAside`, `Retry` or `InvalidOptions` as Bode would hear of them.
    """
    lines = [
        {"type": "hello", "protocol": PROTOCOL, "bode": __version__, "role": "stage", "name": "rehearsal",
         "options": options, "limits": {}},
        {"type": "document", "id": 1, **_document_wire(document)},
    ]
    written = io.BytesIO()
    read = io.BytesIO(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    _Conversation(program, read, written).hold()
    result = _document(lines[1])
    for line in written.getvalue().splitlines():
        message = json.loads(line)
        kind = message["type"]
        if kind == "refuse":
            raise InvalidOptions(message["option"], message["problem"])
        if kind == "set_aside":
            raise SetAside(message["reason"])
        if kind == "retry":
            raise Retry(message["reason"], message.get("after"))
        for addition in message.get("answers", []):
            answer = result.answers[addition["index"]]
            for key in ADDITIONS:
                if key == "response":
                    answer.response = addition.get(key, answer.response)
                elif key in addition:
                    answer.looked_for(key)
                    getattr(answer, key).extend(_READERS[key](value) for value in addition[key])
    return result


# How options reach __init__


def _build(program: Type[_Program], options: JSON) -> _Program:
    parameters = inspect.signature(program).parameters
    takes_all = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values())
    named = {n: p for n, p in parameters.items() if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)}
    for option in options:
        if option not in named and not takes_all:
            known = ", ".join(named) or "none"
            raise InvalidOptions(option, f"there is no such option; there is: {known}")
    for option, parameter in named.items():
        if option not in options and parameter.default is inspect.Parameter.empty:
            raise InvalidOptions(option, "is missing")
    try:
        hints = typing.get_type_hints(program.__init__)
    except Exception:  # names that are only known to a type checker
        hints = {}
    for option, value in options.items():
        wanted = _sort(hints.get(option))
        if wanted and not _is(value, hints[option]):
            raise InvalidOptions(option, f"must be {wanted}")
    made: Any = program
    built: _Program = made(**options)
    return built


# `Optional[X]`, and `X | None` where Python has it.
_UNIONS = (Union, getattr(types, "UnionType", Union))
_SORTS: Dict[Any, str] = {
    str: "a text", int: "a whole number", float: "a number", bool: "true or false", list: "a list", dict: "a map",
}


def _sort(hint: Any) -> Optional[str]:
    """What a person would call the type; `None` for one that is not looked at."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in _UNIONS:
        rest = [a for a in arguments if a is not type(None)]
        return _sort(rest[0]) if len(rest) == 1 else None
    if origin is list and arguments:
        inner = {str: "texts", int: "whole numbers", float: "numbers"}.get(arguments[0])
        return f"a list of {inner}" if inner else "a list"
    return _SORTS.get(origin or hint)


def _is(value: Any, hint: Any) -> bool:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in _UNIONS:
        return any(_is(value, a) for a in arguments)
    if origin is list or hint is list:
        return isinstance(value, list) and all(_is(v, arguments[0]) for v in value if arguments and _sort(arguments[0]))
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    wanted = origin or hint
    return isinstance(value, wanted) if isinstance(wanted, type) else True


# What travels


_KIND = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
# Controls and separators of lines; then marks that have no width, byte order marks and directions.
_CONTROLS = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029]")
_CONTROLS_BUT_LINES = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]")
_INVISIBLE = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def _plain(value: Any, what: str, longest: int, lines: bool = False) -> str:
    """The text without what acts on terminals; raises where it is too long."""
    if not isinstance(value, str):
        raise ValueError(f"the {what} is {value!r}, and must be a text")
    text = _INVISIBLE.sub("", _SURROGATES.sub("\ufffd", value))
    if lines:
        text = _CONTROLS_BUT_LINES.sub(" ", text.replace("\r\n", "\n"))
    else:
        text = _CONTROLS.sub(" ", text)
    if len(text.encode()) > longest:
        raise ValueError(f"the {what} is longer than {longest} bytes")
    return text


def _score(score: Any, what: str) -> float:
    if isinstance(score, bool) or not isinstance(score, (int, float)) or not 0 <= score <= 1:
        raise ValueError(f"the score of {what} is {score!r}, and must be from 0 to 1")
    return float(score)


def _address(url: Any) -> str:
    text = _plain(url, "address", LONGEST_ADDRESS)
    if not text.startswith(("http://", "https://")):
        raise ValueError(f"'{text}' is no address of the web")
    return text


def _place_wire(place: Any, answer: Answer) -> JSON:
    if not isinstance(place, Place):
        raise ValueError(f"{place!r} is no place")
    if not 0 <= place.start < place.end <= len(answer.text(place.passage)):
        raise ValueError(f"{place.start}..<{place.end} is no place in the {place.passage}")
    return {"in": place.passage, "start": place.start, "end": place.end}


def _fields(values: Dict[str, str], what: str, longest: int, are_kinds: bool) -> JSON:
    if len(values) > MOST_FIELDS:
        raise ValueError(f"more than {MOST_FIELDS} {what}s")
    result: JSON = {}
    for name, value in values.items():
        if are_kinds and not _KIND.match(name):
            raise ValueError(f"'{name}' is no name of a {what}: lower-case letters, digits and _")
        result[_plain(name, what, LONGEST_NAME)] = _plain(value, f"{what} '{name}'", longest, lines=are_kinds)
    return result


def _wire(item: Added, answer: Answer) -> JSON:
    wire: JSON
    if isinstance(item, Theme):
        wire = {"id": _plain(item.id, "id of a theme", LONGEST_NAME), "score": _score(item.score, "a theme")}
        if item.evidence:
            wire["evidence"] = [_place_wire(place, answer) for place in item.evidence]
        if item.names:
            wire["names"] = _fields(item.names, "name", LONGEST_NAME, are_kinds=False)
        return wire
    if isinstance(item, Entity):
        if item.type not in ENTITIES:
            raise ValueError(f"'{item.type}' is none of {', '.join(ENTITIES)}")
        if isinstance(item.value, float) and not math.isfinite(item.value):
            raise ValueError("the value of an entity is no number")
        wire = {"type": item.type, **_place_wire(item.place, answer),
                "canonical": _plain(item.canonical, "canonical name", LONGEST_NAME)}
        for key, text in (("id", item.id), ("unit", item.unit)):
            if text is not None:
                wire[key] = _plain(text, f"{key} of an entity", LONGEST_NAME)
        if item.value is not None:
            wire["value"] = _plain(item.value, "value", LONGEST_NAME) if isinstance(item.value, str) else item.value
        if item.demonym:
            wire["demonym"] = True
        return wire
    if isinstance(item, Reference):
        wire = {"id": _plain(item.id, "id of a reference", LONGEST_NAME), **_place_wire(item.place, answer)}
        if item.url is not None:
            wire["url"] = _address(item.url)
        return wire
    if isinstance(item, Commitment):
        wire = _place_wire(item.place, answer)
        for key, text in (("due", item.due), ("by", item.by)):
            if text is not None:
                wire[key] = _plain(text, key, LONGEST_NAME)
        return wire
    if not isinstance(item.kind, str) or not _KIND.match(item.kind):
        raise ValueError(f"{item.kind!r} is no kind of annotation: lower-case letters, digits and _")
    wire = {"kind": item.kind, "text": _plain(item.text, "text of an annotation", LONGEST_TEXT, lines=True)}
    if item.language is not None:
        wire["language"] = _plain(item.language, "language", LONGEST_NAME)
    if item.url is not None:
        wire["url"] = _address(item.url)
    if item.score is not None:
        wire["score"] = _score(item.score, "an annotation")
    if item.place is not None:
        wire.update(_place_wire(item.place, answer))
    if item.fields:
        wire["fields"] = _fields(item.fields, "field", LONGEST_FIELD, are_kinds=True)
    return wire


def _place(value: JSON) -> Place:
    return Place(value["in"], value["start"], value["end"])


_READERS: Dict[str, Callable[[JSON], Any]] = {
    "themes": lambda v: Theme(v["id"], v["score"], tuple(_place(p) for p in v.get("evidence") or ()), v.get("names")),
    "entities": lambda v: Entity(
        v["type"], _place(v), v["canonical"], v.get("id"), v.get("value"), v.get("unit"), v.get("demonym", False)),
    "references": lambda v: Reference(v["id"], _place(v), v.get("url")),
    "commitments": lambda v: Commitment(_place(v), v.get("due"), v.get("by")),
    "annotations": lambda v: Annotation(
        v["kind"], v["text"], v.get("language"), v.get("url"), v.get("score"),
        _place(v) if v.get("in") is not None else None, v.get("fields"), v.get("stage") or ""),
}


def _answer(value: JSON) -> Answer:
    found: Any = {key: [read(v) for v in value[key]] for key, read in _READERS.items() if value.get(key) is not None}
    return Answer(
        value["question"], value["answer"], value.get("numbers") or [], value.get("section"),
        value.get("asked_by") or [], value.get("answered_by") or [], response=value.get("response"), raw=value, **found)


def _document(message: JSON) -> Document:
    head = message["document"]
    return Document(
        head["id"], head.get("title") or "", [_answer(a) for a in message["answers"]], head.get("kind"), head.get("date"),
        head.get("date_inferred", False), head.get("url"), head.get("source") or "", head.get("asked_by") or [],
        head.get("answered_by") or [], head.get("asked"), head.get("answered"), head)


def _document_wire(document: Document) -> JSON:
    """A document as Bode would send it, for rehearsals."""
    head = {
        **document.raw, "id": document.id, "title": document.title, "kind": document.kind, "date": document.date,
        "date_inferred": document.date_inferred, "url": document.url, "source": document.source,
        "asked_by": document.asked_by, "answered_by": document.answered_by, "asked": document.asked,
        "answered": document.answered,
    }
    answers = []
    for answer in document.answers:
        wire = {
            **answer.raw, "question": answer.question, "answer": answer.answer, "numbers": answer.numbers,
            "section": answer.section, "asked_by": answer.asked_by, "answered_by": answer.answered_by,
        }
        for key in _READERS:
            values = getattr(answer, key)
            if values is not None:
                wire[key] = [
                    {**_wire(v, answer), **({"stage": v.stage} if isinstance(v, Annotation) else {})} for v in values]
        if answer.response is not None:
            wire["response"] = answer.response
        answers.append(wire)
    return {"document": head, "answers": answers}


# The conversation


@dataclass
class _Limits:
    line: int = 1 << 20
    document: int = 16 << 20
    window: int = LARGEST_WINDOW


class _Fault(Exception):
    """Bode said something that the protocol does not have."""


def _role(program: Type[_Program]) -> str:
    return "sink" if issubclass(program, Sink) else "stage"


class _Conversation:
    def __init__(self, program: Type[_Program], reading: BinaryIO, writing: BinaryIO) -> None:
        self.program, self.reading, self.writing = program, reading, writing
        self.limits = _Limits()
        self.lock = threading.Lock()

    def hold(self) -> int:
        """Talks until the end of the input, and returns the status to end with."""
        try:
            first = self.next()
            if first is None:
                return 0
            built = self.introduce(first)
            if built is None:
                return 0
            built.start()
            self.work(built)
            built.stop()
            return 0
        except _Fault as fault:
            log.error("%s", fault)
            return 65
        except BrokenPipeError:
            raise
        except Exception:
            log.error("%s", traceback.format_exc())
            return 70

    def next(self) -> Optional[JSON]:
        line = self.reading.readline()
        if not line:
            return None
        try:
            message = json.loads(line)
        except ValueError as error:
            raise _Fault(f"Bode sent a line that is no JSON: {error}") from None
        if not isinstance(message, dict):
            raise _Fault("Bode sent a line that is no JSON object")
        return message

    def introduce(self, hello: JSON) -> Optional[_Program]:
        """Answers the greeting; `None` where it was refused."""
        if hello.get("type") != "hello":
            raise _Fault(f"Bode did not greet, but sent {hello.get('type')!r}")
        role, program = _role(self.program), self.program
        try:
            if hello.get("protocol") != PROTOCOL:
                raise InvalidOptions("", f"speaks {PROTOCOL}, and not {hello.get('protocol')!r}")
            if hello.get("role") != role:
                raise InvalidOptions("", f"is a {role}, and was started as a {hello.get('role')}")
            given = hello.get("limits") or {}
            for item in dataclasses.fields(_Limits):
                setattr(self.limits, item.name, given.get(item.name, getattr(self.limits, item.name)))
            built = _build(program, hello.get("options") or {})
        except InvalidOptions as refusal:
            self.send({"type": "refuse", "option": refusal.option, "problem": _reason(refusal.problem)})
            return None
        window = min(max(program.window or program.workers, 1), LARGEST_WINDOW, max(self.limits.window, 1))
        ready: JSON = {
            "type": "ready", "protocol": PROTOCOL, "name": program.name or program.__name__.lower(),
            "version": program.version, "role": role, "window": window,
        }
        if issubclass(program, Stage):
            wrong = [a for a in program.adds if a not in ADDITIONS]
            if wrong:
                raise _Fault(f"adds: '{wrong[0]}' is none of {', '.join(ADDITIONS)}")
            ready["adds"] = list(program.adds)
        self.send(ready)
        return built

    def work(self, built: _Program) -> None:
        if self.program.workers <= 1:
            while (message := self.next()) is not None:
                self.answer(built, message)
            return
        faults: List[BaseException] = []

        def answer(message: JSON) -> None:
            try:
                self.answer(built, message)
            except BaseException as error:
                # Without an answer Bode would wait for its deadline; so the program ends, and is started again.
                faults.append(error)
                os.write(2, f"<3>{error}\n".encode(errors="replace"))
                os._exit(65 if isinstance(error, _Fault) else 70)

        with ThreadPoolExecutor(self.program.workers) as pool:
            while (message := self.next()) is not None:
                pool.submit(answer, message)

    def answer(self, built: _Program, message: JSON) -> None:
        wanted = "document" if isinstance(built, Stage) else "event"
        if message.get("type") != wanted:
            raise _Fault(f"Bode sent {message.get('type')!r}, which a {_role(self.program)} does not know")
        number = message.get("id")
        if not isinstance(number, int) or isinstance(number, bool):
            raise _Fault(f"Bode sent a {wanted} without an id")
        if isinstance(built, Stage):
            for reply in self.processed(built, number, message):
                self.send(reply)
        elif isinstance(built, Sink):
            self.send({"id": number, **_delivered(built, message)})

    def processed(self, stage: Stage, number: int, message: JSON) -> Iterable[JSON]:
        try:
            document = _document(message)
            returned = stage.process(document)
            return self.replies(number, document if returned is None else returned)
        except SetAside as aside:
            return [{"type": "set_aside", "id": number, "reason": _reason(aside)}]
        except Retry as retry:
            again: JSON = {"type": "retry", "id": number, "reason": _reason(retry)}
            if retry.after is not None:
                again["after"] = min(max(float(retry.after), 0.0), 7 * 86_400.0)
            return [again]
        except OSError as error:
            log.warning("%s", traceback.format_exc())
            return [{"type": "retry", "id": number, "reason": _reason(error, named=True)}]
        except Exception as error:
            log.error("%s", traceback.format_exc())
            return [{"type": "set_aside", "id": number, "reason": _reason(error, named=True)}]

    def replies(self, number: int, document: Document) -> List[JSON]:
        """What was added, in as many messages as the longest line asks for."""
        assert issubclass(self.program, Stage)
        additions: List[JSON] = []
        # Room for the rest of a message.
        room = max(self.limits.line - 256, 256)
        replies: List[JSON] = []
        size, total = 0, 0

        def close(kind: str) -> None:
            nonlocal additions, size
            reply: JSON = {"type": kind, "id": number}
            if additions:
                reply["answers"] = additions
            replies.append(reply)
            additions, size = [], 0

        for index, answer in enumerate(document.answers):
            looked: List[Tuple[str, JSON]] = [(key, {}) for key in sorted(answer._looked)]
            for key, piece in looked + answer._added:
                if key not in self.program.adds:
                    raise ValueError(f"adds {key}, which the class does not declare in 'adds'")
                cost = len(_encode(piece)) + 64
                if cost > room:
                    raise ValueError(f"one addition is longer than a line may be ({self.limits.line} bytes)")
                if size + cost > room:
                    close("part")
                size, total = size + cost, total + cost
                if not additions or additions[-1]["index"] != index:
                    additions.append({"index": index})
                if key == "response":
                    additions[-1].update(piece)
                else:
                    additions[-1].setdefault(key, [])
                    if piece:
                        additions[-1][key].append(piece)
        if total > self.limits.document:
            raise ValueError(f"what is added is more than {self.limits.document} bytes")
        close("done")
        return replies

    def send(self, message: JSON) -> None:
        line = _encode(message) + b"\n"
        with self.lock:
            self.writing.write(line)
            self.writing.flush()


def _delivered(sink: Sink, message: JSON) -> JSON:
    event = message.get("event")
    if not isinstance(event, dict):
        raise _Fault("Bode sent an event that is no object")
    try:
        sink.deliver(Event(str(event.get("id", "")), str(event.get("type", "")), event))
        return {"type": "delivered"}
    except Deferred as deferred:
        until = deferred.until.astimezone(timezone.utc)
        return {"type": "deferred", "until": until.strftime("%Y-%m-%dT%H:%M:%SZ")}
    except Refused as refused:
        return {"type": "refused", "reason": _reason(refused)}
    except Gone as gone:
        return {"type": "gone", "reason": _reason(gone)}
    except Failed as failed:
        reply: JSON = {"type": "failed", "reason": _reason(failed)}
        if failed.hold is not None:
            reply["hold"] = min(max(float(failed.hold), 0.0), 7 * 86_400.0)
        return reply
    except Exception as error:
        log.warning("%s", traceback.format_exc())
        return {"type": "failed", "reason": _reason(error, named=True)}


def _reason(error: Union[str, Exception], named: bool = False) -> str:
    text = str(error)
    if named:
        text = f"{type(error).__name__}: {text}"
    return _plain(text[:LONGEST_REASON // 4], "reason", LONGEST_REASON) or "no reason was given"


def _encode(message: Any) -> bytes:
    return json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


# The streams of the process


def _take_over_streams() -> Tuple[BinaryIO, BinaryIO]:
    """The streams of the protocol; what else prints, or reads, gets the log and nothing.

    So neither a stray print nor a program that the stage starts can break into the conversation.
    """
    reading, writing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    return open(reading, "rb"), open(writing, "wb")


class _Levels(logging.Handler):
    """Writes a record to standard error, each of its lines with the level as Bode and systemd know it."""

    def emit(self, record: logging.LogRecord) -> None:
        level = next((n for least, n in ((40, 3), (30, 4), (20, 6)) if record.levelno >= least), 7)
        lines = self.format(record).splitlines() or [""]
        sys.stderr.write("".join(f"<{level}>{line}\n" for line in lines))
        sys.stderr.flush()


def _send_logging_to_bode() -> None:
    handler = _Levels()
    handler.setFormatter(logging.Formatter("%(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level == logging.WARNING:
        root.setLevel(logging.INFO)
    logging.captureWarnings(True)
