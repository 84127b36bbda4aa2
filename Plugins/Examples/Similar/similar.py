#!/usr/bin/env python3
"""Marks answers that say nearly the same as one of an earlier paper.

Texts are compared by their shingles, runs of five words, of which the 64 with the smallest hashes stand for all (A. Broder, On the
resemblance and containment of documents, 1997). So an answer costs less than a kilobyte to remember, however long it is.
"""
import base64
import hashlib
import json
import os
import re
import struct
from collections import OrderedDict
from dataclasses import dataclass
from typing import Dict, List, Optional, Set, Tuple

from bode_stage import Annotation, Answer, Document, InvalidOptions, Stage, run

SHINGLE = 5
"""Words of a shingle."""
SKETCH = 64
"""Hashes that stand for a text."""
KEYS = 8
"""Hashes by which a text is found again: two texts that share 70 % miss each other once in some ten thousand times."""
WORDS = re.compile(r"\w+")


def sketch(text: str) -> Tuple[int, ...]:
    """The smallest hashes of a text's shingles."""
    words = WORDS.findall(text.casefold())
    hashes = {
        int.from_bytes(hashlib.blake2b(" ".join(words[i:i + SHINGLE]).encode(), digest_size=8).digest(), "big")
        for i in range(max(len(words) - SHINGLE + 1, 1))
    }
    return tuple(sorted(hashes)[:SKETCH])


def resemblance(one: Tuple[int, ...], other: Tuple[int, ...]) -> float:
    """How much of their shingles two texts share, from 0 to 1, as their sketches let one guess."""
    smallest = sorted(set(one) | set(other))[:SKETCH]
    shared = set(one) & set(other)
    return sum(h in shared for h in smallest) / len(smallest) if smallest else 0.0


@dataclass(frozen=True)
class Seen:
    """An answer of a paper, as it is remembered."""

    paper: str
    index: int
    """Which answer of the paper."""
    order: int
    """Papers are numbered as they come; one that comes again keeps its number."""
    label: str
    url: Optional[str]
    hashes: Tuple[int, ...]

    def line(self) -> str:
        packed = base64.b64encode(struct.pack(f">{len(self.hashes)}Q", *self.hashes)).decode()
        return json.dumps([self.paper, self.index, self.order, self.label, self.url, packed], ensure_ascii=False)

    @staticmethod
    def read(line: str) -> "Seen":
        paper, index, order, label, url, packed = json.loads(line)
        data = base64.b64decode(packed, validate=True)
        return Seen(paper, index, order, label, url, struct.unpack(f">{len(data) // 8}Q", data))


