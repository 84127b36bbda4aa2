#!/usr/bin/env python3
"""Marks answers that use one of some words."""
from typing import List, Optional

from bode_stage import Annotation, Document, InvalidOptions, Stage, run


class @Type@(Stage):
    version = "0.1.0"
    adds = ["annotations"]

    def __init__(self, words: Optional[List[str]] = None) -> None:
        self.words = ["Kamer"] if words is None else words
        if not all(self.words):
            raise InvalidOptions("words", "an empty word is in every answer")

    def process(self, document: Document) -> None:
        for answer in document.answers:
            for word in self.words:
                place = answer.find(word)
                if place:
                    answer.add(Annotation("@name@", f"says '{word}'", place=place))


if __name__ == "__main__":
    run(@Type@)
