"""The program tries itself: does this installation read, train, save and open?

    mnist-desk self-test            on the screen, or off it where there is none
    mnist-desk self-test FOLDER     leaves report.txt and model.safetensors in FOLDER

The real window reads the sample drawings, drawn with mouse events, trains an epoch, saves the model
and opens it again, in folders of its own. One line is said for each step; the exit code tells.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.ink import CANVAS, Ink, Point
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import resource
from mnist_desk.core.recipes import RECIPES
from mnist_desk.ui.state.engine import EngineState
from mnist_desk.ui.window.main_window import MainWindow

from .app import create_application, create_window, has_display, run

_TICK = 5
"""Milliseconds between two looks; the engine needs the processor more than we do."""
_LIMIT = 180
"""Seconds for all of it; a machine that needs longer is of no use."""
_GOOD = 0.9
"""Share of the test images that one epoch of `quick` gets right, well below its usual 96 %."""


class Fault(Exception):
    """A step that did not do what it must; the message says which and how."""


def main(folder: Path | None) -> int:
    """Go through the steps; returns 0, or 1 when one failed."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="mnist-desk-") as temporary:
        place = folder or Path(temporary)
        if not place.is_dir() or not os.access(place, os.W_OK):
            print(f"mnist-desk: {place} is no folder that can be written to.", file=sys.stderr)
            return 2
        application = create_application()
        # With a folder given the person's own folders are tried too, as they are.
        window = create_window(None if folder else place)
        test = SelfTest(window, place)
        window.show()
        test.start()
        code = run(application, window)
    return code or test.code


class SelfTest(QObject):
    """Pumps the steps with a timer, so that the window lives beside them."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        self.code = 1
        self._window = window
        self._session = window.session
        self._folder = folder
        self._report = (folder / "report.txt").open("w", encoding="utf-8", buffering=1)
        self._end = time.monotonic() + _LIMIT
        self._steps = self._go()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._session.notices.warned.connect(self._tell_message)

    def start(self) -> None:
        self._timer.start(_TICK)

    def _say(self, line: str) -> None:
        print(line, flush=True)
        self._report.write(f"{line}\n")

    @Slot(str, str)
    def _tell_message(self, sentence: str, _about: str) -> None:
        self._say(f"message: {sentence}")

    @Slot()
    def _tick(self) -> None:
        try:
            if time.monotonic() > self._end:
                raise Fault(f"it took longer than {_LIMIT} s")
            next(self._steps)
        except StopIteration:
            self.code = 0
            self._say("all is well")
            self._close()
        except Exception as error:
            self._say(f"FAILED: {error!r}" if not isinstance(error, Fault) else f"FAILED: {error}")
            self._close()

    def _close(self) -> None:
        self._timer.stop()
        self._report.close()
        self._window.close()
        QApplication.quit()

    def _go(self) -> Iterator[None]:
        handle = self._window.windowHandle()
        while not handle.isExposed():
            yield
        self._say(f"window in sight ({QApplication.platformName()}, {_work()})")
        yield from self._read_all("the shipped model")
        yield from self._wait_for_engine()
        yield from self._read_all("the engine")
        yield from self._train()
        self._save_and_open()
        yield

    def _read_all(self, reader: str) -> Iterator[None]:
        """Draw ten digits with the mouse; all must be read right."""
        answers = []
        for record in read_ink(resource("ink", "samples.jsonl")):
            self._session.sheet.clear()
            yield from self._draw(record.ink)
            reading = self._session.reader.reading.reading
            answers.append((record.label, reading.winner if reading else None))
        if wrong := [pair for pair in answers if pair[0] != pair[1]]:
            raise Fault(f"{reader} reads (label, answer) {wrong}")
        self._say(f"{reader} reads {len(answers)} of {len(answers)} drawings")

    def _draw(self, ink: Ink) -> Iterator[None]:
        for stroke in ink.strokes:
            self._mouse(QEvent.Type.MouseButtonPress, stroke[0])
            for point in stroke[1:]:
                self._mouse(QEvent.Type.MouseMove, point)
            self._mouse(QEvent.Type.MouseButtonRelease, stroke[-1])
            yield

    def _mouse(self, kind: QEvent.Type, point: Point) -> None:
        canvas = self._window.draw_panel.canvas
        sheet = canvas.sheet()
        scale = sheet.width() / CANVAS
        place = QPointF(sheet.x() + point[0] * scale, sheet.y() + point[1] * scale)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == QEvent.Type.MouseMove else left
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        event = QMouseEvent(
            kind, place, canvas.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(canvas, event)

    def _wait_for_engine(self) -> Iterator[None]:
        engine = self._session.engine
        while engine.state is EngineState.LOADING:
            yield
        if not engine.is_ready:
            raise Fault("the engine could not be loaded")
        self._say(f"engine ready ({engine.device}, {_work()})")

    def _train(self) -> Iterator[None]:
        self._session.training.start(RECIPES["quick"].with_text("epochs", "1"))
        while self._session.training.busy:
            yield
        scores = self._session.network.model.scores
        if scores is None or scores.accuracy < _GOOD:
            raise Fault(f"after an epoch of training the scores are {scores}")
        self._say(f"an epoch trained, {scores.accuracy:.1%} of the test images read")

    def _save_and_open(self) -> None:
        path = self._folder / "model.safetensors"
        scores = self._session.network.model.scores
        if not self._session.runs.save(self._session.network.model, path):
            raise Fault("the model could not be saved")
        self._session.runs.add_opened(path, load_model(path), FileStamp.of(path))
        opened = self._session.runs.current
        if opened.title != path.stem or opened.model.scores is None or scores is None:
            raise Fault("the model that was saved could not be opened")
        if opened.model.scores.accuracy != scores.accuracy:
            raise Fault("the model that was opened is not the one that was saved")
        self._say("the model was saved and opened")


def _work() -> str:
    """The time of the processor so far: unlike a clock's, it is the same on a busy machine."""
    return f"{time.process_time():.2f} s of processor time"
