from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.reading import numpy_outputs
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.translate import Phrase
from mnist_desk.ui.state.engine import EngineState
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work import jobs
from mnist_desk.ui.work.job import close_all
from mnist_desk.ui.work.jobs import LoadedEngine

if TYPE_CHECKING:
    from ..conftest import FakeEngine


def test_loading_tells_what_it_does_and_ends_ready(
    qtbot: QtBot,
    session: Session,
    recipe: Recipe,
    engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = threading.Event()

    def loads(recipe: Recipe) -> Iterator[Phrase | LoadedEngine]:
        """Waits in between: values that a busy window misses come as one."""
        phrase, loaded = engine.load_engine(recipe)
        yield phrase
        heard.wait(10)
        yield loaded

    monkeypatch.setattr(jobs, "load_engine", loads)
    loading = session.engine
    told = QSignalSpy(loading.told)
    loading.told.connect(lambda _: heard.set())
    assert loading.state is EngineState.LOADING
    assert loading.outputs is numpy_outputs
    with qtbot.waitSignal(loading.changed) as changed:
        loading.load(recipe)
    assert changed.args == [EngineState.READY]
    assert told.at(0)[0] == "Loading the images"
    assert loading.devices["cpu"] == loading.device == "abacus"
    assert loading.outputs is not numpy_outputs


def test_failing_to_load_is_told_and_nothing_can_be_trained(
    qtbot: QtBot, session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    engine.error = ImportError("no libtensorflow")
    with qtbot.waitSignal(session.notices.warned) as told:
        session.engine.load(recipe)
    assert told.args[0] == "Training is not available: no libtensorflow"
    assert session.engine.state is EngineState.UNAVAILABLE
    assert session.turn.why_busy() == "TensorFlow could not be loaded."
    session.training.start(recipe)
    assert not session.training.busy


def test_it_is_loaded_once(qtbot: QtBot, session: Session, recipe: Recipe) -> None:
    changed = QSignalSpy(session.engine.changed)
    session.engine.load(recipe)
    session.engine.load(recipe)
    qtbot.waitUntil(lambda: session.engine.is_ready)
    session.engine.load(recipe)
    assert changed.count() == 1


def test_nothing_is_loaded_after_closing(session: Session, recipe: Recipe) -> None:
    close_all(session.engine)
    told = QSignalSpy(session.engine.told)
    session.engine.load(recipe)
    close_all(session.engine)
    assert (told.count(), session.engine.state) == (0, EngineState.LOADING)
