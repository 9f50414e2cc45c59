"""What changed, put together."""

from __future__ import annotations

import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.ui.evaluate.changes_page import ChangesPage
from mnist_desk.ui.evaluate.confusion_matrix import ALL, MatrixCell
from mnist_desk.ui.evaluate.outcomes import Outcome
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.enlarged import Enlarged
from mnist_desk.ui.work.job import close_all

from .networks import add_run, answering, is_gone, open_digits, some_digits


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> ChangesPage:
    """One network alone."""
    session.runs.reach(session.runs.current, answering([4, 9, 4, 3]))
    open_digits(session, some_digits([4, 4, 9, 9]))
    page = ChangesPage(session)
    qtbot.addWidget(page, before_close_func=close_all)
    page.resize(800, 600)
    page.show()
    return page


@pytest.fixture
def filled(qtbot: QtBot, page: ChangesPage, session: Session) -> ChangesPage:
    """The second network reads the second and the third digit right, and the first no more."""
    add_run(session, "second", answering([9, 4, 9, 3]))
    qtbot.waitUntil(page.cards.isVisible)
    return page


def text(page: ChangesPage, name: str) -> str:
    return page.findChild(QLabel, name).text()


def title(page: ChangesPage) -> str:
    return page.view.digits.grid.accessibleName()


def shown(page: ChangesPage) -> list[int]:
    return page.view.digits.grid.order.tolist()


def test_alone_a_network_asks_for_a_second(page: ChangesPage) -> None:
    assert text(page, "changesMessage").startswith("Train a second network, or open one")
    assert not page.cards.isVisible()
    assert not page.swap.isEnabled()


def test_two_networks_are_told_in_counts_and_words(filled: ChangesPage) -> None:
    counts = {one: card.count for one, card in filled.cards.cards.items()}
    assert list(counts.values()) == [2, 1, 1, 0]
    assert text(filled, "changesAccuracies") == (
        "25.00 % → 50.00 % read right, +25.00 points, of 4 digits of some."
    )
    assert "2 are read by the one after: chance alone often does that" in text(
        filled, "changesChance"
    )
    difference = filled.view.difference
    assert difference.in_words(MatrixCell(10, 10)) == "9 read right: +1"
    assert difference.in_words(MatrixCell(5, 10)) == "4 read as 9: 0"
    assert difference.in_words(MatrixCell(10, 0)) == "9 read wrong: −1"
    assert difference.in_words(MatrixCell(0, 5)) == "Wrongly read as 4: −1"


def test_a_card_opens_its_digits(qtbot: QtBot, filled: ChangesPage) -> None:
    assert shown(filled) == [1, 2]
    qtbot.mouseClick(filled.cards.cards[Outcome.BROKEN], Qt.MouseButton.LeftButton)
    assert shown(filled) == [0]
    grid = filled.view.digits.grid
    assert grid.accessibleName() == "1 broken: right before, wrong after"
    assert grid.model().index(0, 0).data() == "4: 4 → 9"


def test_a_cell_opens_those_that_came_and_went(filled: ChangesPage) -> None:
    filled.view.difference.choose(MatrixCell(5, 10))
    assert shown(filled) == [0, 1]
    assert title(filled) == "4 read as 9: 1 came, 1 went"
    assert not any(card.isChecked() for card in filled.cards.cards.values())
    filled.view.difference.choose(MatrixCell(10, 0))
    assert (title(filled), shown(filled)) == ("9 read wrong: 0 came, 1 went", [2])


def test_the_corner_leads_back_to_the_card(filled: ChangesPage) -> None:
    filled.view.difference.choose(MatrixCell(5, 10))
    filled.view.difference.choose(ALL)
    assert filled.cards.cards[Outcome.FIXED].isChecked()
    assert shown(filled) == [1, 2]


def test_of_matrices_side_by_side_one_cell_is_chosen(filled: ChangesPage) -> None:
    view = filled.view
    view.views.show_page("pair")
    view.before.choose(MatrixCell(5, 10))
    assert (title(filled), shown(filled)) == ("4 read as 9: 1 of 2, 50.0 %", [1])
    view.after.choose(MatrixCell(5, 10))
    assert shown(filled) == [0]
    assert view.before.chosen == ALL


def test_a_digit_goes_to_the_canvas(qtbot: QtBot, filled: ChangesPage, session: Session) -> None:
    grid = filled.view.digits.grid
    grid.go_to(2)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    drawing = session.sheet.drawing
    assert isinstance(drawing, MnistDigit)
    assert (drawing.number, drawing.label) == (3, 9)


def test_a_digit_is_seen_large_and_the_next_one_too(qtbot: QtBot, filled: ChangesPage) -> None:
    grid = filled.view.digits.grid
    grid.go_to(1)
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    large = filled.findChild(Enlarged)
    assert large is not None
    assert large.isVisible()
    large.step_asked.emit(1)
    assert grid.current == 2
    large.step_asked.emit(1)
    assert grid.current == 2, "it was the last"
    large.close()


def test_the_sides_are_swapped(qtbot: QtBot, filled: ChangesPage) -> None:
    qtbot.mouseClick(filled.swap, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: filled.cards.cards[Outcome.FIXED].count == 1)
    assert filled.before.currentText() == "What you look at: second"
    assert filled.after.currentText().startswith("Shipped model")


def test_one_network_on_both_sides_is_said(filled: ChangesPage, session: Session) -> None:
    session.runs.choose(session.runs.shipped)
    filled.comparing.choose(filled.comparing.after, filled.comparing.after)
    assert text(filled, "changesMessage").startswith("The same network is on both sides")


def test_what_is_looked_at_follows(qtbot: QtBot, filled: ChangesPage, session: Session) -> None:
    session.runs.reach(session.runs.current, answering([4, 4, 9, 9], steps=2))
    qtbot.waitUntil(lambda: filled.cards.cards[Outcome.FIXED].count == 3)


def test_it_rests_while_it_is_not_in_sight(filled: ChangesPage, session: Session) -> None:
    filled.hide()
    session.runs.reach(session.runs.current, answering([4, 4, 9, 9], steps=2))
    assert not filled.comparing.is_due


def test_matrix_and_digits_are_one_above_the_other_where_it_is_narrow(
    qtbot: QtBot, filled: ChangesPage
) -> None:
    view = filled.view
    assert view.digits.x() > 0
    filled.resize(440, 600)
    qtbot.waitUntil(lambda: view.digits.x() == 0 and view.digits.y() >= view.views.height())


def test_out_of_sight_it_keeps_no_network(
    qtbot: QtBot, filled: ChangesPage, session: Session
) -> None:
    model = weakref.ref(session.network.model)
    filled.hide()
    session.runs.remove(session.runs.current)
    qtbot.waitUntil(lambda: is_gone(model))
