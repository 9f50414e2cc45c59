"""The drawing on the map."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from mnist_desk.ui.data import map_drawing
from mnist_desk.ui.data.map_drawing import MapDrawing
from mnist_desk.ui.data.map_frame import Frame

PICTURE = np.full((28, 28), 0.5, np.float32)


def painted(drawing: MapDrawing) -> bool:
    """Whether anything is."""
    image = QImage(200, 200, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    drawing.paint(painter, Frame(), QRectF(image.rect()), "yours")
    painter.end()
    return bool(np.asarray(image.constBits()).any())


def test_it_is_painted_where_there_is_a_place(qapp: QApplication) -> None:
    drawing = MapDrawing()
    assert not painted(drawing)
    drawing.move(PICTURE, (0.0, 0.0))
    assert painted(drawing)
    drawing.forget_way()
    assert not painted(drawing)
    drawing.move(PICTURE, (0.0, 0.0))
    drawing.clear()
    assert not painted(drawing)


def test_the_oldest_places_are_forgotten(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways: list[int] = []
    monkeypatch.setattr(map_drawing, "paint_trail", lambda _, way, __: ways.append(len(way)))
    drawing = MapDrawing()
    for _ in range(200):
        drawing.move(PICTURE, (0.0, 0.0))
    assert painted(drawing)
    assert ways == [81]
