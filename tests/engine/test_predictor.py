from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from mnist_desk.core.dataset import Splits
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers, forward, initial_layers, relu
from mnist_desk.core.reading import numpy_outputs, outputs_of_images
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import CLASSIC, QUICK
from mnist_desk.core.scores import score
from mnist_desk.engine import predictor
from mnist_desk.engine.predictor import DrawingReader, evaluate, outputs_of


@pytest.mark.parametrize("recipe", [CLASSIC, QUICK])
def test_engine_reads_as_numpy_does(recipe: Recipe, random: np.random.Generator) -> None:
    layers = initial_layers(recipe)
    reader = DrawingReader()
    for _ in range(5):
        picture = random.random((28, 28), np.float32)
        np.testing.assert_allclose(
            reader(layers, picture), numpy_outputs(layers, picture), rtol=0, atol=1e-5
        )


def test_reader_follows_a_change_of_the_model(random: np.random.Generator) -> None:
    reader, picture = DrawingReader(), random.random((28, 28), np.float32)
    for recipe in (CLASSIC, QUICK):
        layers = initial_layers(recipe)
        np.testing.assert_allclose(
            reader(layers, picture), numpy_outputs(layers, picture), rtol=0, atol=1e-5
        )


@pytest.mark.parametrize("loss", ["mse", "cross-entropy"])
def test_evaluation_equals_numpy(loss: str, few: Splits) -> None:
    model = Model.fresh(replace(QUICK, loss=loss))  # type: ignore[arg-type]
    x = few.test.images.reshape(-1, 784).astype(np.float32) / 255
    outputs = forward(model.layers, x, relu)
    expected = score(outputs, few.test.labels, loss)  # type: ignore[arg-type]
    scores = evaluate(model, few.test)
    assert scores.loss == pytest.approx(expected.loss, rel=1e-5)
    np.testing.assert_array_equal(scores.confusion, expected.confusion)


def test_a_large_set_is_read_in_parts(few: Splits, monkeypatch: pytest.MonkeyPatch) -> None:
    model, sizes, read = Model.fresh(QUICK), [], predictor._outputs_of_images

    def counted(layers: Layers, images: Any) -> Any:
        sizes.append(len(images))
        return read(layers, images)

    monkeypatch.setattr(predictor, "_outputs_of_images", counted)
    monkeypatch.setattr(predictor, "_AT_ONCE", 70)
    outputs = outputs_of(model, few.test)
    assert (sum(sizes), max(sizes)) == (len(few.test), 70)
    expected = outputs_of_images(model.layers, few.test.images)
    np.testing.assert_allclose(outputs, expected, rtol=0, atol=1e-5)
