from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import Ink
from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.draw import mnist_digits
from mnist_desk.ui.draw.mnist_digits import MnistDigits
from mnist_desk.ui.state.session import Session

IMAGES = Dataset(np.zeros((3, 28, 28), np.uint8), np.array([8, 3, 8], np.uint8))


@pytest.fixture
def digits(session: Session, monkeypatch: pytest.MonkeyPatch) -> MnistDigits:
    monkeypatch.setattr(mnist_digits, "load_test_images", lambda: IMAGES)
    return MnistDigits(session, session)


def always(session: Session, digit: int) -> None:
    """The current model answers this digit, whatever it is shown."""
    layer = Layer(np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[digit])
    session.runs.reach(session.runs.current, Model((layer,), Recipe(hidden=())))


def drawn(session: Session) -> MnistDigit:
    assert isinstance(session.sheet.drawing, MnistDigit)
    return session.sheet.drawing


def test_an_image_comes_and_can_be_taken_back(
    qtbot: QtBot, session: Session, digits: MnistDigits
) -> None:
    with qtbot.waitSignal(digits.shown):
        digits.put_any()
    assert drawn(session).label == IMAGES.labels[drawn(session).number - 1]
    session.sheet.undo_stack.undo()
    assert session.sheet.drawing == Ink()


def test_the_same_does_not_come_twice_in_a_row(
    qtbot: QtBot, session: Session, digits: MnistDigits
) -> None:
    numbers = []
    for _ in range(6):
        with qtbot.waitSignal(digits.shown):
            digits.put_any()
        numbers.append(drawn(session).number)
        qtbot.waitUntil(lambda: not digits.busy)
    assert all(one != other for one, other in pairwise(numbers))


def test_one_that_the_network_gets_wrong_comes(
    qtbot: QtBot, session: Session, digits: MnistDigits
) -> None:
    always(session, 8)
    with qtbot.waitSignal(digits.shown):
        digits.put_wrong()
    assert drawn(session).label == 3


def test_it_says_when_the_network_gets_none_wrong(
    qtbot: QtBot, session: Session, digits: MnistDigits, monkeypatch: pytest.MonkeyPatch
) -> None:
    always(session, 8)
    eights = Dataset(IMAGES.images[:1], IMAGES.labels[:1])
    monkeypatch.setattr(mnist_digits, "load_test_images", lambda: eights)
    with qtbot.waitSignal(session.notices.warned) as said:
        digits.put_wrong()
    assert "none" in said.args[0]
    assert session.sheet.drawing == Ink()


def test_what_is_asked_for_while_it_searches_comes_in_its_place(
    qtbot: QtBot, session: Session, digits: MnistDigits
) -> None:
    always(session, 8)
    shown = QSignalSpy(digits.shown)
    digits.put_any()
    digits.put_wrong()
    qtbot.waitUntil(lambda: shown.count() > 0 and not digits.busy)
    assert shown.count() == 1
    assert drawn(session).label == 3


def test_it_says_when_the_images_cannot_be_loaded(
    qtbot: QtBot, session: Session, digits: MnistDigits, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> Dataset:
        raise InputError("The data file is not there.")

    monkeypatch.setattr(mnist_digits, "load_test_images", gone)
    with qtbot.waitSignal(session.notices.warned) as said:
        digits.put_any()
    assert said.args[0] == "The data file is not there."


def test_closing_waits_for_the_search(session: Session, digits: MnistDigits) -> None:
    digits.put_wrong()
    digits.put_any()
    session.close()


def test_mistakes_of_the_same_network_are_looked_for_once(
    qtbot: QtBot, session: Session, digits: MnistDigits, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Model] = []

    def wrong(model: Model, images: Dataset) -> np.ndarray:
        asked.append(model)
        return np.array([1])

    monkeypatch.setattr(mnist_digits, "wrong", wrong)
    for _ in range(2):
        with qtbot.waitSignal(digits.shown):
            digits.put_wrong()
        qtbot.waitUntil(lambda: not digits.busy)
    assert asked == [session.network.model]
    always(session, 8)
    with qtbot.waitSignal(digits.shown):
        digits.put_wrong()
    assert asked[1:] == [session.network.model]
    qtbot.waitUntil(lambda: not digits.busy)


def test_a_search_that_failed_can_be_asked_for_again_and_draws_nothing_unasked(
    qtbot: QtBot, session: Session, digits: MnistDigits, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = iter([InputError("The images are gone."), IMAGES])

    def load() -> Dataset:
        value = next(found)
        if isinstance(value, Exception):
            raise value
        return value

    monkeypatch.setattr(mnist_digits, "load_test_images", load)
    with qtbot.waitSignal(session.notices.warned):
        digits.put_wrong()
    qtbot.waitUntil(lambda: not digits.busy)
    always(session, 8)
    assert not digits.busy
    with qtbot.waitSignal(digits.shown):
        digits.put_wrong()
    qtbot.waitUntil(lambda: not digits.busy)


def test_mistakes_that_are_known_do_not_give_way_to_an_earlier_request(
    qtbot: QtBot, session: Session, digits: MnistDigits
) -> None:
    always(session, 8)
    with qtbot.waitSignal(digits.shown):
        digits.put_wrong()
    qtbot.waitUntil(lambda: not digits.busy)
    shown = QSignalSpy(digits.shown)
    digits.put_any()
    digits.put_wrong()
    qtbot.waitUntil(lambda: not digits.busy)
    assert [shown.at(index)[0].label for index in range(shown.count())] == [3]
