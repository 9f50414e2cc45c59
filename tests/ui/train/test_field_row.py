from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from mnist_desk.ui.train.field_editor import TextEditor
from mnist_desk.ui.train.field_row import FieldRow


@pytest.fixture
def row(qtbot: QtBot) -> FieldRow:
    editor = TextEditor("pixels")
    editor.setObjectName("recipe_shift")
    row = FieldRow("Shift", editor, "Moved by up to so many <pixels>.", name="shift")
    qtbot.addWidget(row)
    row.resize(260, 32)
    with qtbot.waitExposed(row):
        row.show()
    return row


def test_the_title_stands_beside_the_editor_where_there_is_room(row: FieldRow) -> None:
    row.arrange(260, row.title_width())
    row.adjustSize()
    assert row.label.geometry().right() < row.editor.geometry().left()
    row.arrange(120, row.title_width())
    row.adjustSize()
    assert row.label.geometry().bottom() < row.editor.geometry().top()
    row.arrange(260, row.title_width())
    row.adjustSize()
    assert row.label.geometry().right() < row.editor.geometry().left()


def test_a_row_can_be_made_narrow(row: FieldRow) -> None:
    row.arrange(2000, 600)
    assert row.minimumSizeHint().width() < 120


def test_what_differs_has_a_way_back_that_moves_nothing(row: FieldRow) -> None:
    place = row.editor.geometry()
    asked = QSignalSpy(row.reset_asked)
    assert not row.back.isVisible()
    row.show_state(was="Back to 1, as in accurate")
    assert row.back.isVisible()
    assert row.back.accessibleName() == "Shift: Back to 1, as in accurate"
    assert row.editor.geometry() == place
    row.back.click()
    assert asked.at(0)[0] == "shift"


def test_the_editor_is_described_by_all_there_is_to_know(row: FieldRow) -> None:
    row.show_state(was="Back to 1, as in accurate", wrong="Shift must be a number.")
    said = row.editor.accessibleDescription()
    assert said == (
        "Shift must be a number. Back to 1, as in accurate. Moved by up to so many <pixels>."
    )
    row.show_state()
    assert row.editor.accessibleDescription() == "Moved by up to so many <pixels>."


def test_a_click_on_the_title_tells_what_it_means(
    qtbot: QtBot, row: FieldRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _, text, *__: shown.append(text))
    qtbot.mouseClick(row.label, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert shown == ["<qt>Moved by up to so many &lt;pixels&gt;.</qt>"]
