"""How pictures are spoilt to see when a network fails, and the curve of its failing.

All but the two changes by gradient, which the engine finds, are done here in NumPy.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .damage import pruned, with_noise
from .dataset import SIDE
from .intervals import wilson
from .network import Layers
from .translate import translate

Pictures = NDArray[np.float32]
"""(n, 28, 28) in [0, 1], 0 is paper."""

_SEED = 20_260_101
"""Noise and missing pixels are the same each time, and grow with the strength."""


@dataclass(frozen=True, eq=False)
class Distortion:
    """name: on the command line. title, unit: for people, in the context "robustness". levels: the
    strengths that are tried, in their order. neutral: the one that changes nothing. help: in one
    sentence. spoil: makes pictures of this strength. damage: makes a network of this strength, of
    one that is damaged in place of the pictures. Neither where it takes the network's gradient.
    """

    name: str
    title: str
    unit: str
    levels: tuple[float, ...]
    neutral: float
    help: str
    spoil: Callable[[Pictures, float], Pictures] | None = None
    damage: Callable[[Layers, float], Layers] | None = None


def _grid(low: float, high: float, count: int) -> tuple[float, ...]:
    return tuple(round(float(level), 4) for level in np.linspace(low, high, count))


def rotated(pictures: Pictures, degrees: float) -> Pictures:
    """Turned about the middle, against the clock for degrees above 0."""
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    return _warped(pictures, np.array([[cos, -sin], [sin, cos]]))


def shifted(pictures: Pictures, pixels: float) -> Pictures:
    """Moved to the right, below 0 to the left."""
    return _warped(pictures, np.eye(2), (pixels, 0.0))


def scaled(pictures: Pictures, factor: float) -> Pictures:
    """Larger about the middle, below 1 smaller."""
    return _warped(pictures, np.eye(2) / factor)


def thickened(pictures: Pictures, pixels: float) -> Pictures:
    """Lines wider at both sides by this, below 0 thinner: grey dilation or erosion by 3 x 3, the
    last part of it blended in.
    """
    spread = np.maximum if pixels > 0 else np.minimum
    left = abs(pixels)
    while left > 0:
        padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1)))
        wide = functools.reduce(
            spread,
            (padded[:, y : y + SIDE, x : x + SIDE] for y in range(3) for x in range(3)),
        )
        part = np.float32(min(left, 1))
        pictures = (1 - part) * pictures + part * wide
        left -= 1
    return pictures


def noisy(pictures: Pictures, deviation: float) -> Pictures:
    """With normal noise of this standard deviation on every pixel, cut off at paper and ink."""
    noise = np.random.default_rng(_SEED).standard_normal(pictures.shape, np.float32)
    return np.clip(pictures + np.float32(deviation) * noise, 0, 1)


def with_missing(pictures: Pictures, part: float) -> Pictures:
    """This part of the pixels is paper, whatever was there."""
    kept = np.random.default_rng(_SEED).random(pictures.shape, np.float32) >= part
    return np.asarray(pictures * kept, np.float32)


def _warped(
    pictures: Pictures, matrix: NDArray[np.float64], shift: tuple[float, float] = (0.0, 0.0)
) -> Pictures:
    """Each pixel of the result is taken, bilinearly, from where the matrix (2, 2) leads from the
    middle, x first, after the shift is taken back. Beyond the edge is paper.
    """
    middle = (SIDE - 1) / 2
    y, x = np.mgrid[:SIDE, :SIDE] - middle
    places = matrix @ np.stack([x.ravel() - shift[0], y.ravel() - shift[1]]) + middle + 1
    corner = np.floor(places).astype(int)
    part = (places - corner).astype(np.float32)
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1))).reshape(len(pictures), -1)
    spoilt = np.zeros((len(pictures), SIDE * SIDE), np.float32)
    for right in (0, 1):
        for down in (0, 1):
            at_x, at_y = corner[0] + right, corner[1] + down
            inside = (at_x >= 0) & (at_x < SIDE + 2) & (at_y >= 0) & (at_y < SIDE + 2)
            share = np.abs(1 - right - part[0]) * np.abs(1 - down - part[1]) * inside
            at = np.where(inside, at_y * (SIDE + 2) + at_x, 0)
            spoilt += share * padded[:, at]
    return spoilt.reshape(-1, SIDE, SIDE)


FGSM, NEAREST = "fgsm", "nearest"
"""The two that take the network's gradient."""
PRUNING, WEIGHTS = "pruning", "weights"
"""The two that damage the network in place of the pictures."""

