from __future__ import annotations

import numpy as np

from mnist_desk.core.ink import CANVAS
from mnist_desk.core.model_file import load_model
from mnist_desk.core.network import Layer
from mnist_desk.core.places import shipped_model
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import read_drawing
from mnist_desk.core.samples import WITHOUT, read_right, sample_drawings, sample_pictures
from mnist_desk.core.stages import Stages


def test_there_are_ten_drawings_of_each_digit_all_over_the_canvas() -> None:
    drawings = sample_drawings()
    assert np.bincount([record.label or 0 for record in drawings]).tolist() == [10] * 10
    boxes = []
    for record in drawings:
        points = np.concatenate([np.array(stroke) for stroke in record.ink.strokes])
        assert points.min() >= 0
        assert points.max() <= CANVAS
        boxes.append([*points.min(axis=0), *np.ptp(points, axis=0)])
    assert (np.ptp(boxes, axis=0) > [150, 120, 80, 120]).all()


def test_the_shipped_model_reads_as_many_as_one_by_one() -> None:
    model = load_model(shipped_model())
    for stages in (Stages(), *WITHOUT.values()):
        right = sum(
            read_drawing(model, rasterise(record.ink, stages)).winner == record.label
            for record in sample_drawings()
        )
        assert read_right(model.layers, stages) == right
    assert read_right(model.layers) >= 95
    assert read_right(model.layers, WITHOUT["centre"]) < 80


def test_weights_beyond_all_bounds_are_no_trouble() -> None:
    layer = Layer(np.full((784, 10), 3e38, np.float32), np.zeros(10, np.float32))
    assert 0 <= read_right((layer,)) <= 100


def test_pictures_are_made_once() -> None:
    assert sample_pictures() is sample_pictures()
