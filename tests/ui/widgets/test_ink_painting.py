from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from mnist_desk.core.drawing import Picture
from mnist_desk.core.ink import Ink
from mnist_desk.ui.widgets.ink_painting import (
    as_image,
    ink_bounds,
    paint_fitted,
    paint_lines,
    paint_stroke,
    round_pen,
)

BLACK = QColor("black")


@pytest.fixture
def paper(qapp: QApplication) -> QImage:
    """White, 100 x 100."""
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def dark(image: QImage) -> NDArray[np.bool_]:
    """Which pixels are inked: (h, w)."""
    columns, rows = range(image.width()), range(image.height())
    return np.array([[image.pixelColor(x, y).lightness() < 128 for x in columns] for y in rows])


def box(image: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is inked, all included."""
    ys, xs = np.nonzero(dark(image))
    return int(xs.min()), int(ys.min()), int(xs.max()), int(ys.max())


def fitted(paper: QImage, ink: Ink, width: float = 6, room: QRectF | None = None) -> QImage:
    painter = QPainter(paper)
    paint_fitted(painter, ink, BLACK, width, room or QRectF(10, 10, 80, 80))
    assert painter.transform().isIdentity(), "the painter is given back as it was"
    painter.end()
    return paper


def test_the_box_is_around_the_lines_of_all_strokes() -> None:
    ink = Ink((((10.0, 20.0), (50.0, 20.0)), ((30.0, 5.0), (30.0, 90.0))))
    assert ink_bounds(ink) == QRectF(10, 5, 40, 85)
    assert ink_bounds(Ink()).isNull()


def test_no_ink_is_painted_as_nothing(paper: QImage) -> None:
    assert not dark(fitted(paper, Ink())).any()


def test_a_scribble_is_painted_in_pieces_without_a_gap(paper: QImage) -> None:
    zigzag = tuple((5.0 + 90 * (number % 2), 5.0 + 90 * number / 199) for number in range(200))
    painter = QPainter(paper)
    paint_stroke(painter, zigzag, BLACK, 6)
    painter.end()
    assert dark(paper)[8:92, 8:92].all()


def test_a_dot_is_round(paper: QImage) -> None:
    painter = QPainter(paper)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_stroke(painter, ((50.0, 50.0),), BLACK, 40)
    painter.end()
    left, top, right, bottom = box(paper)
    assert right - left + 1 == pytest.approx(40, abs=1)
    assert bottom - top + 1 == pytest.approx(40, abs=1)
    assert not dark(paper)[31, 31], "a circle has no corners"


def test_a_line_ends_round(paper: QImage) -> None:
    painter = QPainter(paper)
    paint_lines(painter, Ink((((30.0, 50.0), (70.0, 50.0)),)), round_pen(BLACK, 20))
    painter.end()
    inked = dark(paper)
    assert inked[50, 21]
    assert not inked[41, 21]


def test_more_pressure_makes_a_wider_line(paper: QImage) -> None:
    painter = QPainter(paper)
    paint_stroke(painter, ((10.0, 50.0, 0.0), (50.0, 50.0, 0.4), (90.0, 50.0, 1.0)), BLACK, 30)
    painter.end()
    columns = dark(paper).sum(axis=0)
    assert 0 < columns[12] < columns[50] < columns[88] <= 31


@pytest.mark.parametrize("size", [3.0, 500.0], ids=["small", "large"])
def test_ink_of_any_size_fills_the_room_with_lines_of_one_width(paper: QImage, size: float) -> None:
    ink = Ink((((-size, 0.0), (size, 0.0)), ((0.0, -size / 4), (0.0, size / 4))))
    image = fitted(paper, ink)
    left, top, right, bottom = box(image)
    assert [left, top, right, bottom] == pytest.approx([7, 37, 92, 62], abs=1)
    assert dark(image)[:, 30].sum() == pytest.approx(6, abs=1)


def test_a_room_that_is_not_square_is_not_left(paper: QImage) -> None:
    square = Ink((((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0), (0.0, 0.0)),))
    assert box(fitted(paper, square, 2, QRectF(0, 40, 100, 20))) == (39, 39, 60, 60)


def test_a_fitted_dot_stays_a_dot(paper: QImage) -> None:
    left, top, right, bottom = box(fitted(paper, Ink((((140.0, 20.0),),))))
    assert max(right - left, bottom - top) < 8
    assert (left + right) / 2 == pytest.approx(50, abs=1)


@pytest.mark.parametrize("kind", ["ink", "picture"])
def test_a_picture_of_a_drawing_is_black_on_white(qapp: QApplication, kind: str) -> None:
    grey = np.zeros((28, 28), np.float32)
    grey[13:15] = 1
    line = Ink((((10.0, 140.0), (270.0, 140.0)),))
    image = as_image(line if kind == "ink" else Picture(grey), 16)
    assert (image.width(), image.height()) == (560, 560)
    assert image.pixelColor(280, 280) == BLACK
    assert image.pixelColor(280, 100) == QColor("white")
