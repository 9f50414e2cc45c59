from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets import announcer
from mnist_desk.ui.widgets.announcer import Announcer


class Listener:
    """Stands in for a screen reader."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def isActive(self) -> bool:
        return True

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:
        self.heard.append(event.message())


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    listener = Listener()
    monkeypatch.setattr(announcer, "QAccessible", listener)
    monkeypatch.setattr(announcer, "PAUSE", 20)
    return listener


@pytest.fixture
def label(qtbot: QtBot) -> QLabel:
    label = QLabel()
    qtbot.addWidget(label)
    return label


def test_the_first_is_told_at_once_and_then_the_newest_after_a_pause(
    qtbot: QtBot, listener: Listener, label: QLabel
) -> None:
    announcer = Announcer(label)
    for text in ("7", "2", "3"):
        announcer.say(text)
    assert listener.heard == ["7"]
    qtbot.waitUntil(lambda: listener.heard == ["7", "3"])
    qtbot.waitUntil(lambda: not announcer.pausing)


def test_what_is_already_told_is_not_told_again(
    qtbot: QtBot, listener: Listener, label: QLabel
) -> None:
    announcer = Announcer(label)
    for text in ("7", "2", "7"):
        announcer.say(text)
    qtbot.waitUntil(lambda: not announcer.pausing)
    assert listener.heard == ["7"]


def test_an_empty_sheet_is_not_told_but_the_same_digit_after_it_is(
    qtbot: QtBot, listener: Listener, label: QLabel
) -> None:
    announcer = Announcer(label)
    announcer.say("7")
    qtbot.waitUntil(lambda: not announcer.pausing)
    announcer.say("")
    announcer.say("7")
    assert listener.heard == ["7", "7"]
    qtbot.waitUntil(lambda: not announcer.pausing)


def test_without_a_screen_reader_no_timer_runs(label: QLabel) -> None:
    assert not QAccessible.isActive()
    announcer = Announcer(label)
    announcer.say("7")
    assert not announcer.pausing
