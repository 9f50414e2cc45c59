"""Points of many dimensions on a plane: along fixed directions, so that whatever is new has its
place there at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
"""(n, d): a row for each."""
Centres = NDArray[np.float64]
"""(classes, 2): the middle of each class on the plane; not a number for one that is not there."""

_SHRINKAGE = 0.01
"""Of the spread within the classes: cells that are silent have none, and could not be divided by.
"""

_NOTHING = 1e-10
"""Beside the best direction of LDA, what parts no classes."""

_SOME, _ROUNDS = 12, 60
"""Directions that are sought together, and how often: for MNIST the error is below rounding."""


@dataclass(frozen=True, eq=False)
class Projection:
    """mean: (d,), what comes to the middle. axes: (d, 2), across and up. share: the part that the
    two axes have of what all axes have, in [0, 1]: of the variance (PCA), of the variance between
    the classes by that within them (LDA); see `ringed` for a ring.
    """

    mean: Points
    axes: Points
    share: float

    def of(self, x: Points) -> Points:
        """(n, d) -> (n, 2)"""
        return np.asarray((x - self.mean) @ self.axes, np.float32)


def principal(x: Points) -> Projection:
    """The two directions in which points (n, d) differ most (PCA), the first one across.

    Which way they go is fixed by their largest entry, which is positive.
    """
    mean = x.mean(axis=0, dtype=np.float64)
    centred = x - mean
    covariance = centred.T @ centred / len(x)
    # All 784 directions would take seconds, and two are wanted: G. H. Golub, C. F. Van Loan,
    # "Matrix computations", orthogonal iteration.
    d = len(covariance)
    some = np.random.default_rng(0).standard_normal((d, min(_SOME, d)))
    for _ in range(_ROUNDS):
        some, _ = np.linalg.qr(covariance @ some)
    variances, turns = np.linalg.eigh(some.T @ covariance @ some)
    axes = _two(some @ turns[:, :-3:-1])
    share = _share(float(variances[-2:].sum()), float(np.trace(covariance)))
    return _projection(mean, _upright(axes), share)


def discriminant(
    x: Points, labels: NDArray[np.integer], shrinkage: float = _SHRINKAGE
) -> Projection:
    """The two directions that part the classes of points (n, d) best (LDA, R. A. Fisher, "The use
    of multiple measurements in taxonomic problems", 1936), each with a variance of 1.

    shrinkage: how much of the spread within the classes is taken for alike in all directions, in
    [0, 1]. The spread between k classes has k - 1 directions at most: they are found in the space
    of the classes, which is small, however large d is.
    """
    mean = x.mean(axis=0, dtype=np.float64)
    classes, places, counts = np.unique(labels, return_inverse=True, return_counts=True)
    sums = np.zeros((len(classes), x.shape[1]))
    np.add.at(sums, places, x)
    means = sums / counts[:, np.newaxis]
    inside = x - means[places]
    within = inside.T @ inside / len(x)
    alike = np.trace(within) / len(within)
    within *= 1 - shrinkage
    within.flat[:: len(within) + 1] += shrinkage * alike or 1e-12
    between = ((means - mean) * np.sqrt(counts / len(x))[:, np.newaxis]).T  # (d, classes)
    solved = np.linalg.solve(within, between)
    ratios, turns = np.linalg.eigh(between.T @ solved)
    ratios, turns = np.maximum(ratios[::-1], 0), turns[:, ::-1]
    axes = _two(solved @ turns[:, :2])
    first = _two(ratios[np.newaxis, :2])[0]
    # Two classes, or cells that all give the same, have one direction: the other is rounding.
    axes[:, first <= _NOTHING * first[0]] = 0
    # So far the variance along an axis is ratio * (1 + ratio).
    axes /= np.sqrt(np.maximum(first * (1 + first), np.finfo(np.float64).tiny))
    return _projection(mean, _upright(axes), _share(float(first.sum()), float(ratios.sum())))


def ringed(
    x: Points, labels: NDArray[np.integer], order: Sequence[int], shrinkage: float = _SHRINKAGE
) -> Projection:
    """The plane on which the classes of points (n, d) are on a ring of radius 1, as far as a plane
    can have them so (least squares). The better the points part the classes, the nearer are these
    to the ring; what cannot be told apart is in the middle.

    order: the classes, around the ring from the top as a clock goes. It turns by nothing, as each
    class has its place. share: of the variance of the two axes, how much is between the classes.
    """
    angles = np.empty(len(order))
    angles[list(order)] = 2 * np.pi * np.arange(len(order)) / len(order)
    wanted = np.stack([np.sin(angles), np.cos(angles)], axis=1)[labels]
    mean = x.mean(axis=0, dtype=np.float64)
    centred = x - mean
    spread = centred.T @ centred / len(x)
    spread.flat[:: len(spread) + 1] += shrinkage * np.trace(spread) / len(spread) or 1e-12
    axes = np.linalg.solve(spread, centred.T @ (wanted - wanted.mean(axis=0)) / len(x))
    seen = centred @ axes
    inside = seen - centres(seen, labels, len(order))[labels]
    share = 1 - _share(float((inside**2).sum()), float((seen**2).sum())) if seen.any() else 0.0
    return _projection(mean, axes, max(share, 0.0))


def turned_to(projection: Projection, now: Centres, before: Centres) -> Projection:
    """The same plane, turned or mirrored so that the classes are where they were before, as near
    as can be (P. H. Schönemann, "A generalized solution of the orthogonal Procrustes problem",
    1966). now: where it has the centres.
    """
    known = np.isfinite(now).all(axis=1) & np.isfinite(before).all(axis=1)
    if not known.any():
        return projection
    now, before = (part[known] - part[known].mean(axis=0) for part in (now, before))
    left, _, right = np.linalg.svd(now.T @ before)
    axes = (projection.axes @ (left @ right)).astype(np.float32)
    return Projection(projection.mean, axes, projection.share)


def centres(points: NDArray[np.floating], labels: NDArray[np.integer], classes: int) -> Centres:
    """The mean of the points (n, 2) of each class, (classes, 2)."""
    middles = np.full((classes, 2), np.nan)
    for label in np.unique(labels):
        middles[label] = points[labels == label].mean(axis=0)
    return middles


def _projection(mean: NDArray[np.float64], axes: NDArray[np.float64], share: float) -> Projection:
    return Projection(mean.astype(np.float32), axes.astype(np.float32), share)


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _upright(axes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each axis (d, 2) or its opposite: the one whose largest entry is positive."""
    largest = np.abs(axes).argmax(axis=0)
    return np.where(axes[largest, range(axes.shape[1])] < 0, -axes, axes)


def _two(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """(d, 1) or (d, 2) -> (d, 2): where there are two classes alone there is one direction."""
    return np.pad(columns, ((0, 0), (0, 2 - columns.shape[1])))
