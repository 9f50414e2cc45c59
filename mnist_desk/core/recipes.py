"""The recipes that come with the program, and what each of them teaches."""

from __future__ import annotations

from .recipe import Recipe

CLASSIC = Recipe(
    name="classic",
    loss="mse",
    optimizer="sgd",
    shuffle=False,
    initial="tutorial",
)
QUICK = Recipe(name="quick")

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (CLASSIC, QUICK)}

LESSONS: dict[str, str] = {
    "classic": (
        "The tutorial's own loop: plain gradient descent on the squared error, with steps so "
        "small that ten epochs teach it only half of what it could know."
    ),
    "quick": (
        "The same network and the same ten epochs with Adam and cross-entropy: it shows how "
        "much the way of learning matters."
    ),
}
"""Recipe name -> the sentence that says what it teaches."""
