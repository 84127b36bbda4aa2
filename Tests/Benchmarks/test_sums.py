"""That the benchmarks' sums, verdicts and data are what they say: a figure that nobody checks is worth nothing."""
from __future__ import annotations

import os
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import feeds
import papers
import report
import words
from chart import BAR, OTHERS, OURS, chart
from data import Data
from measuring import SECONDS, Broken, Contender, Figures, Goal, Row


def contender(name: str, *cpu: float, units: float | None = None) -> Contender:
    """Somebody who has run already, with that many CPU seconds a run."""
    return Contender(name, lambda: Figures(1, 1, 1), [Figures(wall=2 * taken, cpu=taken, peak=10, units=units) for taken in cpu])


def row(*contenders: Contender, goals: list[Goal] | None = None, **rest) -> Row:
    return Row("a-row", "some work", "papers", 100, goals=goals or [], contenders=list(contenders), **rest)


class Sums(unittest.TestCase):
    def test_a_value_is_the_median_of_the_runs(self):
        made = row(contender("bode", 1, 2, 4))
        self.assertEqual(made.value(made.contenders[0]), 50)

    def test_a_ratio_is_the_median_of_pairs_run_by_run(self):
        # The medians' ratio would be 1: the machine changed between the runs, and each pair saw the same of it.
        made = row(contender("bode", 1, 2, 10), contender("script", 2, 4, 2))
        self.assertEqual(made.ratio(made.contenders[1]), 2)

    def test_who_does_fewer_units_is_counted_by_them(self):
        made = row(contender("bode", 1), contender("slow", 1, units=10))
        self.assertEqual(made.ratio(made.contenders[1]), 10)

    def test_goals_are_reached_from_the_right_side(self):
        more = row(contender("bode", 1), contender("script", 2), goals=[Goal(2, "script"), Goal(2.1, "script")])
        self.assertEqual([report.is_reached(more, goal) for goal in more.goals], [True, False])
        less = row(contender("bode", 1), goals=[Goal(2), Goal(1.9)], yardstick=SECONDS)
        self.assertEqual([report.is_reached(less, goal) for goal in less.goals], [True, False])

    def test_a_goal_without_its_other_is_not_measured(self):
        made = row(contender("bode", 1), contender("script"), goals=[Goal(2, "script"), Goal(2, "nobody")])
        self.assertEqual([report.verdict(made, goal).rsplit(": ", 1)[1] for goal in made.goals], ["not measured"] * 2)
        self.assertIn("| not measured |", report.goals([made]))

    def test_who_breaks_is_named_and_the_others_go_on(self):
        def breaks() -> Figures:
            raise Broken("there is no such thing")
        made = row(Contender("bode", lambda: Figures(1, 1, 1)), Contender("script", breaks))
        made.measure(3)
        self.assertEqual([len(each.runs) for each in made.contenders], [3, 0])
        self.assertIn("Broke: script: there is no such thing.", report.table(made))

    def test_numbers_have_three_digits(self):
        self.assertEqual([report.number(value) for value in (12345.6, 100, 12.34, 1.234, 0.01234)],
                         ["12,346", "100", "12.3", "1.23", "0.012"])


class Chart(unittest.TestCase):
    def test_bars_are_as_long_as_their_figures(self):
        made = row(contender("bode", 2), contender("a < b & c", 1), goals=[Goal(0.25, "a < b & c")])
        picture = ElementTree.fromstring(chart([made]))
        bars = [(each.get("fill"), each.get("width")) for each in picture.iter("{http://www.w3.org/2000/svg}rect") if each.get("height") == "13"]
        self.assertIn((OURS, str(BAR // 2)), bars)
        self.assertIn((OTHERS, str(BAR)), bars)

    def test_who_did_not_run_is_not_drawn(self):
        self.assertNotIn("a-row", chart([row(contender("bode"))]))


class Generated(unittest.TestCase):
    def test_the_same_seed_gives_the_same_bytes(self):
        names = words.phrases(50)
        for make in (lambda seed: papers.text(seed, 3, names), lambda seed: papers.pdf(seed, 3, names)[0], feeds.feed):
            self.assertEqual(make(4), make(4))
            self.assertNotEqual(make(4), make(5))

    def test_phrases_are_each_there_once(self):
        self.assertEqual(len(set(words.phrases(3000))), 3000)

    def test_every_feed_is_well_formed(self):
        for number in range(6):
            self.assertEqual(len(list(ElementTree.fromstring(feeds.feed(number)).iter())) > 50, True)

    def test_records_are_no_longer_than_asked(self):
        self.assertLessEqual(max(len(line.encode()) for line in words.records(50)), 2048)

    def test_what_was_made_is_kept_and_what_old_generators_made_goes(self):
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(os.path.join(folder, "data-old"))
            data = Data(folder)
            self.assertEqual(data.kept("a/b", lambda: "one"), data.kept("a/b", lambda: self.fail("made twice")))
            self.assertEqual(os.listdir(folder), [os.path.basename(data.folder)])


if __name__ == "__main__":
    unittest.main()
