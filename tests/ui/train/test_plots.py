from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import EpochRecord, History
from mnist_desk.ui.train.plots import AccuracyPlot, LossPlot
from mnist_desk.ui.widgets.colours import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance

Add = Callable[[Any], Any]


@pytest.fixture
def add(qtbot: QtBot, light: None) -> Iterator[Add]:
    """Shows a plot inside a window: pyqtgraph takes a plot apart that is itself closed."""
    windows = []

    def add(plot: Any) -> Any:
        window = QWidget()
        windows.append(window)
        QVBoxLayout(window).addWidget(plot)
        qtbot.addWidget(window)
        window.resize(400, 300)
        with qtbot.waitExposed(window):
            window.show()
        return plot

    yield add


@pytest.fixture
def loss_plot(add: Add) -> LossPlot:
    return add(LossPlot())


@pytest.fixture
def accuracy_plot(add: Add) -> AccuracyPlot:
    return add(AccuracyPlot())


def history(losses: list[float], *accuracies: float) -> History:
    epochs = tuple(EpochRecord(n, 0.5, 0.5, right, 1.0) for n, right in enumerate(accuracies))
    return History(np.array(losses, np.float32), epochs, 2)


def points(plot: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The numbers that a plot was given: x and y."""
    (curve,) = plot.getPlotItem().listDataItems()
    x, y = curve.getOriginalDataset()
    empty = np.zeros(0)
    return (empty, empty) if x is None else (x, y)


def shown(plot: Any, colour: str) -> int:
    """How many pixels have exactly this colour."""
    image = plot.grab().toImage()
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_every_loss_is_plotted_over_its_step(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([3.0, 2.0, 1.0]), 6)
    x, y = points(loss_plot)
    np.testing.assert_array_equal(x, [0, 1, 2])
    np.testing.assert_array_equal(y, [3, 2, 1])
    assert shown(loss_plot, LIGHT.accent) > 10


def test_an_untrained_model_has_an_empty_plot(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([3.0, 2.0, 1.0]), 6)
    loss_plot.show_history(history([]), 0)
    assert len(points(loss_plot)[0]) == 0
    assert shown(loss_plot, LIGHT.accent) == 0


def test_the_plot_has_room_for_all_steps_to_come(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([3.0, 2.0]), 1000)
    (left, right), _ = loss_plot.viewRange()
    assert left <= 0
    assert right >= 1000


def test_a_single_peak_among_many_losses_is_seen(loss_plot: LossPlot) -> None:
    losses = [1.0] * 100_000
    losses[50_001] = 9.0
    loss_plot.show_history(history(losses), len(losses))
    loss_plot.grab()
    (curve,) = loss_plot.getPlotItem().listDataItems()
    x, y = curve.getData()
    assert len(x) < 10_000, "only what can be told apart is painted"
    assert max(y) == 9.0


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_losses_can_be_seen_on_a_logarithmic_scale(loss_plot: LossPlot, first: bool) -> None:
    if first:
        loss_plot.set_logarithmic(True)
    loss_plot.show_history(history([100.0, 10.0, 1.0]), 3)
    if not first:
        loss_plot.set_logarithmic(True)
    (curve,) = loss_plot.getPlotItem().listDataItems()
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


def test_accuracies_are_plotted_in_percent_over_the_epochs_done(
    accuracy_plot: AccuracyPlot,
) -> None:
    accuracy_plot.show_history(history([1.0] * 4, 0.5, 0.75))
    x, y = points(accuracy_plot)
    np.testing.assert_array_equal(x, [1, 2])
    np.testing.assert_array_equal(y, [50, 75])


def test_a_single_epoch_is_seen_as_a_point(accuracy_plot: AccuracyPlot) -> None:
    accuracy_plot.show_history(history([1.0] * 2, 0.5))
    assert shown(accuracy_plot, LIGHT.second) > 3


def test_another_model_replaces_the_accuracies(accuracy_plot: AccuracyPlot) -> None:
    accuracy_plot.show_history(history([1.0] * 4, 0.5, 0.75))
    accuracy_plot.show_history(history([1.0] * 4, 0.5, 0.25))
    np.testing.assert_array_equal(points(accuracy_plot)[1], [50, 25])
    accuracy_plot.show_history(history([]))
    assert len(points(accuracy_plot)[0]) == 0


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


def test_a_screen_reader_is_told_what_they_are(
    loss_plot: LossPlot, accuracy_plot: AccuracyPlot
) -> None:
    assert loss_plot.accessibleName()
    assert accuracy_plot.accessibleName()
