"""What the axes of a map are, and what is near the drawing, in a sentence."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from mnist_desk.core.digit_map import Axes, DigitMap

from ..widgets.plain import plain_name

_NEAREST = 20
"""So many digits around the drawing are asked what they are."""


def axes_in_words(what: DigitMap) -> str:
    """What across and up are, with their share."""
    share = f"{100 * what.measured.projection.share:.0f} %"
    if what.axes is Axes.PIXELS:
        told = QCoreApplication.translate(
            "map",
            "Across and up: the two directions in which the pixels of training images differ "
            "most. They hold {share} of the variance; no network changes them.",
        )
    elif len(what.layers) < 2:
        told = QCoreApplication.translate(
            "map",
            "This network has no hidden layer: the map is of the pixels, seen so that the classes "
            "part. On it, {share} of the variance is between the classes.",
        )
    elif what.axes is Axes.HIDDEN:
        told = QCoreApplication.translate(
            "map",
            "Across and up: the first two directions of the last hidden layer that part the "
            "classes. They hold {share} of what all nine part.",
        )
    else:
        told = QCoreApplication.translate(
            "map",
            "The last hidden layer, seen so that the classes stand on a ring as far as they can "
            "be told apart. {share} of the variance is between the classes.",
        )
    return told.format(share=share)


def around_in_words(what: DigitMap, at: tuple[float, float]) -> str:
    """Of which class most digits around a place are."""
    if not len(what):
        return ""
    away = ((what.points - np.array(at, np.float32)) ** 2).sum(axis=1)
    count = min(_NEAREST, len(what))
    near = np.argpartition(away, count - 1)[:count]
    counts = np.bincount(what.labels[near])
    most = int(counts.argmax())
    template = QCoreApplication.translate(
        "map", "Your digit: {n} of the {count} nearest on the map are {name}."
    )
    name = plain_name(str(what.digits.data.names[most]))
    return template.format(n=int(counts[most]), count=count, name=name)
