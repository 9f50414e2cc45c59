from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desk.core.drawing import Picture
from mnist_desk.core.ink import Ink, Point
from mnist_desk.core.model import Model
from mnist_desk.core.raster import rasterise
from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.draw.meant_button import MeantButton
from mnist_desk.ui.draw.panel import DrawPanel
from mnist_desk.ui.draw.verdict import Kind
from mnist_desk.ui.state.preferences import Preferences
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

Draw = Callable[[Canvas, Sequence[Point]], None]

STROKE = ((60.0, 60.0), (200.0, 60.0), (120.0, 240.0))


@pytest.fixture
def panel(qtbot: QtBot, session: Session, actions: dict[str, QAction]) -> DrawPanel:
    panel = DrawPanel(session)
    qtbot.addWidget(panel, before_close_func=close_all)
    actions["eraser"].toggled.connect(panel.canvas.set_erasing)
    panel.take_actions(actions)
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
    np.testing.assert_allclose(session.sheet.drawing.strokes[0], STROKE, atol=0.6)
    reading = session.reader.reading.reading
    assert reading is not None
    np.testing.assert_array_equal(reading.picture, rasterise(session.sheet.drawing))
    assert panel.bars.property("winner") == reading.winner
    assert panel.findChild(QLabel, "answerLabel").text() == str(reading.winner)
    assert panel.preview.image is not None


@pytest.mark.parametrize("digit", [0, 3, 7])
def test_the_shipped_model_reads_a_sample(
    panel: DrawPanel, session: Session, shipped: Model, samples: dict[int, Ink], digit: int
) -> None:
    session.runs.reach(session.runs.current, shipped)
    session.sheet.set_drawing(samples[digit], "Stroke")
    assert panel.bars.property("winner") == digit


