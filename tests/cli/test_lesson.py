from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desk.cli import lesson as verb
from mnist_desk.core import lesson
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.progress import Diverged
from mnist_desk.core.scores import Scores

from .stand_ins import SAMPLES, no_room, saved, silent_model, tiny_data
from .terminal import Result, run


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """A small lesson from the sample drawings."""
    folder = tmp_path_factory.mktemp("taught")
    model = saved(silent_model(), folder / "silent.safetensors")
    out = folder / "taught.safetensors"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lesson, "IMAGES", 1280)
        patch.setattr(verb, "load_mnist", tiny_data)
        files = ("--ink", SAMPLES, "--model", model, "--out", out)
        return run("teach", *files, "--device", "cpu", "--json", "-"), out


def test_teaching_tells_before_and_after(taught: tuple[Result, Path]) -> None:
    result = taught[0].json
    assert taught[0].code == 0
    assert result["learnt"] == 8
    assert result["before"]["mine"]["n"] == result["after"]["mine"]["n"] == 2
    assert result["before"]["mnist"]["accuracy"] == 0.1
    assert result["after"]["mnist"]["loss"] != result["before"]["mnist"]["loss"]


def test_a_taught_model_is_saved(taught: tuple[Result, Path]) -> None:
    model = load_model(taught[1])
    assert model.recipe.name == "silent, taught"
    assert model.scores is not None
    assert model.scores.accuracy == taught[0].json["after"]["mnist"]["accuracy"]


def put_lesson(monkeypatch: pytest.MonkeyPatch, *values: Any) -> None:
    """Lessons give these values, or raise the one that is an error."""
    from mnist_desk.engine import lesson as engine

    def given(*_: Any) -> Iterator[Any]:
        for value in values:
            if isinstance(value, BaseException):
                raise value
            yield value

    monkeypatch.setattr(engine, "teach", given)
    monkeypatch.setattr(verb, "load_mnist", tiny_data)


def right(count: int) -> Scores:
    """So many right of ten."""
    confusion = np.zeros((10, 10), np.int64)
    confusion[0, :2] = count, 10 - count
    return Scores(0.5, confusion)


def test_what_a_lesson_was_worth_is_printed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before, after = lesson.Marks(right(1), right(9)), lesson.Marks(right(7), right(8))
    taught = lesson.Taught(silent_model(), before, after, learnt=8)
    put_lesson(monkeypatch, lesson.LessonProgress(0.5), lesson.LessonProgress(1.0, taught))
    out = tmp_path / "a.safetensors"
    result = run("teach", "--ink", SAMPLES, "--out", out)
    assert result.code == 0
    assert result.out.splitlines() == [
        "Learnt from 8 of 10 digits.",
        "Read right of 10 digits held back: 10.00% before, 70.00% after",
        "Read right of 10 MNIST's test images: 90.00% before, 80.00% after",
        f"The model was saved to {out}",
    ]


def test_a_taught_model_is_saved_whatever_signal_comes_meanwhile(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def save(model: Model, path: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        save_model(model, path)

    marks = lesson.Marks(right(1), right(9))
    put_lesson(
        monkeypatch, lesson.LessonProgress(1.0, lesson.Taught(silent_model(), marks, marks, 8))
    )
    monkeypatch.setattr(verb, "save_model", save)
    out = tmp_path / "a.safetensors"
    assert run("teach", "--ink", SAMPLES, "--out", out).code == 0
    load_model(out)


def test_a_lesson_that_is_broken_off_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_lesson(monkeypatch, lesson.LessonProgress(0.5), KeyboardInterrupt())
    out = tmp_path / "a.safetensors"
    assert run("teach", "--ink", SAMPLES, "--out", out) == (130, "", "")
    assert not out.exists()


def test_a_taught_model_that_cannot_be_saved_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    marks = lesson.Marks(right(1), right(9))
    put_lesson(
        monkeypatch, lesson.LessonProgress(1.0, lesson.Taught(silent_model(), marks, marks, 8))
    )
    monkeypatch.setattr(verb, "save_model", no_room)
    result = run("teach", "--ink", SAMPLES, "--out", tmp_path / "a.safetensors")
    assert result == (1, "", "mnist-desk teach: There is no room.\n")


def test_a_lesson_that_diverges_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_lesson(monkeypatch, lesson.LessonProgress(0.5), Diverged("The loss grew."))
    out = tmp_path / "a.safetensors"
    result = run("teach", "--ink", SAMPLES, "--out", out)
    assert result == (1, "", "mnist-desk teach: The loss grew.\n")
    assert not out.exists()


def test_another_arithmetic_error_is_no_divergence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_lesson(monkeypatch, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        run("teach", "--ink", SAMPLES, "--out", tmp_path / "a.safetensors")
