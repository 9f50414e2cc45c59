from __future__ import annotations

import operator
from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from mnist_desk.ui.window.actions import ACTIONS, MENUS, SEPARATOR
from mnist_desk.ui.window.main_window import MainWindow

ENTRIES = [name for _, names in MENUS for name in names if name != SEPARATOR]


@pytest.mark.parametrize("name", ENTRIES)
def test_every_menu_entry_is_an_action(name: str) -> None:
    assert name in ACTIONS


def test_every_action_is_in_one_menu() -> None:
    assert Counter(ENTRIES) == Counter(ACTIONS.keys())


def test_every_action_does_what_the_window_can_do(window: MainWindow) -> None:
    for name, spec in ACTIONS.items():
        action = window.findChild(QAction, f"action_{name}")
        if spec.does:
            assert callable(operator.attrgetter(spec.does)(window)), name
        else:
            assert action.menu() is not None, f"{name} opens a menu of its own"


def test_shortcuts_are_unique(qapp: QApplication) -> None:
    keys = Counter(
        QKeySequence(spec.key).toString() for spec in ACTIONS.values() if spec.key is not None
    )
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []


def letters(texts: list[str]) -> list[str]:
    """The letters that reach these texts with the Alt key."""
    return [text[text.index("&") + 1].lower() for text in texts]


def test_every_menu_has_a_letter_of_its_own() -> None:
    found = letters([title for title, _ in MENUS])
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("names", [names for _, names in MENUS], ids=[title for title, _ in MENUS])
def test_every_entry_of_a_menu_has_a_letter_of_its_own(names: list[str]) -> None:
    found = letters([ACTIONS[name].text for name in names if name != SEPARATOR])
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("name", "role"),
    [("quit", QAction.MenuRole.QuitRole), ("about", QAction.MenuRole.AboutRole)],
)
def test_the_menu_of_macos_gets_its_own(name: str, role: QAction.MenuRole) -> None:
    with_role = [name for name, spec in ACTIONS.items() if spec.role == role]
    assert with_role == [name]


def test_the_menu_bar_is_what_the_table_says(window: MainWindow) -> None:
    shown = {
        menu.title(): [
            SEPARATOR if action.isSeparator() else action.text() for action in menu.actions()
        ]
        for menu in window.menuBar().findChildren(QMenu)
        if menu.menuAction() in window.menuBar().actions()
    }
    assert shown == {
        title: [SEPARATOR if name == SEPARATOR else ACTIONS[name].text for name in names]
        for title, names in MENUS
    }


@pytest.mark.parametrize("name", [name for name, spec in ACTIONS.items() if spec.key])
def test_a_shortcut_reaches_its_action(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, f"action_{name}")
    assert action.shortcut() == QKeySequence(ACTIONS[name].key)
