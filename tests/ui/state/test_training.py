from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.state.training import State, Training

if TYPE_CHECKING:
    from .conftest import FakeEngine


@pytest.fixture
def kept() -> list[Model]:
    """The models that a run made safe."""
    return []


@pytest.fixture
def training(session: Session) -> Training:
    return session.training


@pytest.fixture
def ready(ready_session: Session, monkeypatch: pytest.MonkeyPatch) -> Training:
    """A training that is ready to start; the session around it does not care."""
    ready_session.training.progressed.disconnect(ready_session._on_progress)
    return ready_session.training


@pytest.fixture
def running(
    qtbot: QtBot, ready: Training, recipe: Recipe, kept: list[Model], engine: FakeEngine
) -> Training:
    """A training that has taken its first step and has been asked for the second."""
    ready.start(recipe, kept.append)
    next_step(qtbot, ready, engine)
    qtbot.waitUntil(lambda: engine.asked == 2)
    return ready


def next_step(qtbot: QtBot, training: Training, engine: FakeEngine) -> Any:
    """Let one step be taken; the progress that tells of it."""
    with qtbot.waitSignal(
        training.progressed, check_params_cb=lambda progress: len(progress.losses) > 0
    ) as told:
        engine.let(1)
    return told.args[0]


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_loading_tells_what_it_does_and_ends_idle(
    qtbot: QtBot, training: Training, recipe: Recipe
) -> None:
    said = QSignalSpy(training.status_changed)
    assert training.state is State.LOADING
    with qtbot.waitSignal(training.state_changed) as told:
        training.load_engine(recipe)
    assert told.args == [State.IDLE]
    assert values(said)[0] == "Loading TensorFlow"
    assert training.devices["cpu"] == training.device == "abacus"
    assert not training.busy


def test_failing_to_load_makes_training_unavailable(
    qtbot: QtBot, training: Training, recipe: Recipe, engine: FakeEngine
) -> None:
    engine.error = ImportError("no libtensorflow")
    with qtbot.waitSignal(training.failed) as told:
        training.load_engine(recipe)
    assert "not available" in told.args[0]
    assert "no libtensorflow" in told.args[0]
    assert training.state is State.UNAVAILABLE


@pytest.mark.parametrize("fails", [False, True], ids=["loading", "unavailable"])
def test_nothing_starts_before_the_engine_is_there(
    qtbot: QtBot, training: Training, recipe: Recipe, engine: FakeEngine, fails: bool
) -> None:
    if fails:
        engine.error = ImportError("no libtensorflow")
        with qtbot.waitSignal(training.failed):
            training.load_engine(recipe)
    before = training.state
    training.start(recipe, lambda _: None)
    assert training.state is before
    assert not training.busy


def test_a_run_goes_to_its_end(
    qtbot: QtBot, ready: Training, recipe: Recipe, engine: FakeEngine, kept: list[Model]
) -> None:
    states = QSignalSpy(ready.state_changed)
    reached = QSignalSpy(ready.progressed)
    with qtbot.waitSignal(ready.ended):
        ready.start(recipe, kept.append)
        assert ready.busy
        engine.let(6)
    assert values(states) == [State.RUNNING, State.IDLE]
    assert sum(len(progress.losses) for progress in values(reached)) == 6
    assert values(reached)[-1].model is kept[-1]


def test_progress_that_a_busy_window_missed_comes_as_one(
    qtbot: QtBot, ready: Training, recipe: Recipe, engine: FakeEngine, kept: list[Model]
) -> None:
    reached = QSignalSpy(ready.progressed)
    ready.start(recipe, kept.append)
    engine.let(6)
    assert engine.over.wait(10)
    with qtbot.waitSignal(ready.ended):
        pass
    (progress,) = values(reached)
    assert len(progress.losses) == 6
    assert progress.model.steps == 6


def test_the_last_progress_is_told_before_the_end(
    qtbot: QtBot, ready: Training, recipe: Recipe, engine: FakeEngine, kept: list[Model]
) -> None:
    steps: list[int] = []
    ready.progressed.connect(lambda progress: steps.append(progress.model.steps))
    ready.ended.connect(lambda: steps.append(-1))
    with qtbot.waitSignal(ready.ended):
        ready.start(recipe, kept.append)
        engine.let(6)
    assert steps[-2:] == [6, -1]


def test_a_second_start_is_ignored(
    running: Training, recipe: Recipe, kept: list[Model], engine: FakeEngine, qtbot: QtBot
) -> None:
    running.start(recipe, kept.append)
    assert next_step(qtbot, running, engine).model.steps == 2


