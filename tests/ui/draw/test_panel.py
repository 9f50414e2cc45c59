from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink, Point
from mnist_desk.core.model import Model
from mnist_desk.core.raster import rasterise
from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.draw.panel import DrawPanel
from mnist_desk.ui.state.session import Session

Draw = Callable[[Canvas, Sequence[Point]], None]

STROKE = ((60.0, 60.0), (200.0, 60.0), (120.0, 240.0))


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> DrawPanel:
    panel = DrawPanel(session)
    qtbot.addWidget(panel)
    panel.resize(370, 700)
    panel.show()
    return panel


@pytest.fixture
def buttons(panel: DrawPanel) -> dict[str, QPushButton]:
    return {
        name: panel.findChild(QPushButton, f"{name}Button") for name in ("clear", "undo", "redo")
    }


def enabled(buttons: dict[str, QPushButton]) -> set[str]:
    return {name for name, button in buttons.items() if button.isEnabled()}


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_stroke_of_the_mouse_is_drawn_and_read(
    panel: DrawPanel, session: Session, draw: Draw
) -> None:
    draw(panel.canvas, STROKE)
    np.testing.assert_allclose(session.drawing.strokes[0], STROKE, atol=0.6)
    reading = session.reading
    assert reading is not None
    np.testing.assert_array_equal(reading.picture, rasterise(session.drawing))
    assert panel.bars.property("winner") == reading.winner
    assert panel.findChild(QLabel, "answerLabel").text() == str(reading.winner)
    assert panel.preview.image is not None


@pytest.mark.parametrize("digit", [0, 3, 7])
def test_the_shipped_model_reads_a_sample(
    panel: DrawPanel, session: Session, shipped: Model, samples: dict[int, Ink], digit: int
) -> None:
    session.current.model = shipped
    session.set_drawing(samples[digit], "Stroke")
    assert panel.bars.property("winner") == digit


def test_the_bars_move_while_a_stroke_is_drawn(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    qtbot.mousePress(panel.canvas, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(session.reading_changed):
        qtbot.mouseMove(panel.canvas, panel.canvas.rect().center())
    assert panel.bars.property("winner") >= 0
    assert not session.undo_stack.canUndo()


def test_the_buttons_take_back_draw_again_and_clear(
    qtbot: QtBot,
    panel: DrawPanel,
    buttons: dict[str, QPushButton],
    session: Session,
    draw: Draw,
) -> None:
    assert enabled(buttons) == set()
    draw(panel.canvas, STROKE)
    drawing = session.drawing
    assert enabled(buttons) == {"clear", "undo"}

    click(qtbot, buttons["undo"])
    assert session.drawing == Ink()
    assert enabled(buttons) == {"redo"}

    click(qtbot, buttons["redo"])
    assert session.drawing == drawing

    click(qtbot, buttons["clear"])
    assert session.drawing == Ink()
    assert enabled(buttons) == {"undo"}


def test_what_is_taken_back_during_a_stroke_does_not_come_back_with_it(
    qtbot: QtBot, panel: DrawPanel, session: Session, draw: Draw
) -> None:
    draw(panel.canvas, STROKE)
    (first,) = session.drawing.strokes
    middle = panel.canvas.rect().center()
    qtbot.mousePress(panel.canvas, Qt.MouseButton.LeftButton, pos=middle)
    session.undo_stack.undo()
    qtbot.mouseRelease(panel.canvas, Qt.MouseButton.LeftButton, pos=middle)
    assert first not in session.drawing.strokes


def test_delete_on_the_canvas_takes_an_empty_sheet(
    qtbot: QtBot, panel: DrawPanel, session: Session, draw: Draw
) -> None:
    draw(panel.canvas, STROKE)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Delete)
    assert session.drawing == Ink()


def test_an_empty_sheet_has_no_answer(panel: DrawPanel, session: Session, draw: Draw) -> None:
    draw(panel.canvas, STROKE)
    session.clear_drawing()
    assert panel.bars.property("winner") == -1
    assert panel.findChild(QLabel, "answerLabel").text() == ""
    assert panel.preview.image is None


@pytest.mark.parametrize("threshold", [0.0, 1.1], ids=["sure", "unsure"])
def test_it_says_when_the_network_is_not_sure(
    panel: DrawPanel, session: Session, draw: Draw, threshold: float
) -> None:
    model = session.model
    session.current.model = replace(
        model, calibration=replace(model.calibration, threshold=threshold)
    )
    label = panel.findChild(QLabel, "unsureLabel")
    assert not label.isVisible()
    draw(panel.canvas, STROKE)
    assert label.isVisible() == (threshold > 1) == panel.bars.property("unsure")
    session.clear_drawing()
    assert not label.isVisible()


def test_a_panel_shows_what_was_drawn_before_it_was_made(
    qtbot: QtBot, session: Session, draw: Draw
) -> None:
    session.set_drawing(Ink((STROKE,)), "Stroke")
    panel = DrawPanel(session)
    qtbot.addWidget(panel)
    assert panel.findChild(QPushButton, "clearButton").isEnabled()
    assert panel.findChild(QPushButton, "undoButton").isEnabled()


def test_the_pen_is_for_the_eye_alone(panel: DrawPanel, session: Session, draw: Draw) -> None:
    draw(panel.canvas, STROKE)
    reading, thin = session.reading, panel.canvas.grab().toImage()
    panel.findChild(QSlider, "penWidth").setValue(30)
    assert panel.canvas.grab().toImage() != thin
    assert session.reading is reading


def test_a_number_is_answered_whole_and_the_bars_are_about_the_digit_under_the_mouse(
    qtbot: QtBot, panel: DrawPanel, session: Session, shipped: Model, samples: dict[int, Ink]
) -> None:
    session.current.model = shipped
    left, right = (
        tuple(tuple((x * 0.4 + shift, y * 0.4 + 80) for x, y, *_ in s) for s in samples[d].strokes)
        for d, shift in ((2, 0), (7, 130))
    )
    session.set_drawing(Ink(left + right), "Stroke")
    assert panel.findChild(QLabel, "answerLabel").text() == "27"
    assert panel.bars.property("winner") == 7
    sheet = panel.canvas.sheet()
    scale = sheet.width() / 280
    x, y = left[0][0]
    qtbot.mouseMove(panel.canvas, (sheet.topLeft() + QPointF(x, y) * scale).toPoint())
    assert panel.bars.property("winner") == 2


def test_a_digit_key_or_a_click_keeps_the_drawing_and_says_so(
    qtbot: QtBot, panel: DrawPanel, session: Session, draw: Draw
) -> None:
    label = panel.findChild(QLabel, "meantLabel")
    draw(panel.canvas, STROKE)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_7)
    assert "Kept as 7 · 1 in My digits" in label.text()
    assert not session.drawing
    draw(panel.canvas, STROKE)
    qtbot.mouseClick(panel.findChild(QToolButton, "meant4"), Qt.MouseButton.LeftButton)
    assert "Kept as 4 · 2 in My digits" in label.text()
    assert [digit.label for digit in session.my_digits.digits] == [7, 4]
    session.undo_stack.undo()
    assert "Kept" not in label.text()
