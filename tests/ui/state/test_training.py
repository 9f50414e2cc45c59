from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model
from mnist_desk.core.progress import Diverged
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.state.training import Training, TrainingPhase
from mnist_desk.ui.work import jobs
from mnist_desk.ui.work.job import close_all

from ...core.data_files import npz
from ..opening import open_model

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def kept(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[Model]:
    """The models that a run made safe."""
    kept: list[Model] = []
    monkeypatch.setattr(session.runs, "keep", lambda _run, model: kept.append(model))
    return kept


@pytest.fixture
def training(session: Session) -> Training:
    return session.training


@pytest.fixture
def ready(ready_session: Session) -> Training:
    """A training that is ready to start."""
    return ready_session.training


@pytest.fixture
def running(
    qtbot: QtBot, ready: Training, recipe: Recipe, kept: list[Model], engine: FakeEngine
) -> Training:
    """A training that has taken its first step and has been asked for the second."""
    ready.start(recipe)
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


def test_a_run_goes_to_its_end(
    qtbot: QtBot, ready: Training, recipe: Recipe, engine: FakeEngine, kept: list[Model]
) -> None:
    states = QSignalSpy(ready.phase_changed)
    reached = QSignalSpy(ready.progressed)
    with qtbot.waitSignal(ready.ended):
        ready.start(recipe)
        assert ready.busy
        engine.let(6)
    assert values(states) == [TrainingPhase.RUNNING, TrainingPhase.IDLE]
    assert sum(len(progress.losses) for progress in values(reached)) == 6
    assert values(reached)[-1].model is kept[-1]


def test_progress_that_a_busy_window_missed_comes_as_one(
    qtbot: QtBot, ready: Training, recipe: Recipe, engine: FakeEngine, kept: list[Model]
) -> None:
    reached = QSignalSpy(ready.progressed)
    ready.start(recipe)
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
        ready.start(recipe)
        engine.let(6)
    assert steps[-2:] == [6, -1]


def test_a_second_start_is_ignored(
    running: Training, recipe: Recipe, kept: list[Model], engine: FakeEngine, qtbot: QtBot
) -> None:
    running.start(recipe)
    assert next_step(qtbot, running, engine).model.steps == 2


def test_pause_holds_the_run_and_resume_lets_it_go_on(
    qtbot: QtBot, running: Training, engine: FakeEngine
) -> None:
    running.pause()
    assert running.phase is TrainingPhase.PAUSED
    # The step that was asked for before the pause is still taken.
    assert next_step(qtbot, running, engine).model.steps == 2
    with qtbot.assertNotEmitted(running.progressed, wait=100):
        engine.let(1)
    assert engine.asked == 2

    with qtbot.waitSignal(running.progressed) as told:
        running.resume()
    assert running.phase is TrainingPhase.RUNNING
    assert told.args[0].model.steps == 3


@pytest.mark.parametrize("paused", [False, True], ids=["running", "paused"])
def test_stop_ends_a_run_and_keeps_what_was_reached(
    qtbot: QtBot, running: Training, engine: FakeEngine, kept: list[Model], paused: bool
) -> None:
    if paused:
        running.pause()
    with qtbot.waitSignal(running.ended):
        running.stop()
        assert running.phase is TrainingPhase.STOPPING
        engine.let(5)
    assert running.phase is TrainingPhase.IDLE
    assert [model.steps for model in kept] == [2]


def test_one_can_start_again_after_a_stop(
    qtbot: QtBot, running: Training, recipe: Recipe, engine: FakeEngine, kept: list[Model]
) -> None:
    with qtbot.waitSignal(running.ended):
        running.stop()
        engine.let(1)
    running.start(recipe)
    assert next_step(qtbot, running, engine).model.steps == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (InputError("The disk is full."), "The disk is full."),
        (Diverged("The loss grew."), "The loss grew."),
        (KeyError("kernel"), "Something went wrong: 'kernel'"),
    ],
)
def test_a_failed_run_is_told_in_one_sentence_and_leaves_training_ready(
    qtbot: QtBot,
    session: Session,
    running: Training,
    engine: FakeEngine,
    error: Exception,
    sentence: str,
) -> None:
    said = QSignalSpy(session.notices.warned)
    engine.error = error
    with qtbot.waitSignal(running.ended):
        engine.let(1)
    assert values(said) == [sentence]
    assert running.phase is TrainingPhase.IDLE


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
    close_all(running)
    assert engine.over.is_set()
    assert [model.steps for model in kept] == [2]


def test_close_ends_a_run_in_its_middle_and_waits_for_it(
    qtbot: QtBot, ready: Training, engine: FakeEngine, kept: list[Model], recipe: Recipe
) -> None:
    with qtbot.waitSignal(ready.progressed):
        ready.start(replace(recipe, epochs=1000))
    engine.let(2000)
    close_all(ready)
    assert engine.over.is_set()
    assert all(model.steps < 2000 for model in kept)


def test_close_with_nothing_to_end(training: Training) -> None:
    close_all(training)


def test_pause_resume_and_stop_do_nothing_without_a_run(ready: Training) -> None:
    for press in (ready.pause, ready.resume, ready.stop):
        press()
        assert ready.phase is TrainingPhase.IDLE


def test_a_run_goes_on_from_a_model(
    qtbot: QtBot, running: Training, engine: FakeEngine, kept: list[Model]
) -> None:
    with qtbot.waitSignal(running.ended):
        running.stop()
        engine.let(1)
    running.start(kept[-1])
    assert next_step(qtbot, running, engine).model.steps == 3