def test_the_bars_move_while_a_stroke_is_drawn(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    qtbot.mousePress(panel.canvas, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(session.reader.read):
        qtbot.mouseMove(panel.canvas, panel.canvas.rect().center())
    assert panel.bars.property("winner") >= 0
    assert not session.sheet.undo_stack.canUndo()


def test_the_buttons_take_back_draw_again_and_clear(
    qtbot: QtBot,
    panel: DrawPanel,
    buttons: dict[str, QPushButton],
    session: Session,
    draw: Draw,
) -> None:
    assert enabled(buttons) == set()
    draw(panel.canvas, STROKE)
    drawing = session.sheet.drawing
    assert enabled(buttons) == {"clear", "undo"}

    click(qtbot, buttons["undo"])
    assert session.sheet.drawing == Ink()
    assert enabled(buttons) == {"redo"}

    click(qtbot, buttons["redo"])
    assert session.sheet.drawing == drawing

    click(qtbot, buttons["clear"])
    assert session.sheet.drawing == Ink()
    assert enabled(buttons) == {"undo"}


def test_what_is_taken_back_during_a_stroke_does_not_come_back_with_it(
    qtbot: QtBot, panel: DrawPanel, session: Session, draw: Draw
) -> None:
    draw(panel.canvas, STROKE)
    (first,) = session.sheet.drawing.strokes
    middle = panel.canvas.rect().center()
    qtbot.mousePress(panel.canvas, Qt.MouseButton.LeftButton, pos=middle)
    session.sheet.undo_stack.undo()
    qtbot.mouseRelease(panel.canvas, Qt.MouseButton.LeftButton, pos=middle)
    assert first not in session.sheet.drawing.strokes


def test_delete_on_the_canvas_takes_an_empty_sheet(
    qtbot: QtBot, panel: DrawPanel, session: Session, draw: Draw
) -> None:
    draw(panel.canvas, STROKE)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Delete)
    assert session.sheet.drawing == Ink()


def test_an_empty_sheet_has_no_answer(panel: DrawPanel, session: Session, draw: Draw) -> None:
    draw(panel.canvas, STROKE)
    session.sheet.clear()
    assert panel.bars.property("winner") == -1
    assert panel.findChild(QLabel, "answerLabel").text() == ""
    assert panel.preview.image is None


@pytest.mark.parametrize("threshold", [0.0, 1.1], ids=["sure", "unsure"])
def test_it_says_when_the_network_is_not_sure(
    panel: DrawPanel, session: Session, draw: Draw, threshold: float
) -> None:
    model = session.network.model
    calibration = replace(model.calibration, threshold=threshold)
    session.runs.reach(session.runs.current, replace(model, calibration=calibration))
    words = panel.reading.answer.words
    assert words.verdict.kind is Kind.EMPTY
    draw(panel.canvas, STROKE)
    unsure = words.verdict.kind in (Kind.BETWEEN, Kind.NONE)
    assert unsure == (threshold > 1) == panel.bars.property("unsure")
    session.sheet.clear()
    assert words.verdict.kind is Kind.EMPTY


def test_a_panel_shows_what_was_drawn_before_it_was_made(
    qtbot: QtBot, session: Session, actions: dict[str, QAction]
) -> None:
    session.sheet.set_drawing(Ink((STROKE,)), "Stroke")
    panel = DrawPanel(session)
    qtbot.addWidget(panel)
    panel.take_actions(actions)
    assert panel.bars.property("winner") >= 0
    assert panel.findChild(QPushButton, "clearButton").isEnabled()
    assert panel.findChild(QPushButton, "undoButton").isEnabled()


def test_the_pen_is_for_the_eye_alone(panel: DrawPanel, session: Session, draw: Draw) -> None:
    draw(panel.canvas, STROKE)
    reading, thin = session.reader.reading, panel.canvas.grab().toImage()
    panel.findChild(QSlider, "penWidth").setValue(30)
    assert panel.canvas.grab().toImage() != thin
    assert session.reader.reading is reading


def test_a_number_is_answered_whole_and_the_bars_are_about_the_digit_under_the_mouse(
    qtbot: QtBot, panel: DrawPanel, session: Session, shipped: Model, samples: dict[int, Ink]
) -> None:
    session.runs.reach(session.runs.current, shipped)
    left, right = (
        tuple(tuple((x * 0.4 + shift, y * 0.4 + 80) for x, y, *_ in s) for s in samples[d].strokes)
        for d, shift in ((2, 0), (7, 130))
    )
    session.sheet.set_drawing(Ink(left + right), "Stroke")
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
    assert not session.sheet.drawing
    draw(panel.canvas, STROKE[:2])
    qtbot.mouseClick(panel.findChild(QToolButton, "meant4"), Qt.MouseButton.LeftButton)
    assert "Kept as 4 · 2 in My digits" in label.text()
    assert [digit.label for digit in session.my_digits.digits] == [7, 4]
    session.sheet.undo_stack.undo()
    assert "Kept" not in label.text()


# The digits of a number

PARTS = [
    Ink((((x, 90.0), (x + 40, 90.0), (x, 190.0), (x + 40, 190.0)),)) for x in (10.0, 80.0, 150.0)
]
NUMBER = Ink(tuple(part.strokes[0] for part in PARTS))
"""Three digits, written from left to right."""


def press(qtbot: QtBot, panel: DrawPanel, *digits: int) -> None:
    for digit in digits:
        qtbot.keyClick(panel.canvas, Qt.Key(Qt.Key.Key_0 + digit))


def kept(session: Session) -> list[tuple[int, Ink | None]]:
    return [(digit.label, digit.record.ink) for digit in session.my_digits.digits]


def meant(panel: DrawPanel) -> str:
    return panel.findChild(QLabel, "meantLabel").text()


def test_keys_label_the_parts_of_a_number_from_left_to_right(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(NUMBER, "Stroke")
    press(qtbot, panel, 2)
    assert kept(session) == [(2, PARTS[0])]
    assert session.sheet.drawing == NUMBER
    press(qtbot, panel, 0, 6)
    assert kept(session) == list(zip((2, 0, 6), PARTS, strict=True))


def test_buttons_label_the_parts_of_a_number_from_left_to_right(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(NUMBER, "Stroke")
    for digit in (2, 0, 6):
        button = panel.findChild(QToolButton, f"meant{digit}")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert kept(session) == list(zip((2, 0, 6), PARTS, strict=True))


def test_the_part_that_the_next_key_labels_is_the_selected_one(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(NUMBER, "Stroke")
    press(qtbot, panel, 2)
    assert session.reader.reading.selected == 1
    press(qtbot, panel, 0)
    assert session.reader.reading.selected == 2


def test_the_sheet_is_empty_once_the_last_part_is_labelled(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(NUMBER, "Stroke")
    press(qtbot, panel, 2, 0, 6)
    assert not session.sheet.drawing
    assert "Kept as 6 · 3 in My digits" in meant(panel)


def test_the_same_key_again_keeps_the_next_part(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(NUMBER, "Stroke")
    press(qtbot, panel, 2, 2, 2, 2)
    assert kept(session) == [(2, part) for part in PARTS]


def test_a_drawing_that_is_kept_already_is_not_kept_again(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    for _ in range(2):
        session.sheet.set_drawing(PARTS[0], "Stroke")
        press(qtbot, panel, 7)
    assert kept(session) == [(7, PARTS[0])]
    assert "Kept already, as 7" in panel.findChild(QLabel, "meantLabel").text()


def test_of_a_number_it_is_told_which_digit_the_next_key_names(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    label = panel.findChild(QLabel, "meantLabel")
    session.sheet.set_drawing(NUMBER, "Stroke")
    assert label.text() == f"Digit 1 of {len(PARTS)}, from the left, was meant to be:"
    session.reader.select(len(PARTS) - 1)
    assert "Digit 1 of" in label.text(), "looking at another does not change it"
    press(qtbot, panel, 2)
    assert label.text() == f"Kept as 2 · next: digit 2 of {len(PARTS)}, from the left"
    session.reader.read_now()
    assert "Kept as 2" in label.text(), "reading again, as while training, does not hide it"
    session.sheet.undo_stack.undo()
    assert "Digit 1 of" in label.text()
    session.sheet.clear()
    session.sheet.set_drawing(PARTS[0], "Stroke")
    assert "I meant" in label.text()


def test_a_part_that_is_taken_back_is_labelled_again(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(NUMBER, "Stroke")
    press(qtbot, panel, 2, 0)
    session.sheet.undo_stack.undo()
    press(qtbot, panel, 8)
    assert kept(session) == [(2, PARTS[0]), (8, PARTS[1])]


def test_kept_as_goes_when_a_digit_of_a_number_is_taken_back(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(NUMBER, "Stroke")
    press(qtbot, panel, 2)
    assert "Kept as 2" in meant(panel)
    session.sheet.undo_stack.undo()
    assert session.my_digits.digits == []
    assert "Kept" not in meant(panel)


def test_kept_as_goes_when_the_digit_is_deleted(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(PARTS[0], "Stroke")
    press(qtbot, panel, 2)
    assert "Kept as 2" in meant(panel)
    session.my_digits.delete(session.my_digits.digits)
    assert "Kept" not in meant(panel)


# What is remembered


def test_the_width_of_the_pen_is_remembered(
    qtbot: QtBot, panel: DrawPanel, session: Session, preferences: Preferences
) -> None:
    panel.tools.pen_width.setValue(30)
    panel.save(preferences)
    again = DrawPanel(session)
    qtbot.addWidget(again)
    again.restore(preferences)
    assert again.tools.pen_width.value() == 30


def test_the_eraser_of_the_tools_erases_on_the_canvas(
    qtbot: QtBot, panel: DrawPanel, session: Session, draw: Draw
) -> None:
    draw(panel.canvas, STROKE)
    qtbot.mouseClick(panel.tools.eraser, Qt.MouseButton.LeftButton)
    draw(panel.canvas, STROKE[:2])
    assert session.sheet.drawing == Ink()


def test_a_touch_that_the_system_takes_back_leaves_the_sheet_finished(
    panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(PARTS[0], "Stroke")
    session.sheet.show_stroke(Ink())
    panel.canvas.stroke_cancelled.emit()
    assert session.sheet.drawing == PARTS[0]
    assert session.sheet.is_finished


def test_undo_is_off_where_the_drawings_before_were_forgotten(
    panel: DrawPanel, buttons: dict[str, QPushButton], session: Session
) -> None:
    for _ in range(40):
        session.sheet.set_drawing(Picture(np.ones((1024, 1024), np.float32)), "Open")
    undone = 0
    while buttons["undo"].isEnabled():
        buttons["undo"].click()
        undone += 1
    assert 0 < undone < 40
    assert session.sheet.has_picture
    buttons["redo"].click()
    assert buttons["undo"].isEnabled()


# Collecting


def test_each_button_shows_how_many_of_its_digit_are_kept(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    def counts() -> list[int | None]:
        return [panel.findChild(MeantButton, f"meant{d}").count for d in range(10)]

    assert counts() == [None] * 10
    session.sheet.set_drawing(NUMBER, "Stroke")
    press(qtbot, panel, 2, 0, 2)
    assert counts() == [1, 0, 2, *[0] * 7]
    session.my_digits.delete(session.my_digits.digits[:1])
    assert counts() == [1, 0, 1, *[0] * 7]
    session.sheet.undo_stack.undo()
    assert counts() == [1, 0, 2, *[0] * 7]


# Room


@pytest.mark.parametrize("size", [(320, 430), (320, 560), (400, 715), (660, 1030)], ids=str)
def test_all_is_in_sight(panel: DrawPanel, size: tuple[int, int]) -> None:
    panel.resize(*size)
    for part in (panel.canvas, panel.tools, panel.reading, panel.meant):
        place = part.rect().translated(part.mapTo(panel, part.rect().topLeft()))
        assert panel.rect().contains(place), part


def test_where_there_is_too_little_room_it_is_scrolled(panel: DrawPanel) -> None:
    panel.resize(320, 300)
    bar = panel.findChild(QScrollArea).verticalScrollBar()
    assert bar.maximum() > 0
    assert panel.canvas.height() == 120
    panel.resize(320, 700)
    assert bar.maximum() == 0


def test_the_tab_key_goes_from_the_canvas_over_the_tools_to_what_was_meant(
    panel: DrawPanel, session: Session
) -> None:
    session.sheet.set_drawing(NUMBER, "Stroke")
    names = []
    widget: QWidget = panel.canvas
    for _ in range(200):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(panel):
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is panel.canvas:
            break
    assert names == [
        *("canvas", "eraserButton", "penWidth", "undoButton", "redoButton", "clearButton"),
        *("testDigitButton", "answerLabel", *(f"meant{digit}" for digit in range(10))),
    ]


# The stage


def test_on_the_stage_there_are_drawing_tools_and_answer(panel: DrawPanel) -> None:
    panel.set_stage(True)
    panel.resize(1366, 768)
    QApplication.processEvents()
    assert not panel.meant.isVisible()
    assert panel.tools.isVisible()
    assert panel.canvas.height() > 600
    assert panel.reading.answer.digits.height() > 200
    assert panel.findChild(QScrollArea).verticalScrollBar().maximum() == 0


def test_leaving_the_stage_all_is_as_before(panel: DrawPanel, session: Session, draw: Draw) -> None:
    def places() -> list[tuple[object, ...]]:
        QApplication.processEvents()
        return [(p.geometry(), p.font(), p.isVisible()) for p in panel.findChildren(QWidget)]

    draw(panel.canvas, STROKE)
    before = places()
    panel.set_stage(True)
    panel.resize(1366, 768)
    assert places() != before
    panel.set_stage(False)
    panel.resize(370, 700)
    assert places() == before


def test_on_the_stage_a_key_keeps_the_drawing_and_it_is_told_large(
    qtbot: QtBot, panel: DrawPanel, session: Session, draw: Draw
) -> None:
    panel.set_stage(True)
    words = panel.reading.answer.words
    draw(panel.canvas, STROKE)
    press(qtbot, panel, 7)
    assert words.text() == "Kept as 7. 1 in My digits"
    assert not session.sheet.drawing
    press(qtbot, panel, 7)
    assert words.text() == "Kept as 7. 1 in My digits", "whoever presses twice is told no less"
    draw(panel.canvas, STROKE[:2])
    assert words.verdict.kind is not Kind.RIGHT
    session.my_digits.writer = "Ben"
    press(qtbot, panel, 4)
    assert words.text() == "Kept as 4. 2 in My digits · 1 of Ben"
    assert [digit.label for digit in session.my_digits.digits] == [7, 4]


def test_undo_on_the_stage_takes_back_what_was_kept_and_told(
    qtbot: QtBot, panel: DrawPanel, session: Session, draw: Draw
) -> None:
    panel.set_stage(True)
    draw(panel.canvas, STROKE)
    read = panel.reading.answer.words.text()
    press(qtbot, panel, 7)
    session.sheet.undo_stack.undo()
    assert not session.my_digits.digits
    assert panel.reading.answer.words.text() == read


def test_on_the_stage_it_is_told_why_nothing_is_kept(
    qtbot: QtBot, panel: DrawPanel, session: Session, draw: Draw
) -> None:
    words = panel.reading.answer.words
    panel.set_stage(True)
    press(qtbot, panel, 7)
    assert words.text().startswith("Draw a digit first")
    draw(panel.canvas, STROKE)
    drawing = session.sheet.drawing
    press(qtbot, panel, 7)
    session.sheet.set_drawing(drawing, "Open")
    press(qtbot, panel, 3)
    assert words.text() == "Kept already, as 7. Relabel it in My digits"
    assert session.sheet.drawing == drawing


def test_on_the_stage_the_next_digit_of_a_number_is_told(
    qtbot: QtBot, panel: DrawPanel, session: Session
) -> None:
    panel.set_stage(True)
    session.sheet.set_drawing(NUMBER, "Stroke")
    press(qtbot, panel, 2)
    assert panel.reading.answer.words.text() == "Kept as 2. Next: digit 2 of 3"
    press(qtbot, panel, 0, 6)
    assert panel.reading.answer.words.text() == "Kept as 6. 3 in My digits"


def test_off_the_stage_nothing_is_told_in_place_of_the_answer(
    qtbot: QtBot, panel: DrawPanel, draw: Draw
) -> None:
    draw(panel.canvas, STROKE)
    press(qtbot, panel, 7)
    assert panel.reading.answer.told is None
    panel.set_stage(True)
    draw(panel.canvas, STROKE[:2])
    press(qtbot, panel, 7)
    panel.set_stage(False)
    assert panel.reading.answer.told is None


COLUMNS = [(320, 570), (371, 700), (334, 694), (515, 840), (650, 1000)]


@pytest.mark.parametrize("size", COLUMNS, ids=str)
@pytest.mark.parametrize("text", [1.25, 1.5, 2])
def test_with_large_text_the_drawing_comes_first(
    panel: DrawPanel, set_text_size: Callable[[float], None], text: float, size: tuple[int, int]
) -> None:
    panel.resize(*size)
    settle()
    digit = panel.reading.answer.digits.height()
    set_text_size(text)
    settle()
    assert panel.canvas.height() >= 0.395 * size[1]
    assert panel.reading.answer.digits.height() >= digit
    assert panel.findChild(QScrollArea).verticalScrollBar().maximum() == 0
    if size[1] > 600:
        assert panel.canvas.height() > 240
        assert panel.preview.width() >= 56


def test_a_panel_that_is_very_low_is_scrolled_and_keeps_a_third_for_the_canvas(
    panel: DrawPanel, set_text_size: Callable[[float], None]
) -> None:
    set_text_size(2)
    panel.resize(320, 438)
    settle()
    assert panel.canvas.height() == 438 // 3
    assert panel.findChild(QScrollArea).verticalScrollBar().maximum() > 0


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def test_text_of_another_size_is_fitted_at_once(
    qtbot: QtBot,
    panel: DrawPanel,
    session: Session,
    actions: dict[str, QAction],
    set_text_size: Callable[[float], None],
) -> None:
    def places(panel: DrawPanel) -> list[object]:
        for _ in range(3):
            QApplication.processEvents()
        return [part.geometry() for part in panel.findChildren(QWidget) if part.isVisible()]

    before = places(panel)
    set_text_size(1.5)
    after = places(panel)
    fresh = DrawPanel(session)
    qtbot.addWidget(fresh)
    fresh.take_actions(actions)
    fresh.resize(panel.size())
    fresh.show()
    assert after == places(fresh)
    set_text_size(1)
    assert places(panel) == before
