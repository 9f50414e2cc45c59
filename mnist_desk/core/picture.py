"""Any grey picture becomes a picture like those of MNIST: the one normalising step.

MNIST was made by fitting each digit into a box of 20 x 20 pixels with its aspect kept, the
antialiasing giving grey, and moving its centre of mass to the centre of 28 x 28 pixels (Y. LeCun,
C. Cortes, C. Burges, "The MNIST database of handwritten digits"). The same is done here, at
FINENESS times the size, so that the centre is met to an eighth of a pixel.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PIL import Image

from .dataset import SIDE
from .grey import Grey, ink_extent
from .stages import ALL, Stages

CENTRE = SIDE // 2 + 0.5
"""Where the centre of mass is brought to, pixels from the edge, in x and y: the middle of pixel 14.
MNIST's own pictures have it there, and a network that learnt from them reads drawings best so
(figures: core/README.md)."""

BOX = 20
"""Longer side of the ink in the network's picture, pixels."""

FINENESS = 8
"""Fine pixels along one side of a pixel."""


class Prepared(NamedTuple):
    """A picture with how it came about; lengths in pixels of the picture, from its top left.

    fine: (h, w), the ink at FINENESS times the size. ink: left, top, right and bottom of the ink
    in `fine`. mass: x, y of its centre of mass in `fine`. corner: x, y of `fine` in the picture.
    picture: (28, 28), what the network gets. All zero when there is no ink.
    """

    fine: Grey
    ink: tuple[float, float, float, float]
    mass: tuple[float, float]
    corner: tuple[float, float]
    picture: Grey


def normalise(grey: Grey, stages: Stages = ALL) -> Grey:
    """Crop to the ink, scale its longer side to 20 pixels, centre by mass in 28 x 28.

    grey: float32 (h, w), any size, 0 paper to 1 ink. Returns float32 (28, 28) in [0, 1]; all zero
    when there is no ink. Ink that is far from its centre of mass may reach over the edge and is
    cut there, as in MNIST.
    """
    return prepare_grey(grey, stages).picture


def prepare_grey(grey: Grey, stages: Stages = ALL) -> Prepared:
    """`normalise`, with how the picture came about."""
    if (extent := ink_extent(grey)) is None:
        return placed(grey[:0, :0], stages)
    if not stages.box:
        return placed(_scaled(grey, SIDE), stages)
    left, top, right, bottom = extent
    height, width = grey.shape
    scale = SIDE / max(grey.shape)
    home = (
        SIDE / 2 + scale * (left + right - width) / 2,
        SIDE / 2 + scale * (top + bottom - height) / 2,
    )
    return placed(_scaled(grey[top:bottom, left:right], BOX), stages, home)


def _scaled(ink: Grey, longer: int) -> Grey:
    factor = longer * FINENESS / max(ink.shape)
    if factor == 1:
        return ink
    height, width = (max(1, round(side * factor)) for side in ink.shape)
    image = Image.fromarray(ink).resize((width, height), Image.Resampling.BILINEAR)
    return np.clip(np.asarray(image, np.float32), 0, 1)


def placed(
    fine: Grey, stages: Stages = ALL, home: tuple[float, float] = (SIDE / 2, SIDE / 2)
) -> Prepared:
    """Ink at FINENESS times the size -> (28, 28), its centre of mass at CENTRE.

    The last part of the normalising step, which drawings come to straight from their points.
    home: x, y of the middle of the ink where it was drawn, pixels; it stays there when it is in a
    box and not to be centred. Ink without a box is a whole sheet and has its place.
    """
    extent = ink_extent(fine)
    if extent is None:
        nothing = np.zeros((SIDE, SIDE), np.float32)
        return Prepared(fine, (0, 0, 0, 0), (0, 0), (0, 0), nothing)
    height, width = fine.shape
    mass = fine.sum()
    centre_x = float(fine.sum(axis=0) @ (np.arange(width) + 0.5) / mass)
    centre_y = float(fine.sum(axis=1) @ (np.arange(height) + 0.5) / mass)
    if stages.centre:
        x, y = round(CENTRE * FINENESS - centre_x), round(CENTRE * FINENESS - centre_y)
    elif not stages.box:
        x, y = ((SIDE * FINENESS - length) // 2 for length in (width, height))
    else:
        x, y = (
            _at_home(middle, *reach)
            for middle, reach in zip(home, (extent[::2], extent[1::2]), strict=True)
        )
    side = SIDE * FINENESS
    field = np.zeros((side, side), np.float32)
    to_y, from_y = _overlap(y, height, side)
    to_x, from_x = _overlap(x, width, side)
    field[to_y, to_x] = fine[from_y, from_x]
    picture: Grey = field.reshape(SIDE, FINENESS, SIDE, FINENESS).mean(axis=(1, 3))
    left, top, right, bottom = (value / FINENESS for value in extent)
    return Prepared(
        fine,
        (left, top, right, bottom),
        (centre_x / FINENESS, centre_y / FINENESS),
        (x / FINENESS, y / FINENESS),
        picture,
    )


def _at_home(middle: float, start: int, stop: int) -> int:
    """Where fine pixel 0 goes, so that ink from start to stop has its middle where it was drawn,
    as far as the picture has room for it."""
    length = stop - start
    room = SIDE * FINENESS - length
    return min(max(round(middle * FINENESS - length / 2), min(room, 0)), max(room, 0)) - start


def _overlap(offset: int, length: int, side: int) -> tuple[slice, slice]:
    """Where `length` pixels placed at `offset` meet a field of `side`: slices of both."""
    start, stop = max(offset, 0), min(offset + length, side)
    return slice(start, stop), slice(start - offset, stop - offset)
