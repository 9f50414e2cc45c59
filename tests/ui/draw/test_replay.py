"""Drawings that go through the mouse and the canvas are read as they are from their file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mnist_desk.core.ink import Ink, Point
from mnist_desk.core.model import Model
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import read_drawing
from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.window.main_window import MainWindow


def test_samples_drawn_with_the_mouse_are_read_as_from_their_file(
    window: MainWindow,
    shipped: Model,
    samples: dict[int, Ink],
    draw: Callable[[Canvas, Sequence[Point]], None],
) -> None:
    session, panel = window.session, window.draw_panel
    session.runs.reach(session.runs.current, shipped)
    for ink in samples.values():
        session.sheet.clear()
        for stroke in ink.strokes:
            draw(panel.canvas, stroke)
        assert len(session.reader.reading.parts) == 1
        assert panel.bars.property("winner") == read_drawing(shipped, rasterise(ink)).winner
