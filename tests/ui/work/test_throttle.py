from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mnist_desk.ui.work.throttle import Throttle

LONG = 60_000


class Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def act() -> Counter:
    return Counter()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def test_many_requests_are_one(qtbot: QtBot, act: Counter, owner: QObject) -> None:
    throttle = Throttle(act, 1, owner)
    for _ in range(5):
        throttle.ask()
    assert act.count == 0
    assert throttle.is_due
    qtbot.waitUntil(lambda: act.count == 1)
    assert not throttle.is_due
    throttle.ask()
    qtbot.waitUntil(lambda: act.count == 2)


def test_it_can_act_at_once_and_then_rests(qtbot: QtBot, act: Counter, owner: QObject) -> None:
    throttle = Throttle(act, 1, owner, at_once=True)
    throttle.ask()
    assert act.count == 1
    throttle.ask()
    throttle.ask()
    assert act.count == 1
    qtbot.waitUntil(lambda: act.count == 2)
    qtbot.waitUntil(lambda: not throttle.is_resting)
    assert act.count == 2


def test_what_is_due_can_be_done_now(act: Counter, owner: QObject) -> None:
    throttle = Throttle(act, LONG, owner)
    throttle.flush()
    assert act.count == 0, "nothing was asked for"
    throttle.ask()
    throttle.flush()
    assert (act.count, throttle.is_resting) == (1, False)


@pytest.mark.parametrize("at_once", [False, True])
def test_what_is_due_can_be_forgotten(act: Counter, owner: QObject, at_once: bool) -> None:
    throttle = Throttle(act, LONG, owner, at_once=at_once)
    throttle.ask()
    throttle.ask()
    throttle.cancel()
    assert (throttle.is_due, throttle.is_resting) == (False, False)
    throttle.flush()
    assert act.count == at_once


def test_a_delay_can_be_given_for_once(qtbot: QtBot, act: Counter, owner: QObject) -> None:
    throttle = Throttle(act, LONG, owner, at_once=True)
    throttle.ask(1)
    assert act.count == 0
    qtbot.waitUntil(lambda: act.count == 1)
    throttle.cancel()


def test_an_act_may_ask_again(qtbot: QtBot, owner: QObject) -> None:
    done: list[int] = []

    def act() -> None:
        done.append(len(done))
        if len(done) < 3:
            throttle.ask()

    throttle = Throttle(act, 1, owner, at_once=True)
    throttle.ask()
    qtbot.waitUntil(lambda: done == [0, 1, 2])
    qtbot.waitUntil(lambda: not throttle.is_resting)


def test_nothing_is_done_after_closing(act: Counter, owner: QObject) -> None:
    throttle = Throttle(act, LONG, owner, at_once=True)
    throttle.close()
    throttle.ask()
    assert act.count == 0