class Memory:
    """What was seen: the latest `most` answers, in memory and, where there is one, in a file that is appended to."""

    def __init__(self, path: Optional[str], most: int) -> None:
        self.path, self.most = path, most
        self.seen: "OrderedDict[Tuple[str, int], Seen]" = OrderedDict()
        self.found: Dict[int, Set[Tuple[str, int]]] = {}
        self.orders: Dict[str, int] = {}
        self.papers: Dict[str, int] = {}
        self.next = 0
        self.lines = 0
        if path and os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                line = "\n"
                for line in file:
                    self.lines += 1
                    try:
                        self.put(Seen.read(line))
                    except (ValueError, TypeError, struct.error):
                        continue  # a line that a crash has cut
            if not line.endswith("\n"):
                with open(path, "a", encoding="utf-8") as file:
                    file.write("\n")

    def order(self, paper: str) -> int:
        return self.orders.get(paper, self.next)

    def put(self, seen: Seen) -> bool:
        """Remembers an answer, in place of what was there under its paper and index; false where nothing changed."""
        key = (seen.paper, seen.index)
        old = self.seen.get(key)
        if old == seen:
            return False
        if old:
            self.forget(key)
        self.seen[key] = seen
        self.papers[seen.paper] = self.papers.get(seen.paper, 0) + 1
        self.orders[seen.paper] = seen.order
        self.next = max(self.next, seen.order + 1)
        for value in seen.hashes[:KEYS]:
            self.found.setdefault(value, set()).add(key)
        while len(self.seen) > self.most:
            self.forget(next(iter(self.seen)))
        return True

    def forget(self, key: Tuple[str, int]) -> None:
        seen = self.seen.pop(key)
        for value in seen.hashes[:KEYS]:
            keys = self.found[value]
            keys.discard(key)
            if not keys:
                del self.found[value]
        self.papers[seen.paper] -= 1
        if not self.papers[seen.paper]:
            del self.papers[seen.paper], self.orders[seen.paper]

    def nearest(self, hashes: Tuple[int, ...], paper: str, order: int) -> Tuple[float, Optional[Seen]]:
        """The answer of an earlier paper that resembles it most; of equals the first."""
        keys = set().union(*(self.found.get(value, set()) for value in hashes[:KEYS]))
        earlier = [s for s in (self.seen[k] for k in keys) if s.paper != paper and s.order < order]
        best = max(earlier, key=lambda s: (resemblance(hashes, s.hashes), -s.order, -s.index), default=None)
        return (resemblance(hashes, best.hashes), best) if best else (0.0, None)

    def store(self, seen: List[Seen]) -> None:
        """Writes what is new; where the file holds more than twice what is remembered, writes it anew."""
        if not self.path or not seen:
            return
        self.lines += len(seen)
        if self.lines > 2 * self.most:
            draft = self.path + ".new"
            with open(draft, "w", encoding="utf-8") as file:
                file.writelines(s.line() + "\n" for s in self.seen.values())
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, self.path)
            self.lines = len(self.seen)
            return
        with open(self.path, "a", encoding="utf-8") as file:
            file.writelines(s.line() + "\n" for s in seen)
            file.flush()
            os.fsync(file.fileno())


class Similar(Stage):
    version = "1.0.0"
    adds = ["annotations"]

    def __init__(
        self, threshold: float = 0.7, memory: Optional[str] = None, shortest: int = 20, most: int = 20_000
    ) -> None:
        if not 0 < threshold <= 1:
            raise InvalidOptions("threshold", "must be above 0, and at most 1")
        if shortest < 1:
            raise InvalidOptions("shortest", "must be at least one word")
        if not 1 <= most <= 200_000:
            raise InvalidOptions("most", "must be from 1 to 200000 answers")
        self.threshold, self.shortest = threshold, shortest
        try:
            self.memory = Memory(memory, most)
            if memory:
                open(memory, "a").close()
        except OSError as error:
            raise InvalidOptions("memory", f"{error.strerror}; its directory must be under 'write'") from error

    def process(self, document: Document) -> None:
        order = self.memory.order(document.id)
        new: List[Seen] = []
        for index, answer in enumerate(document.answers):
            if len(WORDS.findall(answer.answer)) < self.shortest:
                continue
            hashes = sketch(answer.answer)
            score, earlier = self.memory.nearest(hashes, document.id, order)
            if earlier and score >= self.threshold:
                answer.add(Annotation(
                    "similar", earlier.label, url=earlier.url, score=round(score, 3),
                    fields={"paper": earlier.paper[:1000], "answer": str(earlier.index + 1)}))
            seen = Seen(document.id, index, order, label(document, answer), web(document.url), hashes)
            if self.memory.put(seen):
                new.append(seen)
        self.memory.store(new)


def label(document: Document, answer: Answer) -> str:
    numbers = ", ".join(str(n) for n in answer.numbers)
    title = (document.title or document.id)[:300]
    return f"{title} · {numbers}" if numbers else title


def web(url: Optional[str]) -> Optional[str]:
    return url if url and url.startswith(("http://", "https://")) and len(url) < 2000 else None


if __name__ == "__main__":
    run(Similar)
