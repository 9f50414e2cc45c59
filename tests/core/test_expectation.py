from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mnist_desk.core.expectation import Figures, expect, measured, read_measured
from mnist_desk.core.recipes import RECIPES

KNOWN = {
    "quick": Figures(0.5, 0.97, (0.96, 0.98)),
    "accurate": Figures(1.0, 0.99, (0.98, 0.995)),
}
QUICK = RECIPES["quick"]


def mine(**fields: Any) -> Any:
    return replace(QUICK, name="mine", **fields)


def test_what_comes_with_the_program_tells_of_all_recipes() -> None:
    told = measured()
    assert list(told.figures) == list(RECIPES)
    assert told.machine
    assert told.date.count("-") == 2
    classic, quick, accurate, best = told.figures.values()
    assert classic.accuracy < quick.accuracy < accurate.accuracy <= best.accuracy
    for figures in told.figures.values():
        assert 0.05 < figures.seconds_per_epoch < 10, "seconds of an epoch on a usual machine"


@pytest.mark.parametrize(
    "broken",
    [
        {"seconds_per_epoch": 0},
        {"seconds_per_epoch": "soon"},
        {"accuracy": 1.5},
        {"interval": [0.99, 0.98]},
        {"interval": [0.9]},
        {"interval": None},
    ],
)
def test_figures_that_make_no_sense_are_none(tmp_path: Path, broken: dict[str, Any]) -> None:
    entry = {"seconds_per_epoch": 1, "accuracy": 0.9, "interval": [0.8, 0.95], **broken}
    path = tmp_path / "recipes.json"
    told = {"machine": "m", "date": "d", "recipes": {"quick": entry}}
    path.write_text(json.dumps(told), encoding="utf-8")
    assert not read_measured(path).figures


@pytest.mark.parametrize("text", ["", "[]", '{"recipes": 3}', '{"recipes": {"quick": 1}}'])
def test_a_file_that_makes_no_sense_tells_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "recipes.json"
    path.write_text(text, encoding="utf-8")
    assert not read_measured(path).figures
    assert not read_measured(tmp_path / "none.json").figures


def test_a_named_recipe_takes_its_epochs_and_has_its_score() -> None:
    assert expect(QUICK, KNOWN) == (pytest.approx(5), False, KNOWN["quick"])


def test_what_was_timed_here_counts_before_what_was_timed_elsewhere() -> None:
    told = expect(QUICK, KNOWN, {"quick": 2.0})
    assert (told.seconds, told.is_here) == (pytest.approx(20), True)
    assert told.figures == KNOWN["quick"]


def test_what_was_never_measured_is_not_known() -> None:
    assert expect(RECIPES["classic"], KNOWN) == (None, False, None)


def test_a_recipe_of_ones_own_has_no_score() -> None:
    assert expect(mine(seed=2), KNOWN) == (pytest.approx(5), False, None)


@pytest.mark.parametrize(
    ("fields", "least", "most"),
    [
        ({"epochs": 20}, 10, 10),
        ({"learning_rate": 0.1, "schedule": "cosine"}, 5, 5),
        ({"hidden": (1024, 512)}, 10, 30),
        ({"hidden": ()}, 0.5, 2.5),
        ({"batch_size": 16}, 8, 15),
    ],
)
def test_more_work_takes_longer(fields: dict[str, Any], least: float, most: float) -> None:
    seconds = expect(mine(**fields), KNOWN).seconds
    assert seconds is not None
    assert least * 0.99 <= seconds <= most * 1.01


def test_pictures_that_are_distorted_take_as_long_as_those_of_a_recipe_that_does_so() -> None:
    told = expect(replace(RECIPES["accurate"], name="mine", rotation=20), KNOWN)
    assert told.seconds == pytest.approx(50)


def test_the_time_of_dropout_is_not_guessed() -> None:
    assert expect(mine(dropout=0.2), KNOWN).seconds is None
