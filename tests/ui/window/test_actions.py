from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from mnist_desk.ui.window.action_table import ActionSpec, action_specs
from mnist_desk.ui.window.actions import MENUS, SEPARATOR
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.window.tabs import TABS

ENTRIES = [name for _, names in MENUS for name in names if name != SEPARATOR]


@pytest.fixture
def specs(window: MainWindow) -> dict[str, ActionSpec]:
    return action_specs(window)


def test_every_action_is_in_one_menu(specs: dict[str, ActionSpec]) -> None:
    assert Counter(ENTRIES) == Counter(specs.keys())


def test_every_action_does_something(window: MainWindow, specs: dict[str, ActionSpec]) -> None:
    for name, spec in specs.items():
        action = window.findChild(QAction, f"action_{name}")
        if spec.choice is not None:
            assert spec.does is None, f"the group of {name} tells of it"
        elif spec.does is None:
            assert action.menu() is not None, f"{name} opens a menu of its own"
        else:
            assert callable(spec.does), name


@pytest.mark.parametrize("name", TABS)
def test_each_panel_has_an_action_that_shows_it(window: MainWindow, name: str) -> None:
    window.show_panel("look" if name == "train" else "train")
    window.findChild(QAction, f"action_{name}").trigger()
    assert window.tabs.current == name


def test_shortcuts_are_unique(specs: dict[str, ActionSpec]) -> None:
    keys = Counter(
        QKeySequence(spec.key).toString() for spec in specs.values() if spec.key is not None
    )
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []


def letters(texts: list[str]) -> list[str]:
    """The letters that reach these texts with the Alt key."""
    return [text[text.index("&") + 1].lower() for text in texts]


def test_every_menu_has_a_letter_of_its_own() -> None:
    found = letters([title for title, _ in MENUS])
    assert len(set(found)) == len(found)


def test_every_entry_of_a_menu_has_a_letter_of_its_own(specs: dict[str, ActionSpec]) -> None:
    for title, names in MENUS:
        found = letters([specs[name].text for name in names if name != SEPARATOR])
        assert len(set(found)) == len(found), title


@pytest.mark.parametrize(
    ("name", "role"),
    [("quit", QAction.MenuRole.QuitRole), ("about", QAction.MenuRole.AboutRole)],
)
def test_the_menu_of_macos_gets_its_own(
    specs: dict[str, ActionSpec], name: str, role: QAction.MenuRole
) -> None:
    with_role = [name for name, spec in specs.items() if spec.role == role]
    assert with_role == [name]


def test_the_menu_bar_is_what_the_table_says(
    window: MainWindow, specs: dict[str, ActionSpec]
) -> None:
    shown = {
        menu.title(): [
            SEPARATOR if action.isSeparator() else action.text() for action in menu.actions()
        ]
        for menu in window.menuBar().findChildren(QMenu)
        if menu.menuAction() in window.menuBar().actions()
    }
    assert shown == {
        title: [SEPARATOR if name == SEPARATOR else specs[name].text for name in names]
        for title, names in MENUS
    }


def test_a_shortcut_reaches_its_action(window: MainWindow, specs: dict[str, ActionSpec]) -> None:
    for name, spec in specs.items():
        if spec.key is not None:
            action = window.findChild(QAction, f"action_{name}")
            assert action.shortcut() == QKeySequence(spec.key), name


@pytest.mark.parametrize(
    ("button", "action"),
    [
        *(("undoButton", "undo"), ("redoButton", "redo"), ("clearButton", "clear")),
        *(("startButton", "start"), ("stopButton", "stop")),
        ("eraserButton", "eraser"),
    ],
)
def test_a_button_tells_the_key_of_its_action(
    ready_window: MainWindow, button: str, action: str
) -> None:
    key = ready_window.findChild(QAction, f"action_{action}").shortcut().toString()
    assert key
    assert f"({key}" in ready_window.findChild(QPushButton, button).toolTip()
