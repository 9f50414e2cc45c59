"""Two networks read the same digits."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.answers import Answers
from mnist_desk.core.comparison import Comparison
from mnist_desk.core.damage import Damage
from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import save_model
from mnist_desk.ui.evaluate.comparing import Comparing
from mnist_desk.ui.evaluate.sides import LOOKED_AT, Side
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work import jobs

from .networks import add_run, answering, is_gone, open_digits, some_digits


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Model]:
    """The networks that have read, in turn."""
    reads: list[Model] = []
    read = jobs.answers

    def noting(model: Model, *others: Any) -> Iterator[Answers]:
        reads.append(model)
        yield from read(model, *others)

    monkeypatch.setattr(jobs, "answers", noting)
    return reads


@pytest.fixture
def comparing(session: Session, reads: list[Model]) -> Comparing:
    """Watched: the shipped network, which answers 0, 1, 2, then another that answers 0, 2, 2."""
    session.runs.reach(session.runs.current, answering([0, 1, 2]))
    add_run(session, "other", answering([0, 2, 2]))
    open_digits(session, some_digits([0, 2, 1]))
    comparing = Comparing(session, session)
    comparing.watch(True)
    return comparing


Wait = Callable[..., Comparison]


@pytest.fixture
def wait(qtbot: QtBot, comparing: Comparing) -> Wait:
    """Until this many digits are fixed and broken."""

    def wait(fixed: int, broken: int) -> Comparison:
        def has_come() -> None:
            comparison = comparing.comparison
            assert comparison is not None
            assert (len(comparison.fixed), len(comparison.broken)) == (fixed, broken)
            assert not comparing.is_due

        qtbot.waitUntil(has_come)
        assert comparing.comparison is not None
        return comparing.comparison

    return wait


def test_the_network_that_is_looked_at_is_compared_with_the_one_above(
    comparing: Comparing, session: Session, wait: Wait
) -> None:
    assert comparing.before == Side(session.runs.shipped)
    assert comparing.after == LOOKED_AT
    assert wait(1, 0).fixed.tolist() == [1]


def test_swapped_what_was_fixed_is_broken_and_nothing_is_read_again(
    comparing: Comparing, reads: list[Model], wait: Wait
) -> None:
    wait(1, 0)
    comparing.swap()
    wait(0, 1)
    assert comparing.before == LOOKED_AT
    assert len(reads) == 2


def test_another_network_is_compared_when_it_is_looked_at(
    session: Session, reads: list[Model], wait: Wait
) -> None:
    wait(1, 0)
    add_run(session, "third", answering([1, 1, 1]))
    wait(1, 2)
    assert len(reads) == 3, "the one that was known is not read again"


def test_other_digits_are_read_by_both(session: Session, wait: Wait) -> None:
    wait(1, 0)
    open_digits(session, some_digits([0, 1, 2]))
    wait(0, 1)


def test_nothing_is_read_while_nobody_watches(
    qtbot: QtBot, comparing: Comparing, session: Session, reads: list[Model], wait: Wait
) -> None:
    wait(1, 0)
    comparing.watch(False)
    add_run(session, "third", answering([1, 1, 1]))
    assert not comparing.is_due
    comparing.watch(True)
    wait(1, 2)


def test_one_network_on_both_sides_is_not_compared(comparing: Comparing, session: Session) -> None:
    comparing.choose(Side(session.runs.current), LOOKED_AT)
    assert comparing.are_same


def test_a_run_that_left_the_list_is_no_side_any_more(
    comparing: Comparing, session: Session, wait: Wait
) -> None:
    third = add_run(session, "third", answering([1, 1, 1]))
    comparing.choose(Side(third), Side(session.runs.shipped))
    wait(1, 1)
    session.runs.remove(third)
    assert comparing.before != Side(third)


def test_a_run_that_is_not_in_memory_is_read_in_the_worker(
    comparing: Comparing, session: Session, tmp_path: Path, wait: Wait
) -> None:
    shipped = session.runs.shipped
    path = tmp_path / "shipped.safetensors"
    save_model(shipped.model, path)
    shipped.note_copy(shipped.model, FileStamp.of(path))
    comparing.watch(False)
    shipped.let_go()
    assert not shipped.is_held
    comparing.watch(True)
    wait(1, 0)
    assert not shipped.is_held


def test_a_run_whose_file_is_gone_is_told(
    qtbot: QtBot, comparing: Comparing, session: Session, tmp_path: Path, wait: Wait
) -> None:
    wait(1, 0)
    path = tmp_path / "third.safetensors"
    third = add_run(session, "third", answering([1, 1, 1]))
    save_model(third.model, path)
    third.note_copy(third.model, FileStamp.of(path))
    session.runs.choose(session.runs.shipped)
    third.let_go()
    path.unlink()
    comparing.choose(Side(third), LOOKED_AT)
    qtbot.waitUntil(lambda: bool(comparing.failure))
    assert "third.safetensors" in comparing.failure
    assert comparing.comparison is None


def test_moments_of_a_run_are_compared(comparing: Comparing, session: Session, wait: Wait) -> None:
    run = session.runs.current
    run.timeline.keep(0, answering([2, 1, 1]).layers)
    run.reach(answering([0, 2, 2], steps=2))
    comparing.choose(Side(run, 0), LOOKED_AT)
    wait(2, 1)


def test_a_network_that_is_trained_is_read_after_each_epoch(
    qtbot: QtBot, comparing: Comparing, session: Session, reads: list[Model], wait: Wait
) -> None:
    run = session.runs.current
    wait(1, 0)
    run.grows = True
    session.runs.reach(run, answering([1, 1, 1], steps=2))
    wait(1, 1)
    session.runs.reach(run, answering([0, 2, 1], steps=3))
    assert not comparing.is_due, "in the middle of an epoch it is as it was"
    session.runs.reach(run, answering([0, 2, 1], steps=4))
    wait(2, 0)
    assert [model.steps for model in reads] == [0, 0, 2, 4]


def test_a_network_that_is_trained_is_compared_with_itself_damaged(
    comparing: Comparing, session: Session, wait: Wait
) -> None:
    run = session.runs.current
    run.grows = True
    session.runs.reach(run, answering([0, 2, 1], steps=2))
    comparing.choose(Side(run), LOOKED_AT)
    session.damaging.inflict(Damage(pruned=1.0), "Prune")
    wait(0, 2)
    session.runs.reach(run, answering([0, 2, 1], steps=3))
    assert not comparing.are_same


def test_no_network_stays_in_memory_when_nobody_watches(
    qtbot: QtBot, comparing: Comparing, session: Session, reads: list[Model], wait: Wait
) -> None:
    wait(1, 0)
    comparing.watch(False)
    reads.clear()
    model = weakref.ref(session.network.model)
    session.runs.remove(session.runs.current)
    qtbot.waitUntil(lambda: is_gone(model))
