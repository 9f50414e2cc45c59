from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink, InkRecord, read_ink, write_ink
from mnist_desk.core.network import Layer
from mnist_desk.ui.digits.panel import DigitsPanel
from mnist_desk.ui.state.my_digits import Digit
from mnist_desk.ui.state.session import Session

INKS = [Ink((((10.0 * n, 20.0), (100.0, 30.0 * n)),)) for n in range(1, 8)]


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> DigitsPanel:
    """The network takes everything for a 4."""
    layer = Layer(np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[4])
    session.current.model = replace(session.model, layers=(layer,))
    session.my_digits.read_with(session.model)
    panel = DigitsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(640, 500)
    panel.show()
    return panel


@pytest.fixture
def filled(qtbot: QtBot, panel: DigitsPanel, session: Session) -> DigitsPanel:
    """Two digits that are read right and one that is not."""
    mine = session.my_digits
    for ink, label in zip(INKS, (4, 5, 4), strict=False):
        mine.keep(Digit(InkRecord(ink, label)))
    qtbot.waitUntil(lambda: text(panel, "digitsSummary").endswith("of 3 read right (67 %)"))
    return panel


def text(panel: DigitsPanel, name: str) -> str:
    return panel.findChild(QLabel, name).text()


def press(qtbot: QtBot, panel: DigitsPanel, name: str) -> None:
    qtbot.mouseClick(panel.findChild(QPushButton, f"{name}Button"), Qt.MouseButton.LeftButton)


def is_empty(panel: DigitsPanel) -> bool:
    return panel.findChild(QLabel, "digitsEmpty").isVisible()


def test_an_empty_gallery_says_how_to_fill_it(panel: DigitsPanel) -> None:
    assert is_empty(panel)
    assert "press the key" in text(panel, "digitsEmpty")
    assert not panel.findChild(QPushButton, "exportButton").isEnabled()
    assert panel.findChild(QPushButton, "importButton").isEnabled()


def test_it_tells_how_many_are_read_right(filled: DigitsPanel, session: Session) -> None:
    assert text(filled, "digitsSummary") == "2 of 3 read right (67 %)"
    filter_ = filled.findChild(QComboBox, "labelFilter")
    assert filter_.itemText(0) == "All digits · 3"
    assert filter_.itemText(4 + 1) == "4 · 2 of 2 right"
    assert not is_empty(filled)


def test_filters_are_followed(filled: DigitsPanel, session: Session) -> None:
    filled.findChild(QComboBox, "labelFilter").setCurrentIndex(4 + 1)
    assert filled.gallery.items.rowCount() == 2
    filled.findChild(QComboBox, "rightFilter").setCurrentIndex(2)
    assert is_empty(filled)
    assert text(filled, "digitsEmpty") == "None of your digits is among these."


def test_deleting_relabelling_and_undoing(
    qtbot: QtBot, filled: DigitsPanel, session: Session
) -> None:
    gallery, mine = filled.gallery, session.my_digits
    assert not filled.findChild(QPushButton, "deleteButton").isEnabled()
    gallery.selectAll()
    press(qtbot, filled, "delete")
    assert mine.digits == []
    assert text(filled, "digitsNote") == "Deleted 3 · Undo takes it back"
    session.undo_stack.undo()
    assert len(mine.digits) == gallery.items.rowCount() == 3
    gallery.selectAll()
    qtbot.keyClick(gallery, Qt.Key.Key_9)
    assert {digit.label for digit in mine.digits} == {9}
    session.undo_stack.undo()
    assert {digit.label for digit in mine.digits} != {9}


def test_a_digit_opens_on_the_canvas_and_that_is_undone(
    qtbot: QtBot, filled: DigitsPanel, session: Session
) -> None:
    filled.gallery.setCurrentIndex(filled.gallery.items.index(0))
    qtbot.keyClick(filled.gallery, Qt.Key.Key_Return)
    assert session.drawing == filled.gallery.items.shown[0].record.ink
    session.undo_stack.undo()
    assert not session.drawing


def test_files_are_imported_and_exported(
    qtbot: QtBot,
    filled: DigitsPanel,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theirs, out = tmp_path / "theirs.jsonl", tmp_path / "out"
    write_ink(theirs, [InkRecord(INKS[5], 5, "Bob")])
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(theirs)], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    with qtbot.waitSignal(filled.folder_used) as used:
        press(qtbot, filled, "import")
    assert used.args == [str(theirs)]
    qtbot.waitUntil(lambda: filled.gallery.items.rowCount() == 4)
    with qtbot.waitSignal(session.my_digits.noted):
        press(qtbot, filled, "export")
    assert len(read_ink(tmp_path / "out.jsonl")) == 4


def test_the_name_is_written_beside_new_digits(panel: DigitsPanel, session: Session) -> None:
    panel.writer.setText(" Ada ")
    session.set_drawing(INKS[0], "Stroke")
    session.keep_drawing(1)
    assert session.my_digits.digits[0].record.writer == "Ada"


def test_a_hidden_panel_does_no_work(panel: DigitsPanel, session: Session) -> None:
    panel.hide()
    session.my_digits.keep(Digit(InkRecord(INKS[0], 0)))
    assert panel.gallery.items.rowCount() == 0
    panel.show()
    assert panel.gallery.items.rowCount() == 1
