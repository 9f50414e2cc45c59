"""A hundred drawings of our own, which show what a stage of the picture is worth."""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dataset import PIXELS
from .ink_file import InkRecord, read_ink
from .network import Layers, forward, relu, unbounded
from .places import resource
from .raster import rasterise
from .stages import ALL, Stages

WITHOUT = {
    "line": Stages(line=False),
    "box": Stages(box=False),
    "centre": Stages(centre=False),
}
"""Each stage by its name: all but this one."""


class Pictures(NamedTuple):
    """images: float32 (n, 784) in [0, 1]; labels: int64 (n,), the digits that were meant."""

    images: NDArray[np.float32]
    labels: NDArray[np.int64]


@functools.cache
def sample_drawings() -> tuple[InkRecord, ...]:
    """Ten drawings of each digit, made by packaging/make_hundred_ink.py.

    Raises InputError when they did not come with the program.
    """
    return tuple(read_ink(resource("ink", "hundred.jsonl")))


@functools.cache
def sample_pictures(stages: Stages = ALL) -> Pictures:
    """The drawings as the network gets them. 0.1 s at the first time."""
    drawings = sample_drawings()
    images = np.stack([rasterise(record.ink, stages).reshape(PIXELS) for record in drawings])
    return Pictures(images, np.array([record.label for record in drawings]))


@unbounded
def read_right(layers: Layers, stages: Stages = ALL) -> int:
    """How many of the hundred drawings a network reads right."""
    images, labels = sample_pictures(stages)
    answers = forward(layers, images, relu).argmax(axis=1)
    return int((answers == labels).sum())
