from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desk.core.calibration import Calibration
from mnist_desk.core.digit_reading import DrawingReading, NumberReader, is_one_digit, newest
from mnist_desk.core.drawing import Picture, prepared
from mnist_desk.core.grey import Grey
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import Reading, numpy_outputs
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.stages import ALL, Stages

LEFT, RIGHT = (Ink((((x, 20.0), (x + 40, 30.0), (x, 120.0)),)) for x in (10.0, 120.0))
BOTH = Ink(LEFT.strokes + RIGHT.strokes)
LONGER = Ink((*LEFT.strokes, (*RIGHT.strokes[0], (160.0, 125.0))))


class Counting:
    """Outputs in NumPy; tells how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, layers: Layers, picture: Grey) -> NDArray[np.float32]:
        self.asked += 1
        return numpy_outputs(layers, picture)


@pytest.fixture
def model() -> Model:
    return Model.fresh(Recipe(hidden=()))


@pytest.fixture
def outputs() -> Counting:
    return Counting()


def test_each_digit_is_read_by_itself(model: Model, outputs: Counting) -> None:
    parts = NumberReader().read(BOTH, ALL, model, outputs)
    assert [part.drawing for part in parts] == [LEFT, RIGHT]
    for part, ink in zip(parts, (LEFT, RIGHT), strict=True):
        np.testing.assert_array_equal(part.reading.picture, rasterise(ink))
        np.testing.assert_array_equal(part.prepared.picture, prepared(ink).picture)


def test_no_ink_no_parts(model: Model, outputs: Counting) -> None:
    assert NumberReader().read(Ink(), ALL, model, outputs) == ()
    assert outputs.asked == 0


def test_what_is_selected_is_what_is_shown(model: Model, outputs: Counting) -> None:
    parts = NumberReader().read(BOTH, ALL, model, outputs)
    for selected in (0, 1):
        shown = DrawingReading(parts, selected, ALL, model)
        assert shown.part is parts[selected]
        assert shown.reading is parts[selected].reading
    nothing = DrawingReading((), 0, ALL, model)
    assert nothing.part is None
    assert nothing.reading is None


def test_a_picture_is_one_digit(model: Model, outputs: Counting) -> None:
    picture = Picture(np.ones((28, 28), np.float32))
    (part,) = NumberReader().read(picture, ALL, model, outputs)
    assert part.drawing is picture


def test_only_what_has_changed_is_read_again(model: Model, outputs: Counting) -> None:
    reader = NumberReader()
    before = reader.read(BOTH, ALL, model, outputs)
    after = reader.read(LONGER, ALL, model, outputs)
    assert outputs.asked == 3
    assert after[0] is before[0]
    assert after[1].reading is not before[1].reading


def test_another_model_or_another_way_reads_again(model: Model, outputs: Counting) -> None:
    reader, other = NumberReader(), Model.fresh(Recipe(hidden=(), seed=5))
    before = reader.read(BOTH, ALL, model, outputs)
    after = reader.read(BOTH, ALL, other, outputs)
    assert outputs.asked == 4
    assert after[0].prepared is before[0].prepared
    np.testing.assert_array_equal(
        after[0].reading.outputs, numpy_outputs(other.layers, rasterise(LEFT))
    )
    reader.read(BOTH, ALL, other, numpy_outputs)
    assert outputs.asked == 4


def test_other_stages_make_another_picture(model: Model, outputs: Counting) -> None:
    reader, sheet = NumberReader(), Stages(box=False)
    reader.read(LEFT, ALL, model, outputs)
    (part,) = reader.read(LEFT, sheet, model, outputs)
    np.testing.assert_array_equal(part.reading.picture, rasterise(LEFT, sheet))


@pytest.mark.parametrize(("order", "place"), [((0, 1), 1), ((1, 0), 0)])
def test_the_newest_digit_has_the_last_stroke(
    model: Model, outputs: Counting, order: tuple[int, int], place: int
) -> None:
    ink = Ink(tuple((LEFT, RIGHT)[i].strokes[0] for i in order))
    assert newest(NumberReader().read(ink, ALL, model, outputs), ink) == place


def test_nothing_has_no_newest_digit() -> None:
    assert newest((), Ink()) == 0
    assert newest((), Picture(np.ones((9, 5), np.float32))) == 0


@pytest.mark.parametrize(
    ("whole", "parts", "one"),
    [
        ((0.9, False), [(0.4, True), (1.0, False)], True),
        ((0.6, True), [(0.4, True), (1.0, False)], True),
        ((0.9, False), [(0.95, True), (0.97, True)], False),
        ((0.4, True), [(0.3, True), (0.3, True)], False),
        ((1.0, False), [(0.9, False), (0.9, False)], False),
    ],
    ids=["surely one", "rather one", "parts are likelier", "nothing is likely", "parts are sure"],
)
def test_the_network_is_asked_where_it_is_not_sure_of_a_part(
    whole: tuple[float, bool], parts: list[tuple[float, bool]], one: bool
) -> None:
    def reading(largest: float, unsure: bool) -> Reading:
        values = np.full(10, (1 - largest) / 9, np.float32)
        values[3] = largest
        return Reading(np.zeros((28, 28), np.float32), values, values, True, unsure)

    assert is_one_digit(reading(*whole), [reading(*part) for part in parts]) == one


def test_what_was_split_and_is_one_digit_is_read_whole(
    outputs: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Model.fresh(Recipe(hidden=()))
    unsure = replace(model, calibration=Calibration(threshold=1e9))
    monkeypatch.setattr("mnist_desk.core.digit_reading.is_one_digit", lambda whole, parts: True)
    (part,) = NumberReader().read(BOTH, ALL, unsure, outputs)
    assert part.drawing == BOTH
    assert len(NumberReader().read(BOTH, ALL, model, outputs)) == 2
