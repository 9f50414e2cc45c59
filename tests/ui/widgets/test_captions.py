"""What is told of a digit in a few words."""

from __future__ import annotations

import numpy as np

from mnist_desk.ui.widgets.captions import Captions, captions_of, reading_in_words, value_in_words

from ..evaluate.answered import answered

NAMES = ("Top\x07", *"123456789")
LABELS = np.array([4, 4, 0, 4, 4], np.uint8)
READ = np.array([4, 9, 0, 9, 4])
FIRST = np.array([4, 9, 7, 9, 9])


def test_a_caption_tells_label_and_answer_as_far_as_they_are_known() -> None:
    assert Captions(NAMES, LABELS).of(1) == "4"
    assert Captions(NAMES, LABELS, READ).of(0) == "4 ✓"
    assert Captions(NAMES, LABELS, READ).of(1) == "4 → 9"
    assert Captions(NAMES, LABELS, READ, FIRST).of(4) == "4: 9 → 4"


def test_names_from_outside_are_plain() -> None:
    assert "\x07" not in Captions(NAMES, LABELS).of(2)


def test_those_that_some_digits_have_are_told_once() -> None:
    order = np.array([0, 1, 3, 4])
    assert set(Captions(NAMES, LABELS).among(order)) == {"4"}
    assert Captions(NAMES, LABELS, READ).among(order) == ["4 ✓", "4 → 9"]
    both = Captions(NAMES, LABELS, READ, FIRST).among(order)
    assert sorted(both) == ["4: 4 → 4", "4: 9 → 4", "4: 9 → 9"]
    assert Captions(NAMES, LABELS, READ).among(order[:0]) == []


def test_who_drew_is_told_where_somebody_is_named() -> None:
    writers = ("Ann", "Ann", None, "Maximiliane", "Ann")
    captions = Captions(NAMES, LABELS, READ, writers=writers)
    assert captions.of(1) == "Ann: 4 → 9"
    assert captions.of(2).endswith("✓")
    assert captions.of(3).startswith("Maxi")
    assert len(captions.of(3)) == len("Maximilian: 4 → 9")
    among = captions.among(np.arange(5))
    assert sorted(among) == sorted({captions.of(index) for index in range(5)})


def test_answers_have_captions() -> None:
    after, before = answered((4, 9), (4, 4)), answered((4, 7), (4, 4))
    assert captions_of(after).of(0) == "4 → 9"
    assert captions_of(after, before).of(0) == "4: 7 → 9"
    assert reading_in_words(after, 0) == "4, read as 9"
    assert reading_in_words(after, 1) == "4, read right"


def test_a_probability_is_told_in_per_cent_and_another_output_as_it_is() -> None:
    assert value_in_words(0.975, is_probability=True) == "97.5 %"
    assert value_in_words(0.0001, is_probability=True) == "<0.1 %"
    assert value_in_words(-0.25, is_probability=False) == "-0.25"
