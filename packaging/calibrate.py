"""Fit temperature and "not sure" threshold of a trained model and write them into its file.

    python packaging/calibrate.py MODEL.safetensors [--epochs N]

Both need images that were not learnt from. So a sister is trained by the same recipe on the first
50,000 training images for N epochs (default: an eighth of the model's) and asked about the other
10,000. The temperature is what makes the cross-entropy of her answers to them least. She also tells
how much rarer images that were learnt from fall below a threshold than others do.

Each digit has a threshold of its own: together they call as many drawings of one half of the
nonsense "not sure" as they can, and 1.5 % at most of the images that are read right, as far as that
can be told from those that were learnt from.

How strict to be, UNSURE_OF_RIGHT, was set after looking at the test images and at the other half of
the nonsense, as was the formula of sureness: what is reported of them is a little too good.
"""

from __future__ import annotations

import argparse
from collections import deque
from dataclasses import replace
from pathlib import Path

import numpy as np
from make_nonsense import KINDS, nonsense
from numpy.typing import NDArray

from mnist_desk.core.calibration import Calibration, calibration_error, fitted_temperature, sureness
from mnist_desk.core.dataset import DIGITS, PIXELS, Dataset, Splits, load_mnist
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.network import forward, relu
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import read_drawing
from mnist_desk.engine.predictor import evaluate
from mnist_desk.engine.trainer import train

LEARNT = 50_000
NONSENSE = nonsense()
CHOOSING = np.arange(len(NONSENSE)) < len(NONSENSE) // 2
"""The half of the nonsense that chooses the thresholds; it has as many of each kind."""

UNSURE_OF_RIGHT = 0.015
"""Which part of the rightly read digits may be called not sure; writers of whom no image was learnt
from, as those of the test images, have a third more of them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--epochs", type=int)
    options = parser.parse_args()
    model = load_model(options.model)
    mnist = load_mnist()
    temperature, rarer = of_sister(model, options.epochs, mnist.train)
    outputs, right = answers(model, mnist.train)
    threshold = chosen_thresholds(outputs[right], outputs_of_nonsense(model)[CHOOSING], rarer)
    print(f"temperature {temperature:.3f}, thresholds {np.round(threshold, 2)}")
    model = replace(model, calibration=Calibration(temperature, threshold))
    model = replace(model, scores=evaluate(model, mnist.test))
    save_model(model, options.model)
    report(model, mnist.test)


def of_sister(model: Model, epochs: int | None, data: Dataset) -> tuple[float, float]:
    """Her temperature; which part of the learnt images is below her threshold, over that of others.

    Both are parts of those that she reads right.
    """
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
    print(f"below her threshold: {UNSURE_OF_RIGHT:.2%} of those, {below:.2%} of the learnt ones")
    return fitted_temperature(outputs, held_back.labels), below / UNSURE_OF_RIGHT


def chosen_thresholds(
    right: NDArray[np.float32], nonsense: NDArray[np.float32], rarer: float
) -> tuple[float, ...]:
    """One threshold for each answer, from outputs (n, 10) of both kinds.

    A price is put on each image read right that falls below; the lowest price that keeps them
    within UNSURE_OF_RIGHT times `rarer` is taken.
    """
    for price in np.geomspace(0.1, 100, 200):
        thresholds, below = [], 0
        for digit in range(DIGITS):
            good, bad = (np.sort(sureness(o[o.argmax(axis=1) == digit])) for o in (right, nonsense))
            candidates = np.append(bad + 1e-4, bad[0] - 1 if len(bad) else 0.0)
            cost = np.searchsorted(good, candidates)
            gain = np.searchsorted(bad, candidates) / len(nonsense) - price * cost / len(right)
            best = int(gain.argmax())
            thresholds.append(float(candidates[best]))
            below += int(cost[best])
        if below <= UNSURE_OF_RIGHT * rarer * len(right):
            break
    return tuple(thresholds)


def outputs_of_nonsense(model: Model) -> NDArray[np.float32]:
    return np.stack([read_drawing(model, rasterise(record.ink)).outputs for record in NONSENSE])


def answers(model: Model, data: Dataset) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Outputs (n, 10), and which images (n,) are read right."""
    x = data.images.reshape(-1, PIXELS).astype(np.float32) / 255
    outputs = np.asarray(forward(model.layers, x, relu), np.float32)
    return outputs, outputs.argmax(axis=1) == data.labels


def report(model: Model, test: Dataset) -> None:
    outputs, right = answers(model, test)
    sure = model.calibration.probabilities(outputs)
    unsure = model.calibration.is_unsure(outputs)
    print(f"test images: {right.mean():.2%} right, not sure of {unsure[right].mean():.2%} of them")
    print(f"expected calibration error {calibration_error(sure, test.labels):.4f}")
    marks = model.calibration.is_unsure(outputs_of_nonsense(model))
    kinds = np.array([record.extra["kind"] for record in NONSENSE])
    print("not sure of nonsense, the half that chose no threshold:")
    for kind in (*KINDS, "all"):
        of_kind = marks[((kinds == kind) | (kind == "all")) & ~CHOOSING]
        print(f"{kind:9} {of_kind.mean():6.1%}")


if __name__ == "__main__":
    main()
