from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.drawing import Picture
from mnist_desk.core.ink import Ink
from mnist_desk.core.picture import normalise
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import Reading, numpy_outputs
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.stages import Stages
from mnist_desk.ui.state.session import Session

from ..opening import open_model

if TYPE_CHECKING:
    from ..conftest import FakeEngine

LINE = Ink((((140.0, 140.0),), ((20.0, 20.0), (20.0, 250.0))))


def read(session: Session) -> Reading:
    """What is read of the digit that is selected."""
    reading = session.reader.reading.reading
    assert reading is not None
    return reading


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_the_reading_follows_the_drawing(session: Session) -> None:
    session.sheet.set_drawing(LINE, "Stroke")
    np.testing.assert_array_equal(read(session).picture, rasterise(LINE))
    np.testing.assert_array_equal(
        read(session).outputs,
        numpy_outputs(session.network.model.layers, rasterise(LINE)),
    )


def test_a_picture_is_read_shown_and_undone(session: Session) -> None:
    grey = np.zeros((60, 40), np.float32)
    grey[10:50, 18:22] = 1
    picture = Picture(grey)
    shown = QSignalSpy(session.sheet.changed)
    session.sheet.set_drawing(picture, "Open")
    assert values(shown) == [picture]
    np.testing.assert_array_equal(read(session).picture, normalise(grey))
    session.sheet.set_drawing(LINE, "Stroke")
    session.sheet.undo_stack.undo()
    assert session.sheet.drawing is picture


def test_an_empty_sheet_has_no_reading(session: Session) -> None:
    session.sheet.set_drawing(LINE, "Stroke")
    readings = QSignalSpy(session.reader.read)
    session.sheet.clear()
    assert [reading.reading for reading in values(readings)] == [None]
    assert session.reader.reading.reading is None


def number() -> Ink:
    """Two digits; the right one was drawn first."""
    stroke = ((0.0, 40.0), (40.0, 50.0), (0.0, 160.0))
    return Ink(tuple(tuple((x + left, y) for x, y in stroke) for left in (150.0, 20.0)))


def test_a_number_is_read_digit_by_digit_and_the_newest_is_selected(session: Session) -> None:
    session.sheet.set_drawing(number(), "Stroke")
    right, left = (Ink((stroke,)) for stroke in number().strokes)
    assert [part.drawing for part in session.reader.reading.parts] == [left, right]
    assert session.reader.reading.selected == 0
    assert read(session) is session.reader.reading.parts[0].reading
    np.testing.assert_array_equal(read(session).picture, rasterise(left))


def test_another_digit_of_a_number_can_be_selected(session: Session) -> None:
    session.sheet.set_drawing(number(), "Stroke")
    told = QSignalSpy(session.reader.read)
    session.reader.select(1)
    assert read(session) is session.reader.reading.parts[1].reading
    assert values(told) == [session.reader.reading]
    for place in (1, 2, -1):
        session.reader.select(place)
    assert session.reader.reading.selected == 1
    assert told.count() == 1


def test_a_selected_digit_stays_so_while_the_network_learns(
    session: Session, other_file: Path
) -> None:
    session.sheet.set_drawing(number(), "Stroke")
    session.reader.select(1)
    open_model(session, other_file)
    assert session.reader.reading.selected == 1
    assert read(session).winner == 8
    session.sheet.clear()
    assert session.reader.reading.reading is None
    assert session.reader.reading.parts == ()


def test_points_that_come_at_once_are_read_once(qtbot: QtBot, session: Session) -> None:
    readings = QSignalSpy(session.reader.read)
    with qtbot.waitSignal(session.reader.read):
        for x in range(50):
            session.sheet.show_stroke(Ink((((0.0, 0.0), (float(x), 100.0)),)))
    assert len(values(readings)) == 1
    np.testing.assert_array_equal(read(session).picture, rasterise(session.sheet.drawing))


def test_the_engine_reads_once_it_is_ready(
    qtbot: QtBot, session: Session, engine: FakeEngine, recipe: Recipe
) -> None:
    session.sheet.set_drawing(LINE, "Stroke")
    assert engine.readings == 0
    with qtbot.waitSignal(session.readyChanged):
        session.engine.load(recipe)
    assert engine.readings == 1, "what is on the canvas is read again"


def test_numpy_reads_while_the_network_trains(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.training.start(recipe)
    before = engine.readings
    ready_session.sheet.set_drawing(LINE, "Stroke")
    assert read(ready_session).outputs.shape == (10,)
    assert engine.readings == before, "TensorFlow's threads are busy"
    engine.free()
    qtbot.waitUntil(lambda: not ready_session.training.busy)
    ready_session.sheet.set_drawing(LINE, "Stroke")
    assert engine.readings > before


def test_the_drawing_is_read_by_the_model_that_is_chosen(
    session: Session, other_file: Path
) -> None:
    session.sheet.set_drawing(LINE, "Stroke")
    open_model(session, other_file)
    assert read(session).winner == 8
    session.runs.choose(session.runs.all[0])
    np.testing.assert_array_equal(
        read(session).outputs,
        numpy_outputs(session.runs.all[0].model.layers, rasterise(LINE)),
    )


def test_the_drawing_is_read_again_after_every_step(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.sheet.set_drawing(LINE, "Stroke")
    ready_session.training.start(recipe)
    winners = []
    for steps in (1, 2, 3):
        engine.let(1)
        qtbot.waitUntil(lambda steps=steps: ready_session.network.model.steps == steps)
        winners.append(read(ready_session).winner)
    assert winners == [0, 1, 2], "the stand-in engine makes each step favour the next digit"


def test_stages_change_the_reading_and_are_told(
    session: Session, samples: dict[int, Ink], qtbot: QtBot
) -> None:
    session.sheet.set_drawing(samples[7], "Stroke")
    before = read(session)
    with qtbot.waitSignal(session.reader.read):
        session.reader.set_stages(Stages(box=False))
    assert before is not None
    assert (read(session).picture != before.picture).any()
    np.testing.assert_array_equal(read(session).picture, rasterise(samples[7], Stages(box=False)))
    with qtbot.assertNotEmitted(session.reader.read):
        session.reader.set_stages(Stages(box=False))
