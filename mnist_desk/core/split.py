"""A number written across the canvas, split into its digits.

Strokes belong together or do not by how their extents lie: digits of a number stand side by side,
about equally high, on one line; the strokes of one digit overlap, or one of them is short, or it
stands apart but lower, as the stem of an open four. The network is not asked here: what was written
does not change while it learns. core.digit_reading asks it where it is not sure of a part.

Single digits are hardly ever split, and numbers nearly always split right (figures: core/README.md;
tests/benchmarks/splitting.py).
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from .ink import Ink, Stroke

_DEEP = 0.1
"""Extents that overlap by more than this are of one digit; all lengths here are in units of the
height of the higher of the two."""

_NEAR = 0.15
"""Extents whose middles are nearer than this are of one digit."""

_BESIDE = 0.5
"""Digits of a number have at least this part of their common height in common."""

_REACH = 0.8
"""A stroke at another height is of one digit with its neighbour when the gap between them is below
this, less the part of the height they have in common."""

_LOWER, _THIN, _BY = 0.18, 0.45, 0.3
"""A stroke on the right that ends at least so much lower, is thinner, and is not farther away, is
the stem of an open four."""

_MOST_STROKES = 24
"""Of more strokes no number is made: they are shading, or a scribble."""


class _Extent(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def united(self, other: _Extent) -> _Extent:
        return _Extent(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def split(ink: Ink) -> tuple[Ink, ...]:
    """The digits of a drawing from left to right, each with its strokes in the order drawn.

    One digit comes back as the very drawing; a drawing without ink has no parts.
    """
    if not 1 < len(ink.strokes) <= _MOST_STROKES:
        return (ink,) if ink else ()
    groups = _grouped([_extent(stroke) for stroke in ink.strokes])
    if len(groups) == 1:
        return (ink,)
    return tuple(Ink(tuple(ink.strokes[number] for number in group)) for group in groups)


def extent(ink: Ink) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of ink, logical units. Raises ValueError when there is none."""
    return _extent(tuple(point for stroke in ink.strokes for point in stroke))


def _extent(stroke: Stroke) -> _Extent:
    x, y = [point[0] for point in stroke], [point[1] for point in stroke]
    return _Extent(min(x), min(y), max(x), max(y))


def _grouped(extents: list[_Extent]) -> list[list[int]]:
    """Numbers of strokes, one list a digit, from left to right.

    The two that overlap most, or are nearest, of those that belong together become one, until none
    do: what a bar lies across is joined before what it merely reaches.
    """
    groups = {number: ([number], extent) for number, extent in enumerate(extents)}
    bonds = {
        (a, b): bond
        for a, b in combinations(groups, 2)
        if (bond := _bond(extents[a], extents[b])) is not None
    }
    while bonds:
        a, b = max(bonds, key=bonds.__getitem__)
        members, other = groups[a], groups.pop(b)
        joined = members[1].united(other[1])
        groups[a] = (sorted(members[0] + other[0]), joined)
        bonds = {
            (one, two): bond
            for (one, two), bond in bonds.items()
            if one not in (a, b) and two not in (a, b)
        }
        for number, (_, beside) in groups.items():
            if number != a and (bond := _bond(joined, beside)) is not None:
                bonds[min(a, number), max(a, number)] = bond
    return [group for group, _ in sorted(groups.values(), key=lambda group: group[1].middle)]


def _bond(a: _Extent, b: _Extent) -> float | None:
    """How far two extents overlap from left to right, negative for a gap; None when they are of
    two digits.
    """
    left, right = (a, b) if a.middle <= b.middle else (b, a)
    height = max(a.height, b.height) or 1.0
    overlap = (min(a.right, b.right) - max(a.left, b.left)) / height
    if overlap > _DEEP or right.middle - left.middle < _NEAR * height:
        return overlap
    common = max(min(a.bottom, b.bottom) - max(a.top, b.top), 0.0)
    common /= (max(a.bottom, b.bottom) - min(a.top, b.top)) or 1.0
    if common < _BESIDE and common - overlap < _REACH:
        return overlap
    lower = right.bottom - left.bottom > _LOWER * height
    if lower and right.right - right.left < _THIN * height and -overlap < _BY:
        return overlap
    return None
