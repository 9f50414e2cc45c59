"""The panels: which are made when."""

from __future__ import annotations

from mnist_desk.ui.evaluate.panel import EvaluatePanel
from mnist_desk.ui.state.preferences import EVALUATE_PAGE
from mnist_desk.ui.window.main_window import MainWindow


def made(window: MainWindow) -> bool:
    return window.tabs.findChild(EvaluatePanel) is not None


def test_a_panel_that_waits_is_made_when_it_is_asked_for(window: MainWindow) -> None:
    assert not made(window)
    window.session.preferences.set(EVALUATE_PAGE, "breaks")
    window.show_panel("evaluate")
    assert made(window)
    assert window.evaluate_panel.isVisible()
    assert window.evaluate_panel.pages.current == "breaks"


def test_all_are_made_when_the_window_is_in_sight(window: MainWindow) -> None:
    window.start_engine()
    assert made(window)


def test_what_was_never_made_does_not_forget_how_it_was(window: MainWindow) -> None:
    window.session.preferences.set(EVALUATE_PAGE, "breaks")
    window.tabs.save(window.session.preferences)
    assert window.session.preferences.get(EVALUATE_PAGE) == "breaks"
    assert not made(window)
