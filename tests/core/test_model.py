from __future__ import annotations

import dataclasses

import numpy as np

from mnist_desk.core.calibration import Calibration
from mnist_desk.core.model import EpochRecord, History, Model, OptimizerState
from mnist_desk.core.network import Layer, Layers, layer_shapes
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores

HIDDEN = (6, 5)

RECIPE = Recipe(name="Größe 5 ✓", hidden=HIDDEN, epochs=3, learning_rate=0.0123456789, seed=99)


def random_layers(seed: int) -> Layers:
    random = np.random.default_rng(seed)
    return tuple(
        Layer(
            random.normal(size=shape).astype(np.float32),
            random.normal(size=shape[1]).astype(np.float32),
        )
        for shape in layer_shapes(HIDDEN)
    )


def trained() -> Model:
    """A model with everything a model can have, all of it made up."""
    random = np.random.default_rng(0)
    return Model(
        layers=random_layers(1),
        recipe=RECIPE,
        history=History(
            random.random(25).astype(np.float32),
            (EpochRecord(0, 1 / 3, 0.3, 0.9, 1.23456789), EpochRecord(1, 0.25, 0.2, 0.95, 2.5)),
            steps_per_epoch=10,
        ),
        scores=Scores(1 / 7, random.integers(0, 1000, (10, 10)), 0.0123),
        state=OptimizerState((random_layers(2), random_layers(3)), random_layers(4)),
        calibration=Calibration(1.25, 0.6),
        made={"tensorflow": "2.21.0", "device": "Größe"},
    )


def assert_same_layers(one: Layers, other: Layers) -> None:
    assert len(one) == len(other)
    for layer, expected in zip(one, other, strict=True):
        for array, expected_array in zip(layer, expected, strict=True):
            assert array.dtype == np.float32
            assert np.array_equal(array, expected_array)


def test_steps_are_counted() -> None:
    model = trained()
    assert model.steps == 25
    assert model.steps_left == 5
    assert Model.fresh(RECIPE).steps == 0


def test_fresh_model_has_the_weights_of_its_seed() -> None:
    assert_same_layers(Model.fresh(RECIPE).layers, Model.fresh(RECIPE).layers)
    other = Model.fresh(dataclasses.replace(RECIPE, seed=100))
    assert not np.array_equal(other.layers[0].kernel, Model.fresh(RECIPE).layers[0].kernel)
