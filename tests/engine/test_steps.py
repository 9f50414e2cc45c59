"""Steps of the compiled loop against NumPy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import tensorflow as tf

from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.network import forward, initial_layers, relu, softmax
from mnist_desk.core.recipe import MAX_LAYERS, Recipe
from mnist_desk.core.recipes import QUICK
from mnist_desk.core.scores import mean_loss
from mnist_desk.engine import steps
from mnist_desk.engine.augment import distort, made_nonsense
from mnist_desk.engine.steps import compiled_steps
from mnist_desk.engine.strokes import landmarks
from mnist_desk.engine.trainer import batches, train

SMALL = replace(QUICK, hidden=(8,), epochs=1)


@pytest.fixture(autouse=True)
def without_xla(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes seconds to compile, and draws other random numbers than TensorFlow does here."""
    monkeypatch.setattr("mnist_desk.engine.trainer.has_xla", lambda device: False)


def test_label_smoothing_takes_from_the_label_what_it_gives_to_all(few: Splits) -> None:
    recipe = replace(QUICK, hidden=(), epochs=1, label_smoothing=0.2)
    *_, trained = train(recipe, few, "cpu")
    chosen = batches(recipe, 0, len(few.train))[0]
    x = few.train.images[chosen].reshape(-1, 784).astype(np.float32) / 255
    surprise = -np.log(softmax(forward(initial_layers(recipe), x, relu)))
    of_the_label = surprise[np.arange(len(chosen)), few.train.labels[chosen]]
    expected = 0.8 * of_the_label + 0.2 * surprise.mean(axis=1)
    assert trained.model.history.losses[0] == pytest.approx(expected.mean(), rel=1e-5)


def test_a_step_learns_from_nonsense_that_is_distorted(few: Splits) -> None:
    recipe = replace(QUICK, hidden=(), epochs=1, seed=5, nonsense=0.5, shift=4.0)
    chosen = batches(recipe, 0, len(few.train))[0]
    batch = Dataset(few.train.images[chosen], few.train.labels[chosen])
    x = tf.constant(batch.images.reshape(-1, 784).astype(np.float32) / 255)
    labels, seed, step = (tf.constant(value) for value in (batch.labels.astype(np.int32), 5, 0))
    y = tf.one_hot(labels, 10)
    x, y = made_nonsense(x, y, labels, recipe, seed, step)
    x = distort(x, labels, tf.constant(landmarks(batch)), recipe, seed, step)
    outputs = forward(initial_layers(recipe), np.asarray(x), relu)
    expected = -(np.asarray(y) * np.log(softmax(outputs))).sum(axis=1).mean()
    *_, trained = train(recipe, few, "cpu")
    assert trained.model.history.losses[0] == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("loss", ["mse", "cross-entropy"])
def test_the_loss_is_the_mean_of_the_images_that_are_there(loss: Any, few: Splits) -> None:
    """The last batch of an epoch has 104 images and 24 places that are empty."""
    recipe = replace(QUICK, hidden=(), epochs=1, loss=loss, optimizer="sgd", learning_rate=1e-6)
    *_, trained = train(recipe, few, "cpu")
    chosen = batches(recipe, 0, len(few.train))[-1]
    chosen = chosen[chosen >= 0]
    x = few.train.images[chosen].reshape(-1, 784).astype(np.float32) / 255
    outputs = forward(initial_layers(recipe), x, relu)
    expected = mean_loss(outputs, few.train.labels[chosen], loss)
    assert trained.model.history.losses[-1] == pytest.approx(expected, rel=1e-4)


def test_dropout_drops_other_outputs_in_each_layer_and_step() -> None:
    """Of 8 layers, the most there can be, in 20 steps; those that stay make up for the others."""
    recipe = replace(QUICK, dropout=0.25)
    ones = tf.ones((4, 50))
    masks = set()
    for step in range(20):
        relu_and_dropout = steps._relu(recipe, tf.constant(1), tf.constant(step))
        for _layer in range(MAX_LAYERS):
            kept = np.asarray(relu_and_dropout(ones))
            assert set(np.unique(kept).round(5)) == {0, np.float32(1 / 0.75).round(5)}
            assert 0.5 < (kept > 0).mean() < 0.95
            masks.add(kept.tobytes())
    assert len(masks) == 20 * MAX_LAYERS
    assert steps._relu(QUICK, tf.constant(1), tf.constant(0)) is tf.nn.relu


def test_a_graph_is_compiled_once_for_recipes_that_differ_beside_it() -> None:
    other = replace(QUICK, name="other", hidden=(7,), learning_rate=1.0, seed=5, epochs=9)
    assert steps.compiled_steps(QUICK) is steps.compiled_steps(other)
    assert steps.compiled_steps(QUICK) is not steps.compiled_steps(replace(QUICK, dropout=0.5))
    assert steps.compiled_steps(QUICK) is not steps.compiled_steps(QUICK, xla=False)


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
