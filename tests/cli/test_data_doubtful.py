"""The verb data doubtful, and trainings with corrected labels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mnist_desk.cli import data_doubtful, train
from mnist_desk.core.corrections import Corrections, Verdict, write_corrections
from mnist_desk.core.dataset import Splits
from mnist_desk.core.label_doubt import DoubtProgress, ranked, read_doubts
from mnist_desk.engine import label_doubt, trainer

from .stand_ins import tiny_data
from .terminal import run

DATA = tiny_data().train
FULL = Path("/dev/full")


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Image 4, a 4, is read as 9."""

    def doubts(data, parts: int, choice: str) -> Iterator[DoubtProgress]:
        values = np.eye(10, dtype=np.float32)[data.labels]
        values[4] = np.eye(10)[9]
        yield DoubtProgress(0.0)
        yield DoubtProgress(1.0, ranked(data, values, parts, 1.0))

    monkeypatch.setattr(label_doubt, "doubts", doubts)
    for module in (data_doubtful, train):
        monkeypatch.setattr(module, "load_mnist", tiny_data)


def test_the_doubtful_are_told_and_written(tmp_path: Path) -> None:
    result = run("data", "doubtful", "--k", 4, "--out", tmp_path / "doubts.json")
    assert result.code == 0
    assert result.out.splitlines()[-1].split() == ["5", "4", "9", "1.0000"]
    assert read_doubts(tmp_path / "doubts.json").parts == 4


@pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is always full")
def test_what_cannot_be_written_is_no_bad_input() -> None:
    result = run("data", "doubtful", "--out", FULL)
    assert result.code == 1
    assert "cannot be written to /dev/full" in result.err
    assert result.err.count("\n") == 1


def test_json_has_all_of_it() -> None:
    told = run("data", "doubtful", "--json", "-").json
    assert told["labels"][0]["image"] == 4
    assert told["labels"][0]["suggested"] == 9


@pytest.mark.parametrize("flags", [("doubtful", "--k", 1), ("doubtful", "--k", "x"), ("burn",), ()])
def test_bad_wishes_are_told(flags: tuple[object, ...]) -> None:
    result = run("data", *flags)
    assert result.code == 2
    assert result.err.count("\n") == 1


def test_a_training_learns_from_corrected_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt: list[Splits] = []
    monkeypatch.setattr(trainer, "train", lambda start, data, *_: learnt.append(data) or iter(()))
    write_corrections(Corrections(DATA.digest, {4: Verdict("fix", 9)}), tmp_path / "some.json")

    run("train", "--corrections", tmp_path / "some.json")

    assert learnt[0].train.labels[4] == 9


def test_corrections_that_are_not_there_or_of_others_are_told(tmp_path: Path) -> None:
    assert "is not there" in run("train", "--corrections", tmp_path / "some.json").err
    write_corrections(Corrections("other", {}), tmp_path / "some.json")
    result = run("train", "--corrections", tmp_path / "some.json")
    assert result.code == 2
    assert "of other images" in result.err
