"""The recipes that come with the program, and what each of them teaches."""

from __future__ import annotations

from dataclasses import replace

from .recipe import Recipe
from .translate import translate

CLASSIC = Recipe(
    name="classic",
    loss="mse",
    optimizer="sgd",
    shuffle=False,
    initial="tutorial",
)
QUICK = Recipe(name="quick")
ACCURATE = Recipe(
    name="accurate",
    optimizer="momentum",
    learning_rate=0.1,
    schedule="cosine",
    weight_decay=0.0005,
    epochs=50,
    rotation=10,
    scale=0.1,
    shift=1,
    elastic=0.6,
    thickness=0.3,
    fading=0.1,
)
BEST = replace(
    ACCURATE,
    name="best",
    weight_decay=0.0003,
    epochs=500,
    elastic=0.8,
    thickness=0.4,
    stretch=0.15,
    slashed_zeros=0.2,
    flagged_ones=0.3,
    open_fours=0.25,
    crossed_sevens=0.25,
    hooked_nines=0.25,
    nonsense=0.05,
)

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (CLASSIC, QUICK, ACCURATE, BEST)}

RECIPE_NOTES: dict[str, str] = {
    "classic": translate(
        "recipe",
        "The tutorial's own loop: plain gradient descent with steps so small that ten epochs "
        "teach only half.",
    ),
    "quick": translate(
        "recipe",
        "The same network and epochs with Adam and cross-entropy: see how much the way of "
        "learning matters.",
    ),
    "accurate": translate(
        "recipe",
        "Pictures are turned, bent, made thicker or thinner each time: nothing can be learnt by "
        "heart.",
    ),
    "best": translate(
        "recipe",
        "As accurate, for longer, with strokes that MNIST's writers lacked: it made the shipped "
        "model.",
    ),
}
"""Recipe name -> the sentence that says what it teaches."""
