from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.gradients import Activations, activations, pixel_gradient
from mnist_desk.core.model import Model
from mnist_desk.core.samples import sample_pictures
from mnist_desk.ui.look.layer_strips import Unit
from mnist_desk.ui.look.unit_view import UnitView
from mnist_desk.ui.widgets.images import diverging_image
from mnist_desk.ui.widgets.spoken import value_of


@pytest.fixture
def view(qtbot: QtBot) -> UnitView:
    view = UnitView()
    qtbot.addWidget(view)
    return view


@pytest.fixture
def inside(shipped: Model) -> Activations:
    return activations(shipped.layers, sample_pictures().images[44].reshape(28, 28))


def test_a_cell_of_the_first_layer_shows_its_kernel(view: UnitView, shipped: Model) -> None:
    view.show_unit(shipped.layers, None, Unit(0, 9))
    kernel = shipped.layers[0].kernel[:, 9].reshape(28, 28)
    assert view.image == diverging_image(kernel)
    words = view.in_words(shipped.layers, None, Unit(0, 9))
    assert words.startswith("Layer 1, cell 9. It looks for ink")


def test_a_later_cell_shows_what_moves_it(
    view: UnitView, shipped: Model, inside: Activations
) -> None:
    cell = int(inside.hidden[1].argmax())
    view.show_unit(shipped.layers, inside, Unit(1, cell))
    assert view.image == diverging_image(pixel_gradient(shipped.layers, inside.hidden, 1, cell))
    words = view.in_words(shipped.layers, inside, Unit(1, cell))
    parts = inside.hidden[0] * shipped.layers[1].kernel[:, cell]
    first = int(np.abs(parts).argmax())
    assert f"cell {cell}: {inside.hidden[1][cell]:.2f}" in words
    assert f"inputs: {first} ({parts[first]:+.2f})," in words


def test_a_later_cell_needs_a_drawing(view: UnitView, shipped: Model) -> None:
    view.show_unit(shipped.layers, None, Unit(1, 2))
    assert view.image is None
    assert "Draw a digit" in view.in_words(shipped.layers, None, Unit(1, 2))


def test_no_cell_no_picture(view: UnitView, shipped: Model, inside: Activations) -> None:
    view.show_unit(shipped.layers, inside, Unit(0, 1))
    view.show_unit(shipped.layers, inside, None)
    assert view.image is None
    words = view.in_words(shipped.layers, inside, None)
    assert "stronger the colour" in words
    assert "Point at one" in words
    assert value_of(view) == "no cell is pointed at"


def test_without_a_drawing_it_says_what_to_do(view: UnitView, shipped: Model) -> None:
    assert view.in_words(shipped.layers, None, None).startswith("Draw a digit")
    view.show_unit(shipped.layers, None, Unit(0, 9))
    assert value_of(view) == "kernel of layer 1, cell 9"
    view.show_unit(shipped.layers, None, Unit(1, 2))
    assert value_of(view) == "layer 2, cell 2: draw a digit to see it"


def test_its_pixels_are_whole(view: UnitView) -> None:
    view.set_side(150)
    assert view.sizeHint().width() == view.sizeHint().height() == 140
