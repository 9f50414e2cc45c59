"""Fit temperature and "not sure" threshold of a trained model and write them into its file.

    python packaging/calibrate.py MODEL.safetensors [--epochs N]

The threshold is set so that 1.5 % of the training images that are read right fall below it. For
the temperature a sister is trained by the same recipe on the first 50,000 training images for N
epochs (default: a tenth of the model's); it is what makes the cross-entropy of her answers to the
other 10,000 least. The test images choose nothing.
"""

from __future__ import annotations

import argparse
from collections import deque
from dataclasses import replace
from pathlib import Path

import numpy as np
from make_nonsense import KINDS, nonsense

from mnist_desk.core.certainty import Certainty, calibration_error, fitted_temperature
from mnist_desk.core.dataset import PIXELS, Dataset, Splits, load_mnist
from mnist_desk.core.model import Model, load_model, save_model
from mnist_desk.core.network import forward, relu
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import read_drawing
from mnist_desk.engine.predictor import evaluate
from mnist_desk.engine.trainer import train

LEARNT = 50_000
UNSURE_OF_RIGHT = 0.015
"""Which part of the rightly read digits may be called not sure."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--epochs", type=int)
    options = parser.parse_args()
    model = load_model(options.model)
    mnist = load_mnist()
    temperature = fitted(model, options.epochs or max(1, model.recipe.epochs // 10), mnist)
    outputs = outputs_of(model, mnist.train)
    right = outputs.argmax(axis=1) == mnist.train.labels
    threshold = float(np.quantile(outputs.max(axis=1)[right], UNSURE_OF_RIGHT))
    print(f"temperature {temperature:.3f}, threshold {threshold:.3f}")
    model = replace(model, certainty=Certainty(temperature, threshold))
    model = replace(model, scores=evaluate(model, mnist.test))
    save_model(model, options.model)
    report(model, mnist.test)


def fitted(model: Model, epochs: int, mnist: Splits) -> float:
    """The temperature of the model's sister."""
    train_set = mnist.train
    learnt, held_back = (
        Dataset(train_set.images[part], train_set.labels[part])
        for part in (slice(None, LEARNT), slice(LEARNT, None))
    )
    recipe = replace(model.recipe, epochs=epochs)
    sister = deque(train(recipe, Splits(learnt, held_back)), maxlen=1)[0].model
    outputs = outputs_of(sister, held_back)
    right = outputs.argmax(axis=1) == held_back.labels
    print(f"sister: {right.mean():.2%} of {len(right):,} images held back read right")
    return fitted_temperature(outputs, held_back.labels)


def outputs_of(model: Model, data: Dataset) -> np.ndarray:
    x = data.images.reshape(-1, PIXELS).astype(np.float32) / 255
    return np.asarray(forward(model.layers, x, relu), np.float32)


def report(model: Model, test: Dataset) -> None:
    outputs = outputs_of(model, test)
    sure = model.certainty.probabilities(outputs)
    right = outputs.argmax(axis=1) == test.labels
    unsure = model.certainty.is_unsure(outputs)
    print(f"test images: {right.mean():.2%} right, not sure of {unsure[right].mean():.2%} of them")
    print(f"expected calibration error {calibration_error(sure, test.labels):.4f}")
    records = nonsense()
    marks = np.array([read_drawing(model, rasterise(r.ink)).unsure for r in records])
    kinds = np.array([record.extra["kind"] for record in records])
    for kind in (*KINDS, "all"):
        of_kind = marks[(kinds == kind) | (kind == "all")]
        print(f"not sure of {kind:9} {of_kind.mean():6.1%}")


if __name__ == "__main__":
    main()
