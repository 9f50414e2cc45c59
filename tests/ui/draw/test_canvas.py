from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QInputDevice,
    QPainter,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.drawing import Picture
from mnist_desk.core.ink import CANVAS, Ink, Point
from mnist_desk.core.raster import rasterise
from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance

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
    canvas.erased.connect(canvas.show_drawing)
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
    assert canvas.accessibleDescription().startswith("Empty. Draw a digit here")
    canvas.show_drawing(Ink((SEVEN, SEVEN[:2])))
    assert canvas.accessibleDescription().startswith("Strokes: 2.")
    canvas.show_drawing(Picture(np.ones((28, 28), np.float32)))
    assert canvas.accessibleDescription().startswith("A picture.")


# Touch and stylus


@pytest.fixture(scope="module")
def screen(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


def test_a_finger_draws(qtbot: QtBot, canvas: Canvas, screen: QPointingDevice) -> None:
    canvas.show()
    ended = QSignalSpy(canvas.stroke_ended)
    QTest.touchEvent(canvas, screen).press(0, at(canvas, SEVEN[0]), canvas).commit()
    for point in SEVEN[1:]:
        QTest.touchEvent(canvas, screen).move(0, at(canvas, point), canvas).commit()
    QTest.touchEvent(canvas, screen).release(0, at(canvas, SEVEN[-1]), canvas).commit()
    assert ended.count() == 1
    (stroke,) = last(ended).strokes
    np.testing.assert_allclose(stroke, SEVEN, atol=1)


def test_the_ball_of_the_hand_is_passed_over(
    qtbot: QtBot, canvas: Canvas, screen: QPointingDevice
) -> None:
    canvas.show()
    ended = QSignalSpy(canvas.stroke_ended)
    a, b, hand = (at(canvas, point) for point in ((60, 60), (200, 60), (250, 250)))
    QTest.touchEvent(canvas, screen).press(0, a, canvas).commit()
    QTest.touchEvent(canvas, screen).stationary(0).press(1, hand, canvas).commit()
    QTest.touchEvent(canvas, screen).move(0, b, canvas).move(1, hand, canvas).commit()
    QTest.touchEvent(canvas, screen).stationary(0).release(1, hand, canvas).commit()
    assert ended.count() == 0
    QTest.touchEvent(canvas, screen).release(0, b, canvas).commit()
    (stroke,) = last(ended).strokes
    np.testing.assert_allclose(stroke, [(60, 60), (200, 60)], atol=1)


def test_a_touch_that_the_system_takes_back_leaves_nothing(
    canvas: Canvas, screen: QPointingDevice
) -> None:
    moved, ended = QSignalSpy(canvas.stroke_moved), QSignalSpy(canvas.stroke_ended)
    canvas.show()
    QTest.touchEvent(canvas, screen).press(0, at(canvas, (60, 60)), canvas).commit()
    QApplication.sendEvent(canvas, QTouchEvent(QEvent.Type.TouchCancel, screen))
    assert last(moved) == Ink()
    assert ended.count() == 0
    QTest.touchEvent(canvas, screen).release(0, at(canvas, (60, 60)), canvas).commit()
    assert ended.count() == 0


def stylus(has_pressure: bool = True, eraser: bool = False) -> QPointingDevice:
    abilities = QInputDevice.Capability.Position
    if has_pressure:
        abilities |= QInputDevice.Capability.Pressure
    kind = QPointingDevice.PointerType
    return QPointingDevice(
        "stylus",
        1,
        QInputDevice.DeviceType.Stylus,
        kind.Eraser if eraser else kind.Pen,
        abilities,
        1,
        1,
    )


def press(
    canvas: Canvas, device: QPointingDevice, points: Sequence[tuple[float, float, float]]
) -> None:
    """Moves a stylus along points in logical units, with a pressure at each."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = [QEvent.Type.TabletPress] + [QEvent.Type.TabletMove] * (len(points) - 1)
    steps = [(kind, point, left) for kind, point in zip(kinds, points, strict=True)]
    for kind, (x, y, pressure), held in (
        *steps,
        (QEvent.Type.TabletRelease, (*points[-1][:2], 0.0), none),
    ):
        place = QPointF(at(canvas, (x, y)))
        button = none if kind == QEvent.Type.TabletMove else left
        event = QTabletEvent(
            kind, device, place, canvas.mapToGlobal(place), pressure,
            0, 0, 0, 0, 0, Qt.KeyboardModifier(0), button, held,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)
        assert event.isAccepted(), "else Qt makes a mouse event of it, too"


FLAT = [(20.0, 140.0), (140.0, 140.0), (260.0, 140.0)]


def test_a_stylus_draws_with_its_pressure(canvas: Canvas) -> None:
    ended = QSignalSpy(canvas.stroke_ended)
    press(canvas, stylus(), [(*FLAT[0], 0.1), (*FLAT[1], 0.5), (*FLAT[2], 1.0)])
    (stroke,) = last(ended).strokes
    assert [point[2] for point in stroke] == [0.1, 0.5, 1.0]


def test_pressure_is_seen_and_not_read(canvas: Canvas) -> None:
    inks = []
    for pressure in (0.05, 1.0):
        canvas.show_drawing(Ink())
        ended = QSignalSpy(canvas.stroke_ended)
        press(canvas, stylus(), [(x, y, pressure) for x, y in FLAT])
        inks.append(last(ended))
        assert is_ink(picture(canvas), at(canvas, (140, 140)))
        assert is_ink(picture(canvas), at(canvas, (140, 146))) == (pressure == 1.0)
    np.testing.assert_array_equal(rasterise(inks[0]), rasterise(inks[1]))


def test_a_stylus_without_pressure_draws_as_the_mouse_does(canvas: Canvas, draw: Draw) -> None:
    ended = QSignalSpy(canvas.stroke_ended)
    press(canvas, stylus(has_pressure=False), [(x, y, 0.0) for x, y in FLAT])
    ink = last(ended)
    canvas.show_drawing(Ink())
    assert drawn(canvas, draw, FLAT) == ink


def test_the_other_end_of_a_stylus_erases(canvas: Canvas, draw: Draw) -> None:
    drawn(canvas, draw, FLAT)
    erased = QSignalSpy(canvas.erased)
    press(canvas, stylus(eraser=True), [(140.0, 100.0, 0.5), (140.0, 150.0, 0.5)])
    assert last(erased) == Ink()


# Eraser


def test_the_eraser_takes_what_it_touches_and_shows_it_at_once(
    qtbot: QtBot, canvas: Canvas, draw: Draw
) -> None:
    drawn(canvas, draw, FLAT)
    both = drawn(canvas, draw, [(20, 240), (260, 240)])
    moved, erased = QSignalSpy(canvas.stroke_moved), QSignalSpy(canvas.erased)
    canvas.set_erasing(True)
    qtbot.mousePress(canvas, PEN, pos=at(canvas, (140, 40)))
    assert last(moved) == both
    qtbot.mouseMove(canvas, at(canvas, (140, 180)))
    assert last(moved) == Ink(both.strokes[1:])
    assert not is_ink(picture(canvas), at(canvas, (140, 140)))
    assert erased.count() == 0
    qtbot.mouseRelease(canvas, PEN, pos=at(canvas, (140, 180)))
    assert last(erased) == Ink(both.strokes[1:])


def test_the_eraser_has_a_pointer_of_its_own(canvas: Canvas) -> None:
    canvas.show()
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor
    canvas.set_erasing(True)
    small = canvas.cursor().pixmap().width()
    canvas.resize(600, 600)
    assert canvas.cursor().pixmap().width() > small > 0
    canvas.set_erasing(False)
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor


# Pictures


def shade(grey: float = 1.0) -> Picture:
    """A bar across the middle, not as wide as high."""
    pixels = np.zeros((100, 80), np.float32)
    pixels[40:60, 10:70] = grey
    return Picture(pixels)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_is_shown_in_the_colours_of_the_theme(canvas: Canvas, theme: str) -> None:
    colours = {"light": LIGHT, "dark": DARK}[theme]
    apply_appearance(theme)
    canvas.show_drawing(shade())
    image = picture(canvas)
    assert image.pixelColor(at(canvas, (140, 140))) == QColor(colours.text)
    assert image.pixelColor(at(canvas, (140, 40))) == QColor(colours.base)


def test_a_stroke_over_a_picture_begins_a_new_drawing(canvas: Canvas, draw: Draw) -> None:
    canvas.show_drawing(shade())
    assert len(drawn(canvas, draw, FLAT).strokes) == 1


def test_the_eraser_takes_a_picture_as_a_whole(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.show_drawing(shade())
    canvas.set_erasing(True)
    erased = QSignalSpy(canvas.erased)
    qtbot.mouseClick(canvas, PEN, pos=at(canvas, (140, 140)))
    assert last(erased) == Ink()


# The keyboard alone


@pytest.fixture
def focused(qtbot: QtBot, canvas: Canvas) -> Canvas:
    with qtbot.waitActive(canvas):
        canvas.show()
        canvas.activateWindow()
    canvas.setFocus()
    return canvas


def test_a_digit_can_be_drawn_with_the_keyboard_alone(qtbot: QtBot, focused: Canvas) -> None:
    ended = QSignalSpy(focused.stroke_ended)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(focused, Qt.Key.Key_Up, shift)
    qtbot.keyClick(focused, Qt.Key.Key_Left)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    qtbot.keyClick(focused, Qt.Key.Key_Right, shift)
    qtbot.keyClick(focused, Qt.Key.Key_Down)
    assert ended.count() == 0
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    qtbot.keyClick(focused, Qt.Key.Key_Down)
    assert ended.count() == 1
    assert last(ended).strokes == (((133.0, 112.0), (161.0, 112.0), (161.0, 119.0)),)


def test_two_arrows_together_go_aslant(qtbot: QtBot, focused: Canvas) -> None:
    ended = QSignalSpy(focused.stroke_ended)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    qtbot.keyPress(focused, Qt.Key.Key_Down)
    qtbot.keyPress(focused, Qt.Key.Key_Right)
    qtbot.keyRelease(focused, Qt.Key.Key_Down)
    qtbot.keyRelease(focused, Qt.Key.Key_Right)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert last(ended).strokes[0][-1] == (147.0, 154.0)


def test_the_pen_of_the_keyboard_stays_on_the_sheet(qtbot: QtBot, focused: Canvas) -> None:
    ended = QSignalSpy(focused.stroke_ended)
    for _ in range(12):
        qtbot.keyClick(focused, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert last(ended).strokes == (((0.0, 140.0),),)


def test_the_pen_of_the_keyboard_is_seen(qtbot: QtBot, focused: Canvas) -> None:
    def is_marked() -> bool:
        image, middle = picture(focused), at(focused, (140, 133))
        return any(
            image.pixelColor(middle + QPoint(x, 0)) == QColor(LIGHT.accent) for x in range(-12, 13)
        )

    assert not is_marked()
    qtbot.keyClick(focused, Qt.Key.Key_Up)
    assert is_marked()
    qtbot.mousePress(focused, PEN, pos=at(focused, (20, 20)))
    assert not is_marked()
    qtbot.mouseRelease(focused, PEN, pos=at(focused, (20, 20)))


def test_leaving_the_canvas_lifts_the_pen(qtbot: QtBot, focused: Canvas) -> None:
    ended = QSignalSpy(focused.stroke_ended)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    focused.clearFocus()
    assert ended.count() == 1


def test_the_mouse_takes_over_from_the_keyboard(qtbot: QtBot, focused: Canvas) -> None:
    ended = QSignalSpy(focused.stroke_ended)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    qtbot.mousePress(focused, PEN, pos=at(focused, (20, 20)))
    assert ended.count() == 1
    qtbot.mouseRelease(focused, PEN, pos=at(focused, (20, 20)))
    assert len(last(ended).strokes) == 2


# Looks on other screens


def test_a_long_stroke_looks_the_same_while_it_is_drawn_and_after(
    qtbot: QtBot, canvas: Canvas
) -> None:
    # What is painted piece by piece must be what is painted at once.
    canvas.show()
    turn = np.linspace(0, 6 * np.pi, 90)
    points = [(140 + 5 * a * np.cos(a), 140 + 5 * a * np.sin(a)) for a in turn]
    qtbot.mousePress(canvas, PEN, pos=at(canvas, points[0]))
    for point in points[1:]:
        qtbot.mouseMove(canvas, at(canvas, point))
    during = picture(canvas)
    qtbot.mouseRelease(canvas, PEN, pos=at(canvas, points[-1]))
    assert during == picture(canvas)


# Digit keys


@pytest.mark.parametrize("digit", [0, 9])
def test_a_digit_key_tells_what_was_meant(qtbot: QtBot, canvas: Canvas, digit: int) -> None:
    meant = QSignalSpy(canvas.meant)
    qtbot.keyClick(canvas, Qt.Key(Qt.Key.Key_0 + digit))
    qtbot.keyClick(canvas, Qt.Key(Qt.Key.Key_0 + digit), Qt.KeyboardModifier.KeypadModifier)
    qtbot.keyClick(canvas, Qt.Key(Qt.Key.Key_0 + digit), Qt.KeyboardModifier.ControlModifier)
    assert [meant.at(index)[0] for index in range(meant.count())] == [digit, digit]


@pytest.mark.usefixtures("doubled")
@pytest.mark.parametrize("side", [120, 160, 322])
def test_the_hint_fits_with_large_text(
    canvas: Canvas, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide: list[int] = []
    monkeypatch.setattr(
        QPainter,
        "drawText",
        lambda painter, _, __, text: wide.append(painter.fontMetrics().horizontalAdvance(text)),
    )
    canvas.resize(side, side)
    canvas.grab()
    assert 0.5 * side < wide[-1] < side - 8
