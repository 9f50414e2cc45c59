from __future__ import annotations

import pytest

from mnist_desk.core.known_classes import KNOWN
from mnist_desk.core.reading import Reading
from mnist_desk.ui.draw.verdict import Kind, verdict_on
from mnist_desk.ui.widgets.tokens import DARK, LIGHT

from .readings import INK, an_image, between, no_answer, none, raw, read

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("reading", "kind", "said"),
    [
        (None, Kind.EMPTY, "No digit yet"),
        (read(4), Kind.SURE, "Sure. 99.8 %"),
        (read(4, 0.62), Kind.LIKELY, "Most likely. 62.0 %"),
        (raw(4), Kind.LIKELY, "The largest output. 0.87"),
        (between(4, 9), Kind.BETWEEN, "4 or 9. Not sure which"),
        (none(3), Kind.NONE, "Looks like no digit. Nearest: 3"),
        (no_answer(), Kind.BROKEN, "No answer. Its numbers overflowed"),
    ],
)
def test_each_state_has_its_words(reading: Reading | None, kind: Kind, said: str) -> None:
    verdict = verdict_on(None if reading is None else INK, reading)
    assert verdict.kind is kind
    assert str(verdict) == said


@pytest.mark.parametrize(
    ("label", "digit", "kind", "words"),
    [
        (8, 5, Kind.WRONG, "It was an 8, read as 5"),
        (3, 5, Kind.WRONG, "It was a 3, read as 5"),
        (8, 8, Kind.RIGHT, "It was an 8, read right"),
        (3, 3, Kind.RIGHT, "It was a 3, read right"),
    ],
)
@pytest.mark.parametrize("unsure", [False, True])
def test_a_test_image_is_judged_by_its_label(
    label: int, digit: int, kind: Kind, words: str, unsure: bool
) -> None:
    verdict = verdict_on(an_image(label, 1234), read(digit, 0.6, 1, unsure))
    assert (verdict.kind, verdict.words) == (kind, words)
    assert verdict.detail == "Test image 1,234"


def test_a_test_image_without_an_answer_has_none() -> None:
    assert verdict_on(an_image(8), no_answer()).kind is Kind.BROKEN


def test_colours_are_those_of_the_table_and_never_alone() -> None:
    for kind in Kind:
        names = (kind.words, kind.digit)
        assert all(hasattr(table, name) for table in (LIGHT, DARK) for name in names)
        assert bool(kind.mark) == (kind.words in ("good", "wrong", "unsure"))


FASHION = KNOWN["fashion"]


def test_classes_have_their_names() -> None:
    assert str(verdict_on(INK, read(7), FASHION)) == "Sneaker. Sure · 99.8 %"
    assert str(verdict_on(INK, between(4, 9), FASHION)) == "Coat or Boot. Not sure which"
    assert str(verdict_on(INK, none(3), FASHION)) == "Looks like none of them. Nearest: Dress"
    told = verdict_on(an_image(7), read(9), FASHION)
    assert told.words == "It was a Sneaker, read as Boot"
    assert verdict_on(an_image(9), read(9), tuple("abcdefghiu")).words == "It was an u, read right"
