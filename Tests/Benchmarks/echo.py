#!/usr/bin/env python3
"""A stage that says each answer again: what a trip to a program of one's own costs, and nothing else."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Plugins/Kits/Python"))
from bode_stage import Annotation, Document, Stage, run  # noqa: E402


class Echo(Stage):
    window = 64

    def process(self, document: Document) -> None:
        for answer in document.answers:
            answer.add(Annotation("echo", answer.answer))


run(Echo)
