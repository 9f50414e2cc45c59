"""The flags that make up a recipe: each field can be set, and its texts are those of the recipe."""

from __future__ import annotations

import argparse

from mnist_desk.core.errors import InputError
from mnist_desk.core.recipe import SPECS, Recipe
from mnist_desk.core.recipes import RECIPE_NOTES, RECIPES
from mnist_desk.core.translate import translate

DEFAULT_RECIPE = "quick"

FLAGS = {
    "hidden": "WIDTHS",
    "epochs": "N",
    "learning_rate": "F",
    "batch_size": "N",
    "loss": None,
    "optimizer": None,
    "seed": "N",
}
"""Recipe fields with a flag of their own, and what stands for their value in the help."""


def add_recipe_flags(parser: argparse.ArgumentParser) -> None:
    """--recipe, the flags of the common fields, and --set for all fields."""
    parser.add_argument(
        "--recipe",
        choices=RECIPES,
        help=translate("cli", "default: {recipe}").format(recipe=DEFAULT_RECIPE),
    )
    for name, metavar in FLAGS.items():
        spec = SPECS[name]
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            dest=name,
            metavar=metavar or "|".join(spec.choices or ()),
            help=spec.title.lower(),
        )
    parser.add_argument(
        "--set",
        dest="fields",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=translate("cli", "set any field of the recipe; may be given several times"),
    )


def recipe_help() -> str:
    """What stands below the flags: the recipes, and the fields that --set takes."""
    lines = [translate("cli", "recipes:")]
    lines += [f"  {name:14} {RECIPE_NOTES[name]}" for name in RECIPES]
    lines += ["", translate("cli", "fields for --set:")]
    for name, spec in SPECS.items():
        values = f" ({', '.join(spec.choices)})" if spec.choices else ""
        lines.append(f"  {name:14} {spec.help}{values}")
    return "\n".join(lines)


def given_flags(options: argparse.Namespace) -> dict[str, str]:
    """Field -> the text given for it by its own flag."""
    return {name: getattr(options, name) for name in FLAGS if getattr(options, name) is not None}


def recipe_of(options: argparse.Namespace) -> Recipe:
    """The recipe chosen, with the fields changed that were given; --set comes after the flags.

    Raises InputError when there is no such field or a value is none for its field.
    """
    given = given_flags(options)
    for assignment in options.fields:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise InputError(
                translate("errors", '--set takes FIELD=VALUE, not "{assignment}".'),
                assignment=assignment,
            )
        given[name.strip().replace("-", "_")] = value
    recipe = RECIPES[options.recipe or DEFAULT_RECIPE]
    for name, value in given.items():
        recipe = recipe.with_text(name, value)
    return recipe
