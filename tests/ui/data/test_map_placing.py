"""The map follows the network while somebody looks."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.digit_map import Axes, DigitMap
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.data.map_placing import Placing
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from .mapped import network, use


@pytest.fixture
def placing(qtbot: QtBot, session: Session) -> Placing:
    use(session, network(1))
    placing = Placing(session, session)
    placing.watch(True)
    with qtbot.waitSignal(placing.placed):
        session.open_data.ask()
    return placing


def now(placing: Placing) -> DigitMap:
    assert placing.map is not None
    return placing.map


def test_digits_of_the_test_set_are_on_a_ring_at_first(placing: Placing, session: Session) -> None:
    sets = session.open_data.sets
    assert sets is not None
    assert now(placing).axes is Axes.RING
    assert now(placing).digits is sets.test


def test_another_network_moves_the_digits(qtbot: QtBot, placing: Placing, session: Session) -> None:
    before = now(placing)
    with qtbot.waitSignal(placing.placed):
        use(session, network(2))
    assert not np.allclose(now(placing).points, before.points, atol=1e-2)


@pytest.mark.parametrize("axes", [Axes.HIDDEN, Axes.RING])
def test_held_axes_stay(qtbot: QtBot, placing: Placing, session: Session, axes: Axes) -> None:
    placing.choose("test", axes)
    qtbot.waitUntil(lambda: now(placing).axes is axes and not placing.is_due)
    before = now(placing)
    placing.hold(True)
    with qtbot.waitSignal(placing.placed):
        use(session, network(2))
    assert now(placing).measured is before.measured
    assert not np.allclose(now(placing).points, before.points, atol=1e-2)


def test_axes_that_are_not_held_any_more_are_those_of_the_network(
    qtbot: QtBot, placing: Placing, session: Session
) -> None:
    placing.hold(True)
    with qtbot.waitSignal(placing.placed):
        use(session, network(2))
    held = now(placing)
    with qtbot.waitSignal(placing.placed):
        placing.hold(False)
    assert now(placing).layers is held.layers
    assert now(placing).measured is not held.measured


def test_axes_of_a_network_of_another_width_cannot_be_held(
    qtbot: QtBot, placing: Placing, session: Session
) -> None:
    placing.hold(True)
    with qtbot.waitSignal(placing.placed):
        use(session, network(1, hidden=9))
    assert len(now(placing).measured.projection.mean) == 9


def test_pixels_are_where_they_are_whatever_the_network(
    qtbot: QtBot, placing: Placing, session: Session
) -> None:
    with qtbot.waitSignal(placing.placed):
        placing.choose("train", Axes.PIXELS)
    before = now(placing)
    with qtbot.waitSignal(placing.placed):
        use(session, network(2))
    assert now(placing).measured is before.measured
    assert (now(placing).points == before.points).all()
    assert now(placing).layers is not before.layers


def test_weights_without_bounds_are_told(qtbot: QtBot, placing: Placing, session: Session) -> None:
    kernel = np.full((784, 4), 1e38, np.float32)
    last = Layer(np.zeros((4, 10), np.float32), np.zeros(10, np.float32))
    broken = Model((Layer(kernel, np.zeros(4, np.float32)), last), Recipe(hidden=(4,)))
    with qtbot.waitSignal(placing.failed) as told:
        use(session, broken)
    assert "beyond all bounds" in told.args[0]


def test_nobody_looks_nothing_is_worked_out(
    qtbot: QtBot, placing: Placing, session: Session
) -> None:
    placing.watch(False)
    qtbot.waitUntil(lambda: not placing.is_due)
    use(session, network(2))
    assert placing.map is None
    assert not placing.is_due
    close_all(placing)
