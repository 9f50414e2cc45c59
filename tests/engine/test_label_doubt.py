"""Training images read by networks that have not learnt from them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mnist_desk.core.corrections import Corrections, Verdict
from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.recipes import QUICK
from mnist_desk.engine.label_doubt import doubts, with_and_without

RECIPE = replace(QUICK, hidden=(), epochs=20, batch_size=20)
WRONG = 17


def stripes() -> Dataset:
    """Each digit is a bright row of its own; one image has a wrong label."""
    n = 120
    labels = np.arange(n) % 10
    images = np.random.default_rng(0).integers(0, 40, (n, 28, 28), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[2 * label : 2 * label + 2] = 255
    labels[WRONG] = (labels[WRONG] + 3) % 10
    return Dataset(images, labels)


def test_the_wrong_label_is_the_most_doubtful_and_the_right_one_is_suggested() -> None:
    data = stripes()
    progress = list(doubts(data, 3, "cpu", RECIPE))

    assert [one.done for one in progress] == sorted(one.done for one in progress)
    found = progress[-1].doubts
    assert found is not None
    assert found.labels[0].image == WRONG
    assert found.labels[0].suggested == WRONG % 10
    assert found.data == data.digest


def test_corrections_are_tried_against_the_same_seed() -> None:
    data = stripes()
    splits = Splits(data, data)
    same = Corrections(data.digest, {3: Verdict("keep", 3)}).applied_to(data)
    *_, last = with_and_without(splits, same, "cpu", RECIPE)
    assert last.without is not None
    assert last.corrected is not None
    assert (last.without.confusion == last.corrected.confusion).all()
    assert last.without.loss == last.corrected.loss