PART = translate("robustness", "part")
"""The unit of strengths from 0 to 1."""

DISTORTIONS: dict[str, Distortion] = {
    one.name: one
    for one in (
        Distortion(
            "rotation",
            translate("robustness", "Rotation"),
            "°",
            _grid(-60, 60, 13),
            0,
            translate("robustness", "Turned about the middle, to the left for degrees above 0."),
            rotated,
        ),
        Distortion(
            "shift",
            translate("robustness", "Shift"),
            translate("robustness", "pixels"),
            _grid(-8, 8, 17),
            0,
            translate("robustness", "Moved to the right, below 0 to the left."),
            shifted,
        ),
        Distortion(
            "scale",
            translate("robustness", "Size"),
            "×",
            _grid(0.4, 1.6, 13),
            1,
            translate("robustness", "Larger or smaller about the middle."),
            scaled,
        ),
        Distortion(
            "thickness",
            translate("robustness", "Thickness"),
            translate("robustness", "pixels"),
            _grid(-1, 2, 13),
            0,
            translate("robustness", "Lines wider at both sides, below 0 thinner."),
            thickened,
        ),
        Distortion(
            "noise",
            translate("robustness", "Noise"),
            translate("robustness", "standard deviation"),
            _grid(0, 1, 11),
            0,
            translate("robustness", "Random grey on every pixel."),
            noisy,
        ),
        Distortion(
            "missing",
            translate("robustness", "Missing pixels"),
            PART,
            _grid(0, 0.95, 20),
            0,
            translate("robustness", "Pixels here and there are paper, whatever was there."),
            with_missing,
        ),
        Distortion(
            FGSM,
            translate("robustness", "Gradient, each pixel (FGSM)"),
            translate("robustness", "grey a pixel"),
            _grid(0, 0.3, 13),
            0,
            translate(
                "robustness",
                "Each pixel a little darker or lighter, whichever the gradient says hurts more.",
            ),
        ),
        Distortion(
            NEAREST,
            translate("robustness", "Smallest change"),
            translate("robustness", "distance"),
            _grid(0, 2.5, 11),
            0,
            translate(
                "robustness",
                "The nearest picture that a search finds to be misread, by Euclidean distance.",
            ),
        ),
        Distortion(
            PRUNING,
            translate("robustness", "Network: weights taken away"),
            PART,
            (0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975),
            0,
            translate("robustness", "The digits stay; the network loses its smallest weights."),
            damage=pruned,
        ),
        Distortion(
            WEIGHTS,
            translate("robustness", "Network: noise on weights"),
            translate("robustness", "standard deviations"),
            _grid(0, 2.4, 13),
            0,
            translate("robustness", "The digits stay; each weight of the network moves at random."),
            damage=with_noise,
        ),
    )
}


@dataclass(frozen=True)
class RobustnessCurve:
    """Of n digits how many are read right at each strength, as far as they are known."""

    distortion: Distortion
    n: int
    right: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        return len(self.right) == len(self.distortion.levels)

    def and_then(self, right: int) -> RobustnessCurve:
        """The curve with the next strength."""
        return RobustnessCurve(self.distortion, self.n, (*self.right, right))

    def interval(self, place: int) -> tuple[float, float]:
        """The 95 % interval of the accuracy at the strength of this number."""
        return wilson(self.right[place], self.n)

    def to_json(self) -> dict[str, Any]:
        return {
            "distortion": self.distortion.name,
            "n": self.n,
            "points": [
                {"level": level, "accuracy": right / self.n, "accuracy_95": list(self.interval(at))}
                for at, (level, right) in enumerate(
                    zip(self.distortion.levels, self.right, strict=False)
                )
            ],
        }


def turning_point(answers: Sequence[int], levels: Sequence[float], neutral: float) -> list[int]:
    """At which places the answer is another one than at the strength before it, seen from the
    neutral strength outwards.
    """
    middle = int(np.argmin(np.abs(np.asarray(levels) - neutral)))
    up = [at for at in range(middle + 1, len(levels)) if answers[at] != answers[at - 1]]
    down = [at for at in range(middle - 1, -1, -1) if answers[at] != answers[at + 1]]
    return sorted((*down[:1], *up[:1]))
