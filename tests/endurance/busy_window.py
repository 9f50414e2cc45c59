"""A real window that is busy until it is closed or killed, and tells what it has done.

    python tests/endurance/busy_window.py {keep,save,train,lesson} FOLDER|- [--count N]

In the user's own folders for "-".

Started by kills.py and disks.py. A line of standard output is a word and a value: what is told
has happened, and must be found again whatever comes.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer, Slot
from visitor import Visitor

from mnist_desk import app
from mnist_desk.core.recipes import QUICK
from mnist_desk.ui.state.engine import EngineState

SMALL = replace(QUICK, hidden=(32,), batch_size=500, epochs=1000)
"""An epoch takes a tenth of a second."""

Script = Iterator[None]


def tell(word: str, value: object = "") -> None:
    print(word, value, flush=True)


class Busy(QObject):
    """Goes on with a script whenever the window has nothing else to do."""

    def __init__(self, visitor: Visitor, script: Script) -> None:
        super().__init__(visitor.window)
        self._visitor, self._script = visitor, script
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(1)

    @Slot()
    def _go_on(self) -> None:
        self._timer.stop()
        if self._visitor.window.isVisible() and next(self._script, "over") != "over":
            self._timer.start(1)


def keep(visitor: Visitor, count: int) -> Script:
    """Keep one digit after the other; each fourth is taken back, so that the file is rewritten."""
    mine, window = visitor.session.my_digits, visitor.window
    for number in range(count):
        visitor.act("clear")
        visitor.scribble()
        before = len(mine.digits)
        visitor.keep(number % 10)
        while mine.busy:
            yield
        if not window.isVisible():
            return
        if len(mine.digits) > before:
            tell("kept", mine.digits[-1].record.to_json())
        if number % 4 == 3:
            tell("gone", mine.digits[-1].record.to_json())
            visitor.act("undo")
            while mine.busy:
                yield
    window.close()


def save(visitor: Visitor, count: int) -> Script:
    """Save the same model to the same file."""
    folder = Path(sys.argv[2])  # as main has it
    visitor.open(folder / "big.safetensors")
    while len(visitor.session.runs.all) < 2:
        yield
    for number in range(count):
        visitor.save(folder / "saved.safetensors")
        tell("saved", number)
        yield
    visitor.window.close()


def train(visitor: Visitor, count: int) -> Script:
    """Train so many epochs; tell of steps and of epochs that were finished."""
    yield from _until_ready(visitor)
    visitor.start_training(replace(SMALL, epochs=min(count, SMALL.epochs)))
    training, network, told = visitor.session.training, visitor.session.network, 0
    while training.busy:
        model = network.model
        if len(model.history.epochs) > told:
            told = len(model.history.epochs)
            tell("epoch", told)
        tell("step", model.steps)
        yield
    tell("trained", len(network.model.history.epochs))
    visitor.window.close()


def lesson(visitor: Visitor, count: int) -> Script:
    """Give lessons and keep what comes of them."""
    yield from _until_ready(visitor)
    lesson = visitor.session.lesson
    while lesson.why_not():
        yield
    for number in range(count):
        lesson.start()
        tell("lesson", number)
        while lesson.busy:
            yield
        if lesson.taught is not None:
            lesson.keep()
        for _ in range(50):
            yield
    visitor.window.close()


def _until_ready(visitor: Visitor) -> Script:
    while visitor.session.engine.state is EngineState.LOADING:
        yield


SCRIPTS: dict[str, Callable[[Visitor, int], Script]] = {
    "keep": keep,
    "save": save,
    "train": train,
    "lesson": lesson,
}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=SCRIPTS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=10**6, help="of what it does, before it ends")
    options = parser.parse_args()
    if options.what in ("keep", "save"):
        app._FIRST_PAINT = 10**9  # TensorFlow is not needed.
    application = app.create_application()
    window = app.create_window(None if str(options.folder) == "-" else options.folder)
    window.session.my_digits.load()
    window.session.notices.warned.connect(lambda sentence, _: tell("warned", sentence))
    window.show()
    visitor = Visitor(window, random.Random(options.seed))
    Busy(visitor, SCRIPTS[options.what](visitor, options.count))
    return app.run(application, window)


if __name__ == "__main__":
    sys.exit(main())
