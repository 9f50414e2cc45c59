from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord, read_ink, write_ink
from mnist_desk.ui.digits.empty_gallery import EmptyGallery
from mnist_desk.ui.digits.panel import DigitsPanel
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.preferences import Preferences
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.ink_drop import InkDrop

if TYPE_CHECKING:
    from ..conftest import FakeEngine

INKS = [Ink((((10.0 * n, 20.0), (100.0, 30.0 * n)),)) for n in range(1, 8)]


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


def button(panel: DigitsPanel, name: str) -> QAbstractButton:
    return panel.findChild(QAbstractButton, name)


def press(qtbot: QtBot, panel: DigitsPanel, name: str) -> None:
    qtbot.mouseClick(panel.findChild(QPushButton, f"{name}Button"), Qt.MouseButton.LeftButton)


def is_empty(panel: DigitsPanel) -> bool:
    return panel.findChild(EmptyGallery).isVisible()


def test_an_empty_gallery_says_how_to_fill_it(panel: DigitsPanel) -> None:
    assert is_empty(panel)
    assert "press the key" in text(panel, "digitsEmpty")
    assert not panel.counts.isVisible()
    assert not panel.findChild(QPushButton, "exportButton").isEnabled()
    assert panel.findChild(QPushButton, "importFirstButton").isVisible()


def test_it_tells_how_many_are_read_right(filled: DigitsPanel, session: Session) -> None:
    assert text(filled, "digitsSummary") == "2 of 3 read right (67 %)"
    assert button(filled, "count4").accessibleName() == "4: 2 kept, 2 of 2 read right"
    assert button(filled, "countAll").accessibleName() == "All digits: 3 kept, 2 of 3 read right"
    assert not is_empty(filled)


def test_filters_are_followed_and_left_again(
    qtbot: QtBot, filled: DigitsPanel, session: Session
) -> None:
    which = filled.findChild(QComboBox, "rightFilter")
    button(filled, "count4").click()
    assert filled.gallery.items.rowCount() == 2
    which.setCurrentIndex(2)
    assert is_empty(filled)
    assert "Choose another digit" in text(filled, "digitsEmpty")
    press(qtbot, filled, "showAll")
    assert filled.gallery.items.rowCount() == 3
    assert not is_empty(filled)
    assert (filled.counts.label, which.currentIndex()) == (None, 0)


def test_tab_goes_from_the_top_to_the_bottom(qtbot: QtBot, filled: DigitsPanel) -> None:
    filled.gallery.selectAll()
    button(filled, "countAll").setFocus()
    names = []
    for _ in range(7):
        names.append(filled.focusWidget().objectName())
        filled.focusNextChild()
    assert names == [
        "countAll", "rightFilter", "deleteButton", "importButton", "exportButton", "gallery",
        "writerEdit",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [(560, 400), (1200, 900)])
def test_it_fits_into_each_window(qtbot: QtBot, filled: DigitsPanel, size: tuple[int, int]) -> None:
    filled.resize(*size)
    qtbot.waitUntil(lambda: not filled.horizontalScrollBar().isVisible())
    assert filled.gallery.height() > 100


def test_deleting_relabelling_and_undoing(
    qtbot: QtBot, filled: DigitsPanel, session: Session
) -> None:
    gallery, mine = filled.gallery, session.my_digits
    assert not filled.findChild(QPushButton, "deleteButton").isEnabled()
    gallery.selectAll()
    press(qtbot, filled, "delete")
    assert mine.digits == []
    assert text(filled, "digitsNote") == "Deleted 3 · Undo takes it back"
    session.sheet.undo_stack.undo()
    assert len(mine.digits) == gallery.items.rowCount() == 3
    gallery.selectAll()
    qtbot.keyClick(gallery, Qt.Key.Key_9)
    assert {digit.label for digit in mine.digits} == {9}
    session.sheet.undo_stack.undo()
    assert {digit.label for digit in mine.digits} != {9}


