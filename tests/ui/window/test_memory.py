"""What is not looked at is not in memory, whoever has shown it."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desk.core.drawing import Drawing
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.window.main_window import MainWindow

TWO = Ink((((20.0, 20.0), (20.0, 250.0)), ((220.0, 20.0), (220.0, 250.0))))


def add_kept(window: MainWindow, recipe: Recipe) -> Run:
    """A run as after a training: the file has its newest model. It has a moment before that."""
    runs = window.session.runs
    run = runs.trained(Model.fresh(recipe))
    run.timeline.keep(-1, Model.fresh(recipe).layers)
    runs.keep(run, run.model)
    runs.add(run)
    return run


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Until nothing is measured or painted any more."""
    window.grab()
    look, digits = window.look_panel, window.session.my_digits
    qtbot.waitUntil(lambda: not look.worth._measurement.is_due and not digits.busy)
    qtbot.waitUntil(
        lambda: not look.change._search.is_due and not window.draw_panel.mnist_digits.busy
    )
    qtbot.waitUntil(lambda: not window.data_panel.browse_page.is_due)
    QApplication.processEvents()


@pytest.mark.parametrize("hidden", [(), (16,)], ids=["linear", "hidden"])
@pytest.mark.parametrize("tab", ["train", "look", "digits", "evaluate", "data"])
@pytest.mark.parametrize("drawing", [Ink(), TWO], ids=["empty", "two digits"])
def test_a_model_that_was_looked_at_in_a_tab_leaves_memory(
    qtbot: QtBot,
    ready_window: MainWindow,
    tab: str,
    hidden: tuple[int, ...],
    drawing: Drawing,
) -> None:
    window, session = ready_window, ready_window.session
    session.sheet.set_drawing(drawing, "Open")
    window.tabs.show_panel(tab)
    recipe = Recipe(hidden=hidden)
    run = add_kept(window, recipe)
    window.draw_panel.mnist_digits.put_wrong()
    window.look_panel.change.controls.chosen.emit(3)
    session.sheet.set_drawing(drawing, "Open")
    settle(qtbot, window)
    parts = [weakref.ref(run.model), weakref.ref(run.model.layers[0].kernel)]
    parts += [weakref.ref(layers[0].kernel) for layers in run.timeline._moments.values()]
    window.tabs.setCurrentIndex((window.tabs.currentIndex() + 1) % window.tabs.count())
    for _ in range(4):
        add_kept(window, recipe)
    settle(qtbot, window)
    assert not run.is_held
    gc.collect()
    assert [part() for part in parts] == [None, None, None]
