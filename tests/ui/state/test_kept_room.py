from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns, Room
from mnist_desk.ui.state.kept_room import KeptRoom
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

if TYPE_CHECKING:
    from ..conftest import FakeEngine

LEFT = [f"2026050{day}-140321-1" for day in range(1, 4)]
"""What earlier sittings left."""


@pytest.fixture
def left(kept_runs: KeptRuns, model: Model) -> list[str]:
    for name in LEFT:
        kept_runs.keep(name, model)
    return LEFT


@pytest.fixture
def room(ready_session: Session, kept_runs: KeptRuns) -> KeptRoom:
    """Room for four models."""
    session = ready_session
    return KeptRoom(kept_runs, session.runs, session.notices, session, Room(models=4))


class Train:
    """Trains runs to their end, and waits until there is room again."""

    def __init__(
        self, qtbot: QtBot, session: Session, engine: FakeEngine, recipe: Recipe, room: KeptRoom
    ) -> None:
        self.qtbot, self.session, self.engine = qtbot, session, engine
        self.recipe, self.room = recipe, room

    def __call__(self, runs: int = 1) -> None:
        for _ in range(runs):
            with self.qtbot.waitSignal(self.session.training.ended):
                self.session.training.start(self.recipe)
                self.engine.let(6)
            self.qtbot.waitUntil(lambda: not self.room.busy)


@pytest.fixture
def train(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine, recipe: Recipe, room: KeptRoom
) -> Train:
    return Train(qtbot, ready_session, engine, recipe, room)


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_while_there_is_room_nothing_is_said(
    left: list[str], train: Train, ready_session: Session, kept_runs: KeptRuns
) -> None:
    said = QSignalSpy(ready_session.notices.warned)
    train(1)
    assert said.count() == 0
    assert len(kept_runs.names()) == 4


def test_it_is_said_once_before_anything_is_deleted(
    left: list[str], train: Train, ready_session: Session, kept_runs: KeptRuns
) -> None:
    said = QSignalSpy(ready_session.notices.warned)
    train(2)
    (sentence,) = values(said)
    assert "more than 4 models or 200 MB" in sentence
    assert kept_runs.names()[:3] == left
    assert len(kept_runs.names()) == 5, "nothing was deleted yet"
    train(2)
    assert said.count() == 1


def test_then_the_oldest_gives_way_for_each_new_one(
    left: list[str], train: Train, ready_session: Session, kept_runs: KeptRuns
) -> None:
    train(3)
    trained = [run.kept for run in ready_session.runs.all[1:]]
    assert kept_runs.names() == [left[2], *trained]
    assert ready_session.left.names() == [left[2]]


def test_bytes_are_bounded_too(
    qtbot: QtBot, ready_session: Session, kept_runs: KeptRuns, left: list[str], model: Model
) -> None:
    stamp = kept_runs.stamp(left[0])
    assert stamp is not None
    session = ready_session
    room = KeptRoom(kept_runs, session.runs, session.notices, session, Room(100, 2 * stamp.size))
    for _ in range(2):
        session.runs.kept.emit()
        qtbot.waitUntil(lambda: not room.busy)
    assert kept_runs.names() == left[1:]


def test_a_run_of_this_sitting_leaves_the_list_with_a_word(
    train: Train, ready_session: Session, kept_runs: KeptRuns
) -> None:
    runs, said = ready_session.runs, QSignalSpy(ready_session.notices.confirmed)
    train(5)
    first, second = runs.all[1:3]
    assert not first.is_held
    runs.choose(runs.all[0])
    train(1)
    assert first not in runs.all
    assert second not in runs.all
    assert len(kept_runs.names()) == 4
    (sentence,) = values(said)
    assert first.title in sentence
    assert "1 more" in sentence
    train(1)
    assert len(runs.all) == 5


def test_what_is_looked_at_or_was_lately_stays(
    train: Train, ready_session: Session, kept_runs: KeptRuns
) -> None:
    runs = ready_session.runs
    train(4)
    oldest = runs.all[1]
    runs.choose(oldest)
    train(3)
    assert oldest in runs.all
    assert oldest.kept in kept_runs.names()
    assert len(kept_runs.names()) == 4


def test_a_long_title_from_outside_is_elided_in_one_line(
    train: Train, ready_session: Session
) -> None:
    said = QSignalSpy(ready_session.notices.confirmed)
    train(5)
    ready_session.runs.all[1].title = "x" * 100 + "\n" + "x" * 100
    train(1)
    (sentence,) = values(said)
    assert "…" in sentence
    assert "\n" not in sentence
    assert len(sentence) < 150


def test_what_was_put_aside_gives_way_first(
    left: list[str], train: Train, ready_session: Session, kept_runs: KeptRuns, tmp_path: Path
) -> None:
    kept_runs.put_aside(left[2])
    train(3)
    assert list((tmp_path / "kept" / "discarded").iterdir()) == []
    assert kept_runs.names()[0] == left[1]


def test_a_run_that_is_chosen_while_its_file_is_deleted_is_kept_anew(
    qtbot: QtBot, train: Train, ready_session: Session, kept_runs: KeptRuns
) -> None:
    runs = ready_session.runs
    train(2)
    chosen = runs.all[1]
    runs.choose(chosen)
    kept_runs.discard(chosen.kept)
    assert runs.give_way([chosen.kept]) == []
    assert chosen in runs.all
    qtbot.waitUntil(lambda: chosen.kept in kept_runs.names())


def test_at_the_end_it_stops(qtbot: QtBot, ready_session: Session, room: KeptRoom) -> None:
    close_all(ready_session)
    ready_session.runs.kept.emit()
    assert not room.busy


def test_it_is_told_when_files_are_gone(
    left: list[str], train: Train, room: KeptRoom, kept_runs: KeptRuns
) -> None:
    gone = QSignalSpy(room.gave_way)
    train(2)
    assert gone.count() == 0
    train(1)
    assert gone.count() == 1


def test_each_session_sees_to_its_room(qtbot: QtBot, ready_session: Session) -> None:
    ready_session.runs.kept.emit()
    assert ready_session.kept_room.busy
    qtbot.waitUntil(lambda: not ready_session.kept_room.busy)
