"""The menus are literal lists of actions; each is made from its row of the table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow

from mnist_desk.core.translate import Phrase, translate

from ..work.sentences import spoken
from .action_table import ActionSpec

SEPARATOR = "-"

_DATA = ["open_data", "open_data_folder", "close_data"]
_SAVE = ["save_model", "save_report", "save_ink", "save_picture"]
_PANELS = ["train", "look", "digits", "evaluate", "data", SEPARATOR, "region", "full_screen"]
_SIZES = ["appearance", "text_size", "larger", "smaller", "usual"]
_EDIT = ["undo", "redo", "clear", SEPARATOR, "copy", "paste"]

MENUS: list[tuple[str, list[str]]] = [
    (
        translate("actions", "&File"),
        [
            "open",
            "recent",
            SEPARATOR,
            *_DATA,
            SEPARATOR,
            *_SAVE,
            SEPARATOR,
            "preferences",
            SEPARATOR,
            "quit",
        ],
    ),
    (
        translate("actions", "&Drawing"),
        [*_EDIT, SEPARATOR, "eraser", SEPARATOR, "test_digit", "wrong_digit"],
    ),
    (translate("actions", "&Training"), ["start", "pause", "stop"]),
    (translate("actions", "&View"), [*_PANELS, SEPARATOR, *_SIZES, SEPARATOR, "still"]),
    (
        translate("actions", "&Help"),
        ["first_steps", "show_me", "keys", SEPARATOR, "logs", "about"],
    ),
]


def make_actions(specs: Mapping[str, ActionSpec], window: QMainWindow) -> dict[str, QAction]:
    """A QAction for each row of the table, and the menu bar of them."""
    actions = {name: _action(name, spec, window) for name, spec in specs.items()}
    # Where there is no menu bar, in full screen, their keys work nevertheless.
    window.addActions(list(actions.values()))
    for title, names in MENUS:
        menu = window.menuBar().addMenu(in_language(title))
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(actions[name])
    return actions


def _action(name: str, spec: ActionSpec, window: QMainWindow) -> QAction:
    action = QAction(in_language(spec.text), window)
    action.setObjectName(f"action_{name}")
    action.setMenuRole(spec.role)
    if spec.tip:
        action.setToolTip(in_language(spec.tip))
    if spec.key is not None:
        action.setShortcut(spec.key)
    action.setData(name)
    if spec.choice is not None:
        _group(spec.choice, window).addAction(action)
    action.setCheckable(spec.choice is not None or spec.checkable)
    if spec.canvas is not None:
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        spec.canvas.addAction(action)
    if spec.does is not None:
        (action.toggled if spec.checkable else action.triggered).connect(spec.does)
    return action


def _group(name: str, window: QMainWindow) -> QActionGroup:
    group = window.findChild(QActionGroup, name)
    if group is None:
        group = QActionGroup(window)
        group.setObjectName(name)
    return group


def in_language(text: str) -> str:
    """A text of this table as the person reads it."""
    return spoken(Phrase("actions", text))
