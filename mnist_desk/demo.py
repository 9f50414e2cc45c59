"""The scripted show: the real window draws digits, trains, and draws again."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.places import resource
from mnist_desk.core.recipes import RECIPES
from mnist_desk.ui.state.engine import EngineState
from mnist_desk.ui.window.main_window import MainWindow

from .app import create_application, create_window, has_display, run

_TICK = 16
"""Milliseconds between two points of a stroke."""
_UNSEEN_TICK = 4
"""The same for a show that nobody watches, made for its picture."""
_LOOK = 40
"""Ticks to look at a finished digit."""
_FIRST, _SECOND = (7, 3, 5), (2, 9, 4)
_EPOCHS = 6


def main(screenshot: Path | None) -> int:
    """Show the demo. With `screenshot`, write a PNG of the window at its end and close it."""
    stays = screenshot is None and has_display()
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if screenshot is not None and not screenshot.absolute().parent.is_dir():
        print(
            f"mnist-desk: the folder of {screenshot} is not there; make it or choose another.",
            file=sys.stderr,
        )
        return 2
    application = create_application()
    # The show leaves the person's own settings and models alone.
    with tempfile.TemporaryDirectory() as folder:
        window = create_window(Path(folder))
        window.show()
        show = Demo(window, screenshot, stays)
        show.start()
        code = run(application, window)
    if show.trouble:
        print(f"mnist-desk: {show.trouble}", file=sys.stderr)
        return 1
    return code


class Demo(QObject):
    """Goes through the script, one tick of a timer after the other."""

    def __init__(self, window: MainWindow, screenshot: Path | None, stays: bool) -> None:
        super().__init__(window)
        self.trouble = ""
        self._window = window
        self._session = window.session
        self._screenshot = screenshot
        self._stays = stays
        self._script = self._play()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK if stays else _UNSEEN_TICK)
        self._timer.timeout.connect(self._tick)
        self._session.notices.warned.connect(self._note)

    def start(self) -> None:
        self._window.first_steps.put_away()
        self._timer.start()

    @Slot()
    def _tick(self) -> None:
        if next(self._script, "over") == "over":
            self._timer.stop()
            self._end()

    @Slot(str, str)
    def _note(self, sentence: str, _about: str) -> None:
        self.trouble = sentence

    def _play(self) -> Iterator[None]:
        self._say(self.tr("This is a show: a trained network reads digits while they are drawn."))
        digits = {record.label: record.ink for record in read_ink(resource("ink", "samples.jsonl"))}
        for digit in _FIRST:
            yield from self._draw(digits[digit])
        training, engine = self._session.training, self._session.engine
        while engine.state is EngineState.LOADING:
            yield
        if not engine.is_ready:
            return
        self._say(self.tr("A new network learns now, and reads what is drawn meanwhile."))
        self._window.train_panel.form.set_recipe(RECIPES["quick"])
        self._window.train_panel.start()
        for digit in (*_SECOND, *_SECOND):
            yield from self._draw(digits[digit])
            if len(self._session.network.model.history.epochs) >= _EPOCHS:
                break
        while training.busy and len(self._session.network.model.history.epochs) < _EPOCHS:
            yield
        training.stop()
        while training.busy:
            yield
        yield from self._draw(digits[_FIRST[0]])
        self._say(
            self.tr(
                "The show is over. Go on here, nothing of it is kept; or close this window, and "
                "yours is as it was."
            )
        )

    def _say(self, sentence: str) -> None:
        if self._stays:
            self._window.messages.show_message(sentence, about="show")

    def _draw(self, ink: Ink) -> Iterator[None]:
        self._session.sheet.clear()
        drawn = Ink()
        for stroke in ink.strokes:
            for length in range(1, len(stroke) + 1):
                self._session.sheet.show_stroke(drawn.with_stroke(stroke[:length]))
                yield
            drawn = drawn.with_stroke(stroke)
            self._session.sheet.set_drawing(drawn, self.tr("Stroke"))
        for _ in range(_LOOK):
            yield

    def _end(self) -> None:
        path = self._screenshot
        if path is not None and not self._window.grab().save(str(path), "PNG"):
            self.trouble = f"the screenshot cannot be written to {path}."
        if not self._stays:
            self._window.close()
            QApplication.quit()
