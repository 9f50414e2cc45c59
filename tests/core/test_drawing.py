from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from mnist_desk.core.drawing import Picture, bytes_beside, picture_of, prepared
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


# Memory


def test_a_drawing_takes_memory_beside_another_for_its_new_strokes_alone() -> None:
    ink = Ink((((10.0, 10.0),) * 1000,))
    more = ink.with_stroke(((20.0, 20.0),) * 50)
    assert 100_000 < bytes_beside(ink, Ink()) < 130_000
    assert bytes_beside(more, ink) < 7_000
    assert bytes_beside(ink, more) < 100, "what was erased is held by the one before"


def test_a_picture_takes_its_pixels() -> None:
    picture = Picture(np.zeros((100, 100), np.float32))
    assert bytes_beside(picture, Ink()) == 40_000
    assert bytes_beside(picture, picture) == 0
    assert bytes_beside(Ink(), picture) == 0


def test_the_bytes_of_points_are_about_those_that_python_takes() -> None:
    tracemalloc.start()
    # So many that the tuples and floats which Python keeps ready for the next use do not count.
    stroke = tuple((float(x), x + 0.5) for x in range(100_000))
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert bytes_beside(Ink((stroke,)), Ink()) == pytest.approx(taken, rel=0.1)


@pytest.mark.parametrize("nothing", [Ink(), Picture(np.zeros((9, 5), np.float32))])
def test_of_nothing_all_is_zero(nothing: Ink | Picture) -> None:
    _, ink, mass, corner, picture = prepared(nothing)
    assert (ink, mass, corner) == ((0, 0, 0, 0), (0, 0), (0, 0))
    assert not picture.any()
