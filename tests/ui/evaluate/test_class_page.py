"""The page Class, put together."""

from __future__ import annotations

import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord, write_ink
from mnist_desk.ui.evaluate.class_page import ClassPage
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.digit_sets import Source
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.ink_drop import InkDrop
from mnist_desk.ui.work.job import close_all

from .answered import always
from .networks import add_run, answering, is_gone, open_digits, some_digits


def ink(number: int) -> Ink:
    return Ink((((10.0, 10.0), (200.0, 20.0 * (number + 1))),))


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> ClassPage:
    open_digits(session, some_digits([1, 2]))
    page = ClassPage(session)
    qtbot.addWidget(page, before_close_func=close_all)
    page.resize(800, 500)
    page.show()
    return page


@pytest.fixture
def filled(qtbot: QtBot, page: ClassPage, session: Session) -> ClassPage:
    """Two digits of Ann's, one of Bo's, one of nobody's."""
    session.digit_sets.choose(Source.MINE)
    for number, writer in enumerate(("Ann", "Bo", "Ann", None)):
        session.my_digits.keep(Digit(InkRecord(ink(number), number, writer)))
    qtbot.waitUntil(lambda: [score.n for score in page.table.scores] == [2, 1, 1])
    return page


def text(page: ClassPage, name: str) -> str:
    return page.findChild(QLabel, name).text()


def test_it_looks_at_mine_and_gives_back_what_was_looked_at(
    page: ClassPage, session: Session
) -> None:
    assert session.digit_sets.source is Source.MINE
    page.hide()
    assert session.digit_sets.source is Source.TEST
    page.show()
    session.digit_sets.choose(Source.TRAIN)
    page.hide()
    assert session.digit_sets.source is Source.TRAIN


def test_of_digits_without_writers_it_leads_to_mine(
    qtbot: QtBot, page: ClassPage, session: Session
) -> None:
    session.digit_sets.choose(Source.TEST)
    assert text(page, "classMessage").startswith("Nobody is named for these digits")
    look = page.findChild(QPushButton, "lookAtMineButton")
    qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    assert session.digit_sets.source is Source.MINE
    qtbot.waitUntil(lambda: text(page, "classMessage").startswith("There are no digits of a class"))
    assert not look.isVisible()


def test_each_writer_has_a_row(filled: ClassPage) -> None:
    assert [score.name for score in filled.table.scores] == ["Ann", "Bo", None]
    assert text(filled, "classSummary").startswith("2 writers, 4 digits: ")


def test_a_row_opens_the_digits_of_a_writer(filled: ClassPage) -> None:
    filled.table.selectRow(0)
    assert sorted(filled.digits.grid.order.tolist()) == [0, 2]
    assert filled.digits.grid.accessibleName().startswith("Ann: ")


def test_a_class_without_mistakes_is_shown_whole(
    qtbot: QtBot, page: ClassPage, session: Session
) -> None:
    always(session, 3)
    session.digit_sets.choose(Source.MINE)
    for number, writer in enumerate(("Ann", "Bo")):
        session.my_digits.keep(Digit(InkRecord(ink(number), 3, writer)))
    qtbot.waitUntil(lambda: page.digits.grid.order.tolist() == [0, 1])
    assert page.digits.grid.accessibleName() == "All digits of the class are read right"


def test_a_digit_goes_to_the_canvas_as_it_was_drawn(
    qtbot: QtBot, filled: ClassPage, session: Session
) -> None:
    filled.table.selectRow(1)
    filled.digits.grid.go_to_first()
    qtbot.keyClick(filled.digits.grid, Qt.Key.Key_Return)
    assert session.sheet.drawing == ink(1)


def test_a_digit_that_comes_is_there_at_once(
    qtbot: QtBot, filled: ClassPage, session: Session
) -> None:
    session.my_digits.keep(Digit(InkRecord(ink(5), 5, "Bo")))
    qtbot.waitUntil(lambda: [score.n for score in filled.table.scores] == [2, 2, 1])


def test_the_board_follows_while_the_page_is_not_in_sight(
    qtbot: QtBot, filled: ClassPage, session: Session
) -> None:
    filled.board.show()
    filled.hide()
    session.my_digits.keep(Digit(InkRecord(ink(5), 5, "Cy")))
    qtbot.waitUntil(lambda: len(filled.table.scores) == 4)
    filled.board.close()
    session.my_digits.keep(Digit(InkRecord(ink(6), 6, "Dee")))
    qtbot.waitUntil(lambda: not filled.answering.is_due)
    assert len(filled.table.scores) == 4


def test_ink_files_that_are_dropped_are_merged(
    qtbot: QtBot, page: ClassPage, session: Session, tmp_path: Path
) -> None:
    files = []
    for name in ("Ann", "Bo"):
        files.append(tmp_path / f"{name}.jsonl")
        write_ink(files[-1], [InkRecord(ink(1), 1, name), InkRecord(ink(1), 1, name)])
    page.findChild(InkDrop).dropped.emit(files)
    qtbot.waitUntil(lambda: len(page.table.scores) == 2)
    assert text(page, "classNote") == "Added: 2. Had already: 2. Without a label: 0."


def test_digits_stand_below_the_table_where_it_is_narrow(qtbot: QtBot, filled: ClassPage) -> None:
    assert filled.digits.x() > 0
    filled.resize(440, 500)
    qtbot.waitUntil(lambda: filled.digits.x() == 0)


def test_who_draws_now_is_one_name_everywhere(
    qtbot: QtBot, page: ClassPage, session: Session
) -> None:
    qtbot.keyClicks(page.writer, "Ada ")
    assert session.my_digits.writer == "Ada"
    session.my_digits.set_writer("Bo")
    assert page.writer.text() == "Bo"


def test_there_is_no_board_without_a_class(page: ClassPage, qtbot: QtBot) -> None:
    assert not page.findChild(QPushButton, "boardButton").isEnabled()


def test_out_of_sight_it_keeps_no_network(
    qtbot: QtBot, filled: ClassPage, session: Session
) -> None:
    add_run(session, "another", answering([1]))
    model = weakref.ref(session.network.model)
    answering_ = filled.answering
    qtbot.waitUntil(lambda: answering_.answers is not None and answering_.answers.model is model())
    filled.hide()
    session.runs.remove(session.runs.current)
    qtbot.waitUntil(lambda: is_gone(model))
