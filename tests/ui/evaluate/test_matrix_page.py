"""The page of mistakes: from a cell to its digits, and to the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.evaluate.confusion_matrix import MatrixCell
from mnist_desk.ui.evaluate.matrix_page import MatrixPage
from mnist_desk.ui.evaluate.matrix_table import MatrixTable
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.digit_sets import Source
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from ..conftest import PER_DIGIT, FakeEngine
from .answered import always
from .networks import add_run, answering, start_training


@pytest.fixture
def page(qtbot: QtBot, session: Session, engine: FakeEngine) -> MatrixPage:
    """On the small test set, every image of which is read as a 3."""
    always(session, 3)
    page = MatrixPage(session)
    qtbot.addWidget(page, before_close_func=close_all)
    page.resize(800, 600)
    with qtbot.waitSignal(page.answering.answered):
        page.show()
    return page


def test_it_tells_how_many_are_wrong(page: MatrixPage) -> None:
    answers = page.answering.answers
    assert answers is not None
    assert answers.scores.accuracy == 0.1
    assert len(page.digits.grid.order) == 9 * PER_DIGIT


def test_a_cell_shows_its_digits_and_enter_puts_one_on_the_canvas(
    page: MatrixPage, session: Session
) -> None:
    page.matrix.choose(MatrixCell(5, 4))
    assert len(page.digits.grid.order) == PER_DIGIT
    page.digits.grid.go_to_first()
    QTest.keyClick(page.digits.grid, Qt.Key.Key_Return)

    drawing = session.sheet.drawing
    assert isinstance(drawing, MnistDigit)
    assert drawing.label == 4
    session.sheet.undo_stack.undo()
    assert session.sheet.drawing == Ink()


def test_a_digit_of_the_table_chooses_its_row(page: MatrixPage) -> None:
    page.table.selectRow(7)
    assert page.matrix.chosen == MatrixCell(8, 0)
    assert len(page.digits.grid.order) == PER_DIGIT


def test_another_network_is_asked_at_once(qtbot: QtBot, page: MatrixPage, session: Session) -> None:
    with qtbot.waitSignal(page.answering.answered):
        always(session, 5)
    answers = page.answering.answers
    assert answers is not None
    assert set(answers.answers) == {5}


def test_a_network_that_is_trained_is_asked_after_each_epoch(
    qtbot: QtBot, page: MatrixPage, session: Session, engine: FakeEngine
) -> None:
    session.engine.load(Recipe(hidden=()))
    qtbot.waitUntil(lambda: session.ready)
    told: list[int] = []
    page.answering.answered.connect(lambda answers: told.append(answers.model.steps))
    session.training.start(Recipe(hidden=(), epochs=2))
    qtbot.waitUntil(lambda: 0 in told)
    for steps in (1, 2, 3, 4):
        engine.let(1)
        qtbot.waitUntil(lambda steps=steps: session.network.step == steps)
    qtbot.waitUntil(lambda: not session.training.busy)
    qtbot.waitUntil(lambda: 4 in told)

    assert not {1, 3} & set(told)


def test_ones_own_digits_are_read_too(qtbot: QtBot, page: MatrixPage, session: Session) -> None:
    session.digit_sets.choose(Source.MINE)
    with qtbot.waitSignal(page.answering.answered):
        session.my_digits.keep(Digit(InkRecord(Ink((((10.0, 10.0), (90.0, 200.0)),)), 3)))

    assert page.answering.answers is not None
    assert page.answering.answers.digits.title == "My digits"


def test_without_digits_of_ones_own_it_says_how_to_get_some(
    qtbot: QtBot, page: MatrixPage, session: Session
) -> None:
    session.digit_sets.choose(Source.MINE)
    qtbot.waitUntil(lambda: "draw one" in page.scores.words)
    assert len(page.digits.grid.order) == 0


def test_a_network_without_probabilities_has_no_calibration(
    qtbot: QtBot, page: MatrixPage, session: Session
) -> None:
    with qtbot.waitSignal(page.answering.answered):
        session.runs.reach(session.runs.current, Model.fresh(Recipe(hidden=(), loss="mse")))
    assert len(page.calibration.table().columns[0]) == 0


def test_while_it_is_hidden_nothing_is_read(
    qtbot: QtBot, page: MatrixPage, session: Session
) -> None:
    page.hide()
    always(session, 5)
    assert not page.answering.is_due
    assert page.answering.answers is None
    with qtbot.waitSignal(page.answering.answered):
        page.show()


def test_the_counts_are_there_as_a_table(page: MatrixPage) -> None:
    page.findChild(QToolButton, "matrixTableButton").click()
    dialog = page.findChild(MatrixTable)
    assert dialog.table.item(4, 3).text() == str(PER_DIGIT)
    assert dialog.table.verticalHeaderItem(4).text() == "4"
    assert dialog.table.horizontalHeaderItem(3).text() == "read as 3"
    dialog.close()


def test_a_run_that_stopped_within_an_epoch_is_read_while_another_is_trained(
    qtbot: QtBot, page: MatrixPage, session: Session, engine: FakeEngine
) -> None:
    stopped = add_run(session, "stopped", answering([3], steps=1))
    start_training(qtbot, session)
    with qtbot.waitSignal(page.answering.answered, check_params_cb=lambda a: a.model.steps == 1):
        session.runs.choose(stopped)
    engine.free()
    qtbot.waitUntil(lambda: not session.training.busy)


def test_a_run_that_is_trained_is_read_at_once_when_it_is_chosen_again(
    qtbot: QtBot, page: MatrixPage, session: Session, engine: FakeEngine
) -> None:
    session.engine.load(Recipe(hidden=()))
    qtbot.waitUntil(lambda: session.ready)
    with qtbot.waitSignal(page.answering.answered):
        session.training.start(Recipe(hidden=(), epochs=2))
    trained = session.runs.current
    engine.let(1)
    qtbot.waitUntil(lambda: session.network.step == 1)
    with qtbot.waitSignal(page.answering.answered):
        session.runs.choose(session.runs.shipped)
    with qtbot.waitSignal(page.answering.answered, check_params_cb=lambda a: a.model.steps == 1):
        session.runs.choose(trained)
    engine.free()
    qtbot.waitUntil(lambda: not session.training.busy)


def test_where_a_training_pauses_its_network_is_read(
    qtbot: QtBot, page: MatrixPage, session: Session, engine: FakeEngine
) -> None:
    start_training(qtbot, session)
    engine.let(1)
    qtbot.waitUntil(lambda: session.network.step == 1)
    with qtbot.waitSignal(page.answering.answered, check_params_cb=lambda a: a.model.steps == 1):
        session.training.pause()
    engine.free()
    session.training.stop()
    qtbot.waitUntil(lambda: not session.training.busy)


def test_ones_own_digits_are_missed_from_the_first_on(
    qtbot: QtBot, session: Session, engine: FakeEngine
) -> None:
    session.my_digits.load()
    session.digit_sets.choose(Source.MINE)
    page = MatrixPage(session)
    qtbot.addWidget(page, before_close_func=close_all)
    page.show()
    assert "draw one" in page.scores.words


def test_the_table_shows_the_row_that_is_chosen_in_the_matrix(page: MatrixPage) -> None:
    page.table.selectRow(7)
    page.matrix.choose(MatrixCell(0, 0))
    assert not page.table.selectedIndexes()
    page.table.selectRow(7)
    assert page.matrix.chosen == MatrixCell(8, 0)
    page.matrix.choose(MatrixCell(3, 0))
    assert {index.row() for index in page.table.selectedIndexes()} == {2}
    assert page.matrix.chosen == MatrixCell(3, 0)
