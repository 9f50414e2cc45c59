"""From a mouse event on the canvas to the painted bars, idle and while training.

    python tests/benchmarks/latency.py [--strokes 40] [--overlays | --panel NAME [--page NAME]]

A pen goes over the canvas; each event's time counts from its delivery to the end of the paint
event of the bars that show the ink with it. Asked are: 95 % within 8 ms idle and 16 ms while
training, with motion off; the same is asked of a number of four digits, idle. With --overlays the
tab that looks inside is in sight with everything on, and 16 ms are asked for idle too; with --panel
another one is, as `evaluate` with its matrix, and with --page one of its pages: with `--panel data
--page map` the map on which the drawing moves.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from mnist_desk.app import create_application, create_window
from mnist_desk.core.ink import CANVAS, Ink
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.places import resource
from mnist_desk.core.recipes import RECIPES
from mnist_desk.ui.look.layer_strips import Unit
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.window.tabs import TABS


class BarsPainted(QObject):
    """Waits for the bars to be painted with a given drawing."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._bars = window.draw_panel.bars
        self._paint = self._bars.paintEvent
        self._bars.paintEvent = self._painted  # type: ignore[method-assign]
        self._loop = QEventLoop()

    def _painted(self, event: object) -> None:
        self._paint(event)
        self._loop.quit()

    def wait(self) -> None:
        QTimer.singleShot(1000, self._loop.quit)
        self._loop.exec()


def samples() -> list[Ink]:
    return [record.ink for record in read_ink(resource("ink", "samples.jsonl"))]


def numbers() -> list[Ink]:
    """Four sample digits in a row."""
    digits = samples()
    return [
        Ink(
            tuple(
                tuple((place * 70 + x / 4.5, 100 + y / 4.5) for x, y in stroke)
                for place in range(4)
                for stroke in digits[(first + place) % len(digits)].strokes
            )
        )
        for first in range(len(digits))
    ]


def draw(
    window: MainWindow, painted: BarsPainted, strokes: int, inks: list[Ink] | None = None
) -> list[float]:
    """Milliseconds of each event."""
    canvas = window.draw_panel.canvas
    sheet = canvas.sheet()
    inks = inks or samples()
    took = []

    def send(kind: QEvent.Type, x: float, y: float) -> None:
        position = QPointF(
            sheet.x() + x * sheet.width() / CANVAS, sheet.y() + y * sheet.height() / CANVAS
        )
        button = Qt.MouseButton.LeftButton
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
        event = QMouseEvent(
            kind, position, canvas.mapToGlobal(position), button, held, Qt.KeyboardModifier(0)
        )
        started = time.perf_counter()
        QApplication.sendEvent(canvas, event)
        if kind is not QEvent.Type.MouseButtonRelease:
            painted.wait()
            took.append(1000 * (time.perf_counter() - started))

    for number in range(strokes):
        window.session.sheet.clear()
        for stroke in inks[number % len(inks)].strokes:
            send(QEvent.Type.MouseButtonPress, *stroke[0])
            for x, y in stroke[1:]:
                send(QEvent.Type.MouseMove, x, y)
            send(QEvent.Type.MouseButtonRelease, *stroke[-1])
    return took


def show_overlays(window: MainWindow) -> None:
    """Look inside, with the evidence, a change to a digit and a cell that is pointed at."""
    look = window.look_panel
    window.show_panel("look")
    for name in ("evidenceSwitch", "become8"):
        button = look.findChild(QAbstractButton, name)
        assert button is not None
        button.click()
    look.strips.point_at(Unit(1, 5))


def turn_to(window: MainWindow, page: str) -> None:
    """A page of the panel in sight, when it has had its time to begin."""
    button = window.findChild(QAbstractButton, f"{page}PageButton")
    assert button is not None
    button.click()
    begun = QEventLoop()
    QTimer.singleShot(3000, begun.quit)
    begun.exec()


def report(what: str, took: list[float], limit: float) -> None:
    p50, p95 = np.percentile(took, [50, 95])
    verdict = "within" if p95 <= limit else "BEYOND"
    print(
        f"{what:17} {len(took):5} events  p50 {p50:5.1f}  p95 {p95:5.1f}  max {max(took):6.1f} ms  "
        f"p95 {verdict} {limit:g} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--strokes", type=int, default=40)
    parser.add_argument("--recipe", default="quick", choices=RECIPES)
    seen = parser.add_mutually_exclusive_group()
    seen.add_argument("--overlays", action="store_true")
    seen.add_argument("--panel", choices=TABS)
    parser.add_argument("--page", help="of that panel")
    options = parser.parse_args()
    create_application()
    window = create_window()
    window.looks.reduce_motion(True)
    window.resize(1366, 740)
    window.show()
    loop = QEventLoop()
    window.session.readyChanged.connect(loop.quit)
    loop.exec()
    painted = BarsPainted(window)
    if options.overlays:
        show_overlays(window)
    elif options.panel:
        window.tabs.show_panel(options.panel)
        if options.page:
            turn_to(window, options.page)
    limit = 16 if options.overlays or options.panel else 8
    report("idle", draw(window, painted, options.strokes), limit)
    report("idle, four digits", draw(window, painted, options.strokes // 4, numbers()), limit)
    window.train_panel.form.set_recipe(RECIPES[options.recipe])
    window.train_panel.start()
    training = window.session.training
    training.progressed.connect(loop.quit)
    loop.exec()
    report("while training", draw(window, painted, options.strokes), 16)
    if not training.busy:
        print("(the training ended before the drawing did)")
    window.close()


if __name__ == "__main__":
    main()
