from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import History
from mnist_desk.ui.train.loss_plot import LossPlot
from mnist_desk.ui.widgets.tokens import LIGHT

from .plotted import Add, history, labels_of, points, shown

SPANS = [
    (1.05, 1.9),
    (0.9, 2.0),
    (0.5, 3.0),
    (0.1, 3.0),
    (0.01, 3.0),
    (0.002, 2.5),
    (1e-4, 3.0),
    (1e-6, 3.0),
    (3e-8, 3.0),
]
"""The smallest and the largest loss, from a quarter of a decade to eight decades."""


class _Paintings(QObject):
    """Counts how often something is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_every_loss_is_plotted_over_its_step(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([3.0, 2.0, 1.0]), 6)
    x, y = points(loss_plot)
    np.testing.assert_array_equal(x, [1, 2, 3])
    np.testing.assert_array_equal(y, [3, 2, 1])
    assert shown(loss_plot, LIGHT.accent) > 10


def test_an_untrained_model_has_an_empty_plot(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([3.0, 2.0, 1.0]), 6)
    loss_plot.show_history(history([]), 0)
    assert len(points(loss_plot)[0]) == 0
    assert len(points(loss_plot, 1)[0]) == 0


def test_the_plot_has_room_for_all_steps_to_come(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([3.0, 2.0]), 1000)
    (left, right), _ = loss_plot.viewRange()
    assert left <= 1
    assert right >= 1000


def test_a_single_peak_among_many_losses_is_seen(loss_plot: LossPlot) -> None:
    losses = [1.0] * 100_000
    losses[50_001] = 9.0
    loss_plot.show_history(history(losses), len(losses))
    loss_plot.grab()
    x, y = loss_plot.getPlotItem().listDataItems()[0].getData()
    assert len(x) < 10_000, "only what can be told apart is painted"
    assert max(y) == 9.0


def test_a_peak_among_millions_of_losses_is_seen(loss_plot: LossPlot) -> None:
    losses = np.ones(5_000_000, np.float32)
    losses[4_321_987] = 9
    loss_plot.show_history(History(losses, (), 2), len(losses))
    x, y = points(loss_plot)
    assert len(x) <= 10_000, "what is painted is bounded"
    assert abs(int(x[y.argmax()]) - 4_321_987) < 1000, "less than a pixel"
    assert loss_plot.viewRange()[0][1] >= 5_000_000
    loss_plot.zoom_view.zoom(10, 4_321_987)
    x, y = points(loss_plot)
    assert len(x) <= 300_000
    assert abs(int(x[y.argmax()]) - 4_321_987) < 50, "from near it is seen more exactly"


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_losses_can_be_seen_on_a_logarithmic_scale(loss_plot: LossPlot, first: bool) -> None:
    if first:
        loss_plot.set_logarithmic(True)
    loss_plot.show_history(history([100.0, 10.0, 1.0]), 3)
    if not first:
        loss_plot.set_logarithmic(True)
    curve = loss_plot.getPlotItem().listDataItems()[0]
    np.testing.assert_allclose(curve.getData()[1], [2, 1, 0], atol=1e-6)
    loss_plot.set_logarithmic(False)
    np.testing.assert_allclose(curve.getData()[1], [100, 10, 1])


@pytest.mark.parametrize("logarithmic", [False, True], ids=["linear", "logarithmic"])
@pytest.mark.parametrize(
    "losses",
    [[], [1.0], [0.0, 0.0], [1.0, 0.0], [1e38, 1e-38], [1.0, float("nan"), 2.0]],
    ids=["none", "one", "zeros", "to zero", "wide", "nan"],
)
def test_odd_losses_are_painted_without_a_warning(
    loss_plot: LossPlot, losses: list[float], logarithmic: bool
) -> None:
    loss_plot.set_logarithmic(logarithmic)
    loss_plot.show_history(history(losses), len(losses))
    assert not loss_plot.grab().isNull()


@pytest.mark.parametrize("height", [110, 140, 240, 600])
@pytest.mark.parametrize("logarithmic", [False, True], ids=["linear", "logarithmic"])
def test_the_labels_of_losses_do_not_overlap(
    loss_plot: LossPlot, logarithmic: bool, height: int
) -> None:
    loss_plot.set_logarithmic(logarithmic)
    loss_plot.window().resize(400, height)
    loss_plot.setFixedHeight(height)
    for least, most in SPANS:
        loss_plot.show_history(history(np.geomspace(most, least, 50).tolist()), 50)
        labels = labels_of(loss_plot)
        assert 2 <= len(labels) <= height / 15, labels
        for (text, rect), (other, beside) in itertools.combinations(labels.items(), 2):
            assert not rect.intersects(beside), f"{text} and {other}, {least} to {most}"


def test_the_values_at_a_place_are_of_the_nearest_step(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([4.0, 2.0, 1.0]), 6)
    for x, step in ((-50, 1), (1.4, 1), (1.6, 2), (3.2, 3), (99, 3)):
        assert loss_plot.nearest(x).x == step
    place = loss_plot.nearest(3)
    assert place.words[:2] == ("step 3 · epoch 2", "loss 1"), "epochs are counted from 1"
    assert place.heights[0] == 1
    assert 1 < place.heights[1] < 4


def test_the_smoothed_loss_is_less_restless_and_in_the_middle(loss_plot: LossPlot) -> None:
    losses = np.tile(np.array([1, 3], np.float32), 500)
    loss_plot.show_history(History(losses, (), 100), 1000)
    _, smooth = points(loss_plot, 1)
    assert smooth[200:].min() > 1.9
    assert smooth[200:].max() < 2.1
    assert "running average" in loss_plot.legend.toolTip()
    assert not loss_plot.toolTip(), "it would lie over the curves"


def test_the_smoothed_curve_reaches_the_newest_step(loss_plot: LossPlot) -> None:
    for steps in (1, 999, 1500, 23_450):
        losses = np.ones(steps, np.float32)
        loss_plot.show_history(History(losses, (), 100), steps)
        x, _ = points(loss_plot, 1)
        assert x[-1] == steps
        assert len(x) <= 2000


def test_the_loss_of_the_headline_is_the_end_of_the_smoothed_curve(loss_plot: LossPlot) -> None:
    assert loss_plot.latest is None
    loss_plot.show_history(history([4.0, 2.0, 1.0]), 6)
    assert loss_plot.latest == points(loss_plot, 1)[1][-1]


def test_who_looks_closely_is_left_alone_while_the_training_goes_on(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([3.0, 2.0] * 50), 1000)
    loss_plot.zoom_view.zoom(6, 50)
    seen = loss_plot.viewRange()
    loss_plot.show_history(history([3.0, 2.0] * 200), 1000)
    assert loss_plot.viewRange() == seen
    loss_plot.zoom_view.reset()
    assert loss_plot.viewRange()[0][1] >= 1000


def test_the_other_scale_shows_the_whole(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([3.0, 2.0] * 50), 100)
    loss_plot.zoom_view.zoom(3)
    loss_plot.set_logarithmic(True)
    assert not loss_plot.zoom_view.is_zoomed


def test_more_losses_are_painted_once(qtbot: QtBot, add: Add) -> None:
    """Ranges that are found while a plot is painted have it painted again."""
    plot = add(LossPlot())
    losses = np.linspace(2, 1, 400, dtype=np.float32)
    plot.show_history(History(losses[:100], (), 100), 400)
    QApplication.processEvents()
    paintings = _Paintings()
    plot.viewport().installEventFilter(paintings)
    plot.show_history(History(losses, (), 100), 400)
    qtbot.waitUntil(lambda: paintings.count > 0)
    for _ in range(5):
        QApplication.processEvents()
    assert paintings.count == 1


def test_the_axis_stays_while_the_losses_fit_it_nearly(loss_plot: LossPlot) -> None:
    """So that it need not be painted with each new loss."""
    loss_plot.show_history(history([3.0, 1.0] * 50), 1000)
    seen = loss_plot.viewRange()[1]
    loss_plot.show_history(history([3.0, 1.1] * 50), 1000)
    assert loss_plot.viewRange()[1] == seen
    loss_plot.show_history(history([5.0, 1.0] * 50), 1000)
    assert loss_plot.viewRange()[1][1] >= 5
    loss_plot.show_history(history([1.5, 1.0] * 50), 1000)
    assert loss_plot.viewRange()[1][1] < 3


@pytest.mark.parametrize(
    ("reached", "steps", "seen"),
    [
        (1, 4690, 4690),
        (0, 23_450, 5862),
        (5862, 23_450, 5862),
        (5863, 23_450, 11_725),
        (23_450, 23_450, 23_450),
        (8000, 234_500, 14_656),
    ],
)
def test_the_curve_of_a_long_training_is_no_sliver_at_its_start(
    loss_plot: LossPlot, reached: int, steps: int, seen: int
) -> None:
    loss_plot.show_history(History(np.ones(reached, np.float32), (), 469), steps)
    low, high = loss_plot.zoom_view.viewRange()[0]
    assert low < 1
    assert seen <= high < 1.05 * seen
