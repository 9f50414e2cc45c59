from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.ui.state.preferences import FIRST_STEPS, Preferences
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.icon_label import IconLabel
from mnist_desk.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ..conftest import FakeEngine


def step(window: MainWindow, number: int) -> QPushButton:
    return window.first_steps.findChild(QPushButton, f"firstStep{number}")


def is_done(window: MainWindow, number: int) -> bool:
    button = step(window, number)
    done = button.accessibleName().endswith(", done")
    assert button.parentWidget().findChild(IconLabel).isVisible() == done
    return done


def click(qtbot: QtBot, button: QPushButton | QToolButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_first_start_shows_the_card(window: MainWindow) -> None:
    assert window.first_steps.isVisible()


def test_closed_it_stays_away_at_the_next_start(
    qtbot: QtBot, window: MainWindow, new_session: Callable[[], Session]
) -> None:
    click(qtbot, window.first_steps.findChild(QToolButton, "closeFirstSteps"))
    assert not window.first_steps.isVisible()
    window.close()
    again = MainWindow(new_session())
    qtbot.addWidget(again)
    again.show()
    assert not again.first_steps.isVisible()
    again.help.show_first_steps()
    assert again.first_steps.isVisible()


def test_draw_leads_to_the_canvas(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, step(window, 1))
    assert window.draw_panel.canvas.hasFocus()
    assert not is_done(window, 1)
    window.session.sheet.set_drawing(Ink((((10.0, 10.0), (90.0, 90.0)),)), "Stroke")
    assert is_done(window, 1)


def test_train_starts_a_training(qtbot: QtBot, ready_window: MainWindow) -> None:
    ready_window.show_panel("look")
    click(qtbot, step(ready_window, 2))
    assert ready_window.tabs.current == "train"
    assert ready_window.session.training.busy
    assert is_done(ready_window, 2)
    assert not step(ready_window, 2).isEnabled()


def test_nothing_can_be_trained_where_there_is_no_engine(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    assert step(window, 2).isEnabled()
    engine.error = ImportError("no libtensorflow")
    window.start_engine()
    qtbot.waitUntil(lambda: not step(window, 2).isEnabled())


def test_words_that_find_no_room_are_shortened_and_do_not_widen_the_window(
    window: MainWindow,
) -> None:
    window.first_steps.setFixedWidth(330)
    QApplication.processEvents()
    assert step(window, 2).text() != "Train your own"
    assert step(window, 2).accessibleName() == "Train your own"


def test_look_inside_leads_there(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, step(window, 3))
    assert window.tabs.current == "look"
    assert is_done(window, 3)


@pytest.mark.parametrize(("width", "seen"), [(1366, True), (911, False)])
def test_in_a_small_window_the_card_is_low(window: MainWindow, width: int, seen: bool) -> None:
    window.resize(width, 700)
    words = step(window, 1).parentWidget().findChildren(QLabel)[1]
    assert words.isVisible() == seen
    assert step(window, 1).toolTip() == words.text()


def test_after_the_last_step_the_card_has_done_its_work(
    window: MainWindow, preferences: Preferences
) -> None:
    for name in ("draw", "train"):
        window.first_steps.tick(name)
    assert window.first_steps.isVisible()
    window.first_steps.tick("look")
    assert not window.first_steps.isVisible()
    assert not preferences.get(FIRST_STEPS)
    window.help.show_first_steps()
    assert window.first_steps.isVisible()
    assert not any(is_done(window, number) for number in (1, 2, 3))
