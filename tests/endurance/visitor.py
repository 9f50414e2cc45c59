"""Somebody who uses the real window: draws with the mouse, keeps digits, trains, opens and saves.

Used by the endurance tests. All goes through what a person has, mouse, keys, menus, lists; what is
waited for is a condition, never a time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListWidget, QPushButton

from mnist_desk.core.ink import CANVAS, Ink
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.places import resource
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.window.main_window import MainWindow

PATIENCE = 300.0
"""Seconds that anything may take on a busy machine before it counts as hanging."""

Q = TypeVar("Q", bound=QObject)


class Hangs(Exception):
    """Something that was waited for did not happen."""


def wait_for(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Let the window work until the condition holds. Raises Hangs when it never does."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise Hangs(f"waited {seconds:.0f} s for {what}")
        QTest.qWait(5)


class Visitor:
    """One person at one window; `random` decides what is not told."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        self.window, self.session, self.chance = window, window.session, chance
        self.inks = [record.ink for record in read_ink(resource("ink", "samples.jsonl"))]
        self.warnings: list[str] = []
        window.session.notices.warned.connect(self._note)

    def _note(self, sentence: str, _about: str) -> None:
        self.warnings.append(sentence)

    def find(self, kind: type[Q], name: str) -> Q:
        found: Q | None = self.window.findChild(kind, name)
        if found is None:
            raise LookupError(f"the window has no {name}")
        return found

    def act(self, name: str) -> None:
        """Choose an action of the menus."""
        self.find(QAction, f"action_{name}").trigger()

    def wait_until_ready(self) -> None:
        wait_for(lambda: bool(self.session.property("ready")), "TensorFlow to load")

    # Drawing

    def draw(self, ink: Ink | None = None, points: int = 12) -> None:
        """Draw with the mouse, some points of each stroke."""
        for stroke in (ink or self.chance.choice(self.inks)).strokes:
            places = stroke[:: max(1, len(stroke) // points)]
            self._press([self._place(*point[:2]) for point in places])

    def scribble(self, points: int = 4) -> None:
        """Draw something that is never drawn again."""
        self._press(
            [
                self._place(self.chance.uniform(30, CANVAS - 30), self.chance.uniform(30, 250))
                for _ in range(points)
            ]
        )

    def erase(self) -> None:
        """Draw the eraser across the sheet."""
        self.act("eraser")
        height = self.chance.uniform(60, CANVAS - 60)
        self._press([self._place(x, height) for x in range(20, CANVAS - 20, 30)])
        self.act("eraser")

    def _press(self, places: list[QPoint]) -> None:
        canvas, left = self.window.draw_panel.canvas, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        QTest.mousePress(canvas, left, none, places[0])
        for place in places[1:]:
            QTest.mouseMove(canvas, place)
            QTest.qWait(1)
        QTest.mouseRelease(canvas, left, none, places[-1])

    def _place(self, x: float, y: float) -> QPoint:
        sheet = self.window.draw_panel.canvas.sheet()
        scale = sheet.width() / CANVAS
        return QPoint(round(sheet.x() + x * scale), round(sheet.y() + y * scale))

    def keep(self, label: int) -> None:
        """Press the key of a digit: what is on the sheet is kept as this one."""
        canvas = self.window.draw_panel.canvas
        canvas.setFocus()
        QTest.keyClick(canvas, Qt.Key(Qt.Key.Key_0.value + label))

    def wait_until_written(self) -> None:
        wait_for(lambda: not self.session.my_digits.busy, "my digits to be written and read")

    # Training

    def start_training(self, recipe: Recipe) -> None:
        self.window.train_panel.form.set_recipe(recipe)
        self.act("start")

    def go_on(self) -> bool:
        """Go on with the model that is looked at, if it can be trained on."""
        button = self.find(QPushButton, "continueButton")
        if button.isHidden() or self.session.training.busy:
            return False
        button.click()
        return True

    def stop_training(self) -> None:
        """Stop; what was trained may end by itself meanwhile."""
        self.act("stop")
        wait_for(lambda: not self.session.training.busy, "the training to stop")

    # Files and lists

    def open(self, path: Path) -> None:
        self.window.documents.open_path(path)

    def save(self, path: Path) -> None:
        """Save the model that is looked at; the dialog answers at once."""
        asks = QFileDialog.getSaveFileName
        QFileDialog.getSaveFileName = staticmethod(lambda *_: (str(path), ""))  # type: ignore
        try:
            self.act("save_model")
        finally:
            QFileDialog.getSaveFileName = asks  # type: ignore[method-assign]

    def choose_a_run(self) -> None:
        runs = self.find(QListWidget, "runList")
        runs.setCurrentRow(self.chance.randrange(runs.count()))

    def change_tab(self) -> None:
        tabs = self.window.tabs
        tabs.setCurrentIndex((tabs.currentIndex() + 1) % tabs.count())
