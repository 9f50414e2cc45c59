"""Every action of the window, named once; the menus are literal lists of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from mnist_desk.core.translate import Phrase, translate

from ..draw.panel import DrawPanel
from ..state.session import Session
from ..train.panel import TrainPanel
from ..work.sentences import spoken
from .documents import Documents

Key = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class ActionSpec:
    """text: as in the menu. does: what happens; None for a menu of its own. tip: what a button
    says of it. choice: a radio group it is in. canvas: where its key works, everywhere if not
    given. checkable: whether it is on or off; `does` is told.
    """

    text: str
    does: Callable[..., object] | None
    key: Key = None
    tip: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    choice: str | None = None
    canvas: QWidget | None = None
    checkable: bool = False


class Frame(Protocol):
    """What the actions need of the window."""

    session: Session
    documents: Documents
    draw_panel: DrawPanel

    @property
    def train_panel(self) -> TrainPanel: ...

    def close(self) -> bool: ...
    def use_system_appearance(self) -> None: ...
    def use_light_appearance(self) -> None: ...
    def use_dark_appearance(self) -> None: ...
    def reduce_motion(self, still: bool, /) -> None: ...
    def about(self) -> None: ...


def action_specs(window: Frame) -> dict[str, ActionSpec]:
    """The table: id -> what it is called, what it does, its key."""
    files, sheet, training = window.documents, window.session.sheet, window.session.training
    draw, train = window.draw_panel, window.train_panel
    canvas, key = draw.canvas, QKeySequence.StandardKey
    return {
        "open": ActionSpec(translate("actions", "&Open…"), files.open, key.Open),
        "recent": ActionSpec(translate("actions", "Open &recent"), None),
        "save_model": ActionSpec(
            translate("actions", "&Save model as…"), files.save_model, key.Save
        ),
        "save_ink": ActionSpec(translate("actions", "Save &ink…"), files.save_ink, "Ctrl+Shift+S"),
        "save_picture": ActionSpec(
            translate("actions", "Save &picture…"), files.save_picture, "Ctrl+E"
        ),
        "quit": ActionSpec(
            translate("actions", "&Quit"), window.close, "Ctrl+Q", role=QAction.MenuRole.QuitRole
        ),
        "undo": ActionSpec(
            translate("actions", "&Undo"),
            sheet.undo_stack.undo,
            key.Undo,
            translate("actions", "Take back"),
        ),
        "redo": ActionSpec(
            translate("actions", "&Redo"),
            sheet.undo_stack.redo,
            "Ctrl+Shift+Z",
            translate("actions", "Draw again"),
        ),
        "clear": ActionSpec(
            translate("actions", "&Clear the sheet"),
            sheet.clear,
            "Ctrl+L",
            translate("actions", "Take an empty sheet"),
        ),
        "copy": ActionSpec(
            translate("actions", "C&opy as a picture"), files.copy, key.Copy, canvas=canvas
        ),
        "paste": ActionSpec(
            translate("actions", "&Paste a picture"), files.paste, key.Paste, canvas=canvas
        ),
        "eraser": ActionSpec(
            translate("actions", "&Eraser"),
            canvas.set_erasing,
            "E",
            translate("actions", "Take the strokes that you touch"),
            canvas=canvas,
            checkable=True,
        ),
        "test_digit": ActionSpec(
            translate("actions", "Any &test digit"),
            draw.mnist_digits.put_any,
            "Ctrl+T",
            translate("actions", "Put an image of the MNIST test set on the canvas"),
        ),
        "wrong_digit": ActionSpec(
            translate("actions", "A test digit it gets &wrong"),
            draw.mnist_digits.put_wrong,
            "Ctrl+Shift+T",
        ),
        "start": ActionSpec(
            translate("actions", "&Start"),
            train.start,
            "Ctrl+Return",
            translate("actions", "Train a new network with this recipe"),
        ),
        "pause": ActionSpec(translate("actions", "&Pause"), training.pause_or_resume, "Ctrl+P"),
        "stop": ActionSpec(
            translate("actions", "S&top"),
            training.stop,
            "Ctrl+.",
            translate("actions", "End the training and keep the model reached"),
        ),
        "system": ActionSpec(
            translate("actions", "As the &system"),
            window.use_system_appearance,
            choice="appearance",
        ),
        "light": ActionSpec(
            translate("actions", "&Light"), window.use_light_appearance, choice="appearance"
        ),
        "dark": ActionSpec(
            translate("actions", "&Dark"), window.use_dark_appearance, choice="appearance"
        ),
        "still": ActionSpec(
            translate("actions", "&Reduce motion"), window.reduce_motion, checkable=True
        ),
        "about": ActionSpec(
            translate("actions", "&About MNIST Desk"),
            window.about,
            role=QAction.MenuRole.AboutRole,
        ),
    }


SEPARATOR = "-"

_SAVE = ["save_model", "save_ink", "save_picture"]
_EDIT = ["undo", "redo", "clear", SEPARATOR, "copy", "paste"]

MENUS: list[tuple[str, list[str]]] = [
    (
        translate("actions", "&File"),
        ["open", "recent", SEPARATOR, *_SAVE, SEPARATOR, "quit"],
    ),
    (
        translate("actions", "&Drawing"),
        [*_EDIT, SEPARATOR, "eraser", SEPARATOR, "test_digit", "wrong_digit"],
    ),
    (translate("actions", "&Training"), ["start", "pause", "stop"]),
    (translate("actions", "&View"), ["system", "light", "dark", SEPARATOR, "still"]),
    (translate("actions", "&Help"), ["about"]),
]


def make_actions(specs: Mapping[str, ActionSpec], window: QMainWindow) -> dict[str, QAction]:
    """A QAction for each row of the table, and the menu bar of them."""
    actions = {name: _action(name, spec, window) for name, spec in specs.items()}
    for title, names in MENUS:
        menu = window.menuBar().addMenu(_in_language(title))
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(actions[name])
    return actions


def _action(name: str, spec: ActionSpec, window: QMainWindow) -> QAction:
    action = QAction(_in_language(spec.text), window)
    action.setObjectName(f"action_{name}")
    action.setMenuRole(spec.role)
    if spec.tip:
        action.setToolTip(_in_language(spec.tip))
    if spec.key is not None:
        action.setShortcut(spec.key)
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


def _in_language(text: str) -> str:
    return spoken(Phrase("actions", text))
