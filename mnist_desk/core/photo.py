"""Photographs of ink on paper: the paper is told from the ink wherever the light falls."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from .grey import Grey

_Number = TypeVar("_Number", np.float32, np.bool_)

_COARSE = 256
"""Longer side of the picture that the paper is estimated from, pixels."""

_WIDEST = 24
"""Half of the widest line that counts as ink and not as paper, pixels of the coarse picture."""

_FAINT = 0.12
"""Less than this part of the paper's light missing is paper."""

_NOISE = 5
"""So many times the noise of the paper is paper, too."""

_HALF_INK = 0.6
"""What lacks more light than this part of what the darkest ink lacks is ink."""

_SPECK = 0.12
"""A spot is dirt when its longer side is below this part of the largest spot's."""

_SMALLEST = 0.02
"""A digit is at least this part of the picture's longer side."""

_THIN, _MEANT = 1.5, 2.1
"""Lines below the first width are drawn with the second, pixels of the network's picture. MNIST's
own are 2.25 pixels wide on average, and a network reads hairlines badly."""

_BOX = 20


def photographed_ink(image: Image.Image) -> Grey | None:
    """Ink on a photograph (mode RGB): float32 (h, w), 0 paper to 1 ink; None when there is none.

    Light ink on dark paper counts as well. Shadows, lines fainter than the ink, specks and what
    lies beyond the paper's edge are left out.
    """
    pixels = np.asarray(image, np.float32) / np.float32(255)
    if _is_dark_paper(image):
        pixels = 1 - pixels
    missing = _missing_light(pixels)
    quiet = np.median(missing)
    noise = 1.48 * float(np.median(np.abs(missing - quiet)))
    faint = max(_FAINT, float(quiet) + _NOISE * noise)
    candidates = missing[missing > faint]
    if not candidates.size:
        return None
    dark = float(np.percentile(candidates, 90))
    threshold = max(faint, min(_otsu(candidates), _HALF_INK * dark))
    spots = _spots(missing > threshold)
    kept = _ink_spots(spots, missing.shape)
    if max((spot.extent for spot in kept), default=0) < _SMALLEST * max(missing.shape):
        return None
    mask = np.isin(spots.labels, [spot.label for spot in kept])
    level = float(np.median(missing[mask]))
    near = _grown(mask, 2)
    ink = np.clip((missing - threshold / 2) / max(level - threshold / 2, 1e-3), 0, 1) * near
    return _thick_enough(ink.astype(np.float32), mask)


def _is_dark_paper(image: Image.Image) -> bool:
    """Whether the ink is lighter than the paper about it: which way most of it stands out."""
    small = image.convert("L")
    small.thumbnail((64, 64), Image.Resampling.BOX)
    reach = max(small.size) // 4
    grey = np.asarray(small, np.float32)
    # Reflected so that light which falls off goes on falling off beyond the edge.
    padded = np.pad(grey, reach, mode="reflect", reflect_type="odd")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (2 * reach + 1, 2 * reach + 1))
    above = grey - np.median(windows[:, :, ::2, ::2], axis=(2, 3))
    dark, light = np.percentile(above, (1, 99))
    return bool(light > max(-dark, 255 * _FAINT / 2))


