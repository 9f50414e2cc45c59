from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import CANVAS, Ink, Point
from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.core.reading import Reading
from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.draw.parts_overlay import PartsOverlay
from mnist_desk.ui.widgets.tokens import LIGHT

PAPER = np.zeros((28, 28), np.float32)
ONE, OTHER = (Ink((((x, 60.0), (x + 40, 60.0), (x, 160.0)),)) for x in (30.0, 150.0))


def read(digit: int) -> Reading:
    values = np.eye(10, dtype=np.float32)[digit]
    return Reading(PAPER, values, values, True, False)


NUMBER = ((ONE, read(2)), (OTHER, read(0)))


@pytest.fixture
def overlay(qtbot: QtBot, light: None) -> PartsOverlay:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    overlay = PartsOverlay(canvas)
    canvas.resize(322, 322)
    canvas.show()
    return overlay


def canvas_of(overlay: PartsOverlay) -> Canvas:
    canvas = overlay.parentWidget()
    assert isinstance(canvas, Canvas)
    return canvas


def at(canvas: Canvas, x: float, y: float) -> QPoint:
    scale = canvas.sheet().width() / CANVAS
    return (canvas.sheet().topLeft() + QPointF(x, y) * scale).toPoint()


def columns_with(image: QImage, colour: str) -> list[int]:
    wanted = QColor(colour).name()
    return [
        x
        for x in range(10, image.width() - 10)
        if any(image.pixelColor(x, y).name() == wanted for y in range(10, image.height() - 10))
    ]


def test_one_digit_is_left_alone(overlay: PartsOverlay) -> None:
    overlay.show_readings(NUMBER[:1], 0)
    assert not overlay.isVisible()


@pytest.mark.parametrize("selected", [0, 1])
def test_the_selected_digit_has_a_bracket_of_its_own_colour(
    overlay: PartsOverlay, selected: int
) -> None:
    overlay.show_readings(NUMBER, selected)
    canvas = canvas_of(overlay)
    marked = columns_with(canvas.grab().toImage(), LIGHT.accent)
    middle = at(canvas, 100, 0).x()
    assert marked
    assert all((x > middle) == bool(selected) for x in marked)


def test_resting_the_mouse_on_a_digit_chooses_it(qtbot: QtBot, overlay: PartsOverlay) -> None:
    hovered = QSignalSpy(overlay.hovered)
    canvas = canvas_of(overlay)
    overlay.show_readings(NUMBER, 0)
    qtbot.mouseMove(canvas, at(canvas, 100, 250))
    assert hovered.count() == 0
    qtbot.mouseMove(canvas, at(canvas, 165, 80))
    assert hovered.at(0)[0] == 1


def test_drawing_goes_through_it(
    overlay: PartsOverlay, draw: Callable[[Canvas, Sequence[Point]], None]
) -> None:
    canvas = canvas_of(overlay)
    ended, hovered = QSignalSpy(canvas.stroke_ended), QSignalSpy(overlay.hovered)
    overlay.show_readings(NUMBER, 0)
    draw(canvas, ONE.strokes[0])
    assert ended.count() == 1
    assert hovered.count() == 0


def test_a_test_image_is_left_alone(overlay: PartsOverlay) -> None:
    digit = MnistDigit(PAPER.copy(), True, number=1234, label=7)
    overlay.show_readings(((digit, read(7)),), 0)
    assert not overlay.isVisible()


def test_digits_below_the_brackets_grow_with_the_canvas(overlay: PartsOverlay) -> None:
    overlay.show_readings(NUMBER, 0)
    small = overlay._label()
    canvas_of(overlay).resize(900, 900)
    assert overlay._label() > 1.5 * small


def test_it_is_as_large_as_the_canvas(overlay: PartsOverlay) -> None:
    canvas_of(overlay).resize(200, 240)
    assert overlay.size() == canvas_of(overlay).size()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are painted."""
    texts: list[str] = []
    monkeypatch.setattr(QPainter, "drawText", lambda *given: texts.append(given[-1]))
    return texts


def test_below_each_bracket_is_what_is_read(overlay: PartsOverlay, written: list[str]) -> None:
    doubted = replace(read(2), unsure=True)
    nothing = np.full(10, np.nan, np.float32)
    unread = Reading(PAPER, nothing, nothing, True, unsure=True)
    overlay.show_readings(((ONE, doubted), (OTHER, unread), NUMBER[1]), 0)
    written.clear()
    overlay.grab()
    assert written == ["2?", "?", "0"]
