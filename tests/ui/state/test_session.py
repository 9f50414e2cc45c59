from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.drawing import Picture
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model, load_model, save_model
from mnist_desk.core.network import Layer
from mnist_desk.core.picture import normalise
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import numpy_outputs
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.core.stages import Stages
from mnist_desk.ui.state.session import Run, Session
from mnist_desk.ui.state.training import State

if TYPE_CHECKING:
    from .conftest import FakeEngine

DOT = Ink((((140.0, 140.0),),))
LINE = DOT.with_stroke(((20.0, 20.0), (20.0, 250.0)))


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


@pytest.fixture
def other_file(tmp_path: Path, recipe: Recipe) -> Path:
    """A model file that always answers 8."""
    layer = Layer(np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[8])
    path = tmp_path / "always-eight.safetensors"
    save_model(Model((layer,), recipe), path)
    return path


@pytest.fixture
def trained(qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine) -> Run:
    """The run of a training that has gone to its end."""
    with qtbot.waitSignal(ready_session.training.ended):
        ready_session.start_training(recipe)
        engine.let(6)
    return ready_session.current


# The drawing


def test_the_drawing_is_undone_and_done_again(session: Session) -> None:
    drawn = QSignalSpy(session.drawing_changed)
    session.set_drawing(DOT, "Stroke")
    session.set_drawing(LINE, "Stroke")
    session.undo_stack.undo()
    session.undo_stack.undo()
    session.undo_stack.redo()
    assert values(drawn) == [DOT, LINE, DOT, Ink(), DOT]
    assert session.drawing == DOT


def test_clearing_can_be_undone(session: Session) -> None:
    session.set_drawing(LINE, "Stroke")
    session.clear_drawing()
    assert session.drawing == Ink()
    session.undo_stack.undo()
    assert session.drawing == LINE


@pytest.mark.parametrize("drawing", [Ink(), DOT])
def test_what_changes_nothing_is_not_there_to_undo(session: Session, drawing: Ink) -> None:
    session.set_drawing(drawing, "Stroke")
    count = session.undo_stack.count()
    session.set_drawing(drawing, "Stroke")
    assert session.undo_stack.count() == count


def test_a_new_stroke_forgets_what_was_undone(session: Session) -> None:
    session.set_drawing(LINE, "Stroke")
    session.undo_stack.undo()
    session.set_drawing(DOT, "Stroke")
    assert not session.undo_stack.canRedo()


def test_a_stroke_that_is_being_drawn_is_shown_but_not_there_to_undo(session: Session) -> None:
    session.show_stroke(DOT)
    assert session.drawing == DOT
    assert not session.undo_stack.canUndo()


def test_undo_after_a_stroke_takes_all_of_it_back(session: Session) -> None:
    session.show_stroke(DOT)
    session.show_stroke(LINE)
    session.set_drawing(LINE, "Stroke")
    session.undo_stack.undo()
    assert session.drawing == Ink()


def test_the_reading_follows_the_drawing(session: Session) -> None:
    session.set_drawing(LINE, "Stroke")
    assert session.reading is not None
    np.testing.assert_array_equal(session.reading.picture, rasterise(LINE))
    np.testing.assert_array_equal(
        session.reading.outputs, numpy_outputs(session.model.layers, rasterise(LINE))
    )


def test_a_picture_is_read_shown_and_undone(session: Session) -> None:
    grey = np.zeros((60, 40), np.float32)
    grey[10:50, 18:22] = 1
    picture = Picture(grey)
    shown = QSignalSpy(session.drawing_changed)
    session.set_drawing(picture, "Open")
    assert values(shown) == [picture]
    assert session.reading is not None
    np.testing.assert_array_equal(session.reading.picture, normalise(grey))
    session.set_drawing(LINE, "Stroke")
    session.undo_stack.undo()
    assert session.drawing is picture


def test_an_empty_sheet_has_no_reading(session: Session) -> None:
    session.set_drawing(LINE, "Stroke")
    readings = QSignalSpy(session.reading_changed)
    session.clear_drawing()
    assert values(readings) == [None]
    assert session.reading is None


def number() -> Ink:
    """Two digits; the right one was drawn first."""
    stroke = ((0.0, 40.0), (40.0, 50.0), (0.0, 160.0))
    return Ink(tuple(tuple((x + left, y) for x, y in stroke) for left in (150.0, 20.0)))


def test_a_number_is_read_digit_by_digit_and_the_newest_is_selected(session: Session) -> None:
    session.set_drawing(number(), "Stroke")
    right, left = (Ink((stroke,)) for stroke in number().strokes)
    assert [part for part, _ in session.readings] == [left, right]
    assert session.selected == 0
    assert session.reading is session.readings[0][1]
    np.testing.assert_array_equal(session.reading.picture, rasterise(left))


