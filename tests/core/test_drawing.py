from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.core.drawing import Picture, picture_of, prepared
from mnist_desk.core.ink import Ink
from mnist_desk.core.picture import normalise
from mnist_desk.core.raster import rasterise

LINE = Ink((((20.0, 20.0), (90.0, 250.0)),))


def bar() -> Picture:
    grey = np.zeros((60, 40), np.float32)
    grey[10:50, 18:22] = 1
    return Picture(grey)


def test_ink_is_drawn_and_a_picture_normalised() -> None:
    np.testing.assert_array_equal(picture_of(LINE), rasterise(LINE))
    np.testing.assert_array_equal(picture_of(bar()), normalise(bar().grey))


def test_a_picture_of_mnist_is_given_as_it_is() -> None:
    grey = np.linspace(0, 1, 28 * 28, dtype=np.float32).reshape(28, 28)
    np.testing.assert_array_equal(picture_of(Picture(grey, is_mnist=True)), grey)
    with pytest.raises(ValueError, match="28 x 28"):
        Picture(np.zeros((28, 27), np.float32), is_mnist=True)


def test_pictures_are_the_same_only_when_they_are_one() -> None:
    one, other = bar(), bar()
    assert one == one
    assert one != other
    assert len({one, other}) == 2


def test_a_picture_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        bar().grey[0, 0] = 1


@pytest.mark.parametrize("nothing", [Ink(), Picture(np.zeros((9, 5), np.float32))])
def test_of_nothing_all_is_zero(nothing: Ink | Picture) -> None:
    _, ink, mass, corner, picture = prepared(nothing)
    assert (ink, mass, corner) == ((0, 0, 0, 0), (0, 0), (0, 0))
    assert not picture.any()
