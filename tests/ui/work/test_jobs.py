"""The door to the engine. Passing it imports TensorFlow; the trainer behind is replaced here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import History, Model
from mnist_desk.core.progress import Diverged, Progress
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores
from mnist_desk.ui.work import jobs

Keep = Callable[[Model], None]
Job = Callable[[Keep], Iterator[Any]]

DIVERGES_AT = 5


@pytest.fixture
def error() -> Exception:
    """What a training that fails raises."""
    return Diverged("the loss grew")


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch, recipe: Recipe, error: Exception) -> Job:
    """A training of three epochs of two steps; with a batch size of 1 it fails in the third."""

    def train(start: Recipe, *_: Any) -> Iterator[Progress]:
        model = Model.fresh(start)
        yield Progress(np.zeros(0, np.float32), model)
        for step in range(1, 7):
            if start.batch_size == 1 and step == DIVERGES_AT:
                raise error
            history = History(np.ones(step, np.float32), steps_per_epoch=2)
            scores = None if step % 2 else Scores(0.5, np.eye(10, dtype=np.int64))
            model = replace(model, history=history)
            yield Progress(np.ones(1, np.float32), model, scores)

    monkeypatch.setattr(jobs, "mnist", lambda: None)
    monkeypatch.setattr("mnist_desk.engine.trainer.train", train)
    return lambda keep: jobs.training(recipe, keep)


@pytest.fixture
def diverging(job: Job, recipe: Recipe) -> Job:
    return lambda keep: jobs.training(replace(recipe, batch_size=1), keep)


@pytest.fixture
def kept() -> list[int]:
    """The steps of the models that were kept."""
    return []


@pytest.fixture
def keep(kept: list[int]) -> Keep:
    return lambda model: kept.append(model.steps)


@pytest.fixture
def full(kept: list[int]) -> Keep:
    """Fails to keep the first model; afterwards there would be room."""
    tries = iter([InputError("The disk is full.")])

    def full(model: Model) -> None:
        if error := next(tries, None):
            raise error
        kept.append(model.steps)

    return full


def advance(run: Iterator[Any], steps: int) -> None:
    """Take the untrained model and so many steps."""
    for _ in range(steps + 1):
        next(run)


def test_the_model_is_kept_after_every_epoch(job: Job, keep: Keep, kept: list[int]) -> None:
    assert len(list(job(keep))) == 7
    assert kept == [2, 4, 6]


@pytest.mark.parametrize(("steps", "expected"), [(0, []), (1, [1]), (2, [2]), (3, [2, 3])], ids=str)
def test_a_stopped_training_keeps_what_was_reached(
    job: Job, keep: Keep, kept: list[int], steps: int, expected: list[int]
) -> None:
    run = job(keep)
    advance(run, steps)
    run.close()
    assert kept == expected


def test_a_diverging_training_keeps_the_last_model(
    diverging: Job, keep: Keep, kept: list[int]
) -> None:
    run = diverging(keep)
    advance(run, DIVERGES_AT - 1)
    with pytest.raises(Diverged):
        next(run)
    assert kept[-1] == DIVERGES_AT - 1


@pytest.mark.parametrize("error", [ZeroDivisionError("by nought")])
def test_another_failure_is_no_divergence_and_keeps_what_was_reached(
    diverging: Job, keep: Keep, kept: list[int]
) -> None:
    run = diverging(keep)
    advance(run, 3)
    assert kept == [2]
    advance(run, 0)
    with pytest.raises(ZeroDivisionError):
        next(run)
    assert kept == [2, 4]


def test_a_model_that_cannot_be_kept_does_not_end_the_training(
    job: Job, full: Keep, kept: list[int]
) -> None:
    run = job(full)
    advance(run, 6)
    with pytest.raises(InputError, match=r"The disk is full\."):
        next(run)
    assert kept == [], "it is not tried again"


@pytest.mark.parametrize("steps", [1, 3], ids=["in the first epoch", "after an epoch"])
def test_a_stop_tells_that_the_model_could_not_be_kept(job: Job, full: Keep, steps: int) -> None:
    run = job(full)
    advance(run, steps)
    with pytest.raises(InputError, match=r"The disk is full\."):
        run.close()


def test_the_chosen_device_is_handed_on(
    monkeypatch: pytest.MonkeyPatch, recipe: Recipe, keep: Keep
) -> None:
    handed: list[Any] = []
    monkeypatch.setattr(jobs, "mnist", lambda: None)
    monkeypatch.setattr(
        "mnist_desk.engine.trainer.train", lambda *args: handed.append(args) or iter(())
    )
    assert list(jobs.training(recipe, keep, "gpu")) == []
    assert handed == [(recipe, None, "gpu")]


def test_a_change_comes_from_the_engine() -> None:
    from mnist_desk.engine.explain import smallest_change

    model = Model.fresh(Recipe(hidden=(4,), loss="mse"))
    picture = np.full((28, 28), 0.5, np.float32)
    ((change,),) = jobs.change(model, picture, 3)
    np.testing.assert_array_equal(change, smallest_change(model, picture, 3))
