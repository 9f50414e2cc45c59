"""What to expect of a training before it begins: how long it takes, and how well it will read.

What was measured of the recipes that come with the program stands in resources/recipes.json, made
by packaging/measure_recipes.py.
"""

from __future__ import annotations

import functools
import itertools
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .dataset import PIXELS
from .places import resource
from .recipe import DISTORTIONS, SPECS, Recipe
from .recipes import RECIPES

log = logging.getLogger(__name__)

IMAGES = 60_000
"""Those of an epoch."""
_STEP = 9e6
"""What a step takes whatever the network, as many weights times images would take: of the recipe
`quick`, epochs with batches of 16 and of 128 images were timed, on two processors.
"""


class Figures(NamedTuple):
    """What one recipe came to. accuracy: on the test set, 0 to 1, with its 95 % interval."""

    seconds_per_epoch: float
    accuracy: float
    interval: tuple[float, float]


class Measured(NamedTuple):
    """machine, date: where and when, for people. figures: recipe name -> what was measured."""

    machine: str
    date: str
    figures: Mapping[str, Figures]


class Expectation(NamedTuple):
    """seconds: of the whole training, None when that is not known. is_here: whether this machine
    was timed, or another. figures: of the recipe itself, None for one that was not measured.
    """

    seconds: float | None
    is_here: bool
    figures: Figures | None


@functools.lru_cache(maxsize=1)
def measured() -> Measured:
    """What comes with the program."""
    return read_measured(resource("recipes.json"))


def read_measured(path: Path) -> Measured:
    """A file as packaging/measure_recipes.py makes it. What makes no sense is left out: the program
    works without.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        entries = {name: _figures(entry) for name, entry in told["recipes"].items()}
        return Measured(str(told["machine"]), str(told["date"]), entries)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("What was measured of the recipes cannot be read: %s", error)
        return Measured("", "", {})


def _figures(entry: Mapping[str, Any]) -> Figures:
    low, high = map(float, entry["interval"])
    figures = Figures(float(entry["seconds_per_epoch"]), float(entry["accuracy"]), (low, high))
    if not (figures.seconds_per_epoch > 0 and 0 <= low <= figures.accuracy <= high <= 1):
        raise ValueError(figures)
    return figures


def expect(
    recipe: Recipe, known: Mapping[str, Figures], here: Mapping[str, float] | None = None
) -> Expectation:
    """known: figures of named recipes. here: recipe name -> seconds of an epoch on this machine.

    The time of a recipe of one's own follows from the work that it is, beside that of the nearest
    recipe that was timed. Its score is not guessed.
    """
    here = here or {}
    is_known = RECIPES.get(recipe.name) == recipe
    figures = known.get(recipe.name) if is_known else None
    like = recipe.name if is_known else _nearest(recipe)
    if like in here:
        seconds, is_here = here[like], True
    elif like in known:
        seconds, is_here = known[like].seconds_per_epoch, False
    else:
        return Expectation(None, False, figures)
    share = _work(recipe) / _work(RECIPES[like])
    return Expectation(recipe.epochs * seconds * share, is_here, figures)


def _nearest(recipe: Recipe) -> str:
    """The named recipe that distorts its pictures as this one does; empty when there is none."""
    if recipe.dropout:
        return ""  # Its random numbers cost more than the rest, and no named recipe has it.
    kinds = [name for name, spec in SPECS.items() if spec.group == DISTORTIONS]
    mine = {name for name in kinds if getattr(recipe, name)}

    def unlike(other: str) -> tuple[int, bool]:
        theirs = {name for name in kinds if getattr(RECIPES[other], name)}
        return len(mine ^ theirs), RECIPES[other].optimizer != recipe.optimizer

    return min(RECIPES, key=unlike)


def _work(recipe: Recipe) -> float:
    """Of an epoch, in weights times images."""
    widths = (PIXELS, *recipe.hidden, 10)
    weights = sum(one * other for one, other in itertools.pairwise(widths))
    return IMAGES * weights + _STEP * -(-IMAGES // recipe.batch_size)
