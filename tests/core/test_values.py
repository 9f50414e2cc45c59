"""What crosses threads is a value: nobody can change it while another looks at it."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from typing import Any

import pytest

from mnist_desk import core

MODULES = [
    importlib.import_module(f"mnist_desk.core.{m.name}")
    for m in pkgutil.iter_modules(core.__path__)
]
VALUES = [
    value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
    if value.__module__ == module.__name__
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_a_value_cannot_be_changed(value: Any) -> None:
    assert value.__dataclass_params__.frozen


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_what_holds_arrays_is_equal_to_itself_alone(value: Any) -> None:
    """Two arrays that are compared give an array, of which nobody can say whether it is true."""
    arrays = (
        *("NDArray", "Grey", "Layers", "Scores", "History", "Model", "Marks", "Taught"),
        *("Dataset", "DigitSet", "Answers", "Indices", "Comparison", "Points"),
    )
    holds = any(word in f.type for f in dataclasses.fields(value) for word in arrays)
    assert value.__dataclass_params__.eq == (not holds)
