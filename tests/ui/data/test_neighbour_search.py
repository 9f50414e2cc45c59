"""The nearest training digits are found while somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.damage import Damage
from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import History, Model
from mnist_desk.core.neighbours import HiddenPoints, hidden_points, pixel_points
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.data import neighbour_search
from mnist_desk.ui.data.neighbour_search import MOST, Found, Hidden, NeighbourSearch
from mnist_desk.ui.state.open_data import DataSets
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.state.turn import Turn

from .conftest import open_sets, some_digits, use


@pytest.fixture
def seeing(open_session: Session) -> Session:
    """The network has a hidden layer."""
    use(open_session, Model.fresh(Recipe(hidden=(12,))))
    return open_session


@pytest.fixture
def search(seeing: Session, monkeypatch: pytest.MonkeyPatch) -> NeighbourSearch:
    monkeypatch.setattr(neighbour_search, "_REST", 1)
    return NeighbourSearch(seeing, seeing)


def draw(session: Session, samples: dict[int, Ink], digit: int) -> np.ndarray:
    session.sheet.set_drawing(samples[digit], "Stroke")
    assert session.reader.reading.reading is not None
    return session.reader.reading.reading.picture


Settle = Callable[[NeighbourSearch], Found]


@pytest.fixture
def settle(qtbot: QtBot) -> Settle:
    """Waits until nothing else comes; returns what was told last."""

    def settle(search: NeighbourSearch) -> Found:
        last: list[Found] = []
        search.found.connect(last.append)
        qtbot.waitUntil(lambda: bool(last) and not search.is_due)
        search.found.disconnect(last.append)
        return last[-1]

    return settle


def test_they_are_the_nearest_of_the_training_digits(
    search: NeighbourSearch,
    seeing: Session,
    sets: DataSets,
    samples: dict[int, Ink],
    settle: Settle,
) -> None:
    picture = draw(seeing, samples, 3)
    search.watch(True)
    found = settle(search)
    images = sets.train.data.images
    expected = pixel_points(images).nearest(picture, MOST)
    assert found.pixels is not None
    np.testing.assert_array_equal(found.pixels.indices, expected.indices)
    *_, points = hidden_points(seeing.network.model.layers, images)
    assert isinstance(points, HiddenPoints)
    expected = points.nearest(picture, MOST)
    assert found.hidden is not None
    assert found.state is Hidden.KNOWN
    np.testing.assert_array_equal(found.hidden.indices, expected.indices)


def test_they_follow_the_drawing(
    search: NeighbourSearch, seeing: Session, samples: dict[int, Ink], settle: Settle
) -> None:
    search.watch(True)
    assert settle(search).pixels is None
    draw(seeing, samples, 3)
    first = settle(search).pixels
    draw(seeing, samples, 1)
    second = settle(search).pixels
    assert first is not None
    assert second is not None
    assert first.distances[0] != second.distances[0]
    seeing.sheet.clear()
    assert settle(search).pixels is None


def test_they_follow_the_network(
    search: NeighbourSearch, seeing: Session, samples: dict[int, Ink], settle: Settle
) -> None:
    draw(seeing, samples, 3)
    search.watch(True)
    before = settle(search).hidden
    use(seeing, Model.fresh(Recipe(hidden=(12,), seed=5)))
    after = settle(search).hidden
    assert before is not None
    assert after is not None
    assert before.distances[0] != after.distances[0]


def test_another_run_is_not_judged_by_the_network_of_the_one_before(
    search: NeighbourSearch, seeing: Session, samples: dict[int, Ink], settle: Settle
) -> None:
    draw(seeing, samples, 3)
    search.watch(True)
    settle(search)
    spy = QSignalSpy(search.found)
    seeing.runs.add(Run("another", Timeline(Model.fresh(Recipe(hidden=(5,))))))
    assert settle(search).state is Hidden.KNOWN
    told = [spy.at(index)[0] for index in range(spy.count())]
    assert told[0].state is Hidden.READING or len(told) == 1


@pytest.mark.parametrize(
    ("hidden", "most", "state"), [((), 10**9, Hidden.NONE), ((12,), 100, Hidden.WIDE)]
)
def test_it_says_why_a_network_gives_none(
    search: NeighbourSearch,
    seeing: Session,
    samples: dict[int, Ink],
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    hidden: tuple[int, ...],
    most: int,
    state: Hidden,
) -> None:
    monkeypatch.setattr("mnist_desk.core.neighbours._LARGEST", most)
    use(seeing, Model.fresh(Recipe(hidden=hidden)))
    draw(seeing, samples, 3)
    search.watch(True)
    found = settle(search)
    assert found.pixels is not None
    assert found.hidden is None
    assert found.state is state


def test_another_data_set_is_searched(
    search: NeighbourSearch, seeing: Session, samples: dict[int, Ink], settle: Settle
) -> None:
    picture = draw(seeing, samples, 3)
    search.watch(True)
    settle(search)
    image = np.round(picture * 255).astype(np.uint8)[np.newaxis]
    mine = DigitSet("Mine", Dataset(image, np.array([3])))
    open_sets(seeing, DataSets(mine, some_digits(20, "Some")))
    found = settle(search)
    assert found.pixels is not None
    assert found.pixels.indices.tolist() == [0]
    assert found.hidden is not None
    assert found.hidden.indices.tolist() == [0]


def test_the_same_picture_is_not_searched_again(
    search: NeighbourSearch, seeing: Session, samples: dict[int, Ink], settle: Settle, qtbot: QtBot
) -> None:
    draw(seeing, samples, 3)
    search.watch(True)
    settle(search)
    spy = QSignalSpy(search.found)
    seeing.reader.read_now()
    qtbot.waitUntil(lambda: not search.is_due)
    assert spy.count() == 0


def test_it_rests_while_nobody_looks(
    search: NeighbourSearch, seeing: Session, samples: dict[int, Ink], settle: Settle
) -> None:
    draw(seeing, samples, 3)
    assert not search.is_due
    search.watch(True)
    settle(search)
    search.watch(False)
    draw(seeing, samples, 1)
    assert not search.is_due
    assert search._points is None


def test_a_run_that_stopped_within_an_epoch_is_read_while_another_is_trained(
    search: NeighbourSearch,
    seeing: Session,
    samples: dict[int, Ink],
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = seeing.network.model
    use(seeing, replace(model, history=History(np.ones(1, np.float32), steps_per_epoch=2)))
    draw(seeing, samples, 3)
    search.watch(True)
    before = settle(search).hidden
    monkeypatch.setattr(Turn, "is_taken", True)
    seeing.damaging.inflict(Damage(noise=1.0), "Shake")
    after = settle(search).hidden
    assert before is not None
    assert after is not None
    assert before.distances[0] != after.distances[0]