def test_pause_holds_the_run_and_resume_lets_it_go_on(
    qtbot: QtBot, running: Training, engine: FakeEngine
) -> None:
    running.pause()
    assert running.state is State.PAUSED
    # The step that was asked for before the pause is still taken.
    assert next_step(qtbot, running, engine).model.steps == 2
    with qtbot.assertNotEmitted(running.progressed, wait=100):
        engine.let(1)
    assert engine.asked == 2

    with qtbot.waitSignal(running.progressed) as told:
        running.resume()
    assert running.state is State.RUNNING
    assert told.args[0].model.steps == 3


@pytest.mark.parametrize("paused", [False, True], ids=["running", "paused"])
def test_stop_ends_a_run_and_keeps_what_was_reached(
    qtbot: QtBot, running: Training, engine: FakeEngine, kept: list[Model], paused: bool
) -> None:
    if paused:
        running.pause()
    with qtbot.waitSignal(running.ended):
        running.stop()
        assert running.state is State.STOPPING
        engine.let(5)
    assert running.state is State.IDLE
    assert [model.steps for model in kept] == [2]


def test_one_can_start_again_after_a_stop(
    qtbot: QtBot, running: Training, recipe: Recipe, engine: FakeEngine, kept: list[Model]
) -> None:
    with qtbot.waitSignal(running.ended):
        running.stop()
        engine.let(1)
    running.start(recipe, kept.append)
    assert next_step(qtbot, running, engine).model.steps == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (InputError("The disk is full."), "The disk is full."),
        (ArithmeticError("The loss grew."), "The loss grew."),
        (KeyError("kernel"), "Something went wrong while training: 'kernel'"),
    ],
)
def test_a_failed_run_is_told_in_one_sentence_and_leaves_training_ready(
    qtbot: QtBot, running: Training, engine: FakeEngine, error: Exception, sentence: str
) -> None:
    said = QSignalSpy(running.failed)
    engine.error = error
    with qtbot.waitSignal(running.ended):
        engine.let(1)
    assert values(said) == [sentence]
    assert running.state is State.IDLE


@pytest.mark.parametrize(
    ("error", "diverges"), [(ArithmeticError("The loss grew."), True), (InputError("No."), False)]
)
def test_a_diverged_run_is_told_apart(
    qtbot: QtBot, running: Training, engine: FakeEngine, error: Exception, diverges: bool
) -> None:
    diverged = QSignalSpy(running.diverged)
    engine.error = error
    with qtbot.waitSignal(running.ended):
        engine.let(1)
    assert diverged.count() == diverges


def test_an_unexpected_failure_is_logged_with_its_traceback(
    qtbot: QtBot, running: Training, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    engine.error = KeyError("kernel")
    with qtbot.waitSignal(running.ended):
        engine.let(1)
    (record,) = caplog.records
    assert record.exc_info is not None
    assert record.exc_info[1] is engine.error


def test_close_ends_a_paused_run_and_waits_for_it(
    running: Training, engine: FakeEngine, kept: list[Model]
) -> None:
    running.pause()
    engine.let(1)
    running.close()
    assert engine.over.is_set()
    assert [model.steps for model in kept] == [2]


def test_close_ends_a_run_in_its_middle_and_waits_for_it(
    qtbot: QtBot, ready: Training, engine: FakeEngine, kept: list[Model], recipe: Recipe
) -> None:
    with qtbot.waitSignal(ready.progressed):
        ready.start(replace(recipe, epochs=1000), kept.append)
    engine.let(2000)
    ready.close()
    assert engine.over.is_set()
    assert all(model.steps < 2000 for model in kept)


def test_close_with_nothing_to_end(training: Training) -> None:
    training.close()


def test_pause_resume_and_stop_do_nothing_without_a_run(ready: Training) -> None:
    for press in (ready.pause, ready.resume, ready.stop):
        press()
        assert ready.state is State.IDLE


def test_a_run_goes_on_from_a_model(
    qtbot: QtBot, running: Training, engine: FakeEngine, kept: list[Model]
) -> None:
    with qtbot.waitSignal(running.ended):
        running.stop()
        engine.let(1)
    running.start(kept[-1], kept.append)
    assert next_step(qtbot, running, engine).model.steps == 3


def test_kept_runs_can_be_handed_in(
    qtbot: QtBot, ready: Training, recipe: Recipe, engine: FakeEngine, kept_runs: KeptRuns
) -> None:
    with qtbot.waitSignal(ready.ended):
        ready.start(recipe, lambda model: kept_runs.keep("run", model))
        engine.let(6)
    assert kept_runs.load("run").steps == 6
