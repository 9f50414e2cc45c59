"""How sure the network is, beside how often it is right."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from mnist_desk.core.calibration import ReliabilityBin
from mnist_desk.ui.evaluate.calibration_plot import CalibrationPlot
from mnist_desk.ui.work.job import close_all

BINS = (
    ReliabilityBin(0.0, 0.2, 0, 0.0, 0.0),
    ReliabilityBin(0.2, 0.6, 10, 0.4, 0.5),
    ReliabilityBin(0.6, 1.0, 90, 0.9, 0.8),
)


def test_ranges_without_answers_are_left_out(qtbot: QtBot) -> None:
    plot = CalibrationPlot()
    qtbot.addWidget(plot, before_close_func=close_all)
    plot.show_bins(BINS)
    assert plot.table().columns[0].tolist() == [10, 90]
    place = plot.nearest(85)
    assert place is not None
    assert place.words == (
        "90 answers",
        "90.0 % sure",
        "80.0 % right",
        "95 %: 70.6 to 87.0 %",
    )


def test_fewer_answers_have_a_longer_interval(qtbot: QtBot) -> None:
    plot = CalibrationPlot()
    qtbot.addWidget(plot, before_close_func=close_all)
    plot.show_bins(BINS)
    few, many = plot.table().columns[4] - plot.table().columns[3]
    assert few > 2 * many
    of_plot = plot._intervals.opts
    assert (of_plot["top"] + of_plot["bottom"]).tolist() == [few, many]


def test_without_answers_there_is_nothing(qtbot: QtBot) -> None:
    plot = CalibrationPlot()
    qtbot.addWidget(plot, before_close_func=close_all)
    plot.show_bins(())
    assert plot.nearest(50) is None
    assert plot.newest() == ""
