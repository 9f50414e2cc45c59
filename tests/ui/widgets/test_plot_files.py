from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.plot_files import picture_of, save_csv, save_png, save_svg
from mnist_desk.ui.widgets.plots import Plot, PlotTable
from mnist_desk.ui.work.job import close_all

from .images import likeness

SAVES = [save_png, save_svg, save_csv]


class Curve(Plot):
    def table(self) -> PlotTable:
        losses = np.array([0.125, np.nan, 3e-9], np.float32)
        return PlotTable(("step", "loss"), (np.arange(1, 4), losses))


@pytest.fixture
def plot(qtbot: QtBot, light: None) -> Iterator[Curve]:
    window = QWidget()
    plot = Curve("curve")
    QVBoxLayout(window).addWidget(plot)
    qtbot.addWidget(window, before_close_func=close_all)
    plot.addItem(pg.PlotDataItem([1, 2, 3], [3, 1, 2], pen=pg.mkPen("#ff00ff", width=5)))
    window.resize(400, 300)
    with qtbot.waitExposed(window):
        window.show()
    plot.clearFocus()
    plot.grab()
    yield plot


def count(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_a_picture_is_all_that_is_seen_twice_as_sharp(plot: Curve) -> None:
    seen = plot.grab().toImage()
    image = picture_of(plot)
    assert image.width() == 2 * seen.width()
    head = image.height() - 2 * seen.height()
    body = image.copy(0, head, image.width(), 2 * seen.height())
    body.setDevicePixelRatio(1)
    small = body.scaled(seen.size(), mode=Qt.TransformationMode.SmoothTransformation)
    middle = seen.rect().center()
    for side in (
        seen.rect(),
        QRect(middle.x(), 0, middle.x(), middle.y()),
        QRect(middle, seen.rect().bottomRight()),
    ):
        assert likeness(small.copy(side), seen.copy(side)) > 0.8


def test_a_picture_is_as_large_on_paper_as_on_the_screen(plot: Curve) -> None:
    image = picture_of(plot)
    assert image.dotsPerMeterX() * 0.0254 == pytest.approx(2 * plot.logicalDpiX(), rel=0.01)


def test_a_picture_is_a_png(plot: Curve, tmp_path: Path) -> None:
    save_png(plot, tmp_path / "plot.png")
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")
    assert QImage(str(tmp_path / "plot.png")).width() == 2 * plot.width()


def test_a_drawing_is_an_svg_with_the_curve(plot: Curve, tmp_path: Path) -> None:
    save_svg(plot, tmp_path / "plot.svg")
    assert "ff00ff" in (tmp_path / "plot.svg").read_text(encoding="utf-8").lower()
    drawing = QSvgRenderer(str(tmp_path / "plot.svg"))
    assert drawing.isValid()
    assert drawing.viewBox().size() == picture_of(plot).size() / 2


def test_files_tell_what_they_are_of(plot: Curve, tmp_path: Path) -> None:
    bare = picture_of(plot).height()
    plot.about = "quick · 97.63 % of the test images read right"
    assert picture_of(plot).height() > bare
    save_svg(plot, tmp_path / "plot.svg")
    assert plot.about in (tmp_path / "plot.svg").read_text(encoding="utf-8")


def test_numbers_are_a_table_with_headings(plot: Curve, tmp_path: Path) -> None:
    save_csv(plot, tmp_path / "plot.csv")
    with (tmp_path / "plot.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["step", "loss"], ["1", "0.125"], ["2", ""], ["3", "3e-09"]]


@pytest.mark.parametrize("save", SAVES)
def test_a_file_that_is_there_is_replaced_whole(
    plot: Curve, tmp_path: Path, save: Callable[[Plot, Path], None]
) -> None:
    path = tmp_path / "there"
    path.write_text("old" * 100_000)
    save(plot, path)
    assert b"old" not in path.read_bytes()
    assert list(tmp_path.glob("there*")) == [path]


@pytest.mark.parametrize("save", SAVES)
def test_what_cannot_be_written_is_an_error_of_the_system(
    plot: Curve, tmp_path: Path, save: Callable[[Plot, Path], None]
) -> None:
    with pytest.raises(OSError, match="No such file"):
        save(plot, tmp_path / "nowhere" / "plot")
