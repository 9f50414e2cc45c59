from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import CANVAS, Ink, Point
from mnist_desk.core.raster import rasterise
from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.theme import DARK, LIGHT, apply_appearance

Draw = Callable[[Canvas, Sequence[Point]], None]

SEVEN = ((60.0, 50.0), (140.0, 52.0), (220.0, 50.0), (170.0, 140.0), (120.0, 240.0))
PEN = Qt.MouseButton.LeftButton


@pytest.fixture
def canvas(qtbot: QtBot, light: None) -> Canvas:
    """A canvas that shows what is drawn on it, as the panel makes it do."""
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.stroke_moved.connect(canvas.show_drawing)
    canvas.stroke_ended.connect(canvas.show_drawing)
    canvas.resize(322, 322)
    return canvas


def last(spy: QSignalSpy) -> Any:
    return spy.at(spy.count() - 1)[0]


def drawn(canvas: Canvas, draw: Draw, stroke: Sequence[Point]) -> Ink:
    """The ink that a stroke of the mouse makes."""
    ended = QSignalSpy(canvas.stroke_ended)
    draw(canvas, stroke)
    ink = last(ended)
    assert isinstance(ink, Ink)
    return ink


def picture(canvas: Canvas) -> QImage:
    return canvas.grab().toImage()


def at(canvas: Canvas, point: Point) -> QPoint:
    """Where a point of the drawing is in the widget."""
    sheet = canvas.sheet()
    scale = sheet.width() / CANVAS
    return (sheet.topLeft() + scale * QPoint(*map(round, point))).toPoint()


def is_ink(image: QImage, where: QPoint) -> bool:
    return image.pixelColor(where) == QColor(LIGHT.text)


