import os
import tempfile
import unittest
from typing import List, Optional

from bode_stage import Annotation, Document, InvalidOptions, rehearse
from similar import Memory, Similar, resemblance, sketch

TEXT = (
    "De Nederlandse bijdrage aan de missie in Mali bestaat uit negentig militairen en vier helikopters. Het kabinet besluit voor de "
    "zomer of de bijdrage wordt verlengd, en informeert uw Kamer daarover met een brief waarin ook de kosten aan de orde komen."
)
OTHER = (
    "De voedselprijzen in de regio zijn het afgelopen jaar met een derde gestegen. Volgens het Wereldvoedselprogramma hebben zes "
    "miljoen mensen hulp nodig, en het kabinet stelt daarvoor extra middelen beschikbaar uit het budget voor noodhulp."
)


def paper(name: str, *texts: str) -> Document:
    return Document.of(*(("Vraag?", t) for t in texts), id=name, title=f"Brief {name}", url=f"https://papers.example/{name}")


def marks(stage: Similar, document: Document) -> List[Optional[Annotation]]:
    stage.process(document)
    return [a.annotations[0] if a.annotations else None for a in document.answers]


class SimilarTests(unittest.TestCase):
    def test_marks_what_says_nearly_the_same(self) -> None:
        stage = Similar()
        self.assertEqual(marks(stage, paper("a", OTHER, TEXT)), [None, None])
        mark = marks(stage, paper("b", TEXT.replace("negentig", "tachtig")))[0]
        assert mark is not None and mark.score is not None
        self.assertEqual((mark.kind, mark.text, mark.url), ("similar", "Brief a · 2", "https://papers.example/a"))
        self.assertEqual(mark.fields, {"paper": "a", "answer": "2"})
        self.assertTrue(0.7 <= mark.score < 1)

    def test_a_paper_that_comes_again_is_not_similar_to_itself_nor_to_a_later_one(self) -> None:
        stage = Similar()
        for _ in range(2):
            self.assertEqual(marks(stage, paper("a", TEXT)), [None])
            again = marks(stage, paper("b", TEXT))[0]
            assert again is not None
            self.assertEqual(again.score, 1)

    def test_short_answers_say_nothing(self) -> None:
        stage = Similar()
        marks(stage, paper("a", "Ja."))
        self.assertEqual(marks(stage, paper("b", "Ja.")), [None])

    def test_remembers_after_a_start_and_survives_a_line_that_was_cut(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "memory")
            marks(Similar(memory=path), paper("a", TEXT))
            with open(path, "a", encoding="utf-8") as file:
                file.write('["half a li')
            self.assertIsNotNone(marks(Similar(memory=path), paper("b", TEXT))[0])
            self.assertEqual(marks(Similar(memory=path), paper("a", TEXT)), [None])
            # What was written behind the cut line is there.
            self.assertIsNotNone(marks(Similar(memory=path), paper("c", TEXT))[0])
            self.assertEqual(set(Similar(memory=path).memory.orders), {"a", "b", "c"})

    def test_memory_and_file_stay_within_bounds(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "memory")
            stage = Similar(memory=path, most=10)
            for n in range(100):
                stage.process(paper(str(n), f"{TEXT} {n} {n}"))
            self.assertEqual(len(stage.memory.seen), 10)
            self.assertLessEqual(len(stage.memory.found), 10 * 8)
            self.assertEqual(set(stage.memory.orders), {str(n) for n in range(90, 100)})
            with open(path, encoding="utf-8") as file:
                self.assertLessEqual(len(file.readlines()), 20)
            self.assertEqual(len(Memory(path, 10).seen), 10)

    def test_resemblance_is_that_of_the_shingles(self) -> None:
        self.assertEqual(resemblance(sketch(TEXT), sketch(TEXT.upper())), 1)
        self.assertEqual(resemblance(sketch(TEXT), sketch(OTHER)), 0)

    def test_refuses_options_that_have_no_sense(self) -> None:
        for options in ({"threshold": 0}, {"threshold": "high"}, {"most": 0}, {"memory": "/nowhere/x"}, {"memry": "x"}):
            with self.assertRaises(InvalidOptions, msg=str(options)):
                rehearse(Similar, Document.of(), **options)


if __name__ == "__main__":
    unittest.main()
