from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QColor, QPainter, QPicture
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import EpochRecord, History
from mnist_desk.ui.train.plots import AccuracyPlot, LossPlot
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance
from mnist_desk.ui.work.job import close_all

Add = Callable[[Any], Any]


@pytest.fixture
def add(qtbot: QtBot, light: None) -> Iterator[Add]:
    """Shows a plot inside a window: pyqtgraph takes a plot apart that is itself closed."""
    windows = []

    def add(plot: Any) -> Any:
        window = QWidget()
        windows.append(window)
        QVBoxLayout(window).addWidget(plot)
        qtbot.addWidget(window, before_close_func=close_all)
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


def points(plot: Any, at: int = 0) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The numbers that a curve of a plot was given: x and y. Of a loss plot the first is that of
    each step, the second the smoothed one; of an accuracy plot that of training and of test images.
    """
    x, y = plot.getPlotItem().listDataItems()[at].getOriginalDataset()
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


def labels_of(plot: Any) -> dict[str, QRectF]:
    """The labels of the vertical axis, and where in the axis they are."""
    plot.grab()
    picture = QPicture()
    painter = QPainter(picture)
    _, _, texts = plot.getAxis("left").generateDrawSpecs(painter)
    painter.end()
    assert len({text for _, _, text in texts}) == len(texts), "no two have the same text"
    return {text: rect for rect, _, text in texts}


TRAINING, TEST = 0, 1
"""The curves of an accuracy plot."""

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


def learnt(*accuracies: tuple[float, float | None]) -> History:
    """An accuracy on test and on training images after each epoch."""
    records = tuple(
        EpochRecord(n, 0.5, 0.5, test, 1.0, train) for n, (test, train) in enumerate(accuracies)
    )
    return History(np.ones(2 * len(records), np.float32), records, 2)


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


def test_the_values_at_a_place_are_of_the_nearest_step(loss_plot: LossPlot) -> None:
    loss_plot.show_history(history([4.0, 2.0, 1.0]), 6)
    for x, step in ((-50, 1), (1.4, 1), (1.6, 2), (3.2, 3), (99, 3)):
        assert loss_plot.nearest(x).x == step
    place = loss_plot.nearest(3)
    assert place.words[:2] == ("step 3 · epoch 2", "loss 1"), "epochs are counted from 1"
    assert place.heights[0] == 1
    assert 1 < place.heights[1] < 4


def test_the_values_at_a_place_are_of_the_nearest_epoch(accuracy_plot: AccuracyPlot) -> None:
    accuracy_plot.show_history(learnt((0.5, 0.6), (0.75, 0.9)))
    assert accuracy_plot.nearest(1.7).words == (
        "epoch 2",
        "test images 75.00 %",
        "training images 90.00 %",
    )


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


class _Paintings(QObject):
    """Counts how often something is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


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
