from __future__ import annotations

import re
from typing import Any

import pytest

from mnist_desk import __version__
from mnist_desk.cli.options import VERBS
from mnist_desk.core.recipe import SPECS
from mnist_desk.core.recipes import RECIPES

from .terminal import assert_bad_input, run


def test_version() -> None:
    assert run("--version") == (0, f"mnist-desk {__version__}\n", "")


def test_help_names_every_verb() -> None:
    result = run("--help")
    assert result.code == 0
    for verb in VERBS:
        assert re.search(rf"^ +{verb}\s", result.out, re.MULTILINE)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str) -> None:
    result = run(verb, "--help")
    assert result.code == 0
    assert result.out.startswith(f"usage: mnist-desk {verb}")


def test_help_of_train_names_every_recipe_and_field() -> None:
    text = run("train", "--help").out
    for name in (*RECIPES, *SPECS):
        assert re.search(rf"^  {name} ", text, re.MULTILINE), name


def test_flags_are_not_shortened(starts: list[Any]) -> None:
    assert_bad_input(run("train", "--ep", "1"), "unrecognized arguments")
