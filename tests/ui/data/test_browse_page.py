"""All digits of the open data set: which are shown, in which order, and one of them large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.browsing import Order
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.data.browse_page import BrowsePage
from mnist_desk.ui.data.neighbour_row import NeighbourCell
from mnist_desk.ui.state.open_data import DataSets
from mnist_desk.ui.state.preferences import Preferences
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.digit_cells import DigitCells
from mnist_desk.ui.work import jobs
from mnist_desk.ui.work.job import close_all

from .conftest import open_sets, some_digits, use

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def new_page(qtbot: QtBot) -> Iterator[Callable[[Session], BrowsePage]]:
    pages: list[BrowsePage] = []

    def new_page(session: Session) -> BrowsePage:
        page = BrowsePage(session)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(860, 660)
        with qtbot.waitExposed(page):
            page.show()
        return page

    yield new_page
    close_all(*pages)


@pytest.fixture
def page(
    new_page: Callable[[Session], BrowsePage], open_session: Session, qtbot: QtBot
) -> BrowsePage:
    """In sight, and all is read."""
    page = new_page(open_session)
    settle(page, qtbot)
    return page


def settle(page: BrowsePage, qtbot: QtBot) -> None:
    """What is chosen is shown, with answers."""
    qtbot.waitUntil(
        lambda: (
            not page.answering.is_due
            and not page.ordering.busy
            and page.shown is not None
            and page.shown.answers is page.answering.answers
            and page.shown.view == page.view
        )
    )


def button(page: BrowsePage, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def caption(page: BrowsePage, index: int) -> str:
    cells = page.list.grid.model()
    assert isinstance(cells, DigitCells)
    return cells.caption(index)


def test_all_training_digits_are_shown_and_read(page: BrowsePage, sets: DataSets) -> None:
    assert page.digits is sets.train
    assert page.list.grid.order.tolist() == list(range(60))
    assert page.list.count.text() == "All 60"
    assert caption(page, 4) == "Coat ✓"
    assert caption(page, 3) == "Dress → Coat"
    assert button(page, "showAllDigits").isHidden()


def test_the_first_one_is_shown_large(page: BrowsePage) -> None:
    assert page.list.grid.current == 0
    assert page.card.title.text() == "Top, read as Coat"
    page.list.grid.step(4)
    assert page.card.title.text() == "Coat, read right"
    assert page.card.number.value() == 5


def test_digits_are_there_before_they_are_read(
    new_page: Callable[[Session], BrowsePage],
    open_session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jobs, "answers", lambda *_: iter(()))
    page = new_page(open_session)
    qtbot.waitUntil(lambda: page.shown is not None)
    assert len(page.list.grid.order) == 60
    assert caption(page, 3) == "Dress"
    assert page.list.state.text() == "The network reads them…"
    page.bar.choose_order("hardest")
    qtbot.waitUntil(lambda: not page.ordering.busy)
    assert page.list.grid.order.tolist() == list(range(60))
    assert page.list.state.text() == "The network reads them…"


def test_the_test_digits_are_another_part(page: BrowsePage, sets: DataSets, qtbot: QtBot) -> None:
    page.bar.choose_part("test")
    settle(page, qtbot)
    assert page.shown is not None
    assert page.shown.digits is sets.test
    assert page.list.count.text() == "All 20"
    assert page.card.number.maximum() == 20


def test_a_class_and_wrong_answers_are_filters(page: BrowsePage, qtbot: QtBot) -> None:
    page.classes.choose(4)
    settle(page, qtbot)
    assert page.list.count.text() == "6 of 60"
    page.bar.right_choice.setCurrentIndex(2)
    settle(page, qtbot)
    assert page.list.count.text() == "0 of 60"
    assert page.card.words.isVisible()
    button(page, "showAllDigits").click()
    settle(page, qtbot)
    assert page.list.count.text() == "All 60"
    assert page.classes.label is None


def test_another_order_begins_at_its_beginning(page: BrowsePage, qtbot: QtBot) -> None:
    page.list.grid.go_to(24)
    page.bar.choose_order("easiest")
    settle(page, qtbot)
    assert page.list.grid.order[0] == 4
    assert page.list.current == 4
    assert page.list.grid.verticalScrollBar().value() == 0


def test_the_hardest_come_first_and_follow_the_network(
    page: BrowsePage, open_session: Session, qtbot: QtBot
) -> None:
    page.bar.choose_order("hardest")
    settle(page, qtbot)
    assert page.list.grid.order[-1] % 10 == 4
    for seed in (1, 2):
        before = page.answering.answers
        use(open_session, Model.fresh(Recipe(hidden=(), seed=seed, loss="cross-entropy")))
        qtbot.waitUntil(lambda before=before: page.answering.answers is not before)
        settle(page, qtbot)
        answers = page.answering.answers
        assert answers is not None
        lead = answers.values[np.arange(60), answers.labels]
        hardest, easiest = page.list.grid.order[0], page.list.grid.order[-1]
        assert answers.right[easiest] >= answers.right[hardest]
        assert lead[easiest] > lead[hardest]


def test_a_number_brings_its_digit_even_through_filters(page: BrowsePage, qtbot: QtBot) -> None:
    page.card.number.setValue(31)
    assert page.list.grid.current == 30
    page.classes.choose(4)
    settle(page, qtbot)
    page.card.number.setValue(8)
    qtbot.waitUntil(lambda: page.list.grid.current == 7)
    assert page.classes.label is None


def test_a_neighbour_is_brought_in_sight_among_all_training_digits(
    page: BrowsePage, open_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    page.neighbours.set_open(True)
    page.bar.choose_part("test")
    page.classes.choose(2)
    open_session.sheet.set_drawing(samples[3], "Stroke")
    qtbot.waitUntil(lambda: not page.neighbours.search.is_due)
    cell = NeighbourCell(0, 0)
    index = page.neighbours.by_pixels.index(cell)
    page.neighbours.by_pixels.activated.emit(cell)
    qtbot.waitUntil(lambda: page.list.grid.current == index)
    assert page.bar.part == "train"
    assert page.shown is not None
    assert page.shown.digits is page.digits


def test_counts_and_pictures_are_those_of_the_part(page: BrowsePage, qtbot: QtBot) -> None:
    words = button(page, "class3").accessibleName
    qtbot.waitUntil(lambda: words() == "Dress: 6 images, 10.0 %")
    page.bar.choose_part("test")
    qtbot.waitUntil(lambda: words() == "Dress: 2 images, 10.0 %")


def test_another_data_set_is_followed(
    page: BrowsePage, open_session: Session, qtbot: QtBot
) -> None:
    page.list.grid.go_to(13)
    digits = "0123456789"
    others = DataSets(some_digits(30, "Other", tuple(digits)), some_digits(10, "Test"))
    open_sets(open_session, others)
    qtbot.waitUntil(lambda: page.list.count.text() == "All 30")
    settle(page, qtbot)
    assert page.bar.part_choice.currentText() == "Other"
    assert caption(page, 3) == "3 → 4"
    assert page.card.title.text() == "0, read as 4"


def test_out_of_sight_it_rests(
    page: BrowsePage, open_session: Session, sets: DataSets, qtbot: QtBot
) -> None:
    page.hide()
    assert page.shown is not None
    assert page.shown.answers is None, "a model leaves memory"
    use(open_session, Model.fresh(Recipe(hidden=(), loss="cross-entropy")))
    page.classes.choose(3)
    assert not page.answering.is_due
    assert not page.ordering.busy
    page.show()
    qtbot.waitUntil(lambda: page.answering.answers is not None)
    settle(page, qtbot)
    assert page.list.count.text() == "6 of 60"


def test_while_it_trains_it_is_read_after_each_epoch(
    new_page: Callable[[Session], BrowsePage],
    ready_session: Session,
    engine: FakeEngine,
    recipe: Recipe,
    sets: DataSets,
    qtbot: QtBot,
) -> None:
    open_sets(ready_session, sets)
    ready_session.training.start(recipe)
    engine.let(2)
    qtbot.waitUntil(lambda: ready_session.network.model.steps == 2)
    page = new_page(ready_session)
    settle(page, qtbot)
    assert page.shown is not None
    assert page.shown.answers is not None
    assert page.shown.answers.model is ready_session.network.model


def test_what_was_chosen_is_remembered(
    page: BrowsePage,
    new_page: Callable[[Session], BrowsePage],
    open_session: Session,
    preferences: Preferences,
) -> None:
    page.bar.choose_part("test")
    page.bar.choose_order("easiest")
    page.neighbours.set_open(False)
    page.save(preferences)
    other = new_page(open_session)
    other.restore(preferences)
    assert other.bar.part == "test"
    assert other.bar.order is Order.EASIEST
    assert not other.neighbours.is_open


def test_tab_goes_from_the_top_to_the_bottom(page: BrowsePage, qtbot: QtBot) -> None:
    """The classes are one stop, between which arrow keys go; so are the digits of each list."""
    qtbot.mouseClick(button(page, "class4"), Qt.MouseButton.LeftButton)
    page.neighbours.set_open(True)
    settle(page, qtbot)
    page.bar.part_choice.setFocus()
    names = []
    for _ in range(11):
        focus = page.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
        page.focusNextChild()
    assert names == [
        "partChoice", "answerChoice", "rightChoice", "orderChoice", "class4", "showAllDigits",
        "browseGrid", "numberBox", "putDigitButton", "neighboursDisclosure", "nearestByPixels",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [436, 560, 1080])
def test_it_has_room_in_every_window(page: BrowsePage, width: int) -> None:
    assert page.minimumSizeHint().width() <= width
    page.resize(width, 500)
    assert page.width() == width
    assert not page.grab().isNull()
