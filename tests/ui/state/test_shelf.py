from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.shelf import Shelf

MODEL = Model.fresh(Recipe(hidden=()))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """Runs that are on the disk, all in the same file."""
    path: Path = tmp_path_factory.mktemp("runs") / "run.safetensors"
    save_model(MODEL, path)
    runs = [Run(str(number), Timeline(MODEL)) for number in range(6)]
    for run in runs:
        run.note_copy(MODEL, FileStamp.of(path))
    return runs


@given(st.lists(st.integers(0, 5), min_size=1))
def test_those_that_were_looked_at_last_stay_in_memory(
    runs: list[Run], looked_at: list[int]
) -> None:
    shelf = Shelf(3)
    for at in looked_at:
        runs[at].take_up()
        shelf.look_at(runs[at])
        shelf.clear_up(runs)
    last = list(dict.fromkeys(reversed(looked_at)))[:3]
    assert [run.title for run in runs if run.is_held] == sorted(map(str, last))
    assert [run.title for run in runs if run in shelf] == sorted(map(str, last))


def test_what_is_in_the_list_no_more_takes_no_place(runs: list[Run]) -> None:
    shelf = Shelf(2)
    for run in runs[:3]:
        shelf.look_at(run)
    shelf.take_off(runs[2])
    shelf.take_off(runs[5])
    shelf.look_at(runs[0])
    assert [run in shelf for run in runs[:3]] == [True, True, False]