def _missing_light(pixels: NDArray[np.float32]) -> Grey:
    """How much of the paper's light each pixel lacks, in the colour that shows it best: (h, w).

    The paper is what a closing leaves (J. Serra, "Image Analysis and Mathematical Morphology",
    1982): the picture without dark lines, its shadows and edges kept. Light is divided, not
    subtracted, as a shadow dims ink and paper alike.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, _COARSE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    missing = np.zeros((height, width), np.float32)
    for channel in range(3):
        full = Image.fromarray(pixels[:, :, channel])
        coarse = full.resize(size, Image.Resampling.BOX)
        light = np.asarray(
            Image.fromarray((255 * np.asarray(coarse)).astype(np.uint8)).filter(
                ImageFilter.MedianFilter(3)
            ),
            np.float32,
        )
        closed = 255 - _grown(255 - _grown(light, _WIDEST), _WIDEST)
        soft = Image.fromarray(closed / np.float32(255)).resize(
            (width, height), Image.Resampling.BILINEAR
        )
        paper = np.maximum(np.asarray(soft), np.float32(0.04))
        np.maximum(missing, 1 - pixels[:, :, channel] / paper, out=missing)
    as_image = Image.fromarray(np.round(255 * np.clip(missing, 0, 1)).astype(np.uint8))
    smooth = np.asarray(as_image.filter(ImageFilter.MedianFilter(3)), np.float32)
    return smooth / np.float32(255)


def _grown(values: NDArray[_Number], reach: int) -> NDArray[_Number]:
    """The largest value within `reach` pixels, about: an octagon of squares and diamonds."""
    for step in range(reach):
        padded = np.pad(values, 1, mode="edge")
        across = np.maximum(padded[1:-1, :-2], padded[1:-1, 2:])
        along = np.maximum(padded[:-2, 1:-1], padded[2:, 1:-1])
        grown = np.maximum(np.maximum(across, along), values)
        if step % 2:
            for rows in (slice(None, -2), slice(2, None)):
                for columns in (slice(None, -2), slice(2, None)):
                    np.maximum(grown, padded[rows, columns], out=grown)
        values = grown
    return values


def _otsu(values: NDArray[np.float32]) -> float:
    """The value that parts the others into two groups best (N. Otsu, 1979)."""
    counts, edges = np.histogram(values, 128)
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    above = below[-1] - below
    mass = np.cumsum(counts * middles)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    return float(middles[np.argmax(np.nan_to_num(between))])


class _Spot(NamedTuple):
    """A piece of ink: its number and its box, the last row and column excluded."""

    label: int
    top: int
    left: int
    bottom: int
    right: int

    @property
    def extent(self) -> int:
        return max(self.bottom - self.top, self.right - self.left)


class _Spots(NamedTuple):
    """labels: int (h, w), 0 where there is no ink."""

    labels: NDArray[np.intp]
    all: list[_Spot]


def _spots(mask: NDArray[np.bool_]) -> _Spots:
    """The connected pieces of a mask, corners included: runs of each row, joined with those above.

    K. Wu, E. Otoo, K. Suzuki, "Optimizing two-pass connected-component labeling", 2009.
    """
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    stops = np.nonzero(edges == -1)[1]
    parent = list(range(len(rows)))

    def root(run: int) -> int:
        while parent[run] != run:
            parent[run] = parent[parent[run]]
            run = parent[run]
        return run

    first_of_row = np.searchsorted(rows, np.arange(mask.shape[0] + 1)).tolist()
    begins, ends = starts.tolist(), stops.tolist()
    for row in range(1, mask.shape[0]):
        above, here = first_of_row[row - 1], first_of_row[row]
        while above < first_of_row[row] and here < first_of_row[row + 1]:
            if ends[above] >= begins[here] and ends[here] >= begins[above]:
                parent[root(here)] = root(above)
            if ends[above] < ends[here]:
                above += 1
            else:
                here += 1
    roots = np.array([root(run) for run in range(len(rows))], np.intp)
    names, number = np.unique(roots, return_inverse=True)
    labels = np.zeros(mask.shape, np.intp)
    labels[mask] = np.repeat(number + 1, stops - starts)
    box = np.empty((len(names), 4), np.intp)
    box[:, :2], box[:, 2:] = np.iinfo(np.intp).max, 0
    np.minimum.at(box[:, 0], number, rows)
    np.minimum.at(box[:, 1], number, starts)
    np.maximum.at(box[:, 2], number, rows + 1)
    np.maximum.at(box[:, 3], number, stops)
    return _Spots(labels, [_Spot(name + 1, *sides) for name, sides in enumerate(box.tolist())])


def _ink_spots(spots: _Spots, shape: tuple[int, ...]) -> list[_Spot]:
    """The spots that are ink: no specks, and nothing that comes in over the picture's edge."""
    height, width = shape
    inside = [
        spot
        for spot in spots.all
        if spot.top > 0 and spot.left > 0 and spot.bottom < height and spot.right < width
    ]
    largest = max((spot.extent for spot in inside), default=0)
    if largest < max(spot.extent for spot in spots.all) / 8:
        # A digit may fill the picture; then what is left inside is dirt.
        inside, largest = spots.all, max(spot.extent for spot in spots.all)
    return [spot for spot in inside if spot.extent > _SPECK * largest]


def _thick_enough(ink: Grey, mask: NDArray[np.bool_]) -> Grey:
    """Hairlines become as wide as a digit of MNIST has them."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    extent = max(rows[-1] - rows[0], columns[-1] - columns[0]) + 1
    padded = np.pad(mask, 1)
    outline = mask & ~(padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:])
    width = 2 * mask.sum() / max(outline.sum(), 1) * _BOX / extent
    if width >= _THIN:
        return ink
    return _grown(ink, round((_MEANT - width) / 2 * extent / _BOX))
