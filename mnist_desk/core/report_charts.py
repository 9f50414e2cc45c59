"""Curves of a report as SVG, which every browser paints and prints."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from .calibration import ReliabilityBin
from .robustness import RobustnessCurve
from .translate import translate

_WIDTH, _HEIGHT = 480, 260
_LEFT, _TOP, _RIGHT, _BOTTOM = 60, 12, 12, 44
"""Room around the curves, in the chart's units."""


class _Axes:
    """From values to places of the chart: x from low to high, y from 0 to 100."""

    def __init__(self, low: float, high: float) -> None:
        self._low, self._high = low, high

    def x(self, value: float) -> float:
        part = (value - self._low) / (self._high - self._low)
        return _LEFT + part * (_WIDTH - _LEFT - _RIGHT)

    def y(self, percent: float) -> float:
        return _TOP + (1 - percent / 100) * (_HEIGHT - _TOP - _BOTTOM)


def calibration_chart(bins: Sequence[ReliabilityBin]) -> str:
    """The mean probability of the answers of each bin, and the part of them that is right."""
    axes = _Axes(0, 100)
    some = [one for one in bins if one.n]
    points = [(100 * one.confidence, 100 * one.accuracy) for one in some]
    marks = [
        _line([(0, 0), (100, 100)], axes, 'stroke="#57616e" stroke-dasharray="4 4"'),
        *(_bar(100 * one.confidence, one.interval(), axes) for one in some),
        *_curve(points, axes),
    ]
    return _chart(
        translate("report", "probability of the answer, %"), (0, 25, 50, 75, 100), axes, marks
    )


def robustness_chart(curve: RobustnessCurve) -> str:
    """The accuracy at each strength, with its 95 % interval."""
    levels = curve.distortion.levels[: len(curve.right)]
    axes = _Axes(curve.distortion.levels[0], curve.distortion.levels[-1])
    points = [
        (level, 100 * right / curve.n) for level, right in zip(levels, curve.right, strict=True)
    ]
    bars = [_bar(level, curve.interval(at), axes) for at, level in enumerate(levels)]
    ticks = curve.distortion.levels[:: max(1, len(curve.distortion.levels) // 6)]
    title = f"{curve.distortion.title}, {curve.distortion.unit}"
    return _chart(title, ticks, axes, [*bars, *_curve(points, axes)])


def _curve(points: Sequence[tuple[float, float]], axes: _Axes) -> Iterable[str]:
    yield _line(points, axes, 'stroke="#1f5fbf" stroke-width="2"')
    for x, y in points:
        yield f'<circle cx="{axes.x(x):.1f}" cy="{axes.y(y):.1f}" r="3.5" fill="#1f5fbf"/>'


def _bar(x: float, interval: tuple[float, float], axes: _Axes) -> str:
    low, high = interval
    points = [(x, 100 * low), (x, 100 * high)]
    return _line(points, axes, 'stroke="#1f5fbf" stroke-opacity=".6"')


def _line(points: Iterable[tuple[float, float]], axes: _Axes, look: str) -> str:
    places = " ".join(f"{axes.x(x):.1f},{axes.y(y):.1f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" {look}/>'


def _chart(title: str, ticks: Iterable[float], axes: _Axes, marks: Iterable[str]) -> str:
    title = html.escape(title)
    bottom = _HEIGHT - _BOTTOM
    grid = []
    for percent in (0, 25, 50, 75, 100):
        y = axes.y(percent)
        grid.append(
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" '
            f'stroke="#d3d8de"/><text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{percent}'
            "</text>"
        )
    grid += [
        f'<text x="{axes.x(tick):.1f}" y="{bottom + 18}" text-anchor="middle">{tick:g}</text>'
        for tick in ticks
    ]
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    grid.append(f'<text x="{middle}" y="{_HEIGHT - 6}" text-anchor="middle">{title}</text>')
    right = html.escape(translate("report", "right, %"))
    grid.append(
        f'<text transform="translate(14 {(_TOP + bottom) / 2}) rotate(-90)" text-anchor="middle">'
        f"{right}</text>"
    )
    return (
        f'<svg role="img" aria-label="{title}" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'font-size="12" fill="#57616e">{"".join(grid)}{"".join(marks)}</svg>'
    )