def test_a_digit_opens_on_the_canvas_and_that_is_undone(
    qtbot: QtBot, filled: DigitsPanel, session: Session
) -> None:
    filled.gallery.setCurrentIndex(filled.gallery.items.index(0))
    qtbot.keyClick(filled.gallery, Qt.Key.Key_Return)
    assert session.sheet.drawing == filled.gallery.items.shown[0].record.ink
    session.sheet.undo_stack.undo()
    assert not session.sheet.drawing


def test_files_are_imported_and_exported(
    qtbot: QtBot,
    filled: DigitsPanel,
    session: Session,
    preferences: Preferences,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theirs, out = tmp_path / "theirs.jsonl", tmp_path / "out"
    write_ink(theirs, [InkRecord(INKS[5], 5, "Bob")])
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(theirs)], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    press(qtbot, filled, "import")
    assert preferences.folder == tmp_path
    qtbot.waitUntil(lambda: filled.gallery.items.rowCount() == 4)
    with qtbot.waitSignal(session.notices.confirmed):
        press(qtbot, filled, "export")
    assert len(read_ink(tmp_path / "out.jsonl")) == 4


def test_the_name_is_written_beside_new_digits(panel: DigitsPanel, session: Session) -> None:
    panel.writer.setText(" Ada ")
    session.sheet.set_drawing(INKS[0], "Stroke")
    session.labelling.keep(1)
    assert session.my_digits.digits[0].record.writer == "Ada"


def test_a_hidden_panel_does_no_work(panel: DigitsPanel, session: Session) -> None:
    panel.hide()
    session.my_digits.keep(Digit(InkRecord(INKS[0], 0)))
    assert panel.gallery.items.rowCount() == 0
    panel.show()
    assert panel.gallery.items.rowCount() == 1


def test_the_name_is_remembered(
    panel: DigitsPanel, session: Session, preferences: Preferences
) -> None:
    panel.writer.setText("Ada")
    panel.save(preferences)
    panel.writer.setText("")
    assert session.my_digits.writer == ""
    panel.restore(preferences)
    assert panel.writer.text() == session.my_digits.writer == "Ada"


