"""What both live plots have in common."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from mnist_desk.ui.train.accuracy_plot import AccuracyPlot
from mnist_desk.ui.train.loss_plot import LossPlot
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance

from .plotted import history, learnt, shown


def test_the_plots_follow_the_theme(
    qtbot: QtBot, loss_plot: LossPlot, accuracy_plot: AccuracyPlot
) -> None:
    loss_plot.show_history(history([3.0, 2.0, 1.0]), 3)
    accuracy_plot.show_history(history([1.0] * 4, 0.5, 0.75))
    apply_appearance("dark")
    qtbot.waitUntil(lambda: shown(loss_plot, DARK.base) > 1000)
    qtbot.waitUntil(lambda: shown(accuracy_plot, DARK.base) > 1000)
    assert shown(loss_plot, DARK.accent) > 10
    assert shown(accuracy_plot, DARK.second) > 3
    assert shown(loss_plot, LIGHT.base) < 100


def test_a_screen_reader_is_told_what_they_are_and_the_newest_values(
    qtbot: QtBot, loss_plot: LossPlot, accuracy_plot: AccuracyPlot
) -> None:
    assert loss_plot.accessibleName()
    assert accuracy_plot.accessibleName()
    loss_plot.show_history(history([3.0, 2.0, 1.5]), 6)
    accuracy_plot.show_history(learnt((0.5, 0.6), (0.75, 0.9)))
    qtbot.waitUntil(lambda: "step 3 · epoch 2, loss 1.5" in loss_plot.accessibleDescription())
    told = "epoch 2, test images 75.00 %, training images 90.00 %"
    qtbot.waitUntil(lambda: told in accuracy_plot.accessibleDescription())
    assert "arrow keys" in accuracy_plot.accessibleDescription()


def test_without_values_they_say_so(loss_plot: LossPlot, accuracy_plot: AccuracyPlot) -> None:
    assert "No step" in loss_plot.newest()
    assert "No epoch" in accuracy_plot.newest()
    assert loss_plot.nearest(3) is accuracy_plot.nearest(3) is None


def test_their_tables_have_what_the_curves_show(
    loss_plot: LossPlot, accuracy_plot: AccuracyPlot
) -> None:
    loss_plot.show_history(history([4.0, 2.0, 1.0]), 6)
    table = loss_plot.table()
    assert table.headings == ("step", "epoch", "loss", "smoothed loss")
    assert [column.tolist() for column in table.columns[:3]] == [[1, 2, 3], [1, 1, 2], [4, 2, 1]]
    accuracy_plot.show_history(learnt((0.5, None), (0.75, 0.9)))
    table = accuracy_plot.table()
    assert table.columns[0].tolist() == [1, 2]
    assert table.columns[1].tolist() == [50, 75]
    np.testing.assert_array_equal(table.columns[2], [np.nan, 90])
