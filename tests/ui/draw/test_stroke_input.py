from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from mnist_desk.core.drawing import Drawing, Picture
from mnist_desk.core.ink import Ink, Point
from mnist_desk.core.thinning import MOST_STROKES
from mnist_desk.ui.draw import stroke_input
from mnist_desk.ui.draw.stroke_input import Means, StrokeInput

A, B, C = (20.0, 140.0), (140.0, 140.0), (260.0, 140.0)
LINE = Ink(((A, C),))
ACROSS = ((140.0, 40.0), (140.0, 240.0))


class Told:
    """What an input told, in its order: the kind and the drawing."""

    def __init__(self, strokes: StrokeInput, shows: bool) -> None:
        self._spies = {
            name: QSignalSpy(getattr(strokes, name)) for name in ("moved", "ended", "erased")
        }
        if shows:
            for name in self._spies:
                getattr(strokes, name).connect(strokes.show_drawing)

    def all(self, name: str) -> list[Any]:
        spy = self._spies[name]
        return [spy.at(index)[0] for index in range(spy.count())]

    def counts(self) -> tuple[int, int, int]:
        """How often it moved, ended, erased."""
        moved, ended, erased = (spy.count() for spy in self._spies.values())
        return moved, ended, erased


@pytest.fixture
def strokes(qapp: QApplication) -> StrokeInput:
    return StrokeInput()


@pytest.fixture
def told(strokes: StrokeInput) -> Told:
    """What is told is shown, as the panel does."""
    return Told(strokes, shows=True)


def make(strokes: StrokeInput, *points: Point, by: Means = "mouse") -> None:
    strokes.begin(by, points[0])
    for point in points[1:]:
        strokes.go_on(point)
    strokes.end()


def press(strokes: StrokeInput, key: Qt.Key) -> bool:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    return strokes.press_key(event)


def picture() -> Picture:
    return Picture(np.ones((28, 28), np.float32))


@pytest.mark.parametrize("by", ["mouse", "touch", "stylus"])
def test_a_stroke_is_told_point_by_point_and_when_it_ends(
    strokes: StrokeInput, told: Told, by: Means
) -> None:
    make(strokes, A, B, B, C, by=by)
    lengths = [len(ink.strokes[0]) for ink in told.all("moved")]
    assert lengths == [1, 2, 3], "a point where the last one is adds nothing"
    assert told.all("ended") == [Ink(((A, B, C),))]
    assert strokes.by is None
    assert strokes.stroke == ()


def test_one_stroke_is_made_at_a_time(strokes: StrokeInput, told: Told) -> None:
    strokes.begin("touch", A, finger=7)
    strokes.begin("mouse", B)
    strokes.begin("touch", B, finger=8)
    assert (strokes.by, strokes.finger, strokes.stroke) == ("touch", 7, (A,))
    assert told.counts() == (1, 0, 0)


def test_a_cancelled_stroke_leaves_the_drawing_as_it_was(strokes: StrokeInput, told: Told) -> None:
    strokes.show_drawing(LINE)
    strokes.begin("touch", A)
    strokes.go_on(B)
    strokes.cancel()
    assert told.all("moved")[-1] == LINE
    assert told.counts() == (3, 0, 0)
    assert strokes.by is None


def test_it_tells_when_nothing_but_the_end_of_the_stroke_is_new(strokes: StrokeInput) -> None:
    assert not strokes.show_drawing(LINE)
    strokes.begin("mouse", A)
    strokes.show_drawing(LINE.with_stroke((A,)))
    strokes.go_on(B)
    assert strokes.show_drawing(LINE.with_stroke((A, B)))
    assert not strokes.show_drawing(LINE), "the stroke is gone"
    assert not strokes.show_drawing(LINE.with_stroke((A, B))), "all of it comes back"


def test_the_first_stroke_is_all_new_where_words_or_a_picture_were(strokes: StrokeInput) -> None:
    for before in (Ink(), picture()):
        strokes.show_drawing(before)
        strokes.begin("mouse", A)
        assert not strokes.show_drawing(Ink(((A,),)))
        strokes.end()


def test_a_stroke_goes_on_where_undo_came_in_between(strokes: StrokeInput, told: Told) -> None:
    strokes.show_drawing(LINE)
    strokes.begin("mouse", (10.0, 10.0))
    strokes.show_drawing(Ink())
    strokes.go_on((20.0, 20.0))
    strokes.end()
    assert told.all("ended") == [Ink((((10.0, 10.0), (20.0, 20.0)),))]


