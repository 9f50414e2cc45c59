"""What can be on the canvas: ink that was drawn, or a picture that was brought in."""

from __future__ import annotations

from dataclasses import dataclass

from .dataset import SIDE
from .grey import Grey
from .ink import Ink
from .picture import FINENESS, Prepared, placed, prepare_grey
from .raster import prepare_ink
from .stages import ALL, Stages


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture of a digit, cleaned: two are the same only when they are one object.

    grey: float32 (h, w), 0 paper to 1 ink. is_mnist: whether it is one of MNIST's own, (28, 28),
    which the network is given as it is.
    """

    grey: Grey
    is_mnist: bool = False

    def __post_init__(self) -> None:
        if self.is_mnist and self.grey.shape != (SIDE, SIDE):
            raise ValueError(f"A picture of MNIST is 28 x 28, not {self.grey.shape}.")
        self.grey.flags.writeable = False


Drawing = Ink | Picture
"""False (`bool`) when there is nothing to read: Ink without strokes."""


_POINT = 112
"""Bytes of a point in memory: a tuple of two floats, and its place in the stroke."""


def bytes_beside(drawing: Drawing, known: Drawing) -> int:
    """About how many bytes a drawing takes beside another one, with which it may share strokes."""
    if isinstance(drawing, Picture):
        return 0 if drawing is known else drawing.grey.nbytes
    shared = set(map(id, known.strokes)) if isinstance(known, Ink) else set()
    points = sum(len(stroke) for stroke in drawing.strokes if id(stroke) not in shared)
    return _POINT * points + 8 * len(drawing.strokes)


def picture_of(drawing: Drawing, stages: Stages = ALL) -> Grey:
    """What the network is given: float32 (28, 28) in [0, 1], 0 is paper.

    Ink and pictures end in the same normalising step (core.picture.placed).
    """
    return prepared(drawing, stages).picture


def prepared(drawing: Drawing, stages: Stages = ALL) -> Prepared:
    """`picture_of`, with how the picture came about."""
    if isinstance(drawing, Ink):
        return prepare_ink(drawing, stages)
    if not drawing.is_mnist:
        return prepare_grey(drawing.grey, stages)
    fine = drawing.grey.repeat(FINENESS, axis=0).repeat(FINENESS, axis=1)
    return placed(fine, Stages(box=False, centre=False))._replace(picture=drawing.grey)
