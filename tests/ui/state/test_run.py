from __future__ import annotations

import gc
import os
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist_desk.core.errors import InputError
from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.model import History, Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.state import run as run_module
from mnist_desk.ui.state.run import Run


@pytest.fixture
def stopped(model: Model) -> Model:
    """A model of 3 steps of 6."""
    history = History(np.ones(3, np.float32), steps_per_epoch=2)
    return replace(model, history=history)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run.safetensors"


@pytest.fixture
def run(stopped: Model, path: Path) -> Run:
    """A run whose newest model is on the disk."""
    save_model(stopped, path)
    run = Run("mine", Timeline(stopped))
    run.timeline.keep(0, stopped.layers)
    run.note_copy(stopped, FileStamp.of(path))
    return run


def test_a_run_on_the_disk_leaves_memory_and_comes_back(run: Run, stopped: Model) -> None:
    run.let_go()
    assert not run.is_held
    assert run.is_safe
    run.take_up()
    assert run.model is not stopped
    np.testing.assert_array_equal(run.model.layers[0].kernel, stopped.layers[0].kernel)
    run.let_go()
    assert not run.is_held, "what was read is still what is on the disk"


def test_what_is_let_go_is_held_by_nobody(run: Run, path: Path) -> None:
    run.take_up()
    run.let_go()
    run.take_up()
    model = weakref.ref(run.model)
    kernel = weakref.ref(run.model.layers[0].kernel)
    run.let_go()
    gc.collect()
    assert model() is kernel() is None


def test_what_a_list_tells_stays_known(run: Run) -> None:
    told = run.summary, run.can_go_on
    run.let_go()
    assert (run.summary, run.can_go_on) == told
    assert run.summary.steps == 3
    assert run.can_go_on


def test_the_networks_of_a_run_that_was_let_go_cannot_be_asked_for(run: Run) -> None:
    run.let_go()
    with pytest.raises(AssertionError, match="take_up"):
        _ = run.model


def test_a_run_that_is_nowhere_else_stays(stopped: Model) -> None:
    run = Run("mine", Timeline(stopped))
    run.let_go()
    assert run.is_held


def test_a_run_that_has_come_further_than_its_file_stays(run: Run, stopped: Model) -> None:
    run.reach(replace(stopped))
    assert not run.is_safe
    run.let_go()
    assert run.is_held


def test_a_run_that_grows_stays(run: Run) -> None:
    run.grows = True
    run.let_go()
    assert run.is_held


def test_a_run_whose_file_is_gone_stays(run: Run, path: Path) -> None:
    path.unlink()
    run.let_go()
    assert run.is_held


def test_a_run_that_would_take_long_to_read_stays(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = path.stat().st_size
    monkeypatch.setattr(run_module, "LARGEST", size - 1)
    run.let_go()
    assert run.is_held
    monkeypatch.setattr(run_module, "LARGEST", size)
    run.let_go()
    assert not run.is_held


def test_what_is_gone_cannot_be_taken_up(run: Run, path: Path) -> None:
    run.let_go()
    path.unlink()
    with pytest.raises(InputError, match="is not there"):
        run.take_up()
    assert not run.is_held


def test_what_is_damaged_cannot_be_taken_up(run: Run, path: Path) -> None:
    run.let_go()
    path.write_bytes(b"torn")
    with pytest.raises(InputError, match="damaged"):
        run.take_up()


def test_another_model_in_the_same_file_is_not_taken_for_this_one(
    run: Run, path: Path, model: Model
) -> None:
    run.let_go()
    save_model(model, path)
    with pytest.raises(InputError, match="another file than before"):
        run.take_up()


def test_a_file_of_the_same_time_and_size_with_another_model_is_found_out(
    run: Run, path: Path, stopped: Model
) -> None:
    run.let_go()
    status = path.stat()
    other = replace(stopped, recipe=replace(stopped.recipe, name="Ny recipe"))
    assert len(other.recipe.name) == len(stopped.recipe.name)
    save_model(other, path)
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    with pytest.raises(InputError, match="another file than before"):
        run.take_up()


def test_a_file_that_was_written_since_is_another_be_it_of_a_run_alike(
    run: Run, path: Path, stopped: Model
) -> None:
    run.let_go()
    status = path.stat()
    save_model(replace(stopped, layers=Model.fresh(stopped.recipe).layers), path)
    os.utime(path, ns=(status.st_mtime_ns + 1, status.st_mtime_ns + 1))
    with pytest.raises(InputError, match="another file than before"):
        run.take_up()


def test_what_is_read_beside_the_list_stays_out_of_it(run: Run, stopped: Model) -> None:
    run.let_go()
    model = run.read()
    np.testing.assert_array_equal(model.layers[0].kernel, stopped.layers[0].kernel)
    assert not run.is_held