@pytest.mark.parametrize("turned", [True, False], ids=["other end", "eraser"])
def test_an_eraser_takes_what_it_touches(strokes: StrokeInput, told: Told, turned: bool) -> None:
    strokes.show_drawing(LINE)
    strokes.erases = not turned
    strokes.begin("stylus", ACROSS[0], turned=turned)
    assert told.all("moved") == [LINE]
    strokes.go_on(ACROSS[1])
    assert told.all("moved")[-1] == Ink()
    strokes.end()
    assert told.all("erased") == [Ink()]
    assert told.counts() == (2, 0, 1)


def test_choosing_the_eraser_during_a_stroke_leaves_the_stroke_one(
    strokes: StrokeInput, told: Told
) -> None:
    strokes.begin("mouse", A)
    strokes.erases = True
    strokes.go_on(B)
    strokes.end()
    assert told.all("ended") == [Ink(((A, B),))]


def test_the_eraser_touches_a_line_as_wide_as_it_is_seen(strokes: StrokeInput, told: Told) -> None:
    beside = (140.0, 140.0 + 8 + 10)
    strokes.show_drawing(LINE)
    strokes.erases = True
    for width, left in ((10, LINE), (30, Ink())):
        strokes.pen_width = width
        make(strokes, beside)
        assert told.all("erased")[-1] == left


@pytest.mark.parametrize(("point", "goes"), [(B, True), ((-5.0, 140.0), False)])
def test_a_picture_is_erased_as_a_whole_where_there_is_paper(
    strokes: StrokeInput, told: Told, point: Point, goes: bool
) -> None:
    whole: Drawing = picture()
    strokes.show_drawing(whole)
    strokes.erases = True
    make(strokes, point)
    assert told.all("erased") == [Ink() if goes else whole]


def test_a_stroke_over_a_picture_begins_a_new_drawing(strokes: StrokeInput, told: Told) -> None:
    strokes.show_drawing(picture())
    make(strokes, A, B)
    assert told.all("ended") == [Ink(((A, B),))]


def test_keys_draw_until_the_pen_is_lifted_or_left(strokes: StrokeInput, told: Told) -> None:
    assert not press(strokes, Qt.Key.Key_A)
    assert press(strokes, Qt.Key.Key_Space)
    assert strokes.by == "keys"
    press(strokes, Qt.Key.Key_Left)
    press(strokes, Qt.Key.Key_Space)
    assert told.all("ended") == [Ink((((140.0, 140.0), (133.0, 140.0)),))]
    press(strokes, Qt.Key.Key_Space)
    strokes.leave_keys()
    assert told.counts()[1] == 2
    assert not strokes.keys.is_shown
    strokes.leave_keys()
    assert told.counts()[1] == 2


def test_what_begins_ends_a_stroke_of_the_keys_and_adds_to_it(
    strokes: StrokeInput, told: Told
) -> None:
    press(strokes, Qt.Key.Key_Space)
    make(strokes, A, C)
    assert told.all("ended")[-1] == Ink((((140.0, 140.0),), (A, C)))
    assert not strokes.keys.is_shown
    assert not strokes.keys.is_down


def test_what_an_eraser_took_comes_back_when_it_was_not_meant(strokes: StrokeInput) -> None:
    both = LINE.with_stroke(ACROSS)
    strokes.show_drawing(both)
    told = Told(strokes, shows=True)
    strokes.erases = True
    strokes.begin("touch", A)
    assert strokes.drawing != both, "the eraser has taken something"
    strokes.cancel()
    assert told.all("moved")[-1] == both
    assert strokes.drawing == both


def test_a_scribble_goes_on_as_another_stroke(
    strokes: StrokeInput, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stroke_input, "MOST_POINTS", 3)
    points = [(float(x), 10.0) for x in range(5)]
    make(strokes, *points)
    assert told.all("ended")[-1] == Ink((tuple(points[:3]), tuple(points[2:])))
    assert strokes.by is None


def test_an_eraser_may_go_on_for_ever(
    strokes: StrokeInput, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stroke_input, "MOST_POINTS", 3)
    strokes.show_drawing(Ink((ACROSS,)))
    strokes.erases = True
    make(strokes, *((float(x), 140.0) for x in range(20, 200, 10)))
    assert told.counts()[1:] == (0, 1)
    assert told.all("erased") == [Ink()]


def test_more_than_can_be_shown_is_thinned_when_a_stroke_ends(
    strokes: StrokeInput, told: Told
) -> None:
    strokes.show_drawing(Ink(tuple(((float(x), 9.0),) for x in range(MOST_STROKES))))
    make(strokes, A, C)
    left = told.all("ended")[-1]
    assert len(left.strokes) == MOST_STROKES
    assert left.strokes[-1] == (A, C)
