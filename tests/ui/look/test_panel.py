from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.gradients import activations
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.stages import ALL
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.look.layer_strips import Unit
from mnist_desk.ui.look.panel import LookPanel
from mnist_desk.ui.look.stage_view import InkView
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.images import grey_image
from mnist_desk.ui.widgets.spoken import value_of
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.work.job import close_all

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def panel(qtbot: QtBot, ready_session: Session, shipped: Model) -> LookPanel:
    use(ready_session, shipped)
    panel = LookPanel(ready_session)
    qtbot.addWidget(panel, before_close_func=close_all)
    panel.resize(1000, 640)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def use(session: Session, model: Model) -> None:
    session.runs.add(Run("another", Timeline(model)))


def settle(panel: LookPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel._soon.is_due)


def test_a_drawing_is_followed_from_ink_to_layers(
    panel: LookPanel, ready_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    assert panel.pane.view.image is None
    ready_session.sheet.set_drawing(samples[3], "Stroke")
    settle(panel, qtbot)
    assert ready_session.reader.reading.reading is not None
    picture = ready_session.reader.reading.reading.picture
    assert panel.pane.view.image == grey_image(picture)
    inside = activations(ready_session.network.model.layers, picture)
    np.testing.assert_array_equal(panel.strips._values[0], inside.hidden[0])
    ready_session.sheet.clear()
    settle(panel, qtbot)
    assert panel.pane.view.image is None
    assert len(panel.strips._values) == 0


def test_what_is_not_in_sight_rests(
    panel: LookPanel, ready_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    panel.hide()
    ready_session.sheet.set_drawing(samples[3], "Stroke")
    assert not panel._soon.is_due
    assert panel.pane.view.image is None
    panel.show()
    assert panel.pane.view.image is not None


def test_a_changed_picture_is_shown_everywhere(
    panel: LookPanel, ready_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    ready_session.sheet.set_drawing(samples[3], "Stroke")
    button = panel.findChild(QAbstractButton, "become8")
    assert isinstance(button, QAbstractButton)
    button.click()
    qtbot.waitUntil(lambda: panel.change.is_changed)
    settle(panel, qtbot)
    assert ready_session.reader.reading.reading is not None
    changed = panel.change.picture
    assert changed is not None
    assert (changed != ready_session.reader.reading.reading.picture).any()
    assert panel.pane.view.image == grey_image(changed)


def test_a_cell_that_is_pointed_at_shows_what_it_looks_for(panel: LookPanel) -> None:
    panel.strips.point_at(Unit(0, 4))
    assert panel.unit.image is not None
    panel.strips.point_at(None)
    assert panel.unit.image is None


@pytest.mark.parametrize("hidden", [(), (1,), (4096,), (12,) * 8])
def test_any_network_can_be_looked_into(
    panel: LookPanel,
    ready_session: Session,
    samples: dict[int, Ink],
    hidden: tuple[int, ...],
    qtbot: QtBot,
) -> None:
    panel.strips.point_at(Unit(1, 100))
    ready_session.sheet.set_drawing(samples[3], "Stroke")
    use(ready_session, Model.fresh(replace(Recipe(), hidden=hidden)))
    settle(panel, qtbot)
    assert panel.strips.isHidden() == (hidden == ())
    assert panel.kernels.isHidden() == (hidden != ())
    assert not panel.grab().isNull()


def test_stages_are_all_on_in_a_new_window(window: MainWindow) -> None:
    assert window.session.reader.reading.stages == ALL
    assert isinstance(window.tabs.panels["look"], LookPanel)


def test_it_follows_a_training(
    panel: LookPanel, ready_session: Session, engine: FakeEngine, recipe: Recipe, qtbot: QtBot
) -> None:
    ready_session.training.start(recipe)
    engine.let(2)
    qtbot.waitUntil(lambda: ready_session.network.model.steps == 2)
    settle(panel, qtbot)
    assert not panel.kernels.isHidden()
    assert panel.kernels._layer is not None
    np.testing.assert_array_equal(
        panel.kernels._layer.kernel, ready_session.network.model.layers[0].kernel
    )


@pytest.mark.parametrize("size", [(1200, 920), (880, 640), (628, 560)])
def test_nothing_is_cut_off_where_there_is_room(
    panel: LookPanel, qtbot: QtBot, size: tuple[int, int]
) -> None:
    panel.resize(*size)
    bars = (panel.horizontalScrollBar(), panel.verticalScrollBar())
    qtbot.waitUntil(lambda: not any(bar.isVisible() for bar in bars))
    assert panel.viewport().size().toTuple() == size


def test_pictures_grow_with_the_panel(panel: LookPanel, qtbot: QtBot) -> None:
    sides = []
    for size in ((560, 400), (880, 640), (1200, 920)):
        panel.resize(*size)
        sides.append((panel.stages.findChild(InkView).width(), panel.pane.view.area().width()))
    assert sides == sorted(set(sides))
    assert all(small < large for small, large in sides)


@pytest.mark.parametrize("width", [560, 480])
def test_a_narrow_panel_scrolls_down_alone(panel: LookPanel, qtbot: QtBot, width: int) -> None:
    panel.resize(width, 400)
    qtbot.waitUntil(panel.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: not panel.horizontalScrollBar().isVisible())


def test_tab_goes_from_the_top_to_the_bottom(
    panel: LookPanel, ready_session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    """The ten digits are one stop, between which arrow keys go."""
    ready_session.sheet.set_drawing(samples[3], "Stroke")
    panel.findChild(QAbstractButton, "become8").click()
    qtbot.waitUntil(lambda: panel.change.is_changed)
    settle(panel, qtbot)
    panel.findChild(QAbstractButton, "lineSwitch").setFocus()
    names = []
    for _ in range(9):
        names.append(panel.focusWidget().objectName())
        panel.focusNextChild()
    assert names == [
        "lineSwitch", "boxSwitch", "centreSwitch", "evidenceSwitch", "networkPicture",
        "become0", "blendSlider", "putChangedButton", "layerStrips",
    ]  # fmt: skip
    digit = panel.findChild(QAbstractButton, "become8")
    with qtbot.waitActive(panel):
        panel.activateWindow()
    digit.setFocus()
    qtbot.keyClick(digit, Qt.Key.Key_Left)
    assert panel.focusWidget().objectName() == "become7"


def test_a_cell_is_told_to_those_who_do_not_see_it(panel: LookPanel) -> None:
    panel.strips.point_at(Unit(0, 4))
    assert value_of(panel.strips).startswith("Layer 1, cell 4.")
    panel.strips.point_at(None)
    assert value_of(panel.strips).startswith("layer 1: 0 of")