def test_another_digit_of_a_number_can_be_selected(session: Session) -> None:
    session.set_drawing(number(), "Stroke")
    told = QSignalSpy(session.reading_changed)
    session.select(1)
    assert session.reading is session.readings[1][1]
    assert values(told) == [session.reading]
    for place in (1, 2, -1):
        session.select(place)
    assert session.selected == 1
    assert told.count() == 1


def test_a_selected_digit_stays_so_while_the_network_learns(
    session: Session, other_file: Path
) -> None:
    session.set_drawing(number(), "Stroke")
    session.select(1)
    session.open_model(other_file)
    assert session.selected == 1
    assert session.reading is not None
    assert session.reading.winner == 8
    session.clear_drawing()
    assert session.reading is None
    assert session.readings == ()


def test_points_that_come_at_once_are_read_once(qtbot: QtBot, session: Session) -> None:
    readings = QSignalSpy(session.reading_changed)
    with qtbot.waitSignal(session.reading_changed):
        for x in range(50):
            session.show_stroke(Ink((((0.0, 0.0), (float(x), 100.0)),)))
    assert len(values(readings)) == 1
    assert session.reading is not None
    np.testing.assert_array_equal(session.reading.picture, rasterise(session.drawing))


def test_the_engine_reads_once_it_is_ready(
    qtbot: QtBot, session: Session, engine: FakeEngine, recipe: Recipe
) -> None:
    session.set_drawing(LINE, "Stroke")
    assert engine.readings == 0
    with qtbot.waitSignal(session.readyChanged):
        session.training.load_engine(recipe)
    assert engine.readings == 1, "what is on the canvas is read again"


def test_ready_turns_true_once(qtbot: QtBot, session: Session, recipe: Recipe) -> None:
    told = QSignalSpy(session.readyChanged)
    assert session.property("ready") is False
    with qtbot.waitSignal(session.training.state_changed):
        session.training.load_engine(recipe)
    assert session.property("ready") is True
    assert values(told) == [True]


# Models and runs


def test_the_drawing_is_read_by_the_model_that_is_chosen(
    session: Session, other_file: Path
) -> None:
    session.set_drawing(LINE, "Stroke")
    session.open_model(other_file)
    assert session.reading is not None
    assert session.reading.winner == 8
    session.choose_run(session.runs[0])
    np.testing.assert_array_equal(
        session.reading.outputs, numpy_outputs(session.runs[0].model.layers, rasterise(LINE))
    )


def test_choosing_a_run_tells_of_it(session: Session, other_file: Path) -> None:
    session.open_model(other_file)
    models, runs = QSignalSpy(session.model_changed), QSignalSpy(session.runs_changed)
    session.choose_run(session.runs[0])
    assert values(models) == [session.runs[0].model]
    assert runs.count() == 1
    session.choose_run(session.runs[0])
    assert models.count() == runs.count() == 1, "choosing the current run changes nothing"


def test_an_opened_model_is_a_new_run_and_the_current_one(
    session: Session, other_file: Path
) -> None:
    session.open_model(other_file)
    assert [run.title for run in session.runs] == ["Shipped model", "always-eight"]
    assert session.current is session.runs[1]


