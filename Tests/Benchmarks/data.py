"""What the rows read: made from fixed seeds when it is first asked for, and kept."""
from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import dutch
import feeds
import papers
import words
from measuring import remove

HERE = Path(__file__).parent
GENERATORS = ("dutch.py", "feeds.py", "papers.py", "words.py", "data.py")
LONG_AGO = 1_717_200_000
FEEDS, PAPERS, PAPER_FEEDS, SOURCES = 2000, 1000, 20, 200


class Data:
    """A folder of generated files; what generators that have changed since had made goes."""

    def __init__(self, folder: str) -> None:
        source = b"".join((HERE / name).read_bytes() for name in GENERATORS)
        name = "data-" + hashlib.sha256(source).hexdigest()[:8]
        for old in Path(folder).glob("data-*"):
            if old.name != name:
                remove(str(old))
        self.folder = os.path.join(folder, name)
        self.www = os.path.join(self.folder, "www")
        os.makedirs(self.www, exist_ok=True)
        self._names: list[str] = []

    def kept(self, name: str, make: Callable[[], bytes | str | Iterable[str]]) -> str:
        """The path of a file, which is made where it is missing; lines come without their ends."""
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            made = make()
            with open(path + ".new", "wb") as out:
                if isinstance(made, bytes):
                    out.write(made)
                elif isinstance(made, str):
                    out.write(made.encode())
                else:
                    out.writelines(line.encode() + b"\n" for line in made)
            # The same file has the same validators tomorrow.
            os.utime(path + ".new", (LONG_AGO, LONG_AGO))
            os.rename(path + ".new", path)
        return path

    def size(self, path: str) -> float:
        """Megabytes."""
        return os.path.getsize(path) / 1e6

    @property
    def names(self) -> list[str]:
        if not self._names:
            self._names = words.phrases()
        return self._names

    # What the server serves.

    def polled(self) -> list[str]:
        """Feeds of fifty entries, by their paths on the server."""
        for number in range(FEEDS):
            self.kept(f"www/feeds/{number}.xml", lambda: feeds.feed(number))
        return [f"feeds/{number}.xml" for number in range(FEEDS)]

    def announced(self, suffix: str) -> list[str]:
        """Feeds that announce papers of usual size, as `txt` or `pdf`."""
        for number in range(PAPERS):
            self.paper(number, suffix)
        each = PAPERS // PAPER_FEEDS
        for number in range(PAPER_FEEDS):
            self.kept(f"www/papers/feed-{suffix}-{number}.xml",
                      lambda: feeds.announcing(number, range(number * each, number * each + each), suffix))
        return [f"papers/feed-{suffix}-{number}.xml" for number in range(PAPER_FEEDS)]

    def sources(self) -> list[str]:
        """Feeds of one paper each."""
        for number in range(SOURCES):
            self.paper(number, "txt")
            self.kept(f"www/papers/source-{number}.xml", lambda: feeds.announcing(number, range(number, number + 1), "txt"))
        return [f"papers/source-{number}.xml" for number in range(SOURCES)]

    def paper(self, number: int, suffix: str) -> str:
        """A paper of usual size."""
        make = {"txt": papers.text, "pdf": lambda *given: papers.pdf(*given)[0]}[suffix]
        return self.kept(f"www/papers/{number}.{suffix}", lambda: make(number, papers.usual(number), self.names))

    @property
    def answers(self) -> int:
        """How many answers the papers of usual size hold together."""
        return sum(papers.usual(number) for number in range(PAPERS))

    # What programs read.

    def large_feed(self) -> str:
        return self.kept("large.atom", lambda: feeds.large(10))

    def phrases(self) -> str:
        return self.kept("phrases.txt", lambda: self.names)

    def prose(self) -> str:
        return self.kept("prose.txt", lambda: "\n\n".join(words.prose(50, self.names)))

    def labelled(self) -> tuple[str, str]:
        """Texts of 2 KB: 3,000 with their themes to learn from, 4,000 to be asked."""
        def made(first: int, last: int, is_labelled: bool) -> list[str]:
            texts = list(words.labelled(last, words.terms()))[first:]
            return [f"__label__{theme} {text}" if is_labelled else text for theme, text in texts]
        return (self.kept("training.txt", lambda: made(0, 3000, True)), self.kept("texts.txt", lambda: made(3000, 7000, False)))

    def themes(self) -> str:
        """Weighted words of twelve themes, of which papers have some: what a script files by."""
        found = {theme: {term: 1 + number % 5 for number, term in enumerate(terms)} for theme, terms in words.terms().items()}
        vocabulary = sorted({word.lower() for what in dutch.WHAT for word in what.split() if len(word) > 6})
        for number, word in enumerate(vocabulary):
            found[f"theme{number % len(found)}"][word] = 3
        return self.kept("themes.json", lambda: json.dumps(found, ensure_ascii=False))

    def records(self) -> str:
        return self.kept("records.ndjson", lambda: words.records(20_000))

    def text_of_papers(self) -> str:
        """Papers of forty answers in one text."""
        return self.kept("papers.txt", lambda: "\f".join(papers.text(seed, 40) for seed in range(40)))

    def large_pdf(self) -> tuple[str, int]:
        """A PDF of nine hundred answers, and its pages."""
        path = self.kept("large.pdf", lambda: papers.pdf(1, 900)[0])
        with open(path, "rb") as file:
            return path, file.read().count(b"/Type /Page ")
