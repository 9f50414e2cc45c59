from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.model import History, Model
from mnist_desk.core.runs import KeptRuns
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.window.message_bar import MessageBar
from mnist_desk.ui.window.unsaved_offer import UnsavedOffer

DOT = Ink((((140.0, 140.0),),))


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def offer(session: Session, bar: MessageBar, kept_runs: KeptRuns, model: Model) -> UnsavedOffer:
    """Two models of the last sitting, of 1 and 2 steps, are offered."""
    for steps in (1, 2):
        history = History(np.ones(steps, np.float32), steps_per_epoch=2)
        kept_runs.keep(f"20260504-14032{steps}-1", replace(model, history=history))
    offer = UnsavedOffer(session, bar, session)
    offer.offer()
    return offer


def choices(bar: MessageBar) -> dict[str, QPushButton]:
    """The buttons of the message that is shown, by their texts."""
    buttons = bar.findChildren(QPushButton)
    return {button.text(): button for button in buttons if button.isVisible()}


def press(qtbot: QtBot, bar: MessageBar, text: str) -> None:
    qtbot.waitUntil(lambda: text in choices(bar))
    qtbot.mouseClick(choices(bar)[text], Qt.MouseButton.LeftButton)


def steps(session: Session) -> list[int]:
    return sorted(run.summary.steps for run in session.runs.all)


def undo_with_the_message(qtbot: QtBot, bar: MessageBar, session: Session) -> None:
    press(qtbot, bar, "Undo")


def undo_with_the_menu(qtbot: QtBot, bar: MessageBar, session: Session) -> None:
    session.sheet.undo_stack.undo()


def test_what_was_not_saved_is_offered_and_brought_back(
    qtbot: QtBot, bar: MessageBar, offer: UnsavedOffer, session: Session
) -> None:
    assert "2 models that you trained last time were not saved." in bar.text
    press(qtbot, bar, "Bring back")
    assert steps(session) == [0, 1, 2]
    assert not bar.isVisible()


def test_with_nothing_left_nothing_is_said(bar: MessageBar, session: Session) -> None:
    UnsavedOffer(session, bar, session).offer()
    assert not bar.isVisible()


@pytest.mark.parametrize("undo", [undo_with_the_message, undo_with_the_menu])
def test_discarded_models_come_back_at_once(
    qtbot: QtBot,
    bar: MessageBar,
    offer: UnsavedOffer,
    session: Session,
    undo: Callable[[QtBot, MessageBar, Session], None],
) -> None:
    press(qtbot, bar, "Discard")
    assert bar.text == "2 models were discarded."
    undo(qtbot, bar, session)
    press(qtbot, bar, "Bring back")
    assert steps(session) == [0, 1, 2]


def test_undo_is_offered_until_it_would_take_back_something_else(
    qtbot: QtBot, bar: MessageBar, offer: UnsavedOffer, session: Session
) -> None:
    press(qtbot, bar, "Discard")
    qtbot.waitUntil(lambda: set(choices(bar)) == {"Undo"})
    session.sheet.set_drawing(DOT, "Stroke")
    assert not bar.isVisible()


def test_a_discard_that_is_undone_later_is_offered_again_and_no_more_when_it_is_done_again(
    qtbot: QtBot, bar: MessageBar, offer: UnsavedOffer, session: Session
) -> None:
    press(qtbot, bar, "Discard")
    session.sheet.set_drawing(DOT, "Stroke")
    for _ in range(2):
        session.sheet.undo_stack.undo()
    qtbot.waitUntil(lambda: set(choices(bar)) == {"Bring back", "Discard"})
    session.sheet.undo_stack.redo()
    assert not bar.isVisible()


def test_a_warning_after_a_discard_stays_when_one_draws(
    qtbot: QtBot, bar: MessageBar, offer: UnsavedOffer, session: Session
) -> None:
    press(qtbot, bar, "Discard")
    bar.show_message("The disk is full.", "warning")
    session.sheet.set_drawing(DOT, "Stroke")
    assert bar.isVisible()
    assert bar.text == "The disk is full."


# Beside other messages

OFFER = "2 models that you trained last time were not saved."


@pytest.mark.parametrize("how", ["dismissed", "settled"])
def test_the_offer_comes_back_when_another_message_goes(
    qtbot: QtBot, bar: MessageBar, offer: UnsavedOffer, session: Session, how: str
) -> None:
    bar.show_message("The disk is full.", "warning", "file")
    assert OFFER not in bar.text
    bar.dismiss() if how == "dismissed" else bar.settle("file")
    assert bar.isVisible()
    assert OFFER in bar.text
    press(qtbot, bar, "Bring back")
    assert steps(session) == [0, 1, 2]


def test_an_offer_that_was_put_away_does_not_come_back(
    bar: MessageBar, offer: UnsavedOffer
) -> None:
    bar.dismiss()
    bar.show_message("The disk is full.", "warning", "file")
    bar.dismiss()
    assert not bar.isVisible()


@pytest.mark.parametrize("answer", ["Bring back", "Discard"])
def test_an_offer_that_was_answered_does_not_come_back(
    qtbot: QtBot, bar: MessageBar, offer: UnsavedOffer, answer: str
) -> None:
    press(qtbot, bar, answer)
    bar.show_message("The disk is full.", "warning", "file")
    bar.dismiss()
    assert not bar.isVisible()


def test_the_offer_does_not_come_back_for_models_that_were_brought_back_elsewhere(
    bar: MessageBar, offer: UnsavedOffer, session: Session
) -> None:
    bar.show_message("The disk is full.", "warning", "file")
    session.left.bring_back()
    bar.dismiss()
    assert not bar.isVisible()


def test_the_offer_tells_how_many_are_left_when_some_gave_way(
    bar: MessageBar, offer: UnsavedOffer, session: Session, kept_runs: KeptRuns
) -> None:
    kept_runs.discard(kept_runs.names()[0])
    session.kept_room.gave_way.emit()
    assert "A model that you trained last time was not saved." in bar.text
    bar.dismiss()
    session.kept_room.gave_way.emit()
    assert not bar.isVisible(), "nor is it made again when it was put away"


def test_of_what_cannot_be_discarded_it_is_not_said_that_it_was(
    qtbot: QtBot, bar: MessageBar, offer: UnsavedOffer, session: Session, tmp_path: Path
) -> None:
    session.notices.warned.connect(
        lambda sentence, about: bar.show_message(sentence, "warning", about)
    )
    (tmp_path / "kept" / "discarded").write_text("a file is in the way")
    press(qtbot, bar, "Discard")
    assert "Models discarded: 0; others stay" in bar.text
    bar.dismiss()
    assert OFFER in bar.text, "it is offered again"
