from __future__ import annotations

from dataclasses import replace

from mnist_desk.core.dataset import Splits
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import QUICK
from mnist_desk.engine.steps import compiled_steps
from mnist_desk.engine.trainer import train

SMALL = replace(QUICK, hidden=(8,), epochs=1)


def test_a_recipe_is_compiled_once_however_many_others_came_between() -> None:
    """What XLA compiled cannot be given back: compiling again costs 10 MB for good."""
    recipes = [replace(SMALL, dropout=number / 100) for number in range(1, 21)]
    assert [compiled_steps(recipe) for recipe in recipes] == [
        compiled_steps(recipe) for recipe in recipes
    ]


def test_runs_of_a_recipe_share_what_was_traced(few: Splits) -> None:
    def traced(recipe: Recipe) -> int:
        for _ in train(recipe, few, "cpu"):
            pass
        return int(compiled_steps(recipe).experimental_get_tracing_count())  # type: ignore[attr-defined]

    once = traced(SMALL)
    others = (
        *(replace(SMALL, seed=3), replace(SMALL, learning_rate=0.002, warm_up=1.0)),
        *(replace(SMALL, schedule="cosine"), replace(SMALL, epochs=2, shuffle=False)),
    )
    assert [traced(other) for other in others] == [once] * len(others)
