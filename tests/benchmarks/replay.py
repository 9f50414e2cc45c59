"""Are drawings read as well through the mouse, on the canvas, as straight from their file?

    python tests/benchmarks/replay.py INKFILE [--drawings 500] [--seed 0]

Labelled drawings are drawn with mouse events on the canvas of the whole window, with splitting as a
person has it, and the winner of the bars counts; a drawing that is split into several digits is
read wrong. Asked is: within 0.5 points of what `mnist-desk evaluate --ink` says of the same
drawings.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from mnist_desk.app import create_application, create_window
from mnist_desk.core.ink import CANVAS, Ink, Point
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import read_drawing
from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.window.main_window import MainWindow


def draw(canvas: Canvas, ink: Ink) -> None:
    for stroke in ink.strokes:
        _send(canvas, QEvent.Type.MouseButtonPress, stroke[0])
        for point in stroke[1:]:
            _send(canvas, QEvent.Type.MouseMove, point)
        _send(canvas, QEvent.Type.MouseButtonRelease, stroke[-1])


def _send(canvas: Canvas, kind: QEvent.Type, point: Point) -> None:
    sheet = canvas.sheet()
    scale = sheet.width() / CANVAS
    position = QPointF(sheet.x() + point[0] * scale, sheet.y() + point[1] * scale)
    button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    pressed = none if kind is QEvent.Type.MouseMove else button
    held = none if kind is QEvent.Type.MouseButtonRelease else button
    place = canvas.mapToGlobal(position)
    event = QMouseEvent(kind, position, place, pressed, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def read_on_canvas(window: MainWindow, ink: Ink) -> tuple[int, int]:
    """The winner of the bars, and how many digits the drawing was split into."""
    window.session.sheet.clear()
    draw(window.draw_panel.canvas, ink)
    QApplication.processEvents()
    return int(window.draw_panel.bars.property("winner")), len(window.session.reader.reading.parts)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("ink_file", type=Path)
    parser.add_argument("--drawings", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    records = [record for record in read_ink(options.ink_file) if record.label is not None]
    records = random.Random(options.seed).sample(records, min(options.drawings, len(records)))
    with tempfile.TemporaryDirectory() as folder:
        create_application()
        window = create_window(Path(folder))
        window.resize(1366, 740)
        window.show()
        QApplication.processEvents()
        straight = drawn = split = 0
        for record in records:
            reading = read_drawing(window.session.network.model, rasterise(record.ink))
            winner, digits = read_on_canvas(window, record.ink)
            straight += reading.winner == record.label
            drawn += digits == 1 and winner == record.label
            split += digits > 1
        window.close()
    points = 100 * (drawn - straight) / len(records)
    print(f"{len(records)} drawings: {straight} read right straight from the file")
    print(f"{drawn} read right when drawn with the mouse, {split} split into several digits")
    verdict = "within" if abs(points) <= 0.5 else "BEYOND"
    print(f"difference {points:+.2f} points, {verdict} 0.5")


if __name__ == "__main__":
    main()
