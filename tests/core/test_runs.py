from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns, title_of


def model(seed: int = 1) -> Model:
    return Model.fresh(Recipe(name=f"run {seed}", hidden=(), seed=seed))


@pytest.fixture
def runs(tmp_path: Path) -> KeptRuns:
    """Runs kept in a folder that is not there yet, nor is the one it is in."""
    return KeptRuns(tmp_path / "data" / "kept")


def test_nothing_is_kept_at_first(runs: KeptRuns, tmp_path: Path) -> None:
    assert runs.names() == []
    assert not (tmp_path / "data").exists()


def test_kept_run_is_loaded_again(runs: KeptRuns) -> None:
    runs.keep("2024-05-01", model(5))
    loaded = runs.load("2024-05-01")
    assert loaded.recipe == model(5).recipe
    assert np.array_equal(loaded.layers[0].kernel, model(5).layers[0].kernel)


def test_runs_outlive_the_program(runs: KeptRuns, tmp_path: Path) -> None:
    runs.keep("one", model())
    assert KeptRuns(tmp_path / "data" / "kept").names() == ["one"]


def test_names_are_in_order(runs: KeptRuns) -> None:
    for name in ("2024-05-03", "2024-05-01", "2024-05-02"):
        runs.keep(name, model())
    assert runs.names() == ["2024-05-01", "2024-05-02", "2024-05-03"]


def test_keeping_again_overwrites(runs: KeptRuns) -> None:
    runs.keep("one", model(1))
    runs.keep("one", model(2))
    assert runs.names() == ["one"]
    assert runs.load("one").recipe.seed == 2


def test_discarded_run_is_gone_and_the_others_stay(runs: KeptRuns) -> None:
    runs.keep("one", model())
    runs.keep("two", model())
    runs.discard("one")
    assert runs.names() == ["two"]
    with pytest.raises(InputError, match="is not there"):
        runs.load("one")


def test_discarding_what_is_not_there_does_nothing(runs: KeptRuns) -> None:
    runs.discard("one")
    runs.keep("two", model())
    runs.discard("one")
    assert runs.names() == ["two"]


def test_other_files_in_the_folder_are_no_runs(runs: KeptRuns, tmp_path: Path) -> None:
    runs.keep("one", model())
    for name in ("notes.txt", ".two.safetensors.xyz.part"):
        (tmp_path / "data" / "kept" / name).write_text("")
    assert runs.names() == ["one"]


def test_damaged_run_is_refused_and_can_be_discarded(runs: KeptRuns, tmp_path: Path) -> None:
    runs.keep("one", model())
    (tmp_path / "data" / "kept" / "one.safetensors").write_bytes(b"damaged")
    with pytest.raises(InputError, match="damaged"):
        runs.load("one")
    runs.discard("one")
    assert runs.names() == []


def test_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file is in the way")
    with pytest.raises(InputError, match=r"folder .*data.* cannot be made"):
        KeptRuns(tmp_path / "data" / "kept").keep("one", model())


def test_discarding_where_nothing_could_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    KeptRuns(tmp_path / "file" / "kept").discard("gone")


def test_what_is_put_aside_can_be_taken_back(runs: KeptRuns, tmp_path: Path) -> None:
    runs.keep("one", model(1))
    runs.keep("two", model(2))
    runs.put_aside("one")
    assert runs.names() == ["two"]
    runs.take_back("one")
    assert runs.names() == ["one", "two"]
    assert runs.load("one").recipe.seed == 1
    runs.put_aside("one")
    runs.put_aside("two")
    runs.delete_discarded()
    runs.take_back("one")
    assert runs.names() == []
    assert list((tmp_path / "data" / "kept").iterdir()) == []


def test_putting_aside_and_taking_back_what_is_not_there_does_nothing(runs: KeptRuns) -> None:
    runs.put_aside("one")
    runs.take_back("one")
    runs.delete_discarded()
    assert runs.names() == []


def test_a_kept_run_is_called_by_its_recipe_and_when_it_began() -> None:
    assert title_of("20240501-130405-1", "quick") == "quick 13:04:05"
    assert title_of("20240501-130405-1", "quick", today=False) == "quick 2024-05-01 13:04:05"
    now = f"{datetime.now():%Y%m%d-%H%M%S}"
    assert title_of(now, "quick", today=False) == f"quick {now[9:11]}:{now[11:13]}:{now[13:]}"
    assert title_of("mine", "quick") == "quick"
