from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desk.cli import train
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.progress import Progress
from mnist_desk.core.recipe import Recipe

from .stand_ins import SMALL, Full, Gone, Training, no_room, progress, saved
from .terminal import Result, Trained, assert_bad_input, logged, run, strict_json


@pytest.fixture(scope="module")
def diverged(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A run whose learning rate is far too large."""
    path = tmp_path_factory.mktemp("diverged") / "model.safetensors"
    far_too_large = ("--learning-rate", 1000, "--loss", "mse", "--optimizer", "sgd")
    return Trained(
        run("train", "--epochs", 1, *SMALL, *far_too_large, "--out", path, "--json", "-"), path
    )


def test_training_ends_well(trained: Trained, trained_aloud: tuple[Result, Path]) -> None:
    assert trained.result.code == 0
    assert trained_aloud[0].code == 0
    assert trained_aloud[0].err == ""


def test_json_of_training_has_the_keys_of_the_contract(trained: Trained) -> None:
    result = trained.result.json
    assert list(result) == [
        *("recipe", "log", "epochs", "test_accuracy", "data", "images_per_second", "seconds")
    ]
    for record in result["epochs"]:
        assert list(record) == [
            *("epoch", "train_loss", "test_loss", "test_accuracy", "seconds", "train_accuracy")
        ]
    assert all(len(entry) == 3 for entry in result["log"])


def test_json_of_training_tells_what_happened(trained: Trained) -> None:
    result = trained.result.json
    first, second = result["epochs"]
    assert (
        result["recipe"]
        == Recipe.from_json(
            {"name": "quick", "hidden": [16], "batch_size": 500, "epochs": 2}
        ).to_json()
    )
    assert [entry[:2] for entry in result["log"]] == [[0, 0], [0, 100], [1, 0], [1, 100]]
    assert [first["epoch"], second["epoch"]] == [0, 1]
    assert second["train_loss"] < first["train_loss"] < result["log"][0][2]
    assert 0.8 < first["test_accuracy"] < second["test_accuracy"] == result["test_accuracy"] < 1
    assert result["images_per_second"] > 0
    assert result["seconds"] > first["seconds"] + second["seconds"] > 0


def test_same_seed_gives_the_same_losses(
    trained: Trained, trained_aloud: tuple[Result, Path]
) -> None:
    again = strict_json(trained_aloud[1].read_text(encoding="utf-8"))
    assert again["log"] == trained.result.json["log"]
    assert again["test_accuracy"] == trained.result.json["test_accuracy"]


def test_trained_model_is_saved(trained: Trained) -> None:
    model = load_model(trained.model)
    assert model.recipe.hidden == (16,)
    assert model.steps == 240
    assert [record._asdict() for record in model.history.epochs] == trained.result.json["epochs"]
    assert f"saved to {trained.model}" in trained.result.err
    assert list(trained.model.parent.iterdir()) == [trained.model]


def test_training_goes_on_from_a_file(trained: Trained, tmp_path: Path) -> None:
    out = tmp_path / "longer.safetensors"
    result = run(
        *("train", "--resume", trained.model, "--epochs", 3, "--device", "cpu"),
        *("--out", out, "--json", "-"),
    )
    assert result.code == 0
    assert logged(result.err) == result.json["log"][4:]
    assert [entry[:2] for entry in result.json["log"][4:]] == [[2, 0], [2, 100]]
    assert result.json["epochs"][:2] == trained.result.json["epochs"]
    assert load_model(out).steps == 360


@pytest.mark.parametrize(
    "other", [("--recipe", "quick"), ("--seed", "2"), ("--set", "seed=2"), ("--hidden", "5")]
)
def test_what_goes_on_keeps_its_recipe(
    other: tuple[str, str], trained: Trained, starts: list[Any]
) -> None:
    assert_bad_input(run("train", "--resume", trained.model, *other), "leave the others out")
    assert starts == []


def test_untrained_model_can_be_trained_on(tmp_path: Path) -> None:
    start = Model.fresh(Recipe(hidden=(16,), batch_size=500, epochs=1))
    path = saved(start, tmp_path / "fresh.safetensors")
    assert run("train", "--resume", path, "--device", "cpu", "--json", "-").code == 0


def test_unwritable_model_is_told_before_the_training(tmp_path: Path, starts: list[Any]) -> None:
    result = run("train", "--out", tmp_path / "nowhere" / "a.safetensors")
    assert_bad_input(result, "give a file name in a folder that is there")
    assert starts == []


def test_unwritable_result_is_told_before_the_training(tmp_path: Path, starts: list[Any]) -> None:
    run("train", "--json", tmp_path / "nowhere" / "a.json")
    assert starts == []


def test_diverged_training_ends_with_one(diverged: Trained) -> None:
    assert diverged.result.code == 1
    assert "mnist-desk train: The loss grew beyond all numbers" in diverged.result.err
    assert "a learning rate of 1000 is too large" in diverged.result.err


def test_diverged_training_writes_the_last_finite_model(diverged: Trained) -> None:
    model = load_model(diverged.model)  # which refuses weights that are not finite
    assert 0 < model.steps < 120
    assert np.isfinite(model.history.losses).all()
    assert diverged.result.json["log"][0][:2] == [0, 0]
    assert diverged.result.json["test_accuracy"] is None


def test_ctrl_c_writes_the_model_reached_and_ends_with_130(
    training: Callable[[Training], None], tmp_path: Path
) -> None:
    def interrupted(*_: Any) -> Iterator[Any]:
        yield progress(0)
        yield progress(1)
        yield progress(201, epochs=1)
        raise KeyboardInterrupt

    training(interrupted)
    result = run("train", "--out", tmp_path / "a.safetensors", "--json", tmp_path / "a.json")
    assert result.code == 130
    assert logged(result.out) == [[0, 0, 0.25], [1, 0, 0.25]]
    assert load_model(tmp_path / "a.safetensors").steps == 201
    told = strict_json((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert told["log"] == [[0, 0, 0.25], [0, 100, 0.25], [1, 0, 0.25]]
    assert len(told["epochs"]) == 1


def test_ctrl_c_before_the_first_step_writes_the_start(
    training: Callable[[Training], None], tmp_path: Path
) -> None:
    def interrupted(start: Recipe, *_: Any) -> Iterator[Any]:
        yield Progress(np.zeros(0, np.float32), Model.fresh(start))
        raise KeyboardInterrupt

    training(interrupted)
    result = run("train", "--out", tmp_path / "a.safetensors", "--json", "-")
    assert result.code == 130
    assert result.json["log"] == []
    assert result.json["test_accuracy"] is None
    assert load_model(tmp_path / "a.safetensors").steps == 0


def test_ctrl_c_before_there_is_a_model_writes_nothing(
    training: Callable[[Training], None], tmp_path: Path
) -> None:
    def interrupted(*_: Any) -> Iterator[Any]:
        raise KeyboardInterrupt
        yield

    training(interrupted)
    assert run("train", "--out", tmp_path / "a.safetensors").code == 130
    assert not (tmp_path / "a.safetensors").exists()


@pytest.mark.parametrize(("out", "told"), [(Gone(), 0), (Full(), 1)], ids=["gone", "full"])
def test_a_log_that_cannot_be_written_ends_it_and_the_model_is_saved(
    out: io.StringIO, told: int, training: Callable[[Training], None], tmp_path: Path
) -> None:
    training(lambda *_: iter([progress(101), progress(201, epochs=1)]))
    model, json = tmp_path / "a.safetensors", tmp_path / "a.json"
    result = run("train", "--out", model, "--json", json, out=out)
    assert result.code == 1
    assert result.err.count("The output cannot be written") == result.err.count("\n") == told
    assert load_model(model).steps == 101
    assert strict_json(json.read_text(encoding="utf-8"))["log"]


def test_a_model_that_cannot_be_saved_at_the_end_is_a_failure(
    training: Callable[[Training], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    training(lambda *_: iter([progress(120), progress(201, epochs=1)]))
    monkeypatch.setattr(train, "save_model", no_room)
    result = run("train", "--out", tmp_path / "a.safetensors", "--json", tmp_path / "a.json")
    assert (result.code, result.err) == (1, "mnist-desk train: There is no room.\n")
    assert "saved" not in result.out
    assert (tmp_path / "a.json").exists()


def test_another_arithmetic_error_is_no_divergence(
    training: Callable[[Training], None], tmp_path: Path
) -> None:
    def broken(*_: Any) -> Iterator[Any]:
        yield progress(1)
        raise ZeroDivisionError

    training(broken)
    with pytest.raises(ZeroDivisionError):
        run("train", "--out", tmp_path / "a.safetensors")
