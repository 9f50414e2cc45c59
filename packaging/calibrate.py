"""Fit temperature and "not sure" threshold of a trained model and write them into its file.

    python packaging/calibrate.py MODEL.safetensors [--epochs N]

Both need images that were not learnt from. So a sister is trained by the same recipe on the first
50,000 training images for N epochs (default: an eighth of the model's) and asked about the other
10,000. The temperature is what makes the cross-entropy of her answers to them least. The threshold
is where 1.9 % of those that she reads right fall below hers, found again in the model by the part
of its training images that fall below. Nonsense and test images choose nothing.
"""

from __future__ import annotations

import argparse
from collections import deque
from dataclasses import replace
from pathlib import Path

import numpy as np
from make_nonsense import KINDS, nonsense
from numpy.typing import NDArray

from mnist_desk.core.certainty import Certainty, calibration_error, fitted_temperature, sureness
from mnist_desk.core.dataset import PIXELS, Dataset, Splits, load_mnist
from mnist_desk.core.model import Model, load_model, save_model
from mnist_desk.core.network import forward, relu
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import read_drawing
from mnist_desk.engine.predictor import evaluate
from mnist_desk.engine.trainer import train

LEARNT = 50_000
UNSURE_OF_RIGHT = 0.019
"""Which part of the rightly read digits may be called not sure."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--epochs", type=int)
    options = parser.parse_args()
    model = load_model(options.model)
    mnist = load_mnist()
    temperature, learnt_below = of_sister(model, options.epochs, mnist.train)
    outputs, right = answers(model, mnist.train)
    threshold = float(np.quantile(sureness(outputs[right]), learnt_below))
    print(f"temperature {temperature:.3f}, threshold {threshold:.3f}")
    model = replace(model, certainty=Certainty(temperature, threshold))
    model = replace(model, scores=evaluate(model, mnist.test))
    save_model(model, options.model)
    report(model, mnist.test)


def of_sister(model: Model, epochs: int | None, data: Dataset) -> tuple[float, float]:
    """Her temperature, and which part of what she learnt and reads right is below her threshold."""
    learnt, held_back = (
        Dataset(data.images[part], data.labels[part])
        for part in (slice(None, LEARNT), slice(LEARNT, None))
    )
    recipe = replace(model.recipe, epochs=epochs or max(1, model.recipe.epochs // 8))
    sister = deque(train(recipe, Splits(learnt, held_back)), maxlen=1)[0].model
    outputs, right = answers(sister, held_back)
    threshold = np.quantile(sureness(outputs[right]), UNSURE_OF_RIGHT)
    known, known_right = answers(sister, learnt)
    below = float((sureness(known[known_right]) < threshold).mean())
    print(f"sister: {right.mean():.2%} of {len(right):,} images held back read right")
    print(f"below her threshold: {below:.2%} of the images that she learnt and reads right")
    return fitted_temperature(outputs, held_back.labels), below


def answers(model: Model, data: Dataset) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Outputs (n, 10), and which images (n,) are read right."""
    x = data.images.reshape(-1, PIXELS).astype(np.float32) / 255
    outputs = np.asarray(forward(model.layers, x, relu), np.float32)
    return outputs, outputs.argmax(axis=1) == data.labels


def report(model: Model, test: Dataset) -> None:
    outputs, right = answers(model, test)
    sure = model.certainty.probabilities(outputs)
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
