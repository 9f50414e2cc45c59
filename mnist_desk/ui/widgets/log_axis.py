"""A vertical axis whose labels keep apart when it is logarithmic, however low or wide it is."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

_FEWEST = 2
"""So many labels there are, however close to each other."""
_FAR = 1.5
"""Lines of text from label to label, where there are more."""
_TOO_FINE = 16
"""Where so many ticks are in a line of text, finer ones give no more labels."""
_ROOM_OF_A_LABEL = 4
"""An axis that is so many lines long for each of its labels has enough of them."""
_FINEST_TICKS = 5
"""Pixels from tick to tick."""
_DIGITS = 12
"""To so many places, logarithms of the same value are the same."""
_BEYOND = 300.0
"""Powers of ten that no loss reaches; a little beyond, they are no floats."""

Ticks = NDArray[np.float64]


class LogTicks(NamedTuple):
    """Decimal logarithms of the values that have a tick with a label, and of those without."""

    labelled: list[float]
    plain: list[float]


def log_ticks(low: float, high: float, size: float, line: float) -> LogTicks:
    """Ticks from 10 ** low to 10 ** high on an axis of `size` pixels.

    line: pixels that a label is high. Labels are at least so far from each other, and half of it
    from both ends. Long spans have labels at powers of ten, shorter ones at 1, 2, 5 times them,
    short ones at round values.
    """
    low, high = max(low, -_BEYOND), min(high, _BEYOND)
    if not low < high or size <= line:
        return LogTicks([], [])
    decade = size / (high - low)
    labelled = _labelled(low, high, line / decade)
    fine = itertools.takewhile(
        lambda ticks: _smallest_gap(ticks) * decade >= _FINEST_TICKS, _levels(low, high)
    )
    # The finest ticks, among which the labels are.
    nested = (ticks for ticks in reversed(list(fine)) if np.isin(labelled, ticks).all())
    plain = np.setdiff1d(next(nested, labelled), labelled)
    return LogTicks(labelled.tolist(), plain.tolist())


def _labelled(low: float, high: float, line: float) -> Ticks:
    """The ticks that get a label; line: how high one is, in powers of ten."""
    enough = (high - low) / line / _ROOM_OF_A_LABEL
    chosen: Ticks = np.zeros(0)
    for ticks in _levels(low, high):
        inside = ticks[(ticks >= low + line / 2) & (ticks <= high - line / 2)]
        gap = _smallest_gap(inside)
        if len(chosen) < _FEWEST:
            chosen = inside if gap >= line else _thinned(inside, line)
        elif len(chosen) < enough and gap >= _FAR * line:
            chosen = inside
        else:
            break
        if gap < line / _TOO_FINE:
            break
    return chosen


def _levels(low: float, high: float) -> Iterator[Ticks]:
    """Logarithms of round values in a span, from few to many."""
    for decades in (100, 50, 20, 10, 5, 2, 1):
        if decades <= high - low or decades == 1:
            yield decades * _whole(low / decades, high / decades)
    for digits in ((1, 2, 5), range(1, 10)):
        powers = [math.log10(digit) for digit in digits]
        ticks = np.add.outer(_whole(low - 1, high), powers).ravel()
        yield _rounded(ticks[(ticks >= low) & (ticks <= high)])
    if high - low > 1:
        return
    first, last = 10.0**low, 10.0**high
    power = math.floor(high)
    while 10.0**power > 1e-9 * last:
        for digit in (5, 2, 1):
            step = digit * 10.0**power
            yield _rounded(np.log10(step * _whole(max(first / step, 1), last / step)))
        power -= 1


def _whole(low: float, high: float) -> Ticks:
    return np.arange(math.ceil(low), math.floor(high) + 1, dtype=np.float64)


def _rounded(ticks: Ticks) -> Ticks:
    return np.asarray(np.round(ticks, _DIGITS), np.float64)


def _smallest_gap(ticks: Ticks) -> float:
    return float(np.diff(ticks).min()) if len(ticks) > 1 else np.inf


def _thinned(ticks: Ticks, gap: float) -> Ticks:
    """Those of the ticks, from the lowest on, that are at least a gap from the one before."""
    kept: list[float] = []
    for tick in ticks.tolist():
        if not kept or tick - kept[-1] >= gap:
            kept.append(tick)
    return np.array(kept)


class LogAxis(pg.AxisItem):  # type: ignore[misc]
    """Differs from the axis of pyqtgraph while it is logarithmic, and at its ends where it has a
    grid.
    """

    def boundingRect(self) -> QRectF:
        """Labels may reach beyond the ends as far as the style says, with a grid as without."""
        rect: QRectF = super().boundingRect()
        room = self.style["hideOverlappingLabels"]
        if self.grid is False or isinstance(room, bool):
            return rect
        return rect.adjusted(0, -room, 0, room)

    def tickValues(
        self, least: float, most: float, size: float
    ) -> list[tuple[float | None, list[float]]]:
        """Levels of ticks, each a spacing, which here only says that they have labels, and values.

        least, most: the range of the axis. size: its length in pixels.
        """
        if not self.logMode:
            ticks: list[tuple[float | None, list[float]]] = super().tickValues(least, most, size)
            return ticks
        line = QFontMetricsF(self.style["tickFont"] or QFont()).height()
        labelled, plain = log_ticks(min(least, most), max(least, most), size, line)
        return [(1.0, labelled), (None, plain)]

    def logTickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str]:
        """The labels of a level: 0.01, 0.5, 1e-05."""
        return [] if spacing is None else [f"{10**value:.9g}" for value in values]
