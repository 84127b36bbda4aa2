#!/usr/bin/env python3
"""Adds a translation of each answer, made by a command of the user's choice: text on its standard input, text on its output."""
import os
import re
import shutil
import signal
import subprocess
from typing import List

from bode_stage import LONGEST_TEXT, Annotation, Answer, Document, InvalidOptions, Retry, SetAside, Stage, run

PARAGRAPH = re.compile(r"\n{2,}")
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
LONGEST_REASON = 200


class Translate(Stage):
    version = "1.0.0"
    adds = ["annotations"]
    workers = 2

    def __init__(
        self, command: List[str], language: str = "en", passages: List[str] = ["answer"], timeout: float = 20,
        longest: int = 4000,
    ) -> None:
        if not command or not shutil.which(command[0]):
            name = command[0] if command else ""
            raise InvalidOptions("command", f"there is no program '{name}' on the PATH")
        if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language):
            raise InvalidOptions("language", "must be a BCP 47 tag, such as en or pt-BR")
        if not passages or not set(passages) <= {"question", "answer"}:
            raise InvalidOptions("passages", "must be of: question, answer")
        if not 0 < timeout <= 3600:
            raise InvalidOptions("timeout", "must be above 0, and at most 3600 seconds")
        if not 100 <= longest <= 16_000:
            raise InvalidOptions("longest", "must be from 100 to 16000 characters")
        self.command, self.language, self.passages = command, language, passages
        self.timeout, self.longest = timeout, longest

    def process(self, document: Document) -> None:
        for answer in document.answers:
            for passage in self.passages:
                if answer.text(passage).strip() and not self.has(answer, passage):
                    self.add(answer, passage)

    def has(self, answer: Answer, passage: str) -> bool:
        """Whether the answer came with such a translation."""
        return any(
            a.kind == "translation" and a.language == self.language and (a.fields or {}).get("passage") == passage
            for a in answer.annotations or [])

    def add(self, answer: Answer, passage: str) -> None:
        pieces = [self.translated(piece) for piece in cut(answer.text(passage), self.longest)]
        texts = [""]
        for piece in pieces:
            if texts[-1] and len((texts[-1] + piece).encode()) + 2 > LONGEST_TEXT:
                texts.append("")
            texts[-1] = f"{texts[-1]}\n\n{piece}" if texts[-1] else piece
        for number, text in enumerate(texts, 1):
            fields = {"passage": passage}
            if len(texts) > 1:
                fields["part"] = f"{number} of {len(texts)}"
            answer.add(Annotation("translation", text, language=self.language, fields=fields))

    def translated(self, text: str) -> str:
        # A group of its own, so that what the command starts ends with it.
        with subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        ) as process:
            try:
                output, errors = process.communicate(text.encode(), timeout=self.timeout)
            except subprocess.TimeoutExpired:
                raise Retry(f"'{self.command[0]}' took longer than {self.timeout:g} seconds", after=300) from None
            finally:
                try:
                    os.killpg(process.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
        if process.returncode != 0:
            said = " ".join(errors.decode(errors="replace").split())[-LONGEST_REASON:]
            raise Retry(f"'{self.command[0]}' ended with status {process.returncode}: {said}")
        result = output.decode(errors="replace").strip()
        if not result:
            raise Retry(f"'{self.command[0]}' said nothing")
        if len(result.encode()) > LONGEST_TEXT:
            raise SetAside(f"'{self.command[0]}' made more than {LONGEST_TEXT} bytes of {len(text)} characters")
        return result


def cut(text: str, longest: int) -> List[str]:
    """The text in pieces of at most so many characters, cut between paragraphs, else sentences, else words, else anywhere."""
    pieces: List[str] = []
    for paragraph in PARAGRAPH.split(text.strip()):
        piece = ""
        for sentence in SENTENCE.split(paragraph):
            while len(sentence) > longest:
                at = sentence.rfind(" ", 1, longest) + 1 or longest
                if piece:
                    pieces.append(piece)
                    piece = ""
                pieces.append(sentence[:at].strip())
                sentence = sentence[at:]
            if piece and len(piece) + 1 + len(sentence) > longest:
                pieces.append(piece)
                piece = ""
            piece = f"{piece} {sentence}" if piece else sentence
        if piece:
            pieces.append(piece)
    return [piece for piece in pieces if piece.strip()]


if __name__ == "__main__":
    run(Translate)
