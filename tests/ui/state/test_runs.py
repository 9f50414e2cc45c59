from __future__ import annotations

import gc
import itertools
import re
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session

from ..opening import open_model

if TYPE_CHECKING:
    from ..conftest import FakeEngine


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_choosing_a_run_tells_of_it(session: Session, other_file: Path) -> None:
    open_model(session, other_file)
    models, runs = QSignalSpy(session.network.changed), QSignalSpy(session.runs.chosen)
    session.runs.choose(session.runs.all[0])
    assert values(models) == [session.runs.all[0].model]
    assert runs.count() == 1
    session.runs.choose(session.runs.all[0])
    assert models.count() == runs.count() == 1, "choosing the current run changes nothing"


def test_an_opened_model_is_a_new_run_and_the_current_one(
    session: Session, other_file: Path
) -> None:
    open_model(session, other_file)
    assert [run.title for run in session.runs.all] == ["Shipped model", "always-eight"]
    assert session.runs.current is session.runs.all[1]


def test_a_saved_model_can_be_opened(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "mine.safetensors"
    assert session.runs.save(session.network.model, path)
    np.testing.assert_array_equal(
        load_model(path).layers[0].kernel, session.network.model.layers[0].kernel
    )


def test_saving_the_shipped_model_makes_a_copy(session: Session, tmp_path: Path) -> None:
    shipped = session.runs.current
    assert session.runs.save(session.network.model, tmp_path / "mine.safetensors")
    assert shipped.title == "Shipped model"
    assert shipped.file is None, "it is not let go for the copy"


def test_a_trained_model_is_called_as_its_file(
    session: Session, trained: Run, tmp_path: Path
) -> None:
    path = tmp_path / "mine.safetensors"
    assert session.runs.save(session.network.model, path)
    assert trained.title == "mine"
    assert trained.file == path


def test_a_model_that_cannot_be_saved_stays_unsaved(
    session: Session, trained: Run, tmp_path: Path, kept_runs: KeptRuns
) -> None:
    said = QSignalSpy(session.notices.warned)
    title = trained.title
    assert not session.runs.save(session.network.model, tmp_path / "missing" / "mine.safetensors")
    assert len(values(said)) == 1
    assert trained.title == title
    assert kept_runs.names() == [trained.kept]


def test_two_trainings_in_one_second_are_two_runs(
    qtbot: QtBot,
    session: Session,
    trained: Run,
    recipe: Recipe,
    engine: FakeEngine,
    kept_runs: KeptRuns,
) -> None:
    with qtbot.waitSignal(session.training.ended):
        session.training.start(recipe)
        engine.let(6)
    assert session.runs.all[1:] == [trained, session.runs.current]
    assert kept_runs.names() == sorted({run.kept for run in session.runs.all[1:]})
    assert len(kept_runs.names()) == 2


@pytest.fixture
def next_session(trained: Run, new_session: Callable[[], Session]) -> Session:
    """The session of the next start, after one that left a trained model unsaved."""
    return new_session()


def test_a_run_is_kept_until_it_is_saved(
    session: Session, trained: Run, tmp_path: Path, kept_runs: KeptRuns
) -> None:
    assert kept_runs.names() == [trained.kept]
    assert session.runs.save(session.network.model, tmp_path / "mine.safetensors")
    assert trained.kept is None
    assert kept_runs.names() == []


def test_a_run_of_this_sitting_is_not_offered(session: Session, trained: Run) -> None:
    assert session.left.names() == []


def test_a_kept_run_is_offered_next_time_and_brought_back(
    next_session: Session, trained: Run
) -> None:
    assert next_session.left.names() == [trained.kept]
    next_session.left.bring_back()
    assert next_session.network.model.steps == 6
    np.testing.assert_array_equal(
        next_session.network.model.layers[0].bias, trained.model.layers[0].bias
    )
    assert next_session.left.names() == []


def test_a_restored_run_stays_kept_until_it_is_saved(
    next_session: Session, trained: Run, kept_runs: KeptRuns, tmp_path: Path
) -> None:
    next_session.left.bring_back()
    assert kept_runs.names() == [trained.kept]
    assert next_session.runs.save(next_session.network.model, tmp_path / "mine.safetensors")
    assert kept_runs.names() == []


def test_kept_runs_can_be_discarded(next_session: Session, kept_runs: KeptRuns) -> None:
    next_session.left.discard()
    assert kept_runs.names() == []
    assert len(next_session.runs.all) == 1


def test_a_damaged_kept_run_does_not_hold_up_the_others(
    next_session: Session, tmp_path: Path
) -> None:
    (tmp_path / "kept" / "00000000-000000-1.safetensors").write_bytes(b"torn")
    said = QSignalSpy(next_session.notices.warned)
    next_session.left.bring_back()
    assert len(values(said)) == 1
    assert next_session.network.model.steps == 6


def test_a_model_saved_while_it_trained_and_again_at_the_end_is_not_offered(
    qtbot: QtBot,
    ready_session: Session,
    recipe: Recipe,
    engine: FakeEngine,
    kept_runs: KeptRuns,
    tmp_path: Path,
) -> None:
    ready_session.training.start(recipe)
    engine.let(1)
    qtbot.waitUntil(lambda: ready_session.network.model.steps == 1)
    assert ready_session.runs.save(ready_session.network.model, tmp_path / "mine.safetensors")
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(5)
    assert ready_session.runs.save(ready_session.network.model, tmp_path / "mine.safetensors")
    assert kept_runs.names() == []


# Their names


def test_a_run_that_is_brought_back_has_the_name_it_had(
    trained: Run, next_session: Session
) -> None:
    (time,) = re.findall(r"\d\d:\d\d:\d\d", trained.title)
    next_session.left.bring_back()
    restored = next_session.runs.current.title
    assert "my recipe" in restored
    assert time in restored


def test_a_run_that_an_older_version_kept_has_the_time_of_its_training(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    kept_runs.keep("20260504-140322-1", model)
    session.left.bring_back()
    restored = session.runs.current.title
    assert "my recipe" in restored
    assert "14:03" in restored


# In memory and not


def add_kept(session: Session, model: Model, kept_runs: KeptRuns, count: int) -> list[Run]:
    """Runs of this sitting that are kept, as after a training; the last is chosen."""
    runs = []
    for _ in range(count):
        run = session.runs.trained(replace(model))
        session.runs.keep(run, run.model)
        session.runs.add(run)
        runs.append(run)
    return runs


def held(runs: list[Run]) -> list[bool]:
    return [run.is_held for run in runs]


def test_the_last_four_that_were_looked_at_are_in_memory(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    runs = add_kept(session, model, kept_runs, 6)
    assert held(runs) == [False, False, True, True, True, True]
    assert session.runs.all[0].is_held, "the shipped model is always there"
    assert session.runs.choose(runs[0])
    assert held(runs) == [True, False, False, True, True, True]
    assert session.network.model is runs[0].model


def test_an_opened_model_leaves_memory_too(
    session: Session, model: Model, kept_runs: KeptRuns, other_file: Path
) -> None:
    open_model(session, other_file)
    opened = session.runs.current
    add_kept(session, model, kept_runs, 4)
    assert not opened.is_held
    assert session.runs.choose(opened)
    assert session.network.model.layers[0].bias.argmax() == 8


def test_a_saved_model_is_read_again_from_where_it_was_saved(
    session: Session, model: Model, kept_runs: KeptRuns, tmp_path: Path
) -> None:
    (run,) = add_kept(session, model, kept_runs, 1)
    assert session.runs.save(run.model, tmp_path / "mine.safetensors")
    add_kept(session, model, kept_runs, 4)
    assert not run.is_held
    assert session.runs.choose(run)
    assert run.model.recipe == model.recipe


def test_a_file_that_changed_while_it_was_read_is_not_let_go_for(
    session: Session, model: Model, kept_runs: KeptRuns, other_file: Path
) -> None:
    stamp = FileStamp.of(other_file)
    other_file.write_bytes(other_file.read_bytes() + b" ")
    session.runs.add_opened(other_file, model, stamp)
    opened = session.runs.current
    add_kept(session, model, kept_runs, 4)
    assert opened.is_held


def test_what_cannot_be_read_again_leaves_the_choice_as_it_was_with_a_word(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    runs = add_kept(session, model, kept_runs, 5)
    kept_runs.discard(runs[0].kept)
    said, refused, models = (
        QSignalSpy(signal)
        for signal in (
            *(session.notices.warned, session.runs.refused),
            session.network.changed,
        )
    )
    assert not session.runs.choose(runs[0])
    assert session.runs.current is runs[4]
    assert (said.count(), refused.count(), models.count()) == (1, 1, 0)
    assert "is not there" in values(said)[0]


def test_when_a_run_goes_the_last_that_can_be_read_is_chosen(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    runs = add_kept(session, model, kept_runs, 6)
    for run in runs[:2]:
        kept_runs.discard(run.kept)
    for run in reversed(runs):
        session.runs.choose(run)
        if session.runs.current is run:
            session.runs.remove(run)
    assert session.runs.current is session.runs.all[0]
    assert session.runs.all[1:] == runs[:2]


def test_a_training_that_ends_unwatched_leaves_memory(
    qtbot: QtBot,
    ready_session: Session,
    recipe: Recipe,
    engine: FakeEngine,
    model: Model,
    kept_runs: KeptRuns,
) -> None:
    session = ready_session
    session.training.start(recipe)
    trained = session.runs.current
    add_kept(session, model, kept_runs, 4)
    engine.let(3)
    qtbot.waitUntil(lambda: trained.summary.steps == 3)
    assert trained.is_held
    with qtbot.waitSignal(session.training.ended):
        engine.let(3)
    assert not trained.is_held
    assert trained.summary.accuracy == 1
    assert session.runs.choose(trained)
    assert session.network.model.steps == 6


def test_of_many_that_are_brought_back_the_newest_is_in_memory(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    for second in range(10, 40):
        kept_runs.keep(f"20260504-1403{second}-1", model)
    models = QSignalSpy(session.network.changed)
    session.left.bring_back()
    assert held(session.runs.all) == [True] + 29 * [False] + [True]
    assert models.count() == 1


def test_a_run_that_is_not_looked_at_costs_a_kilobyte(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    add_kept(session, model, kept_runs, 10)
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    add_kept(session, model, kept_runs, 100)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (after - before) / 100 < 1000


def test_many_are_brought_back_one_after_the_other(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    for second in range(10, 20):
        kept_runs.keep(f"20260504-1403{second}-1", model)
    in_memory: list[list[bool]] = []
    session.runs.listed.connect(lambda: in_memory.append(held(session.runs.all[1:])))
    session.left.bring_back()
    assert in_memory == [10 * [False]]


def test_a_run_that_is_kept_in_the_background_leaves_memory_then(
    qtbot: QtBot, session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    run = session.runs.trained(replace(model))
    session.runs.add(run)
    add_kept(session, model, kept_runs, 4)
    assert run.is_held
    with qtbot.waitSignal(session.runs.kept):
        session.runs.keep_soon(run)
    assert not run.is_held


def test_what_left_the_list_takes_no_place_in_memory(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    runs = add_kept(session, model, kept_runs, 4)
    session.runs.remove(runs[3])
    add_kept(session, model, kept_runs, 1)
    assert held(runs[:3]) == [True, True, True]


def test_runs_whose_newest_model_is_nowhere_else_are_spared(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    grows, further, _safe, *last = add_kept(session, model, kept_runs, 7)
    for run in (grows, further):
        session.runs.choose(run)
    grows.grows = True
    session.runs.reach(further, replace(model))
    for run in last:
        session.runs.choose(run)
    assert session.runs.spared() == {run.kept for run in (grows, further, *last)}


def test_runs_that_begin_at_the_same_time_have_names_of_their_own(
    session: Session, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in another program on the same home, which counts from 1 too.
    monkeypatch.setattr(session.runs, "_numbers", itertools.repeat(1))
    names = [session.runs.trained(model).kept for _ in range(3)]
    assert len(set(names)) == 3


# Renaming and removing


def test_a_new_name_is_of_the_list_alone(
    session: Session, trained: Run, kept_runs: KeptRuns
) -> None:
    listed = QSignalSpy(session.runs.listed)
    names = kept_runs.names()
    session.runs.rename(trained, "  mine\n ")
    assert trained.title == "mine\\n"
    assert listed.count() == 1
    assert kept_runs.names() == names == [trained.kept]


@pytest.mark.parametrize("title", ["", "   "])
def test_an_empty_name_is_none(session: Session, trained: Run, title: str) -> None:
    before = trained.title
    session.runs.rename(trained, title)
    assert trained.title == before


def test_the_shipped_model_keeps_its_name(session: Session) -> None:
    session.runs.rename(session.runs.shipped, "mine")
    assert session.runs.shipped.title == "Shipped model"


def test_a_model_that_is_removed_comes_back_with_its_file(
    session: Session, trained: Run, kept_runs: KeptRuns
) -> None:
    runs, stack = session.runs, session.sheet.undo_stack
    model, asked = trained.model, QSignalSpy(session.left.changed)
    told = QSignalSpy(session.notices.confirmed)
    runs.discard(trained)
    assert values(told) == [f"{trained.title} was removed; Undo brings it back."]
    assert runs.all == [runs.shipped]
    assert runs.current is runs.shipped
    assert kept_runs.names() == []
    assert session.left.names() == []
    stack.undo()
    assert runs.all == [runs.shipped, trained]
    assert runs.current is trained
    assert kept_runs.names() == [trained.kept]
    assert trained.model is model
    assert trained.is_safe
    stack.redo()
    assert runs.all == [runs.shipped]
    assert kept_runs.names() == []
    assert asked.count() == 0, "what an earlier sitting left is another thing"


def test_what_was_removed_is_gone_after_the_end(
    session: Session, trained: Run, kept_runs: KeptRuns
) -> None:
    session.runs.discard(trained)
    session.close()
    assert kept_runs.stock() == []


def test_the_file_of_a_saved_model_stays_when_it_is_removed(
    session: Session, other_file: Path
) -> None:
    open_model(session, other_file)
    opened = session.runs.current
    session.runs.discard(opened)
    assert opened not in session.runs.all
    assert other_file.exists()
    session.sheet.undo_stack.undo()
    assert session.runs.current is opened


def test_the_neighbour_is_chosen_for_a_model_that_is_removed(
    session: Session, model: Model
) -> None:
    runs = session.runs
    added = [runs.trained(model) for _ in range(3)]
    for run in added:
        runs.add(run)
    runs.choose(added[1])
    runs.discard(added[1])
    assert runs.current is added[0]
    runs.discard(added[2])
    assert runs.current is added[0], "another one leaves, the choice stays"
    session.sheet.undo_stack.undo()
    session.sheet.undo_stack.undo()
    assert runs.all == [runs.shipped, *added]


def test_the_shipped_model_is_not_removed(session: Session, trained: Run) -> None:
    assert not session.runs.can_discard(session.runs.shipped)
    session.runs.discard(session.runs.shipped)
    assert session.runs.all == [session.runs.shipped, trained]
    assert session.sheet.undo_stack.count() == 0


def test_a_model_that_is_trained_is_not_removed(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    runs, training = ready_session.runs, ready_session.training
    training.start(recipe)
    run = runs.current
    runs.discard(run)
    assert run in runs.all
    with qtbot.waitSignal(training.ended):
        engine.let(6)
    assert runs.can_discard(run)


def test_a_model_whose_file_cannot_be_moved_stays(
    session: Session, trained: Run, kept_runs: KeptRuns, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: KeptRuns, name: str) -> None:
        raise InputError("{name} cannot be moved.", name=name)

    monkeypatch.setattr(KeptRuns, "put_aside", fail)
    warned = QSignalSpy(session.notices.warned)
    session.runs.discard(trained)
    assert trained in session.runs.all
    assert warned.count() == 1
    session.sheet.undo_stack.undo()
    assert session.runs.all == [session.runs.shipped, trained]


def test_a_removed_model_whose_file_is_lost_is_kept_anew(
    qtbot: QtBot, session: Session, trained: Run, kept_runs: KeptRuns
) -> None:
    session.runs.discard(trained)
    kept_runs.delete_discarded()
    session.sheet.undo_stack.undo()
    assert session.runs.current is trained
    qtbot.waitUntil(lambda: kept_runs.names() == [trained.kept])
    qtbot.waitUntil(lambda: trained.is_safe)


def test_a_removed_model_that_was_not_in_memory_comes_back_from_its_file(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    runs = session.runs
    for _ in range(6):
        run = runs.trained(replace(model))
        runs.keep(run, run.model)
        runs.add(run)
    first = runs.all[1]
    assert not first.is_held
    runs.discard(first)
    session.sheet.undo_stack.undo()
    assert runs.current is first
    assert first.is_held


def test_a_removed_model_that_is_lost_altogether_is_told_of(
    session: Session, model: Model, kept_runs: KeptRuns
) -> None:
    runs = session.runs
    for _ in range(6):
        run = runs.trained(replace(model))
        runs.keep(run, run.model)
        runs.add(run)
    first = runs.all[1]
    runs.discard(first)
    kept_runs.delete_discarded()
    warned = QSignalSpy(session.notices.warned)
    session.sheet.undo_stack.undo()
    assert first not in runs.all
    assert warned.count() == 1
