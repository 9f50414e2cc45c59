from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from mnist_desk.core.ink import Ink, Point, Stroke
from mnist_desk.ui.draw import ink_layer
from mnist_desk.ui.draw.ink_layer import InkLayer
from mnist_desk.ui.widgets.ink_painting import paint_stroke
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance

SHEET = QRectF(20, 10, 280, 280)
"""One pixel is one logical unit."""
LINE = ((20.0, 140.0), (260.0, 140.0))
STEEP = ((140.0, 20.0), (140.0, 260.0))


@pytest.fixture
def layer(light: None) -> InkLayer:
    return InkLayer()


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Stroke]:
    """The strokes that are painted, one by one."""
    strokes: list[Stroke] = []

    def noting(painter: QPainter, stroke: Stroke, colour: QColor, width: float) -> None:
        strokes.append(stroke)
        paint_stroke(painter, stroke, colour, width)

    monkeypatch.setattr(ink_layer, "paint_stroke", noting)
    return strokes


def paint(
    layer: InkLayer, ink: Ink, live: Stroke = (), sheet: QRectF = SHEET, ratio: float = 1
) -> QImage:
    image = QImage(round(320 * ratio), round(300 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = QPainter(image)
    layer.paint(painter, ink, live, sheet)
    assert painter.transform().isIdentity() or ratio != 1
    painter.end()
    return image


def is_ink(image: QImage, x: float, y: float) -> bool:
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(x * ratio), round(y * ratio)) == QColor(LIGHT.text)


def test_finished_strokes_are_painted_once(layer: InkLayer, painted: list[Stroke]) -> None:
    ink = Ink((LINE, STEEP))
    first = paint(layer, ink)
    assert painted == [LINE, STEEP]
    assert paint(layer, ink) == first
    assert painted == [LINE, STEEP]


def test_the_stroke_that_is_drawn_is_painted_alone(layer: InkLayer, painted: list[Stroke]) -> None:
    paint(layer, Ink((LINE, STEEP[:1])), live=STEEP[:1])
    painted.clear()
    image = paint(layer, Ink((LINE, STEEP)), live=STEEP)
    assert painted == [STEEP]
    assert is_ink(image, 20 + 60, 10 + 140)
    assert is_ink(image, 20 + 140, 10 + 60)


def test_it_looks_the_same_while_it_is_drawn_and_after(layer: InkLayer) -> None:
    turn = np.linspace(0, 5 * np.pi, 60)
    curl = tuple((140 + 7 * a * np.cos(a), 140 + 7 * a * np.sin(a)) for a in turn.tolist())
    ink = Ink((LINE, curl))
    during, after = paint(layer, ink, live=curl), paint(layer, ink)
    # Where lines cross, what was painted on clear paper before is rounded once more.
    for x, y in np.ndindex(320, 300):
        one, other = during.pixelColor(x, y), after.pixelColor(x, y)
        assert abs(one.lightness() - other.lightness()) <= 2


def test_other_sizes_pens_and_colours_are_painted_anew(
    layer: InkLayer, painted: list[Stroke]
) -> None:
    ink = Ink((LINE,))
    thin = paint(layer, ink)
    assert not is_ink(thin, 160, 165)
    layer.pen_width = 36
    assert is_ink(paint(layer, ink), 160, 165)
    double = paint(layer, ink, ratio=2)
    assert is_ink(double, 160, 165)
    assert len(painted) == 3
    apply_appearance("dark")
    layer.forget()
    assert paint(layer, ink).pixelColor(160, 150) == QColor(DARK.text)


@pytest.mark.parametrize(
    "stroke",
    [
        (*LINE, (200.0, 40.0)),
        ((10.0, 10.0), (60.0, 200.0), (120.0, 30.0), (180.0, 220.0), (250.0, 60.0)),
        ((10.0, 10.0, 0.1), (12.0, 11.0, 1.0), (250.0, 10.0, 1.0), (251.0, 250.0, 0.2)),
    ],
    ids=["corner", "waves", "pressed"],
)
@pytest.mark.parametrize("sheet", [SHEET, QRectF(0.5, 1, 150, 150)], ids=["large", "small"])
def test_all_that_a_new_point_changes_is_around_the_end(
    layer: InkLayer, stroke: tuple[Point, ...], sheet: QRectF
) -> None:
    layer.pen_width = 30
    for length in range(2, len(stroke) + 1):
        images = [
            paint(layer, Ink((stroke[:n],)), live=stroke[:n], sheet=sheet)
            for n in (length - 1, length)
        ]
        around = layer.around_end(stroke[:length], sheet)
        changed = [
            (x, y)
            for x in range(320)
            for y in range(300)
            if images[0].pixel(x, y) != images[1].pixel(x, y)
        ]
        assert changed
        assert all(around.contains(x, y) for x, y in changed)


def test_a_stroke_more_is_painted_on_what_there_is(layer: InkLayer, painted: list[Stroke]) -> None:
    paint(layer, Ink((LINE,)))
    longer = paint(layer, Ink((LINE, STEEP)))
    assert painted == [LINE, STEEP]
    assert longer == paint(InkLayer(), Ink((LINE, STEEP)))


def test_a_stroke_less_is_painted_anew(layer: InkLayer) -> None:
    paint(layer, Ink((LINE, STEEP)))
    assert paint(layer, Ink((STEEP,))) == paint(InkLayer(), Ink((STEEP,)))
    assert paint(layer, Ink()) == paint(InkLayer(), Ink())
