from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.model_file import save_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.train.run_actions import RunActions

from ..opening import open_model

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def actions_of_run(qtbot: QtBot, ready_session: Session) -> RunActions:
    widget = QWidget()
    qtbot.addWidget(widget)
    return RunActions(ready_session.runs, ready_session.turn, ready_session.notices, widget)


def enabled(actions: RunActions) -> set[str]:
    named = ("rename", "save", "go_on", "folder", "remove")
    return {name for name in named if getattr(actions, name).isEnabled()}


@pytest.fixture
def opened(actions_of_run: RunActions, ready_session: Session, tmp_path: Path) -> Path:
    path = tmp_path / "mine.safetensors"
    save_model(ready_session.network.model, path)
    open_model(ready_session, path)
    return path


def test_of_the_shipped_model_there_is_only_a_copy(actions_of_run: RunActions) -> None:
    assert enabled(actions_of_run) == {"save"}


def test_what_can_be_done_follows_the_training(
    qtbot: QtBot,
    actions_of_run: RunActions,
    ready_session: Session,
    recipe: Recipe,
    engine: FakeEngine,
) -> None:
    training = ready_session.training
    training.start(recipe)
    assert enabled(actions_of_run) == {"rename", "save"}
    engine.let(2)
    qtbot.waitUntil(lambda: ready_session.network.model.steps == 2)
    with qtbot.waitSignal(training.ended):
        training.stop()
        engine.let(1)
    actions_of_run.refresh()
    assert enabled(actions_of_run) == {"rename", "save", "go_on", "folder", "remove"}
    asked = QSignalSpy(actions_of_run.go_on_asked)
    actions_of_run.go_on.trigger()
    assert asked.count() == 1


def test_a_model_that_was_opened_can_be_removed(
    actions_of_run: RunActions, ready_session: Session, opened: Path
) -> None:
    assert enabled(actions_of_run) == {"rename", "save", "folder", "remove"}
    actions_of_run.remove.trigger()
    assert ready_session.runs.all == [ready_session.runs.shipped]
    assert enabled(actions_of_run) == {"save"}


def test_saving_is_asked_for(qtbot: QtBot, actions_of_run: RunActions) -> None:
    with qtbot.waitSignal(actions_of_run.save_asked):
        actions_of_run.save.trigger()


@pytest.mark.parametrize("works", [True, False])
def test_the_folder_of_its_file_is_opened(
    actions_of_run: RunActions,
    ready_session: Session,
    opened: Path,
    monkeypatch: pytest.MonkeyPatch,
    works: bool,
) -> None:
    urls: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url)
        return works

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    warned = QSignalSpy(ready_session.notices.warned)
    actions_of_run.folder.trigger()
    assert [Path(url.toLocalFile()) for url in urls] == [opened.parent]
    assert warned.count() == (0 if works else 1)
