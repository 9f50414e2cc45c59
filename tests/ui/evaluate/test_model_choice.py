"""Which network is tried is told, and chosen, beside what it is tried on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mnist_desk.ui.evaluate.model_choice import ModelChoice
from mnist_desk.ui.state.session import Session

from .networks import add_run, answering


def test_it_follows_the_list_and_chooses_from_it(qtbot: QtBot, session: Session) -> None:
    choice = ModelChoice(session.runs)
    qtbot.addWidget(choice)
    choice.show()
    assert choice.currentText() == "Shipped model"
    run = add_run(session, "a <b> run", answering([1]))
    assert choice.currentText() == "a <b> run"
    qtbot.keyClick(choice, Qt.Key.Key_Home)
    assert session.runs.current is session.runs.shipped
    session.runs.choose(run)
    session.runs.rename(run, "other")
    assert choice.currentText() == "other"
    session.runs.remove(run)
    assert (choice.currentText(), choice.count()) == ("Shipped model", 1)