LINE = Ink((((140.0, 140.0),), ((20.0, 20.0), (20.0, 250.0))))


def test_a_training_adds_a_run_and_loses_no_other(
    session: Session, trained: Run, model: Model
) -> None:
    assert session.runs.all[1:] == [trained]
    assert session.runs.all[0].model is model
    assert session.runs.current is session.training.run is trained
    assert trained.model.steps == 6


def test_progress_leaves_a_model_alone_that_was_opened_meanwhile(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine, other_file: Path
) -> None:
    session = ready_session
    session.sheet.set_drawing(LINE, "Stroke")
    session.training.start(recipe)
    trained = session.runs.current
    open_model(session, other_file)
    opened, models = session.network.model, QSignalSpy(session.network.changed)
    with qtbot.waitSignal(session.training.ended):
        engine.let(6)
    assert session.network.model is opened
    assert session.reader.reading.reading is not None
    assert session.reader.reading.reading.winner == 8
    assert models.count() == 0
    assert trained.model.steps == 6, "the run goes on beside it"


def test_training_goes_on_with_a_model_as_a_new_run(
    qtbot: QtBot, session: Session, trained: Run, engine: FakeEngine
) -> None:
    unfinished = replace(trained.model, recipe=replace(trained.model.recipe, epochs=5))
    with qtbot.waitSignal(session.training.ended):
        session.training.start(unfinished)
        engine.let(4)
    assert session.network.model.steps == 10
    assert trained.model.steps == 6
    assert session.runs.current is not trained


def test_a_model_begins_with_other_data_where_it_is(
    qtbot: QtBot, session: Session, trained: Run, engine: FakeEngine, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.open_data.changed):
        session.open_data.open(npz(tmp_path / "other.npz"))
    with qtbot.waitSignal(session.training.ended):
        session.training.start(trained.model)
        run = session.runs.current
        assert (run.model.steps, run.model.scores) == (0, None)
        assert run.model.data.title == "other"
        assert run.model.layers is trained.model.layers
        session.training.stop()
        engine.let(1)


def test_nothing_is_added_while_a_training_runs(ready_session: Session, recipe: Recipe) -> None:
    ready_session.training.start(recipe)
    before = list(ready_session.runs.all)
    ready_session.training.start(recipe)
    assert ready_session.runs.all == before


def test_nothing_is_added_before_the_engine_is_ready(session: Session, recipe: Recipe) -> None:
    session.training.start(recipe)
    assert len(session.runs.all) == 1


def test_a_failed_training_is_told_and_its_last_model_stays(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    session = ready_session
    said = QSignalSpy(session.notices.warned)
    session.training.start(recipe)
    engine.let(1)
    qtbot.waitUntil(lambda: session.network.model.steps == 1)
    engine.error = Diverged("The loss grew beyond all numbers.")
    with qtbot.waitSignal(session.training.ended):
        engine.let(1)
    assert values(said) == ["The loss grew beyond all numbers."]
    assert session.network.model.steps == 1
    assert session.training.phase is TrainingPhase.IDLE


def test_a_diverged_run_is_marked_and_not_kept(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine, kept_runs: KeptRuns
) -> None:
    session = ready_session
    session.training.start(recipe)
    engine.let(1)
    qtbot.waitUntil(lambda: session.network.model.steps == 1)
    assert session.runs.current.can_go_on
    engine.error = Diverged("The loss grew beyond all numbers.")
    with qtbot.waitSignal(session.training.ended):
        engine.let(1)
    assert "diverged" in session.runs.current.title
    assert not session.runs.current.can_go_on
    assert kept_runs.names() == []


def test_a_run_that_cannot_be_kept_is_told_of(
    qtbot: QtBot,
    ready_session: Session,
    recipe: Recipe,
    engine: FakeEngine,
    kept_runs: KeptRuns,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def keep(name: str, model: Model) -> None:
        raise InputError("The disk is full.")

    monkeypatch.setattr(kept_runs, "keep", keep)
    said = QSignalSpy(ready_session.notices.warned)
    with qtbot.waitSignal(ready_session.training.ended):
        ready_session.training.start(recipe)
        engine.let(6)
    assert values(said) == ["The disk is full."]
    assert ready_session.network.model.steps == 6


def test_a_training_that_cannot_start_leaves_the_model_as_it_was(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_gpu(*_: object) -> None:
        raise InputError("There is no GPU to train on.")

    monkeypatch.setattr(jobs, "training", no_gpu)
    before = list(ready_session.runs.all)
    with qtbot.waitSignal(ready_session.training.ended):
        ready_session.training.start(recipe)
    assert ready_session.runs.all == before
    assert ready_session.runs.current is before[0]


def test_going_on_that_is_stopped_at_once_leaves_no_twin(
    qtbot: QtBot, session: Session, trained: Run, engine: FakeEngine
) -> None:
    unfinished = replace(trained.model, recipe=replace(trained.model.recipe, epochs=5))
    before = list(session.runs.all)
    session.training.start(unfinished)
    qtbot.waitUntil(lambda: engine.asked == 7)
    with qtbot.waitSignal(session.training.ended):
        session.training.stop()
        engine.free()
    assert session.runs.all == before


def test_an_error_of_another_kind_is_no_divergence(
    qtbot: QtBot, session: Session, running: Training, engine: FakeEngine
) -> None:
    engine.error = ZeroDivisionError("by nought")
    with qtbot.waitSignal(running.ended):
        engine.let(1)
    assert not session.runs.current.diverged
    assert session.runs.current.kept is not None
