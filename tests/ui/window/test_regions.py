from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from mnist_desk.ui.window.main_window import MainWindow


def area_of(window: MainWindow) -> str:
    focus = window.focusWidget()
    areas: dict[str, QWidget] = {
        "rail": window.rail,
        "task": window.tabs,
        "transport": window.train_panel.transport,
        "drawing": window.draw_panel,
    }
    return next((name for name, area in areas.items() if area.isAncestorOf(focus)), "elsewhere")


def test_start_is_within_five_tabs(ready_window: MainWindow) -> None:
    start = ready_window.findChild(QPushButton, "startButton")
    passed = [ready_window.focusWidget()]
    for _ in range(5):
        QTest.keyClick(passed[-1], Qt.Key.Key_Tab)
        passed.append(ready_window.focusWidget())
    assert start in passed, [widget.objectName() for widget in passed]


def test_f6_goes_from_area_to_area_and_round(ready_window: MainWindow) -> None:
    ready_window.first_steps.put_away()
    ready_window.rail.chosen.setFocus()
    seen = []
    for _ in range(4):
        seen.append(area_of(ready_window))
        QTest.keyClick(ready_window, Qt.Key.Key_F6)
    assert seen == ["rail", "transport", "drawing", "rail"]


def test_tab_goes_through_every_area_before_the_next(ready_window: MainWindow) -> None:
    """From the rail to the buttons of the training, the panel, the drawing, and round."""
    window = ready_window
    window.rail.chosen.setFocus()
    seen, first = [area_of(window)], window.focusWidget()
    for _ in range(300):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is first:
            break
        if (area := area_of(window)) != seen[-1] and area != "elsewhere":
            seen.append(area)
    assert seen == ["rail", "transport", "task", "drawing"]
