from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.ui.train.accuracy_plot import AccuracyPlot
from mnist_desk.ui.widgets.tokens import LIGHT

from .plotted import history, labels_of, learnt, points, shown

TRAINING, TEST = 0, 1
"""The curves of an accuracy plot."""


def test_accuracies_are_plotted_in_percent_over_the_epochs_done(
    accuracy_plot: AccuracyPlot,
) -> None:
    accuracy_plot.show_history(history([1.0] * 4, 0.5, 0.75))
    x, y = points(accuracy_plot, TEST)
    np.testing.assert_array_equal(x, [1, 2])
    np.testing.assert_array_equal(y, [50, 75])


def test_a_single_epoch_is_seen_as_a_point(accuracy_plot: AccuracyPlot) -> None:
    accuracy_plot.show_history(history([1.0] * 2, 0.5))
    assert shown(accuracy_plot, LIGHT.second) > 3


def test_another_model_replaces_the_accuracies(accuracy_plot: AccuracyPlot) -> None:
    accuracy_plot.show_history(history([1.0] * 4, 0.5, 0.75))
    accuracy_plot.show_history(history([1.0] * 4, 0.5, 0.25))
    np.testing.assert_array_equal(points(accuracy_plot, TEST)[1], [50, 25])
    accuracy_plot.show_history(history([]))
    assert len(points(accuracy_plot, TEST)[0]) == 0


@pytest.mark.parametrize(
    "accuracies",
    [(0.985,), (1.0, 1.0), (0.0, 0.0), (0.0, 0.1), (0.91, 0.95, 1.0), (0.0, 1.0), (0.989, 0.9891)],
    ids=str,
)
def test_the_accuracy_axis_stays_between_0_and_100_percent(
    accuracy_plot: AccuracyPlot, accuracies: tuple[float, ...]
) -> None:
    accuracy_plot.show_history(history([1.0] * 4, *accuracies))
    accuracy_plot.grab()
    _, (low, high) = accuracy_plot.viewRange()
    assert 0 <= low < high <= 100
    least, most = 100 * min(accuracies), 100 * max(accuracies)
    assert low == 0 or low < least, "there is room below the curve"
    assert high == 100 or high > most, "there is room above the curve"
    assert high - low <= max(1.2 * (most - least), 1), "the curve fills the plot"
    assert shown(accuracy_plot, LIGHT.second) > 3


@pytest.mark.parametrize("accuracy", [float("nan"), float("inf"), -3.0, 7.0])
def test_an_accuracy_of_a_broken_file_is_no_trouble(
    accuracy_plot: AccuracyPlot, accuracy: float
) -> None:
    accuracy_plot.show_history(history([1.0] * 4, accuracy, 0.5, accuracy))
    assert not accuracy_plot.grab().isNull()
    _, (low, high) = accuracy_plot.viewRange()
    assert 0 <= low < high <= 100


def test_without_an_epoch_the_accuracy_axis_is_whole(accuracy_plot: AccuracyPlot) -> None:
    accuracy_plot.show_history(history([1.0] * 4, 0.5, 0.75))
    accuracy_plot.show_history(history([]))
    accuracy_plot.grab()
    assert accuracy_plot.viewRange()[1] == [0, 100]


def test_the_label_of_100_percent_is_not_cut_off(accuracy_plot: AccuracyPlot) -> None:
    accuracy_plot.show_history(history([1.0] * 4, 0.0, 1.0))
    labels = labels_of(accuracy_plot)
    assert {"0", "100"} <= labels.keys()
    axis = accuracy_plot.getAxis("left")
    height = accuracy_plot.height()
    for text, rect in labels.items():
        on_screen = axis.mapRectToScene(rect)
        assert 0 <= on_screen.top() < on_screen.bottom() <= height, text


def test_the_accuracy_on_training_images_is_a_curve_of_its_own(accuracy_plot: AccuracyPlot) -> None:
    accuracy_plot.show_history(learnt((0.5, 0.6), (0.75, 0.9)))
    np.testing.assert_array_equal(points(accuracy_plot, TRAINING)[1], [60, 90])
    np.testing.assert_array_equal(points(accuracy_plot, TEST)[1], [50, 75])
    train, test = accuracy_plot.getPlotItem().listDataItems()
    assert train.opts["pen"].color() != test.opts["pen"].color()
    assert train.opts["pen"].style() != test.opts["pen"].style(), "not told by colour alone"
    assert train.opts["symbol"] != test.opts["symbol"]
    assert accuracy_plot.legend.names == ["training", "test"]


def test_epochs_whose_training_images_nobody_asked_have_no_point(
    accuracy_plot: AccuracyPlot,
) -> None:
    accuracy_plot.show_history(learnt((0.5, None), (0.75, 0.9)))
    x, y = points(accuracy_plot, TRAINING)
    assert (list(x), list(y)) == ([2], [90])
    assert accuracy_plot.nearest(1).words == ("epoch 1", "test images 50.00 %")
    accuracy_plot.show_history(learnt((0.5, None)))
    assert not accuracy_plot.grab().isNull()


def test_the_values_at_a_place_are_of_the_nearest_epoch(accuracy_plot: AccuracyPlot) -> None:
    accuracy_plot.show_history(learnt((0.5, 0.6), (0.75, 0.9)))
    assert accuracy_plot.nearest(1.7).words == (
        "epoch 2",
        "test images 75.00 %",
        "training images 90.00 %",
    )
