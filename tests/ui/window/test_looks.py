from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.state.preferences import APPEARANCE, REDUCE_MOTION, TEXT_SIZE, TEXT_SIZES
from mnist_desk.ui.widgets.tokens import DARK, LIGHT, colours
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.window.theme import apply_appearance, apply_text_size


@pytest.fixture(autouse=True)
def looks_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    apply_appearance("system")
    apply_text_size(100)


def trigger(window: MainWindow, name: object) -> QAction:
    action: QAction = window.findChild(QAction, f"action_{name}")
    action.trigger()
    return action


def test_the_menu_changes_the_appearance_and_remembers_it(window: MainWindow) -> None:
    for name, theme in (("dark", DARK), ("light", LIGHT)):
        assert trigger(window, name).isChecked()
        assert colours() == theme
        assert window.session.preferences.get(APPEARANCE) == name


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_the_menu_changes_the_size_of_all_text(qtbot: QtBot, window: MainWindow, size: int) -> None:
    usual = QApplication.font().pointSizeF()
    label = window.findChild(QLabel, "statusLabel")
    assert trigger(window, size).isChecked()
    assert window.session.preferences.get(TEXT_SIZE) == size
    wanted = pytest.approx(usual * size / 100)
    qtbot.waitUntil(lambda: label.font().pointSizeF() == wanted)
    qtbot.waitUntil(lambda: window.menuBar().font().pointSizeF() == wanted)


def test_larger_smaller_and_usual_end_at_the_ends(window: MainWindow) -> None:
    preferences, seen = window.session.preferences, []
    for name in (*["larger"] * 5, *["smaller"] * 5, "larger", "usual"):
        trigger(window, name)
        seen.append(preferences.get(TEXT_SIZE))
    assert seen == [125, 150, 200, 200, 200, 150, 125, 100, 100, 100, 125, 100]


def test_motion_is_reduced_and_the_menu_says_so(window: MainWindow) -> None:
    still = trigger(window, "still")
    assert window.session.preferences.get(REDUCE_MOTION)
    assert still.isChecked()
    window.session.preferences.set(REDUCE_MOTION, False)
    assert not still.isChecked()
