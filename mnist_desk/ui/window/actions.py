"""Every action of the window, named once; the menus are literal lists of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

Key = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class ActionSpec:
    """text: as in the menu. does: the method, as it is reached from the main window; empty for a
    menu of its own. choice: a radio group it is in. on_canvas: whether its key works only while
    the canvas has the focus. checkable: whether it is on or off; the method is told.
    """

    text: str
    does: str
    key: Key = None
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    choice: str | None = None
    on_canvas: bool = False
    checkable: bool = False


def QT_TRANSLATE_NOOP(text: str) -> str:
    """Marks a text for translation; MainWindow.tr translates it."""
    return text


_ = QT_TRANSLATE_NOOP

ACTIONS: dict[str, ActionSpec] = {
    "open": ActionSpec(_("&Open…"), "files.open", QKeySequence.StandardKey.Open),
    "recent": ActionSpec(_("Open &recent"), ""),
    "save_model": ActionSpec(
        _("&Save model as…"), "files.save_model", QKeySequence.StandardKey.Save
    ),
    "save_ink": ActionSpec(_("Save &ink…"), "files.save_ink", "Ctrl+Shift+S"),
    "save_picture": ActionSpec(_("Save &picture…"), "files.save_picture", "Ctrl+E"),
    "quit": ActionSpec(_("&Quit"), "close", "Ctrl+Q", QAction.MenuRole.QuitRole),
    "undo": ActionSpec(_("&Undo"), "session.undo_stack.undo", QKeySequence.StandardKey.Undo),
    "redo": ActionSpec(_("&Redo"), "session.undo_stack.redo", "Ctrl+Shift+Z"),
    "clear": ActionSpec(_("&Clear the sheet"), "session.clear_drawing", "Ctrl+L"),
    "copy": ActionSpec(
        _("C&opy as a picture"), "files.copy", QKeySequence.StandardKey.Copy, on_canvas=True
    ),
    "paste": ActionSpec(
        _("&Paste a picture"), "files.paste", QKeySequence.StandardKey.Paste, on_canvas=True
    ),
    "eraser": ActionSpec(
        _("&Eraser on or off"), "draw_panel.tools.eraser.toggle", "E", on_canvas=True
    ),
    "test_digit": ActionSpec(_("Any &test digit"), "draw_panel.mnist_digits.put_any", "Ctrl+T"),
    "wrong_digit": ActionSpec(
        _("A test digit it gets &wrong"), "draw_panel.mnist_digits.put_wrong", "Ctrl+Shift+T"
    ),
    "start": ActionSpec(_("&Start"), "start_training", "Ctrl+Return"),
    "pause": ActionSpec(_("&Pause or resume"), "pause_training", "Ctrl+P"),
    "stop": ActionSpec(_("S&top"), "stop_training", "Ctrl+."),
    "system": ActionSpec(_("As the &system"), "use_system_appearance", choice="appearance"),
    "light": ActionSpec(_("&Light"), "use_light_appearance", choice="appearance"),
    "dark": ActionSpec(_("&Dark"), "use_dark_appearance", choice="appearance"),
    "still": ActionSpec(_("&Reduce motion"), "reduce_motion", checkable=True),
    "about": ActionSpec(_("&About MNIST Desk"), "about", None, QAction.MenuRole.AboutRole),
}

SEPARATOR = "-"

_SAVE = ["save_model", "save_ink", "save_picture"]
_EDIT = ["undo", "redo", "clear", SEPARATOR, "copy", "paste"]

MENUS: list[tuple[str, list[str]]] = [
    (_("&File"), ["open", "recent", SEPARATOR, *_SAVE, SEPARATOR, "quit"]),
    (_("&Drawing"), [*_EDIT, SEPARATOR, "eraser", SEPARATOR, "test_digit", "wrong_digit"]),
    (_("&Training"), ["start", "pause", "stop"]),
    (_("&View"), ["system", "light", "dark", SEPARATOR, "still"]),
    (_("&Help"), ["about"]),
]
