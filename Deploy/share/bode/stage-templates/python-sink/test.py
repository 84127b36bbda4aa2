import os
import tempfile
import unittest

from bode_stage import Event
from @name@_sink import @Type@


class @Type@Tests(unittest.TestCase):
    def test_writes_a_line_for_an_event(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "alerts.txt")
            event = {"id": "evt_a", "type": "bode.answer.published", "data": {"question": "Wanneer\nkomt het?"}}
            @Type@(path).deliver(Event("evt_a", "bode.answer.published", event))
            with open(path, encoding="utf-8") as file:
                self.assertEqual(file.read(), "evt_a bode.answer.published Wanneer komt het?\n")


if __name__ == "__main__":
    unittest.main()
