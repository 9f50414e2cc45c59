"""The choice of a network to compare."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from mnist_desk.ui.evaluate.side_choice import SideChoice
from mnist_desk.ui.evaluate.sides import LOOKED_AT, Side
from mnist_desk.ui.state.session import Session

from .networks import add_run, answering


@pytest.fixture
def choice(qtbot: QtBot, session: Session) -> SideChoice:
    run = add_run(session, "a <b> run", answering([1], steps=4))
    run.timeline.keep(2, run.model.layers)
    choice = SideChoice(session.runs, "Before")
    qtbot.addWidget(choice)
    choice.show()
    choice.show_side(LOOKED_AT)
    return choice


def texts(choice: SideChoice) -> list[str]:
    return [choice.itemText(row) for row in range(choice.count()) if choice.itemText(row)]


def test_it_offers_networks_and_moments(choice: SideChoice) -> None:
    assert texts(choice) == [
        "What you look at: a <b> run",
        "Shipped model",
        "a <b> run",
        "a <b> run at step 2",
    ]
    assert choice.currentText() == "What you look at: a <b> run"


def test_what_is_chosen_is_told(qtbot: QtBot, choice: SideChoice, session: Session) -> None:
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.keyClick(choice, Qt.Key.Key_End)
    assert told.args == [Side(session.runs.current, 2)]


def test_a_side_is_shown_again_after_the_list_has_changed(
    choice: SideChoice, session: Session
) -> None:
    session.runs.rename(session.runs.current, "another name")
    choice.show_side(Side(session.runs.current, 2))
    assert choice.currentText() == "another name at step 2"


def test_nothing_is_chosen_where_there_is_no_side(choice: SideChoice) -> None:
    choice.show_side(None)
    assert choice.currentText() == ""


def test_moments_that_came_are_offered_when_the_list_opens(
    choice: SideChoice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QComboBox, "showPopup", lambda _: None)
    run = session.runs.current
    run.timeline.keep(3, run.model.layers)
    choice.showPopup()
    assert texts(choice)[-1] == "a <b> run at step 3"


def test_who_scrolls_the_page_does_not_choose(qtbot: QtBot, choice: SideChoice) -> None:
    before = choice.currentIndex()
    centre = QPointF(choice.rect().center())
    wheel = QWheelEvent(
        centre, choice.mapToGlobal(centre), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, wheel)
    assert choice.currentIndex() == before


def test_a_moment_of_a_run_that_is_not_chosen_any_more_is_called_by_its_name(
    choice: SideChoice, session: Session
) -> None:
    first = session.runs.current
    add_run(session, "second", answering([1], steps=4))
    choice.show_side(Side(first, 2))
    assert choice.currentText() == "a <b> run at step 2"
    assert "second at step 2" not in texts(choice)
