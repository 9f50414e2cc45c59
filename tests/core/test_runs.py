from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptFile, KeptRuns, Room, giving_way, title_of


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


def test_what_a_killed_program_left_of_another_run_is_removed(
    runs: KeptRuns, tmp_path: Path
) -> None:
    runs.keep("one", model())
    (folder,) = {path.parent for path in tmp_path.rglob("one.safetensors")}
    left, written = folder / ".gone.safetensors.a1.part", folder / ".now.safetensors.b2.part"
    for path in (left, written):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    runs.keep("two", model())
    assert not left.exists()
    assert written.exists(), "somebody may be writing it"


def test_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file is in the way")
    with pytest.raises(InputError, match=r"folder .*data.* cannot be made"):
        KeptRuns(tmp_path / "data" / "kept").keep("one", model())


def test_discarding_where_nothing_could_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    KeptRuns(tmp_path / "file" / "kept").discard("gone")


def test_keeping_tells_of_the_file(runs: KeptRuns) -> None:
    stamp = runs.keep("one", model())
    assert stamp is not None
    assert stamp == runs.stamp("one")
    assert stamp.still_holds


# Put aside and back


def test_what_was_put_aside_is_taken_back(runs: KeptRuns) -> None:
    runs.keep("one", model())
    runs.put_aside("one")
    assert runs.names() == []
    runs.take_back("one")
    assert runs.names() == ["one"]


def test_what_cannot_be_put_aside_is_told_and_stays(runs: KeptRuns, tmp_path: Path) -> None:
    runs.keep("one", model())
    (tmp_path / "data" / "kept" / "discarded").write_text("a file is in the way")
    with pytest.raises(InputError, match=r"one\.safetensors cannot be moved"):
        runs.put_aside("one")
    assert runs.names() == ["one"]


def test_what_is_gone_cannot_be_taken_back(runs: KeptRuns) -> None:
    with pytest.raises(InputError, match="cannot be moved"):
        runs.take_back("one")


# Room


def test_the_stock_is_what_was_put_aside_and_then_the_oldest(runs: KeptRuns) -> None:
    for name in ("3", "1", "2", "4"):
        runs.keep(name, model())
    runs.put_aside("4")
    stock = runs.stock()
    assert [(file.name, file.discarded) for file in stock] == [
        *[("4", True), ("1", False), ("2", False), ("3", False)]
    ]
    stamp = runs.stamp("1")
    assert stamp is not None
    assert {file.size for file in stock} == {stamp.size}


def test_the_stock_of_a_folder_that_is_not_there_is_empty(runs: KeptRuns) -> None:
    assert runs.stock() == []


def test_deleted_files_are_gone_and_no_others(runs: KeptRuns) -> None:
    for name in ("1", "2", "3"):
        runs.keep(name, model())
    runs.put_aside("1")
    first, second, third = runs.stock()
    assert runs.delete([first, second]) == [first, second]
    assert runs.stock() == [third]


def test_what_cannot_be_deleted_is_not_said_to_be_gone(runs: KeptRuns, tmp_path: Path) -> None:
    (tmp_path / "data" / "kept" / "1.safetensors").mkdir(parents=True)
    assert runs.delete([KeptFile("1", 0, False)]) == []


FILES = st.lists(st.tuples(st.integers(0, 50), st.booleans(), st.booleans()), max_size=12)


@given(FILES, st.integers(0, 6), st.integers(0, 200))
def test_the_oldest_give_way_and_no_more_than_must(
    files: list[tuple[int, bool, bool]], models: int, size: int
) -> None:
    stock = [KeptFile(str(at), size, gone) for at, (size, gone, _) in enumerate(files)]
    spared = {str(at) for at, (_, _, spares) in enumerate(files) if spares}
    gone = giving_way(stock, spared, Room(models, size))
    may_go = [file for file in stock if file.discarded or file.name not in spared]
    assert gone == may_go[: len(gone)], "the oldest, and none that is spared"

    def fits(gone: list[KeptFile]) -> bool:
        left = [file for file in stock if file not in gone]
        return len(left) <= models and sum(file.size for file in left) <= size

    assert fits(gone) or gone == may_go
    assert not gone or not fits(gone[:-1])


def test_a_kept_run_is_called_by_its_recipe_and_when_it_began() -> None:
    assert title_of("20240501-130405-1", "quick") == "quick 13:04:05"
    assert title_of("20240501-130405-1", "quick", today=False) == "quick 2024-05-01 13:04:05"
    now = f"{datetime.now():%Y%m%d-%H%M%S}"
    assert title_of(now, "quick", today=False) == f"quick {now[9:11]}:{now[11:13]}:{now[13:]}"
    assert title_of("mine", "quick") == "quick"
