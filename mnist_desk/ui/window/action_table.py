"""Every action of the window, named once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from mnist_desk.core.translate import translate

from ..draw.panel import DrawPanel
from ..state.session import Session
from ..train.panel import TrainPanel
from .documents import Documents
from .help import Help
from .looks import Looks
from .report_saving import ReportSaving

Key = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class ActionSpec:
    """text: as in the menu. does: what happens; None for a menu of its own, and for a choice, which
    its group tells of. tip: what a button says of it. choice: a radio group it is in. canvas: where
    its key works, everywhere if not given. checkable: whether it is on or off; `does` is told.
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
    reports: ReportSaving
    draw_panel: DrawPanel

    @property
    def train_panel(self) -> TrainPanel: ...

    @property
    def looks(self) -> Looks: ...

    @property
    def help(self) -> Help: ...

    def close(self) -> bool: ...
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
            translate("actions", "Back to &MNIST"),
            window.session.open_data.close,
            tip=translate("actions", "Train and try on MNIST again"),
        ),
        "recent": ActionSpec(translate("actions", "Open &recent"), None),
        "save_model": ActionSpec(
            translate("actions", "&Save model as…"), files.save_model, key.Save
        ),
        "save_ink": ActionSpec(translate("actions", "Save &ink…"), files.save_ink, "Ctrl+Shift+S"),
        "save_picture": ActionSpec(
            translate("actions", "Save &picture…"), files.save_picture, "Ctrl+E"
        ),
        "save_report": ActionSpec(
            translate("actions", "Save repor&t…"),
            window.reports.ask,
            tip=translate(
                "actions", "Scores, matrix and mistakes of the network as a page for a browser"
            ),
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
            None,
            "Ctrl+1",
            translate("actions", "Train a network and watch it learn"),
            choice="panel",
        ),
        "look": ActionSpec(
            translate("actions", "&Look inside"),
            None,
            "Ctrl+2",
            translate("actions", "What happens between the ink and the answer"),
            choice="panel",
        ),
        "digits": ActionSpec(
            translate("actions", "&My digits"),
            None,
            "Ctrl+3",
            translate("actions", "The digits that you kept, and what they teach"),
            choice="panel",
        ),
        "evaluate": ActionSpec(
            translate("actions", "E&valuate"),
            None,
            "Ctrl+4",
            translate("actions", "Which digits it gets wrong, and why"),
            choice="panel",
        ),
        "data": ActionSpec(
            translate("actions", "&Data"),
            None,
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
