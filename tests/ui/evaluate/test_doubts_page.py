"""The page of doubtful labels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.corrections import Verdict
from mnist_desk.core.label_doubt import DoubtProgress
from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.ui.evaluate.doubts_page import DoubtsPage
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from ...core.data_files import npz
from ..conftest import FakeEngine


@pytest.fixture
def page(qtbot: QtBot, ready_session: Session, engine: FakeEngine) -> DoubtsPage:
    """Two labels are doubted: that of image 4, a 4, and of image 5, a 5; both are read as 9."""
    page = DoubtsPage(ready_session)
    qtbot.addWidget(page, before_close_func=close_all)
    page.resize(800, 600)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: ready_session.label_review.images is not None)
    engine.let(2)
    page.finder.search.click()
    qtbot.waitUntil(lambda: not ready_session.label_review.busy)
    page.grid.setFocus()
    page.grid.go_to_first()
    return page


def verdicts(session: Session) -> dict[int, Verdict]:
    return dict(session.label_review.corrections.verdicts)


def words(page: DoubtsPage) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_before_the_search_there_is_nothing_to_judge(qtbot: QtBot, ready_session: Session) -> None:
    page = DoubtsPage(ready_session)
    qtbot.addWidget(page, before_close_func=close_all)
    with qtbot.waitExposed(page):
        page.show()
    assert page.finder.search.isVisible()
    for widget in (page.grid, page.card, page.which, page.uses.use, page.uses.export):
        assert not widget.isVisible()


def test_the_doubtful_are_shown_with_what_is_suggested(page: DoubtsPage) -> None:
    assert page.grid.order.tolist() == [4, 5]
    assert page.grid.model().index(0, 0).data() == "4 → 9?"
    assert "Number 5: labelled 4" in words(page)
    assert page.card.fix.text() == "It is a 9 (F)"


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        (Qt.Key.Key_K, Verdict("keep", 4)),
        (Qt.Key.Key_F, Verdict("fix", 9)),
        (Qt.Key.Key_A, Verdict("ambiguous", 4)),
        (Qt.Key.Key_7, Verdict("fix", 7)),
        (Qt.Key.Key_4, Verdict("keep", 4)),
    ],
)
def test_a_key_judges_and_goes_on(
    page: DoubtsPage, ready_session: Session, key: Qt.Key, verdict: Verdict
) -> None:
    QTest.keyClick(page.grid, key)
    assert verdicts(ready_session) == {4: verdict}
    assert page.grid.current == 5
    page.grid.go_to(4)
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    assert verdicts(ready_session) == {}


def test_buttons_judge_too_and_undo_takes_it_back(page: DoubtsPage, ready_session: Session) -> None:
    page.card.fix.click()
    assert verdicts(ready_session) == {4: Verdict("fix", 9)}
    ready_session.sheet.undo_stack.undo()
    assert verdicts(ready_session) == {}


def test_several_are_judged_in_one_step_to_undo(page: DoubtsPage, ready_session: Session) -> None:
    page.grid.selectAll()
    QTest.keyClick(page.grid, Qt.Key.Key_F)
    assert verdicts(ready_session) == {4: Verdict("fix", 9), 5: Verdict("fix", 9)}
    assert ready_session.sheet.undo_stack.undoText() == "Judge labels"
    ready_session.sheet.undo_stack.undo()
    assert verdicts(ready_session) == {}


def test_what_is_decided_can_be_left_out(page: DoubtsPage) -> None:
    QTest.keyClick(page.grid, Qt.Key.Key_F)
    page.which.setCurrentIndex(page.which.findData(""))
    assert page.grid.order.tolist() == [5]
    page.which.setCurrentIndex(page.which.findData("fix"))
    assert page.grid.order.tolist() == [4]


def test_enter_puts_the_image_on_the_canvas(page: DoubtsPage, ready_session: Session) -> None:
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    drawing = ready_session.sheet.drawing
    assert isinstance(drawing, MnistDigit)
    assert (drawing.number, drawing.source) == (5, "MNIST training")


def test_what_is_found_anew_is_shown_before_the_search_has_ended(
    page: DoubtsPage, ready_session: Session
) -> None:
    review = ready_session.label_review
    assert review.found is not None
    fewer = replace(review.found, labels=review.found.labels[1:], values=review.found.values[1:])
    review._on_arrived(DoubtProgress(1.0, fewer))
    assert page.grid.order.tolist() == [5]
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    QTest.keyClick(page.grid, Qt.Key.Key_F)
    assert verdicts(ready_session) == {5: Verdict("fix", 9)}


def test_undo_leads_back_to_what_is_to_be_judged_anew(page: DoubtsPage, session: Session) -> None:
    QTest.keyClick(page.grid, Qt.Key.Key_K)
    assert page.grid.current == 5
    session.sheet.undo_stack.undo()
    assert page.grid.current == 4


def test_it_says_whose_labels_these_are(
    qtbot: QtBot, page: DoubtsPage, session: Session, tmp_path: Path
) -> None:
    assert "These are the labels of MNIST" not in words(page)
    data = session.open_data
    with qtbot.waitSignal(data.changed):
        data.open(npz(tmp_path / "shapes.npz"))
    assert "These are the labels of MNIST: those of shapes are not checked." in words(page)
