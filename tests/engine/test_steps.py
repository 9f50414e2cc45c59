"""Steps of the compiled loop against NumPy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desk.core.dataset import Splits
from mnist_desk.core.network import forward, initial_layers, relu, softmax
from mnist_desk.core.recipes import QUICK
from mnist_desk.engine.trainer import batches, train


def test_label_smoothing_takes_from_the_label_what_it_gives_to_all(few: Splits) -> None:
    recipe = replace(QUICK, hidden=(32,), epochs=1, label_smoothing=0.2)
    *_, trained = train(recipe, few, "cpu")
    chosen = batches(recipe, 0, len(few.train))[0]
    x = few.train.images[chosen].reshape(-1, 784).astype(np.float32) / 255
    surprise = -np.log(softmax(forward(initial_layers(recipe), x, relu)))
    of_the_label = surprise[np.arange(len(chosen)), few.train.labels[chosen]]
    expected = 0.8 * of_the_label + 0.2 * surprise.mean(axis=1)
    assert trained.model.history.losses[0] == pytest.approx(expected.mean(), rel=1e-5)