@pytest.mark.parametrize(
    "size",
    [(160, 160), (282, 282), (322, 500), (900, 611)],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
def test_a_stroke_is_in_logical_units_whatever_the_size(
    canvas: Canvas, draw: Draw, size: tuple[int, int]
) -> None:
    canvas.resize(*size)
    (stroke,) = drawn(canvas, draw, SEVEN).strokes
    pixel = CANVAS / canvas.sheet().width()
    np.testing.assert_allclose(stroke, SEVEN, atol=0.5 * pixel + 0.1)


def test_the_network_gets_the_same_picture_from_any_size(canvas: Canvas, draw: Draw) -> None:
    pictures = []
    for side in (300, 611):
        canvas.resize(side, side)
        canvas.show_drawing(Ink())
        pictures.append(rasterise(drawn(canvas, draw, SEVEN)))
    np.testing.assert_allclose(*pictures, atol=0.2)
    assert np.abs(pictures[0] - pictures[1]).mean() < 0.005


def test_every_move_is_told_with_the_stroke_so_far(canvas: Canvas, draw: Draw) -> None:
    moved = QSignalSpy(canvas.stroke_moved)
    ink = drawn(canvas, draw, SEVEN)
    lengths = [len(moved.at(index)[0].strokes[-1]) for index in range(moved.count())]
    assert lengths == [1, 2, 3, 4, 5]
    assert last(moved) == ink


def test_a_pointer_that_stays_adds_no_point(canvas: Canvas, draw: Draw) -> None:
    (stroke,) = drawn(canvas, draw, [SEVEN[0], SEVEN[0], SEVEN[1], SEVEN[1]]).strokes
    assert len(stroke) == 2


def test_a_stroke_is_added_to_the_ones_before(canvas: Canvas, draw: Draw) -> None:
    first = drawn(canvas, draw, SEVEN)
    second = drawn(canvas, draw, [(100.0, 140.0), (180.0, 140.0)])
    assert second.strokes[:1] == first.strokes
    assert len(second.strokes) == 2


def test_a_stroke_may_leave_the_sheet(canvas: Canvas, draw: Draw) -> None:
    (stroke,) = drawn(canvas, draw, [(140.0, 140.0), (140.0, -30.0), (330.0, 140.0)]).strokes
    assert stroke[1][1] < 0
    assert stroke[2][0] > CANVAS


def test_a_quick_second_press_draws_too(qtbot: QtBot, canvas: Canvas) -> None:
    ended = QSignalSpy(canvas.stroke_ended)
    qtbot.mouseDClick(canvas, PEN, pos=at(canvas, (140, 140)))
    qtbot.mouseRelease(canvas, PEN, pos=at(canvas, (140, 140)))
    assert ended.count() > 0


@pytest.mark.parametrize(
    "ends",
    [((20, 20), (260, 260)), ((20, 200), (260, 60)), ((140, 10), (140, 270))],
    ids=["down", "up", "steep"],
)
def test_a_fast_stroke_has_no_gaps(
    canvas: Canvas, draw: Draw, ends: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    draw(canvas, ends)
    image = picture(canvas)
    (x0, y0), (x1, y1) = ends
    for part in np.linspace(0, 1, 500):
        point = (x0 + part * (x1 - x0), y0 + part * (y1 - y0))
        assert is_ink(image, at(canvas, point)), f"there is a gap at {point}"


def test_ink_is_seen_while_it_is_drawn(qtbot: QtBot, canvas: Canvas) -> None:
    qtbot.mousePress(canvas, PEN, pos=at(canvas, (20, 140)))
    qtbot.mouseMove(canvas, at(canvas, (260, 140)))
    assert is_ink(picture(canvas), at(canvas, (140, 140)))


def test_a_dot_is_seen(canvas: Canvas, draw: Draw) -> None:
    draw(canvas, [(140, 140)])
    image = picture(canvas)
    assert is_ink(image, at(canvas, (140, 140)))
    assert not is_ink(image, at(canvas, (160, 140)))


def test_the_pen_width_changes_what_is_seen_alone(canvas: Canvas, draw: Draw) -> None:
    ink = drawn(canvas, draw, [(20, 140), (260, 140)])
    beside = at(canvas, (140, 150))
    canvas.set_pen_width(6)
    assert not is_ink(picture(canvas), beside)
    canvas.set_pen_width(36)
    assert is_ink(picture(canvas), beside)
    canvas.show_drawing(Ink())
    assert drawn(canvas, draw, [(20, 140), (260, 140)]) == ink


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_draw_nothing(qtbot: QtBot, canvas: Canvas, button: Qt.MouseButton) -> None:
    told = [QSignalSpy(signal) for signal in (canvas.stroke_moved, canvas.stroke_ended)]
    before = picture(canvas)
    qtbot.mousePress(canvas, button, pos=at(canvas, (20, 20)))
    qtbot.mouseMove(canvas, at(canvas, (200, 200)))
    qtbot.mouseRelease(canvas, button, pos=at(canvas, (200, 200)))
    assert [spy.count() for spy in told] == [0, 0]
    assert picture(canvas) == before


def test_the_right_button_does_not_end_a_stroke(qtbot: QtBot, canvas: Canvas) -> None:
    ended = QSignalSpy(canvas.stroke_ended)
    qtbot.mousePress(canvas, PEN, pos=at(canvas, (20, 20)))
    qtbot.mouseClick(canvas, Qt.MouseButton.RightButton, pos=at(canvas, (20, 20)))
    assert ended.count() == 0
    qtbot.mouseRelease(canvas, PEN, pos=at(canvas, (200, 200)))
    assert ended.count() == 1


def test_a_pointer_without_a_pressed_button_draws_nothing(qtbot: QtBot, canvas: Canvas) -> None:
    moved = QSignalSpy(canvas.stroke_moved)
    qtbot.mouseMove(canvas, at(canvas, (140, 140)))
    assert moved.count() == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_clears_only_when_the_canvas_has_the_focus(qtbot: QtBot, key: Qt.Key) -> None:
    window, canvas, other = QWidget(), Canvas(), QLineEdit("7")
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(canvas)
    layout.addWidget(other)
    asked = QSignalSpy(canvas.clear_asked)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    other.setFocus()
    qtbot.keyClick(window.windowHandle(), key)
    assert asked.count() == 0

    canvas.setFocus()
    qtbot.keyClick(window.windowHandle(), key)
    assert asked.count() == 1


def test_other_keys_clear_nothing(qtbot: QtBot, canvas: Canvas) -> None:
    asked = QSignalSpy(canvas.clear_asked)
    qtbot.keyClicks(canvas, "7 x")
    assert asked.count() == 0


def test_drawing_gives_the_canvas_the_focus(qtbot: QtBot, canvas: Canvas, draw: Draw) -> None:
    with qtbot.waitActive(canvas):
        canvas.show()
        canvas.activateWindow()
    canvas.clearFocus()
    # Qt gives the focus to what is clicked, on the way from the window to the widget.
    qtbot.mouseClick(canvas.windowHandle(), PEN, pos=QPoint(50, 50))
    assert canvas.hasFocus()


def test_it_says_what_it_is_for_until_something_is_drawn(canvas: Canvas, draw: Draw) -> None:
    def shades() -> int:
        image = picture(canvas)
        middle = range(image.width() // 2 - 60, image.width() // 2 + 60)
        return len({image.pixel(x, y) for x in middle for y in range(150, 172)})

    assert shades() > 1, "there are words in the middle"
    draw(canvas, [(20, 20)])
    assert shades() == 1


def test_it_follows_the_theme(qtbot: QtBot, canvas: Canvas, draw: Draw) -> None:
    canvas.show()
    draw(canvas, [(20, 140), (260, 140)])
    apply_appearance("dark")
    image = picture(canvas)
    assert image.pixelColor(at(canvas, (140, 140))) == QColor(DARK.text)
    assert image.pixelColor(at(canvas, (140, 60))) == QColor(DARK.base)


def test_a_screen_reader_is_told_what_it_is(canvas: Canvas) -> None:
    assert canvas.accessibleName()
    assert canvas.accessibleDescription()
