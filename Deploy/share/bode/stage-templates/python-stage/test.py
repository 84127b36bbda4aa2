import unittest

from bode_stage import Document, InvalidOptions, rehearse
from @name@_stage import @Type@


class @Type@Tests(unittest.TestCase):
    def test_marks_an_answer_that_uses_a_word(self) -> None:
        document = Document.of(("Wanneer?", "De Kamer hoort het vóór 1 mei."), ("Waarom?", "Daarom."))
        first, second = rehearse(@Type@, document, words=["mei"]).answers
        self.assertEqual([(a.kind, a.text) for a in first.annotations or []], [("@name@", "says 'mei'")])
        self.assertEqual(first.words(first.annotations[0].place), "mei")
        self.assertFalse(second.annotations)

    def test_refuses_an_empty_word(self) -> None:
        with self.assertRaises(InvalidOptions):
            rehearse(@Type@, Document.of(), words=[""])


if __name__ == "__main__":
    unittest.main()
