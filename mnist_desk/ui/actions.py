"""Every action of the window, named once; the menus are literal lists of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

Key = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class ActionSpec:
    """text: as in the menu. does: the method of the main window. choice: a radio group it is in."""

    text: str
    does: str
    key: Key = None
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    choice: str | None = None


def QT_TRANSLATE_NOOP(text: str) -> str:
    """Marks a text for translation; MainWindow.tr translates it."""
    return text


_ = QT_TRANSLATE_NOOP

ACTIONS: dict[str, ActionSpec] = {
    "open_model": ActionSpec(_("&Open model…"), "open_model", QKeySequence.StandardKey.Open),
    "save_model": ActionSpec(_("&Save model as…"), "save_model", QKeySequence.StandardKey.Save),
    "quit": ActionSpec(_("&Quit"), "close", "Ctrl+Q", QAction.MenuRole.QuitRole),
    "undo": ActionSpec(_("&Undo"), "undo", QKeySequence.StandardKey.Undo),
    "redo": ActionSpec(_("&Redo"), "redo", "Ctrl+Shift+Z"),
    "clear": ActionSpec(_("&Clear the sheet"), "clear", "Ctrl+L"),
    "start": ActionSpec(_("&Start"), "start_training", "Ctrl+Return"),
    "pause": ActionSpec(_("&Pause or resume"), "pause_training", "Ctrl+P"),
    "stop": ActionSpec(_("S&top"), "stop_training", "Ctrl+."),
    "system": ActionSpec(_("As the &system"), "use_system_appearance", choice="appearance"),
    "light": ActionSpec(_("&Light"), "use_light_appearance", choice="appearance"),
    "dark": ActionSpec(_("&Dark"), "use_dark_appearance", choice="appearance"),
    "about": ActionSpec(_("&About MNIST Desk"), "about", None, QAction.MenuRole.AboutRole),
}

SEPARATOR = "-"

MENUS: list[tuple[str, list[str]]] = [
    (_("&File"), ["open_model", "save_model", SEPARATOR, "quit"]),
    (_("&Drawing"), ["undo", "redo", "clear"]),
    (_("&Training"), ["start", "pause", "stop"]),
    (_("&View"), ["system", "light", "dark"]),
    (_("&Help"), ["about"]),
]
