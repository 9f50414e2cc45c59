from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.robustness import DISTORTIONS, PRUNING, RobustnessCurve
from mnist_desk.ui.evaluate.pruning_plot import PruningPlot
from mnist_desk.ui.work.job import close_all


@pytest.fixture
def plot(qtbot: QtBot) -> PruningPlot:
    plot = PruningPlot()
    qtbot.addWidget(plot, before_close_func=close_all)
    return plot


def test_without_a_curve_there_are_no_values(plot: PruningPlot) -> None:
    plot.show_curve("small", None)
    assert plot.nearest(0.5) is None


def test_the_curve_and_where_the_network_is_now(plot: PruningPlot) -> None:
    plot.show_curve("small", RobustnessCurve(DISTORTIONS[PRUNING], 10, (9, 5)))
    plot.show_now(0.35)
    place = plot.nearest(0.0)
    assert place is not None
    assert place.heights == (90,)
    assert plot.now == 0.35
