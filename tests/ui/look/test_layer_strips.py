from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desk.ui.look.layer_strips import LayerStrips, Unit, strips_of
from mnist_desk.ui.widgets.spoken import value_of
from mnist_desk.ui.window.theme import apply_appearance


@pytest.fixture
def strips(qtbot: QtBot, light: None) -> LayerStrips:
    strips = LayerStrips()
    qtbot.addWidget(strips)
    strips.resize(500, 130)
    strips.show_activations((256, 128), ())
    with qtbot.waitExposed(strips):
        strips.show()
    return strips


def lit(widths: Sequence[int], *cells: Unit) -> list[np.ndarray]:
    values = [np.zeros(width, np.float32) for width in widths]
    for layer, cell in cells:
        values[layer][cell] = 2.5
    return values


@given(
    st.lists(st.integers(1, 4096), min_size=1, max_size=8),
    st.integers(200, 1500),
    st.integers(160, 500),
)
@example([1, 1, 1, 1, 1, 1, 4001, 1], 200, 160)
def test_all_cells_of_any_network_fit(widths: list[int], width: int, height: int) -> None:
    bottom = 0
    for cells, strip in zip(widths, strips_of(widths, 40, width, height), strict=True):
        assert cells <= strip.columns * strip.rows < cells + strip.columns
        assert strip.columns * strip.size <= width
        assert strip.y >= bottom
        bottom = strip.y + strip.rows * strip.size
    if max(widths) * len(widths) < width * (height - 6 * len(widths)) / 4:
        assert bottom <= height


def test_each_cell_has_as_much_colour_as_its_activation(strips: LayerStrips) -> None:
    widths = (256, 128)
    strips.show_activations(widths, lit(widths, Unit(0, 3), Unit(1, 100)))
    image = strips.grab().toImage()
    ratio = image.devicePixelRatio()

    def shade(unit: Unit) -> str:
        middle = strips.rect_of(unit).center() * ratio
        return image.pixelColor(middle.toPoint()).name()

    assert shade(Unit(0, 3)) == shade(Unit(1, 100)) == "#1f5fbf"
    assert shade(Unit(0, 4)) == shade(Unit(1, 99)) == "#e1e5ea"


def test_colours_follow_the_theme(strips: LayerStrips) -> None:
    before = strips.grab().toImage()
    apply_appearance("dark")
    assert strips.grab().toImage() != before


def test_the_mouse_points_at_a_cell(strips: LayerStrips) -> None:
    told = []
    strips.pointed.connect(told.append)
    for unit in (Unit(0, 0), Unit(0, 255), Unit(1, 77)):
        assert strips.unit_at(strips.rect_of(unit).center()) == unit
    QTest.mouseMove(strips, strips.rect_of(Unit(1, 5)).center().toPoint())
    assert told == [Unit(1, 5)]
    assert strips.unit_at(QPointF(1, 1)) is None


def test_arrow_keys_go_from_cell_to_cell(strips: LayerStrips) -> None:
    told = []
    strips.pointed.connect(told.append)
    key = Qt.Key
    for pressed in (key.Key_Right, key.Key_Right, key.Key_Down, key.Key_Down, key.Key_Left):
        QTest.keyClick(strips, pressed)
    assert told == [Unit(0, 0), Unit(0, 1), Unit(1, 1), Unit(1, 0)]


def test_another_network_is_not_pointed_at(strips: LayerStrips) -> None:
    strips.point_at(Unit(1, 100))
    strips.show_activations((256, 128), lit((256, 128)))
    assert strips.unit == Unit(1, 100)
    strips.show_activations((4096,) * 8, ())
    assert strips.unit is None
    assert not strips.grab().isNull()


def test_values_beyond_all_bounds_are_no_trouble(strips: LayerStrips) -> None:
    values = [np.full(256, np.inf, np.float32), np.full(128, np.nan, np.float32)]
    strips.show_activations((256, 128), values)
    assert not strips.grab().isNull()


def test_those_who_do_not_see_it_hear_how_many_cells_are_lit(strips: LayerStrips) -> None:
    widths = (256, 128)
    strips.show_activations(widths, lit(widths, Unit(0, 3), Unit(0, 4), Unit(1, 100)))
    assert value_of(strips) == "layer 1: 2 of 256 cells lit; layer 2: 1 of 128 cells lit"
    strips.show_activations(widths, ())
    assert value_of(strips) == "layer 1: 0 of 256 cells lit; layer 2: 0 of 128 cells lit"
