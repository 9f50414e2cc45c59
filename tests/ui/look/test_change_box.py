from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.drawing import Picture
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer
from mnist_desk.core.reading import read_drawing
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.look.change_box import ChangeBox
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work import jobs
from mnist_desk.ui.work.job import close_all

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def shown(ready_session: Session, shipped: Model, samples: dict[int, Ink]) -> Session:
    """A session with the shipped model and a drawn 4."""
    ready_session.runs.reach(ready_session.runs.current, shipped)
    ready_session.sheet.set_drawing(samples[4], "Stroke")
    return ready_session


@pytest.fixture
def box(qtbot: QtBot, shown: Session) -> ChangeBox:
    box = ChangeBox(shown)
    qtbot.addWidget(box, before_close_func=close_all)
    box.set_active(True)
    return box


def choose(box: ChangeBox, digit: int) -> None:
    found = box.findChild(QAbstractButton, f"become{digit}")
    assert isinstance(found, QAbstractButton)
    found.click()


def sentence(box: ChangeBox, session: Session) -> str:
    picture = box.picture
    box.say(None if picture is None else read_drawing(session.network.model, picture))
    found = box.findChild(QLabel, "changeAnswer")
    assert isinstance(found, QLabel)
    return found.text()


def test_it_says_what_to_do(
    box: ChangeBox, shown: Session, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert sentence(box, shown).startswith("Pick a digit")
    choose(box, 4)
    assert sentence(box, shown) == "The network reads a 4 already."
    choose(box, 9)
    assert sentence(box, shown).startswith("Looking for")
    qtbot.waitUntil(lambda: box.is_changed)
    shown.sheet.clear()
    box.follow()
    assert sentence(box, shown) == "Draw a digit first."
    assert engine.changes == [9]


def test_the_picture_goes_from_the_drawing_to_the_change(
    box: ChangeBox, shown: Session, qtbot: QtBot
) -> None:
    assert shown.reader.reading.reading is not None
    drawn = shown.reader.reading.reading.picture
    np.testing.assert_array_equal(box.picture, drawn)
    choose(box, 9)
    qtbot.waitUntil(lambda: box.is_changed)
    np.testing.assert_allclose(box.picture, 1 - drawn, atol=1e-6)
    box.controls.set_blend(0.25)
    np.testing.assert_allclose(box.picture, 0.75 * drawn + 0.25 * (1 - drawn), atol=1e-6)
    assert "The picture shown, changed by 25 %: " in sentence(box, shown)
    box.controls.set_blend(0)
    assert not box.is_changed


def test_the_answer_of_the_drawing_is_told_beside_that_of_the_change(
    box: ChangeBox, shown: Session, qtbot: QtBot
) -> None:
    choose(box, 9)
    qtbot.waitUntil(lambda: box.is_changed)
    changed = read_drawing(shown.network.model, box.picture)
    told = sentence(box, shown)
    assert told.startswith("Your drawing: 4 (")
    assert f"The changed picture: {changed.winner} ({100 * changed.values.max():.1f} %)." in told
    box.controls.set_blend(0)
    assert sentence(box, shown).endswith("Slide to change it.")


def test_the_changed_picture_goes_to_the_canvas_and_back(
    box: ChangeBox, shown: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    put = box.findChild(QAbstractButton, "putChangedButton")
    sentence(box, shown)
    assert not put.isEnabled()
    choose(box, 9)
    qtbot.waitUntil(lambda: box.is_changed)
    sentence(box, shown)
    assert put.isEnabled()
    wanted = box.picture
    put.click()
    drawing = shown.sheet.drawing
    assert isinstance(drawing, Picture)
    np.testing.assert_array_equal(drawing.grey, wanted)
    assert shown.reader.reading.reading is not None
    np.testing.assert_array_equal(shown.reader.reading.reading.picture, wanted)
    shown.sheet.undo_stack.undo()
    assert shown.sheet.drawing == samples[4]


def test_a_digit_that_it_cannot_become_is_told(
    box: ChangeBox, shown: Session, qtbot: QtBot
) -> None:
    choose(box, 0)
    qtbot.waitUntil(lambda: sentence(box, shown) == "No change was found that makes it a 0.")
    assert not box.controls.slider.isEnabled()


def test_a_new_drawing_is_shown_as_it_is_until_its_change_is_found(
    box: ChangeBox, shown: Session, samples: dict[int, Ink], engine: FakeEngine, qtbot: QtBot
) -> None:
    choose(box, 9)
    qtbot.waitUntil(lambda: box.is_changed)
    shown.sheet.set_drawing(samples[7], "Stroke")
    box.follow()
    assert not box.is_changed
    assert shown.reader.reading.reading is not None
    np.testing.assert_array_equal(box.picture, shown.reader.reading.reading.picture)
    qtbot.waitUntil(lambda: engine.changes == [9, 9] and box.is_changed)


def test_nothing_is_looked_for_while_nobody_looks(
    box: ChangeBox, shown: Session, samples: dict[int, Ink], engine: FakeEngine, qtbot: QtBot
) -> None:
    box.set_active(False)
    choose(box, 9)
    shown.sheet.set_drawing(samples[7], "Stroke")
    box.follow()
    assert not box._search.is_due
    assert engine.changes == []
    box.set_active(True)
    qtbot.waitUntil(lambda: box.is_changed)
    assert engine.changes == [9]


def test_a_change_that_was_found_is_still_there_when_one_looks_again(
    box: ChangeBox, engine: FakeEngine, qtbot: QtBot
) -> None:
    choose(box, 9)
    qtbot.waitUntil(lambda: box.is_changed and not box._search.busy)
    box.controls.set_blend(0.5)
    box.set_active(False)
    box.set_active(True)
    assert box.controls.blend == 0.5
    choose(box, 8)
    box.set_active(False)
    box.set_active(True)
    qtbot.waitUntil(lambda: engine.changes[-1] == 8 and box.is_changed)


def test_a_failure_is_told_until_another_digit_is_chosen(
    box: ChangeBox, shown: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fails(*_: object) -> Iterator[object]:
        raise InputError("No memory left.")

    with monkeypatch.context() as broken:
        broken.setattr(jobs, "change", fails)
        choose(box, 9)
        with qtbot.waitSignal(box.blended):
            assert sentence(box, shown).startswith("Looking for")
    assert sentence(box, shown) == "No memory left."
    choose(box, 8)
    assert sentence(box, shown).startswith("Looking for")
    qtbot.waitUntil(lambda: box.is_changed)


def test_the_change_is_looked_for_again_with_the_next_model(
    box: ChangeBox, shown: Session, shipped: Model, engine: FakeEngine, qtbot: QtBot
) -> None:
    choose(box, 9)
    qtbot.waitUntil(lambda: box.is_changed)
    box.controls.set_blend(0.5)
    shown.runs.reach(shown.runs.current, replace(shipped))
    box.follow()
    assert box.controls.blend == 0.5
    qtbot.waitUntil(lambda: engine.changes == [9, 9])


def test_nothing_is_looked_for_where_there_is_no_answer_to_change(
    box: ChangeBox, shown: Session, engine: FakeEngine
) -> None:
    broken = Layer(np.full((784, 10), np.nan, np.float32), np.zeros(10, np.float32))
    shown.runs.reach(shown.runs.current, Model((broken,), Recipe(hidden=())))
    choose(box, 9)
    assert sentence(box, shown) == "The network gives no answer that could be changed."
    assert not box._search.is_due
    assert engine.changes == []


def test_before_the_engine_is_ready_it_says_so(
    qtbot: QtBot, session: Session, samples: dict[int, Ink]
) -> None:
    box = ChangeBox(session)
    qtbot.addWidget(box, before_close_func=close_all)
    session.sheet.set_drawing(samples[4], "Stroke")
    box.follow()
    assert sentence(box, session) == "TensorFlow is still loading; then you can pick a digit."
    choose(box, 9)
    assert box.controls.digit == -1
