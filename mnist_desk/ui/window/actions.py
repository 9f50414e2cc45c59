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
from .help import Help
from .looks import Looks

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

    @property
    def looks(self) -> Looks: ...

    @property
    def help(self) -> Help: ...

    def close(self) -> bool: ...
    def show_train(self) -> None: ...
    def show_look(self) -> None: ...
    def show_digits(self) -> None: ...
    def show_evaluate(self) -> None: ...
    def show_data(self) -> None: ...
    def next_region(self) -> None: ...
    def set_full_screen(self, on: bool, /) -> None: ...
    def open_preferences(self) -> None: ...


def action_specs(window: Frame) -> dict[str, ActionSpec]:
    """The table: id -> what it is called, what it does, its key."""
    files, sheet, training = window.documents, window.session.sheet, window.session.training
    draw, train = window.draw_panel, window.train_panel
    canvas, key = draw.canvas, QKeySequence.StandardKey
    looks, help_ = window.looks, window.help
    return {
        "open": ActionSpec(translate("actions", "&Open…"), files.open, key.Open),
        "open_data": ActionSpec(
            translate("actions", "Open &data set…"),
            files.open_data,
            tip=translate("actions", "A .npz, IDX or CSV file, or ink, to train and try on"),
        ),
        "open_data_folder": ActionSpec(
            translate("actions", "Open data &folder…"),
            files.open_data_folder,
            tip=translate("actions", "A folder of IDX files, or with a folder for each class"),
        ),
        "close_data": ActionSpec(
            translate("actions", "Back to &MNIST"), window.session.open_data.close
        ),
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
        "train": ActionSpec(
            translate("actions", "&Train"),
            window.show_train,
            "Ctrl+1",
            translate("actions", "Train a network and watch it learn"),
            choice="panel",
        ),
        "look": ActionSpec(
            translate("actions", "&Look inside"),
            window.show_look,
            "Ctrl+2",
            translate("actions", "What happens between the ink and the answer"),
            choice="panel",
        ),
        "digits": ActionSpec(
            translate("actions", "&My digits"),
            window.show_digits,
            "Ctrl+3",
            translate("actions", "The digits that you kept, and what they teach"),
            choice="panel",
        ),
        "evaluate": ActionSpec(
            translate("actions", "E&valuate"),
            window.show_evaluate,
            "Ctrl+4",
            translate("actions", "Which digits it gets wrong, and why"),
            choice="panel",
        ),
        "data": ActionSpec(
            translate("actions", "&Data"),
            window.show_data,
            "Ctrl+5",
            translate("actions", "What it learns from and is tried on"),
            choice="panel",
        ),
        "region": ActionSpec(translate("actions", "&Next area"), window.next_region, "F6"),
        "full_screen": ActionSpec(
            translate("actions", "Draw and answer, &full screen"),
            window.set_full_screen,
            "F11",
            translate("actions", "The drawing and its answer alone, large, for a class"),
            checkable=True,
        ),
        "appearance": ActionSpec(translate("actions", "&Appearance"), None),
        "text_size": ActionSpec(translate("actions", "&Size of text"), None),
        "larger": ActionSpec(translate("actions", "Lar&ger text"), looks.larger, key.ZoomIn),
        "smaller": ActionSpec(translate("actions", "Smaller te&xt"), looks.smaller, key.ZoomOut),
        "usual": ActionSpec(translate("actions", "&Usual text"), looks.usual, "Ctrl+0"),
        "still": ActionSpec(
            translate("actions", "&Reduce motion"), looks.reduce_motion, checkable=True
        ),
        "preferences": ActionSpec(
            translate("actions", "Pr&eferences…"),
            window.open_preferences,
            "Ctrl+,",
            translate("actions", "Looks, device, and where your files live"),
            role=QAction.MenuRole.PreferencesRole,
        ),
        "first_steps": ActionSpec(translate("actions", "&First steps"), help_.show_first_steps),
        "show_me": ActionSpec(
            translate("actions", "&Show me"),
            help_.show_me,
            tip=translate("actions", "A window of its own draws, trains and draws again"),
        ),
        "keys": ActionSpec(translate("actions", "&Keys"), help_.show_keys, "F1"),
        "logs": ActionSpec(translate("actions", "Open the &log folder"), help_.open_logs),
        "about": ActionSpec(
            translate("actions", "&About MNIST Desk"),
            help_.about,
            role=QAction.MenuRole.AboutRole,
        ),
    }


SEPARATOR = "-"

_DATA = ["open_data", "open_data_folder", "close_data"]
_SAVE = ["save_model", "save_ink", "save_picture"]
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
