from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from mnist_desk.ui.widgets.log_axis import LogAxis, log_ticks

LINE = 17
"""Pixels that a label is high."""


@given(
    st.floats(-12, 4),
    st.floats(1 / 3, 8) | st.floats(1e-4, 80),
    st.floats(4 * LINE, 600),
)
@example(0.0, 1 / 3, 4.0 * LINE)
@example(-8.0, 8.0, 600.0)
def test_labels_keep_apart_and_inside(low: float, decades: float, size: float) -> None:
    high = low + decades
    pixels = np.array(log_ticks(low, high, size, LINE).labelled) - low
    pixels *= size / decades
    assert 2 <= len(pixels) <= 0.7 * size / LINE + 2
    assert np.all(np.diff(pixels) >= LINE - 1e-6)
    assert pixels[0] >= LINE / 2 - 1e-6
    assert pixels[-1] <= size - LINE / 2 + 1e-6


@given(st.floats(-12, 4), st.floats(1e-4, 80), st.floats(4 * LINE, 600))
def test_ticks_without_a_label_are_few_enough_to_tell_apart(
    low: float, decades: float, size: float
) -> None:
    ticks = log_ticks(low, low + decades, size, LINE)
    pixels = np.sort(np.array(ticks.labelled + ticks.plain)) * size / decades
    assert np.all(np.diff(pixels) >= 5 - 1e-6)
    assert not set(ticks.labelled) & set(ticks.plain)


def labels(least: float, most: float, size: float) -> list[str]:
    axis = LogAxis("left")
    axis.setLogMode(y=True)
    low, high = np.log10([least, most]).tolist()
    (spacing, values), (none, others) = axis.tickValues(low, high, size)
    assert axis.logTickStrings(others, 1.0, none) == []
    return axis.logTickStrings(values, 1.0, spacing)


@pytest.mark.parametrize(
    ("least", "most", "size", "expected"),
    [
        (3e-8, 3, 400, ["1e-07", "1e-06", "1e-05", "0.0001", "0.001", "0.01", "0.1", "1"]),
        (3e-8, 3, 200, ["1e-06", "0.0001", "0.01", "1"]),
        (0.02, 3, 400, ["0.05", "0.1", "0.2", "0.5", "1", "2"]),
        (0.5, 3, 110, ["1", "2"]),
        (1.05, 1.9, 200, ["1.2", "1.4", "1.6", "1.8"]),
        (2.30001, 2.30002, 200, ["2.300012", "2.300014", "2.300016", "2.300018"]),
    ],
)
def test_labels_are_short_and_round(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    least: float,
    most: float,
    size: float,
    expected: list[str],
) -> None:
    class Metrics:
        def __init__(self, font: object) -> None: ...

        def height(self) -> float:
            return LINE

    monkeypatch.setattr("mnist_desk.ui.widgets.log_axis.QFontMetricsF", Metrics)
    assert labels(least, most, size) == expected


@pytest.mark.parametrize(
    ("low", "high", "size"),
    [
        (0, 0, 200),
        (1, 0, 200),
        (-1e9, 1e9, 300),
        (400, 500, 300),
        (0, 1, 0),
        (0, 1, 3),
        (-1, 0, 20),
    ],
)
def test_an_odd_range_is_no_trouble(low: float, high: float, size: float) -> None:
    ticks = log_ticks(low, high, size, LINE)
    assert all(np.isfinite(10.0**value) for value in ticks.labelled + ticks.plain)


def test_a_linear_axis_is_as_it_was(qapp: QApplication) -> None:
    import pyqtgraph as pg

    ours: Any = LogAxis("left")
    plain: Any = pg.AxisItem("left")
    assert ours.tickValues(0.0, 2.5, 300) == plain.tickValues(0.0, 2.5, 300)
