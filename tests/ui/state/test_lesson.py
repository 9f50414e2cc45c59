from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.core.progress import Diverged
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.lesson import Lesson
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

if TYPE_CHECKING:
    from ..conftest import FakeEngine


def keep_digits(qtbot: QtBot, session: Session, count: int) -> None:
    """Keep so many drawings, all different, and wait until they are seen."""
    for number in range(count):
        ink = Ink((((10.0 * number, 20.0), (100.0, 30.0)),))
        session.my_digits.keep(Digit(InkRecord(ink, number % 10)))
    qtbot.waitUntil(lambda: session.my_digits.seen and not session.my_digits.busy)


@pytest.fixture
def lesson(qtbot: QtBot, ready_session: Session) -> Lesson:
    """A lesson that can begin."""
    keep_digits(qtbot, ready_session, 10)
    return ready_session.lesson


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def finish(qtbot: QtBot, lesson: Lesson, engine: FakeEngine) -> None:
    engine.let(2)
    qtbot.waitUntil(lambda: not lesson.busy)


def test_a_lesson_tells_how_far_it_is_and_what_came_of_it(
    qtbot: QtBot, session: Session, lesson: Lesson, engine: FakeEngine
) -> None:
    changed, progressed = QSignalSpy(lesson.changed), QSignalSpy(lesson.progressed)
    session.engine.choice = "cpu"
    lesson.start()
    assert lesson.busy
    assert session.turn.why_busy() == "A lesson runs in My digits."
    finish(qtbot, lesson, engine)
    assert changed.count() == 2
    assert values(progressed)[-1] == 1
    assert lesson.taught is not None
    assert lesson.taught.learnt == 8
    assert engine.choice == "cpu"
    assert session.turn.why_busy() == ""


def test_nothing_comes_of_a_cancelled_lesson(
    qtbot: QtBot, lesson: Lesson, engine: FakeEngine
) -> None:
    lesson.start()
    lesson.cancel()
    finish(qtbot, lesson, engine)
    assert lesson.taught is None
    engine.let(2)
    lesson.start()
    qtbot.waitUntil(lambda: not lesson.busy)
    assert lesson.taught is not None


def test_one_lesson_at_a_time_and_none_beside_a_training(
    qtbot: QtBot, session: Session, lesson: Lesson, engine: FakeEngine, recipe: Recipe
) -> None:
    changed = QSignalSpy(lesson.changed)
    lesson.start()
    lesson.start()
    session.training.start(recipe)
    assert not session.training.busy
    finish(qtbot, lesson, engine)
    assert changed.count() == 2
    session.training.start(recipe)
    lesson.start()
    assert session.training.busy
    assert not lesson.busy
    assert lesson.why_not() == "A training runs."


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Diverged("the loss grew"), "the loss grew"),
        (RuntimeError("boom"), "Something went wrong: boom"),
    ],
)
def test_a_failure_is_one_sentence(
    qtbot: QtBot,
    session: Session,
    lesson: Lesson,
    engine: FakeEngine,
    error: Exception,
    sentence: str,
) -> None:
    engine.error = error
    engine.let(2)
    with qtbot.waitSignal(session.notices.warned) as warned:
        lesson.start()
    assert warned.args[0] == sentence
    qtbot.waitUntil(lambda: not lesson.busy)
    assert (lesson.taught, session.turn.why_busy()) == (None, "")


def test_closing_ends_the_lesson(lesson: Lesson, engine: FakeEngine) -> None:
    lesson.start()
    engine.let(1)
    close_all(lesson)
    lesson.start()
    assert not engine.asked


def test_it_tells_which_digits_it_turned_though_they_are_gone_meanwhile(
    qtbot: QtBot, session: Session, lesson: Lesson, engine: FakeEngine
) -> None:
    third, seventh = (session.my_digits.digits[place] for place in (3, 7))
    engine.told = ((3, 1), (9, 7))
    lesson.start()
    session.my_digits.delete([third])
    finish(qtbot, lesson, engine)
    worse, better = lesson.turned()
    assert (worse.digit, worse.before, worse.after) == (third, 3, 9)
    assert (worse.is_worse, worse.is_better) == (True, False)
    assert (better.digit, better.is_worse, better.is_better) == (seventh, False, True)
    lesson.drop()
    assert lesson.turned() == []


def test_what_was_taught_is_kept_as_a_run(
    qtbot: QtBot, session: Session, lesson: Lesson, engine: FakeEngine, kept_runs: KeptRuns
) -> None:
    lesson.start()
    finish(qtbot, lesson, engine)
    assert lesson.taught is not None
    model = lesson.taught.model
    lesson.keep()
    assert lesson.taught is None
    assert session.network.model is model
    qtbot.waitUntil(lambda: kept_runs.names() == [session.runs.current.kept])


@pytest.mark.parametrize("decided", [False, True])
def test_what_nobody_has_decided_on_is_there_at_the_next_start(
    qtbot: QtBot,
    session: Session,
    kept_runs: KeptRuns,
    lesson: Lesson,
    engine: FakeEngine,
    decided: bool,
) -> None:
    lesson.start()
    finish(qtbot, lesson, engine)
    if decided:
        lesson.drop()
    session.close()
    assert len(kept_runs.names()) == (0 if decided else 1)


def test_what_was_taught_can_be_thrown_away(
    qtbot: QtBot, session: Session, lesson: Lesson, engine: FakeEngine
) -> None:
    before = list(session.runs.all)
    lesson.start()
    finish(qtbot, lesson, engine)
    lesson.drop()
    assert lesson.taught is None
    assert session.runs.all == before


def test_it_says_what_it_waits_for(qtbot: QtBot, session: Session, recipe: Recipe) -> None:
    assert "keep 10 more digits" in session.lesson.why_not()
    keep_digits(qtbot, session, 10)
    assert session.lesson.why_not() == "TensorFlow is still loading."
    session.engine.load(recipe)
    qtbot.waitUntil(lambda: session.ready)
    assert session.lesson.why_not() == ""
    session.my_digits.digits[0].pixels = None
    assert session.lesson.why_not() == "Your digits are still being looked at."
