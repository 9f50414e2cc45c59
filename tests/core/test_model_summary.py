from __future__ import annotations

from dataclasses import replace

import numpy as np

from mnist_desk.core.data_origin import DataOrigin
from mnist_desk.core.model import EpochRecord, History, Model
from mnist_desk.core.model_summary import ModelSummary
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores

FRESH = Model.fresh(Recipe(name="mine", hidden=(), epochs=3))


def test_it_tells_what_a_list_needs() -> None:
    confusion = np.zeros((10, 10), np.int64)
    confusion[0, :2] = 3, 1
    epochs = tuple(EpochRecord(number, 1, 1, 0.5, 1.5) for number in range(2))
    history = History(np.ones(4, np.float32), epochs, steps_per_epoch=2)
    model = replace(FRESH, history=history, scores=Scores(0.1, confusion))
    assert ModelSummary.of(model) == ModelSummary("mine", 4, 2, 0.75, 3.0)


def test_data_is_told_where_it_is_not_mnist() -> None:
    assert ModelSummary.of(FRESH).data == ""
    other = replace(FRESH, data=DataOrigin("shapes", "0" * 64))
    assert ModelSummary.of(other).data == "shapes"


def test_without_scores_there_is_no_accuracy() -> None:
    assert ModelSummary.of(FRESH).accuracy is None