@pytest.mark.parametrize("content", [b"", b"not a model", None], ids=["empty", "text", "absent"])
def test_a_bad_model_file_changes_nothing_and_is_told_of(
    session: Session, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "bad.safetensors"
    if content is not None:
        path.write_bytes(content)
    said, models, runs = (
        QSignalSpy(signal) for signal in (session.said, session.model_changed, session.runs_changed)
    )
    before, current = list(session.runs), session.current
    session.open_model(path)
    (sentence,) = values(said)
    assert str(path) in sentence
    assert session.runs == before
    assert session.current is current
    assert models.count() == runs.count() == 0


def test_a_saved_model_can_be_opened(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "mine.safetensors"
    assert session.save_model(path)
    np.testing.assert_array_equal(load_model(path).layers[0].kernel, session.model.layers[0].kernel)
    assert session.current.title == "mine"


def test_a_model_that_cannot_be_saved_stays_unsaved(
    session: Session, trained: Run, tmp_path: Path, kept_runs: KeptRuns
) -> None:
    said = QSignalSpy(session.said)
    title = trained.title
    assert not session.save_model(tmp_path / "missing" / "mine.safetensors")
    assert len(values(said)) == 1
    assert trained.title == title
    assert kept_runs.names() == [trained.kept]


# Training


def test_a_training_adds_a_run_and_loses_no_other(
    session: Session, trained: Run, model: Model
) -> None:
    assert session.runs[1:] == [trained]
    assert session.runs[0].model is model
    assert session.current is session.trained is trained
    assert trained.model.steps == 6


def test_two_trainings_in_one_second_are_two_runs(
    qtbot: QtBot,
    session: Session,
    trained: Run,
    recipe: Recipe,
    engine: FakeEngine,
    kept_runs: KeptRuns,
) -> None:
    with qtbot.waitSignal(session.training.ended):
        session.start_training(recipe)
        engine.let(6)
    assert session.runs[1:] == [trained, session.current]
    assert kept_runs.names() == sorted({run.kept for run in session.runs[1:]})
    assert len(kept_runs.names()) == 2


def test_the_drawing_is_read_again_after_every_step(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.set_drawing(LINE, "Stroke")
    ready_session.start_training(recipe)
    winners = []
    for steps in (1, 2, 3):
        engine.let(1)
        qtbot.waitUntil(lambda steps=steps: ready_session.model.steps == steps)
        winners.append(ready_session.reading.winner)
    assert winners == [0, 1, 2], "the stand-in engine makes each step favour the next digit"


def test_progress_leaves_a_model_alone_that_was_opened_meanwhile(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine, other_file: Path
) -> None:
    session = ready_session
    session.set_drawing(LINE, "Stroke")
    session.start_training(recipe)
    trained = session.current
    session.open_model(other_file)
    opened, models = session.model, QSignalSpy(session.model_changed)
    with qtbot.waitSignal(session.training.ended):
        engine.let(6)
    assert session.model is opened
    assert session.reading is not None
    assert session.reading.winner == 8
    assert models.count() == 0
    assert trained.model.steps == 6, "the run goes on beside it"


def test_training_goes_on_with_a_model_as_a_new_run(
    qtbot: QtBot, session: Session, trained: Run, engine: FakeEngine
) -> None:
    unfinished = replace(trained.model, recipe=replace(trained.model.recipe, epochs=5))
    with qtbot.waitSignal(session.training.ended):
        session.start_training(unfinished)
        engine.let(4)
    assert session.model.steps == 10
    assert trained.model.steps == 6
    assert session.current is not trained


def test_nothing_is_added_while_a_training_runs(ready_session: Session, recipe: Recipe) -> None:
    ready_session.start_training(recipe)
    before = list(ready_session.runs)
    ready_session.start_training(recipe)
    assert ready_session.runs == before


def test_nothing_is_added_before_the_engine_is_ready(session: Session, recipe: Recipe) -> None:
    session.start_training(recipe)
    assert len(session.runs) == 1


def test_a_failed_training_is_told_and_its_last_model_stays(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    session = ready_session
    said = QSignalSpy(session.said)
    session.start_training(recipe)
    engine.let(1)
    qtbot.waitUntil(lambda: session.model.steps == 1)
    engine.error = ArithmeticError("The loss grew beyond all numbers.")
    with qtbot.waitSignal(session.training.ended):
        engine.let(1)
    assert values(said) == ["The loss grew beyond all numbers."]
    assert session.model.steps == 1
    assert session.training.state is State.IDLE


def test_a_diverged_run_is_marked_and_not_kept(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine, kept_runs: KeptRuns
) -> None:
    session = ready_session
    session.start_training(recipe)
    engine.let(1)
    qtbot.waitUntil(lambda: session.model.steps == 1)
    assert session.current.can_go_on
    engine.error = ArithmeticError("The loss grew beyond all numbers.")
    with qtbot.waitSignal(session.training.ended):
        engine.let(1)
    assert "diverged" in session.current.title
    assert not session.current.can_go_on
    assert kept_runs.names() == []


# Kept runs


@pytest.fixture
def next_session(trained: Run, model: Model, kept_runs: KeptRuns) -> Session:
    """The session of the next start, after one that left a trained model unsaved."""
    return Session(model, kept_runs)


def test_a_run_is_kept_until_it_is_saved(
    session: Session, trained: Run, tmp_path: Path, kept_runs: KeptRuns
) -> None:
    assert kept_runs.names() == [trained.kept]
    assert session.save_model(tmp_path / "mine.safetensors")
    assert trained.kept is None
    assert kept_runs.names() == []


def test_a_run_of_this_sitting_is_not_offered(session: Session, trained: Run) -> None:
    assert session.kept_runs() == []


def test_a_kept_run_is_offered_next_time_and_brought_back(
    next_session: Session, trained: Run
) -> None:
    assert next_session.kept_runs() == [trained.kept]
    next_session.restore_kept_runs()
    assert next_session.model.steps == 6
    np.testing.assert_array_equal(next_session.model.layers[0].bias, trained.model.layers[0].bias)
    assert next_session.kept_runs() == []


def test_a_restored_run_stays_kept_until_it_is_saved(
    next_session: Session, trained: Run, kept_runs: KeptRuns, tmp_path: Path
) -> None:
    next_session.restore_kept_runs()
    assert kept_runs.names() == [trained.kept]
    assert next_session.save_model(tmp_path / "mine.safetensors")
    assert kept_runs.names() == []


def test_kept_runs_can_be_discarded(next_session: Session, kept_runs: KeptRuns) -> None:
    next_session.discard_kept_runs()
    assert kept_runs.names() == []
    assert len(next_session.runs) == 1


def test_a_damaged_kept_run_does_not_hold_up_the_others(
    next_session: Session, tmp_path: Path
) -> None:
    (tmp_path / "kept" / "00000000-000000-1.safetensors").write_bytes(b"torn")
    said = QSignalSpy(next_session.said)
    next_session.restore_kept_runs()
    assert len(values(said)) == 1
    assert next_session.model.steps == 6


def test_close_keeps_what_was_trained(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine, kept_runs: KeptRuns
) -> None:
    ready_session.start_training(recipe)
    engine.let(1)
    qtbot.waitUntil(lambda: engine.asked == 2)
    engine.free()
    ready_session.close()
    (name,) = kept_runs.names()
    assert kept_runs.load(name).steps == 1


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
    said = QSignalSpy(ready_session.said)
    with qtbot.waitSignal(ready_session.training.ended):
        ready_session.start_training(recipe)
        engine.let(6)
    assert values(said) == ["The disk is full."]
    assert ready_session.model.steps == 6


def test_a_model_saved_while_it_trained_and_again_at_the_end_is_not_offered(
    qtbot: QtBot,
    ready_session: Session,
    recipe: Recipe,
    engine: FakeEngine,
    kept_runs: KeptRuns,
    tmp_path: Path,
) -> None:
    ready_session.start_training(recipe)
    engine.let(1)
    qtbot.waitUntil(lambda: ready_session.model.steps == 1)
    assert ready_session.save_model(tmp_path / "mine.safetensors")
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(5)
    assert ready_session.save_model(tmp_path / "mine.safetensors")
    assert kept_runs.names() == []


def test_a_training_that_cannot_start_leaves_the_model_as_it_was(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_gpu(*_: object) -> None:
        raise InputError("There is no GPU to train on.")

    monkeypatch.setattr("mnist_desk.ui.training._train", no_gpu)
    before = list(ready_session.runs)
    with qtbot.waitSignal(ready_session.training.ended):
        ready_session.start_training(recipe)
    assert ready_session.runs == before
    assert ready_session.current is before[0]


def test_stages_change_the_reading_and_are_told(
    session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    session.set_drawing(samples[7], "Stroke")
    before = session.reading
    with qtbot.waitSignals([session.stages_changed, session.reading_changed]):
        session.set_stages(Stages(box=False))
    assert before is not None
    assert session.reading is not None
    assert (session.reading.picture != before.picture).any()
    np.testing.assert_array_equal(session.reading.picture, rasterise(samples[7], Stages(box=False)))
    with qtbot.assertNotEmitted(session.stages_changed):
        session.set_stages(Stages(box=False))


# My digits


def test_a_kept_drawing_leaves_an_empty_sheet_and_both_are_undone(session: Session) -> None:
    kept = QSignalSpy(session.drawing_kept)
    session.set_drawing(LINE, "Stroke")
    session.keep_drawing(7)
    assert not session.drawing
    (digit,) = session.my_digits.digits
    assert (digit.record.ink, digit.label, digit.record.writer) == (LINE, 7, None)
    assert set(digit.record.extra) == {"time", "answer"}
    assert values(kept) == [7]
    session.undo_stack.undo()
    assert session.drawing == LINE
    assert session.my_digits.digits == []
    session.undo_stack.redo()
    assert session.my_digits.digits == [digit]
    assert session.undo_stack.undoText() == "Keep as 7"


def test_an_empty_sheet_or_half_a_stroke_is_not_kept(session: Session) -> None:
    session.keep_drawing(3)
    session.show_stroke(DOT)
    session.keep_drawing(3)
    assert session.my_digits.digits == []
    assert session.undo_stack.count() == 0


def test_a_kept_picture_is_what_the_network_was_given(session: Session) -> None:
    grey = np.zeros((28, 28), np.float32)
    grey[5:20, 14] = 1
    session.set_drawing(Picture(grey, is_mnist=True), "Picture")
    session.keep_drawing(1)
    assert session.my_digits.digits[0].record.picture == (grey * 255).astype(np.uint8).tobytes()


def test_digits_are_in_the_folder_of_the_user(session: Session, own_home: Path) -> None:
    session.set_drawing(LINE, "Stroke")
    session.keep_drawing(7)
    session.close()
    (line,) = (own_home / "data" / "my-digits.jsonl").read_text().splitlines()
    assert '"label":7' in line
