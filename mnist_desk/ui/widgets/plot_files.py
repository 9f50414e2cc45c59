"""A plot as a picture, as a drawing that can be scaled, and as numbers; files are written whole or
not at all.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from mnist_desk.core.places import replacing
from mnist_desk.core.translate import Phrase, translate

from ..work.sentences import spoken
from .plot_handout import Handout
from .plots import Plot, PlotTable

_SHARPNESS = 2
"""Pixels of a picture for each on the screen, along a side."""
_METERS = 0.0254
"""Of an inch."""
_UNWRITTEN = Phrase("plots", translate("plots", "the picture could not be made"))


def picture_of(plot: Plot) -> QImage:
    """The plot as it is seen, without the values at the mouse, below what it is about."""
    handout = Handout(plot)
    image = QImage(handout.size * _SHARPNESS, QImage.Format.Format_RGB32)
    _set_resolution(image, plot.logicalDpiX())
    # The painter of such an image scales by itself.
    image.setDevicePixelRatio(_SHARPNESS)
    painter = QPainter(image)
    handout.paint(painter, _SHARPNESS)
    painter.end()
    # As large on paper as on the screen.
    _set_resolution(image, plot.logicalDpiX() * _SHARPNESS)
    return image


def _set_resolution(image: QImage, dots_per_inch: int) -> None:
    image.setDotsPerMeterX(round(dots_per_inch / _METERS))
    image.setDotsPerMeterY(round(dots_per_inch / _METERS))


def save_png(plot: Plot, path: Path) -> None:
    """Raises OSError when it cannot be written, as the others do."""
    image = picture_of(plot)
    with replacing(path) as temporary:
        if not image.save(str(temporary), "PNG"):  # type: ignore[call-overload]
            raise OSError(0, spoken(_UNWRITTEN))


def save_svg(plot: Plot, path: Path) -> None:
    handout = Handout(plot)
    data = QBuffer()
    drawing = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    drawing.setOutputDevice(data)
    # That of the screen: the axes are recorded at it.
    drawing.setResolution(plot.logicalDpiX())
    drawing.setSize(handout.size)
    drawing.setViewBox(QRect(QPoint(), handout.size))
    drawing.setTitle(plot.accessibleName())
    painter = QPainter(drawing)
    handout.paint(painter)
    painter.end()
    with replacing(path) as temporary:
        temporary.write_bytes(data.data().data())


def save_csv(plot: Plot, path: Path) -> None:
    """A line of headings, then a line for each row; what is no number is left empty."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        write_csv(plot.table(), file)


def write_csv(table: PlotTable, file: Any) -> None:
    writer = csv.writer(file)
    writer.writerow(table.headings)
    columns = [column.tolist() for column in table.columns]
    writer.writerows([_cell(value) for value in row] for row in zip(*columns, strict=True))


def _cell(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    return f"{value:.7g}" if math.isfinite(value) else ""
