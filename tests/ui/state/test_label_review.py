"""Doubtful labels: found, judged, used."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.corrections import CORRECTIONS, Verdict, read_corrections
from mnist_desk.core.label_doubt import LABEL_DOUBTS, read_doubts
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.label_review import LabelReview
from mnist_desk.ui.state.session import Session

from ..conftest import SMALL, FakeEngine

FIX = Verdict("fix", 9)


@pytest.fixture
def review(qtbot: QtBot, ready_session: Session) -> LabelReview:
    """The training images are read, nothing is found yet."""
    review = ready_session.label_review
    with qtbot.waitSignal(review.changed):
        review.ask()
    return review


def found(qtbot: QtBot, review: LabelReview, engine: FakeEngine) -> LabelReview:
    engine.let(2)
    review.find(3)
    qtbot.waitUntil(lambda: not review.busy)
    return review


def test_what_is_found_is_there_at_the_next_start(
    qtbot: QtBot,
    review: LabelReview,
    engine: FakeEngine,
    new_session: Callable[[], Session],
    tmp_path,
) -> None:
    found(qtbot, review, engine)
    assert review.found is not None
    assert [one.image for one in review.found.labels] == [4, 5]
    folder = review._doubts_file.parent
    qtbot.waitUntil((folder / LABEL_DOUBTS).exists)
    later = new_session().label_review
    with qtbot.waitSignal(later.changed):
        later.ask()
    assert later.found is not None
    assert [one[:3] for one in later.found.labels] == [(4, 4, 9), (5, 5, 9)]


def test_while_it_works_no_training_starts(
    qtbot: QtBot, review: LabelReview, engine: FakeEngine, ready_session: Session
) -> None:
    review.find(3)
    assert "Labels are being checked" in ready_session.turn.why_busy()
    review.cancel()
    engine.let(2)
    qtbot.waitUntil(lambda: not review.busy)
    assert review.found is None
    assert ready_session.turn.why_busy() == ""


def test_a_verdict_is_written_and_undone(
    qtbot: QtBot, review: LabelReview, ready_session: Session
) -> None:
    path = review._corrections_file
    review.decide({4: FIX}, "Judge")
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: read_corrections(path, SMALL.train).verdicts == {4: FIX})
    ready_session.sheet.undo_stack.undo()
    assert len(review.corrections) == 0
    qtbot.waitUntil(lambda: read_corrections(path, SMALL.train).verdicts == {})


def test_the_same_verdict_twice_is_one_step_to_undo(
    review: LabelReview, ready_session: Session
) -> None:
    review.decide({4: FIX}, "Judge")
    review.decide({4: FIX}, "Judge")
    assert ready_session.sheet.undo_stack.count() == 1


def test_trainings_learn_from_corrected_labels_when_that_is_wished(
    qtbot: QtBot, review: LabelReview, engine: FakeEngine, ready_session: Session
) -> None:
    training = ready_session.training
    review.decide({4: FIX}, "Judge")
    assert training.corrections is None
    review.use(True)
    assert training.corrections is review.corrections
    ready_session.sheet.undo_stack.undo()
    assert training.corrections is None
    ready_session.sheet.undo_stack.redo()
    engine.let(2)
    training.start(Recipe(hidden=(), epochs=1))
    qtbot.waitUntil(lambda: not training.busy)
    assert engine.corrections is review.corrections


def test_corrections_are_compared(qtbot: QtBot, review: LabelReview, engine: FakeEngine) -> None:
    review.compare()
    assert not review.busy
    review.decide({4: FIX}, "Judge")
    engine.let(2)
    review.compare()
    qtbot.waitUntil(lambda: not review.busy)
    assert review.compared is not None
    review.decide({5: FIX}, "Judge")
    assert review.compared is None


def test_what_was_tried_before_a_verdict_is_not_told_of_those_after_it(
    qtbot: QtBot, review: LabelReview, engine: FakeEngine
) -> None:
    review.decide({4: FIX}, "Judge")
    review.compare()
    review.decide({5: FIX}, "Judge")
    engine.let(2)
    qtbot.waitUntil(lambda: not review.busy)
    assert review.compared is None


def test_a_damaged_file_is_told_and_put_beside(qtbot: QtBot, ready_session: Session) -> None:
    review = ready_session.label_review
    path = review._corrections_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    with qtbot.waitSignal(ready_session.notices.warned) as told:
        review.ask()
    assert "no corrections that can be used" in told.args[0]
    assert path.read_text() == "{"
    review.decide({4: FIX}, "Judge")
    beside = path.with_name(f"damaged-{CORRECTIONS}")
    qtbot.waitUntil(lambda: beside.exists() and path.exists())
    assert beside.read_text() == "{"
    qtbot.waitUntil(lambda: read_corrections(path, SMALL.train).verdicts == {4: FIX})


def test_damaged_doubts_are_told_and_put_beside(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine
) -> None:
    review = ready_session.label_review
    path = review._doubts_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    with qtbot.waitSignal(ready_session.notices.warned) as told:
        review.ask()
    assert "no doubtful labels that can be read" in told.args[0]
    found(qtbot, review, engine)
    beside = path.with_name(f"damaged-{LABEL_DOUBTS}")
    qtbot.waitUntil(lambda: beside.exists() and path.exists())
    assert beside.read_text() == "{"
    assert [one.image for one in read_doubts(path).labels] == [4, 5]