@pytest.mark.parametrize("way", ["delete", "relabel", "menu"])
def test_the_note_of_a_change_goes_when_it_is_undone(
    qtbot: QtBot, filled: DigitsPanel, session: Session, way: str
) -> None:
    filled.gallery.selectAll()
    if way == "delete":
        press(qtbot, filled, "delete")
    elif way == "relabel":
        qtbot.keyClick(filled.gallery, Qt.Key.Key_9)
    else:
        filled.gallery.menu().actions()[-1].trigger()
    assert text(filled, "digitsNote").endswith("Undo takes it back")
    session.sheet.undo_stack.undo()
    assert len(session.my_digits.digits) == 3
    assert text(filled, "digitsNote") == ""


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where the file dialogs started; they are cancelled."""
    starts: list[Path] = []

    def cancelled(_parent: object, _title: str, start: str, *_: object) -> tuple[list[str], str]:
        starts.append(Path(start))
        return [], ""

    for name in ("getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, cancelled)
    return starts


@pytest.mark.parametrize("name", ["import", "export"])
def test_dialogs_start_in_the_folder_that_was_used_last(
    qtbot: QtBot,
    filled: DigitsPanel,
    preferences: Preferences,
    tmp_path: Path,
    starts: list[Path],
    name: str,
) -> None:
    preferences.use_folder_of(tmp_path / "lessons" / "mine.safetensors")
    press(qtbot, filled, name)
    assert len(starts) == 1
    assert starts[0] in (tmp_path / "lessons", tmp_path / "lessons" / "my-digits.jsonl")


def test_exporting_starts_where_digits_were_imported_from(
    qtbot: QtBot,
    filled: DigitsPanel,
    session: Session,
    tmp_path: Path,
    starts: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theirs = tmp_path / "lessons" / "theirs.jsonl"
    theirs.parent.mkdir()
    write_ink(theirs, [InkRecord(INKS[5], 5, "Bob")])
    with monkeypatch.context() as answered:
        answered.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(theirs)], ""))
        with qtbot.waitSignal(session.notices.confirmed):
            press(qtbot, filled, "import")
    press(qtbot, filled, "export")
    assert [start.parent for start in starts] == [theirs.parent]


def test_importing_starts_where_digits_were_exported_to(
    qtbot: QtBot,
    filled: DigitsPanel,
    session: Session,
    tmp_path: Path,
    starts: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "lessons").mkdir()
    out = tmp_path / "lessons" / "out.jsonl"
    with monkeypatch.context() as answered:
        answered.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
        with qtbot.waitSignal(session.notices.confirmed):
            press(qtbot, filled, "export")
    press(qtbot, filled, "import")
    assert starts == [out.parent]


def test_what_came_of_a_lesson_is_brought_in_sight(
    qtbot: QtBot, panel: DigitsPanel, ten_digits: Session, engine: FakeEngine
) -> None:
    panel.resize(640, 380)
    with qtbot.waitSignal(ten_digits.lesson.changed):
        ten_digits.lesson.start()
    engine.let(2)
    keep = button(panel, "keepTaughtButton")
    qtbot.waitUntil(keep.isVisible)

    def bottom() -> int:
        return keep.mapTo(panel.viewport(), keep.rect().bottomLeft()).y()

    assert panel.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: bottom() <= panel.viewport().height())


def test_the_digits_of_one_writer_are_shown_and_counted(
    filled: DigitsPanel, session: Session
) -> None:
    whose = filled.findChild(QComboBox, "writerFilter")
    assert whose.isHidden()
    session.my_digits.keep(Digit(InkRecord(INKS[5], 4, "Bob")))
    whose.setCurrentIndex(1)
    assert [digit.record.writer for digit in filled.gallery.items.shown] == ["Bob"]
    assert button(filled, "count4").accessibleName().startswith("4: 1 kept")
    button(filled, "count5").click()
    assert is_empty(filled)
    button(filled, "showAllButton").click()
    assert len(filled.gallery.items.shown) == 4


def test_ink_files_that_are_dropped_are_merged(
    qtbot: QtBot, filled: DigitsPanel, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "bob.jsonl"
    write_ink(path, [InkRecord(INKS[5], 5, "Bob"), InkRecord(INKS[0], 4)])
    with qtbot.waitSignal(session.notices.confirmed):
        filled.findChild(InkDrop).dropped.emit([path])
    assert text(filled, "digitsNote") == "Added: 1. Had already: 1. Without a label: 0."
    assert len(session.my_digits.digits) == 4


def test_filters_and_buttons_are_two_rows_where_it_is_narrow(
    qtbot: QtBot, filled: DigitsPanel, session: Session
) -> None:
    whose, export = filled.findChild(QComboBox, "writerFilter"), button(filled, "exportButton")
    session.my_digits.keep(Digit(InkRecord(INKS[5], 4, "Bob")))
    filled.resize(720, 500)
    qtbot.waitUntil(lambda: whose.geometry().center().y() == export.geometry().center().y())
    filled.resize(470, 500)
    qtbot.waitUntil(lambda: whose.geometry().bottom() < export.y())
    assert not filled.horizontalScrollBar().isVisible()


def test_digits_are_given_to_another_writer_and_back(filled: DigitsPanel, session: Session) -> None:
    mine, gallery = session.my_digits, filled.gallery
    filled.writer.setText("Anna & Bo")
    assert gallery.writers == ["Anna & Bo"]
    gallery.selectAll()
    menu = gallery.menu()
    writers = next(one.menu() for one in menu.actions() if one.text() == "Drawn by")
    assert [one.text() for one in writers.actions()] == ["Anna && Bo", "", "Nobody who is named"]
    writers.actions()[0].trigger()
    assert [one.record.writer for one in mine.digits] == ["Anna & Bo"] * 3
    assert text(filled, "digitsNote").startswith("Drawn by Anna & Bo: 3")
    session.sheet.undo_stack.undo()
    assert [one.record.writer for one in mine.digits] == [None] * 3
