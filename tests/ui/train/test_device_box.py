from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.preferences import DEVICE
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.train.device_box import DeviceBox
from mnist_desk.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ..conftest import FakeEngine


def titles(box: QComboBox) -> list[str]:
    return [box.itemText(index) for index in range(box.count())]


def test_devices_are_named_once_the_engine_has_seen_them(
    qtbot: QtBot, session: Session, recipe: Recipe
) -> None:
    box = DeviceBox(session.engine, session.preferences)
    qtbot.addWidget(box)
    assert titles(box) == ["Automatic", "CPU", "GPU"]
    with qtbot.waitSignal(session.engine.changed):
        session.engine.load(recipe)
    assert titles(box) == ["Automatic (abacus)", "abacus", "GPU (none seen)"]


@pytest.mark.parametrize("choice", ["auto", "cpu", "gpu"])
def test_the_next_training_runs_on_the_chosen_device(
    qtbot: QtBot, ready_window: MainWindow, engine: FakeEngine, choice: str
) -> None:
    box = ready_window.findChild(QComboBox, "deviceBox")
    assert box is not None
    assert box.currentData() == "auto"
    box.setCurrentIndex(box.findData(choice))
    ready_window.train_panel.start()
    qtbot.waitUntil(lambda: engine.asked == 1)
    assert engine.choice == choice


def test_it_shows_what_was_chosen_elsewhere(qtbot: QtBot, session: Session) -> None:
    box = DeviceBox(session.engine, session.preferences)
    qtbot.addWidget(box)
    session.preferences.set(DEVICE, "cpu")
    assert session.engine.choice == "cpu"
    assert box.currentData() == "cpu"


def test_the_choice_is_remembered(
    qtbot: QtBot, session: Session, new_session: Callable[[], Session]
) -> None:
    box = DeviceBox(session.engine, session.preferences)
    qtbot.addWidget(box)
    box.setCurrentIndex(box.findData("gpu"))
    assert new_session().engine.choice == "gpu"
