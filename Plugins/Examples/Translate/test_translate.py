import sys
import unittest
from typing import Any, Dict, List

from bode_stage import Annotation, Document, InvalidOptions, Retry, rehearse
from translate import Translate, cut

# Commands that stand for a translator.
SHOUT = [sys.executable, "-c", "import sys; print(sys.stdin.read().upper())"]


def translations(document: Document, command: List[str], **options: object) -> List[List[Annotation]]:
    return [a.annotations or [] for a in rehearse(Translate, document, command=command, **options).answers]


class TranslateTests(unittest.TestCase):
    def test_adds_what_the_command_says(self) -> None:
        (first, empty) = translations(Document.of(("Wie?", "De minister.\n\nEn zij."), ("Wat?", " ")), SHOUT)
        self.assertEqual(
            first, [Annotation("translation", "DE MINISTER.\n\nEN ZIJ.", language="en", fields={"passage": "answer"})])
        self.assertEqual(empty, [])

    def test_translates_questions_too_where_told(self) -> None:
        (both,) = translations(Document.of(("Wie?", "Hij.")), SHOUT, passages=["question", "answer"], language="fr")
        self.assertEqual([(a.text, a.language) for a in both], [("WIE?", "fr"), ("HIJ.", "fr")])

    def test_long_texts_go_in_pieces_and_come_back_in_annotations_that_fit(self) -> None:
        (long,) = translations(Document.of(("?", "De missie in Mali duurt lang. " * 3000)), SHOUT, longest=16_000)
        self.assertEqual([(a.fields or {}).get("part") for a in long], ["1 of 2", "2 of 2"])
        self.assertEqual(sum(a.text.count("MALI") for a in long), 3000)

    def test_what_has_a_translation_gets_no_other(self) -> None:
        document = rehearse(Translate, Document.of(("?", "Ja.")), command=SHOUT)
        self.assertEqual(len(translations(document, [sys.executable, "-c", "exit(1)"])[0]), 1)

    def test_a_command_that_hangs_or_fails_is_tried_again_later(self) -> None:
        hangs = [sys.executable, "-c", "import signal; signal.pause()"]
        with self.assertRaises(Retry) as slow:
            translations(Document.of(("?", "Ja.")), hangs, timeout=0.3)
        self.assertEqual(slow.exception.after, 300)
        for code in ("import sys; sys.exit('no model for nl')", "pass"):
            with self.assertRaises(Retry):
                translations(Document.of(("?", "Ja.")), [sys.executable, "-c", code])

    def test_refuses_options_that_have_no_sense(self) -> None:
        wrong: List[Dict[str, Any]] = [
            {"command": []}, {"command": ["no-such-program"]}, {"command": SHOUT, "language": "English please"},
            {"command": SHOUT, "passages": ["title"]}, {"command": SHOUT, "timeout": 0}, {},
        ]
        for options in wrong:
            with self.assertRaises(InvalidOptions, msg=str(options)):
                rehearse(Translate, Document.of(), **options)

    def test_is_cut_where_people_would(self) -> None:
        self.assertEqual(cut("Een. Twee.\n\nDrie.", 100), ["Een. Twee.", "Drie."])
        self.assertEqual(cut("Een twee. Drie vier.", 12), ["Een twee.", "Drie vier."])
        self.assertEqual(cut("een twee drie", 9), ["een twee", "drie"])
        self.assertEqual(cut("x" * 25, 10), ["x" * 10, "x" * 10, "x" * 5])
        self.assertEqual(cut(" ", 10), [])


if __name__ == "__main__":
    unittest.main()
