"""The search for doubtful labels."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.evaluate.doubts_search import DoubtsSearch
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from ..conftest import FakeEngine


@pytest.fixture
def finder(qtbot: QtBot, ready_session: Session) -> DoubtsSearch:
    """In sight; nothing is found yet."""
    finder = DoubtsSearch(ready_session)
    qtbot.addWidget(finder, before_close_func=close_all)
    with qtbot.waitExposed(finder):
        finder.show()
    return finder


def words(finder: DoubtsSearch) -> str:
    return " | ".join(label.text() for label in finder.findChildren(QLabel) if label.isVisible())


def test_it_tells_how_long_it_takes(finder: DoubtsSearch) -> None:
    finder.parts.setValue(2)
    assert "It takes about 10 s." in words(finder)
    finder.parts.setValue(3)
    assert "It takes about 20 s." in words(finder)


def test_it_can_be_cancelled_and_tells_what_it_found(
    qtbot: QtBot, finder: DoubtsSearch, engine: FakeEngine
) -> None:
    assert not finder.cancel.isVisible()
    finder.search.click()
    assert finder.cancel.isVisible()
    assert not finder.search.isEnabled()
    finder.cancel.click()
    engine.let(1)
    qtbot.waitUntil(lambda: not finder.cancel.isVisible())
    assert "It takes about" in words(finder)
    engine.let(2)
    finder.search.click()
    qtbot.waitUntil(lambda: "2 labels are doubted" in words(finder))


def test_while_another_trains_nothing_can_be_sought(
    qtbot: QtBot, finder: DoubtsSearch, ready_session: Session, engine: FakeEngine, recipe
) -> None:
    ready_session.training.start(recipe)
    assert not finder.search.isEnabled()
    assert "A training runs." in finder.search.toolTip()
    ready_session.training.stop()
    engine.let(1)
    qtbot.waitUntil(lambda: not ready_session.training.busy)
    assert finder.search.isEnabled()
