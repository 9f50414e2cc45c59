from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.core.model_file import load_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.ui.digits.lesson_box import LessonBox
from mnist_desk.ui.digits.turned_digits import TurnedRow
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.spoken import value_of

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def box(qtbot: QtBot, session: Session) -> LessonBox:
    box = LessonBox(session)
    qtbot.addWidget(box)
    box.show()
    return box


@pytest.fixture
def ready_box(qtbot: QtBot, box: LessonBox, ten_digits: Session) -> LessonBox:
    """With ten digits to learn from."""
    qtbot.waitUntil(button(box, "teach").isEnabled)
    return box


def keep(session: Session, label: int) -> None:
    ink = Ink((((10.0, 10.0), (200.0, 20.0 * (label + 1))),))
    session.my_digits.keep(Digit(InkRecord(ink, label)))


def button(box: LessonBox, name: str) -> QPushButton:
    return box.findChild(QPushButton, f"{name}Button")


def text(box: LessonBox) -> str:
    return box.findChild(QLabel, "teachText").text()


def press(qtbot: QtBot, box: LessonBox, name: str) -> None:
    qtbot.mouseClick(button(box, name), Qt.MouseButton.LeftButton)


def seen(box: LessonBox) -> set[str]:
    parts = [*box.findChildren(QPushButton), *box.findChildren(QProgressBar)]
    parts += [box.findChild(QWidget, "teachTable")]
    return {part.objectName() for part in parts if part.isVisible()}


def teach(qtbot: QtBot, box: LessonBox, session: Session, engine: FakeEngine) -> None:
    press(qtbot, box, "teach")
    engine.let(2)
    qtbot.waitUntil(lambda: not session.lesson.busy)


def test_it_says_how_many_digits_are_missing(box: LessonBox, session: Session) -> None:
    assert "keep 10 more digits" in text(box)
    keep(session, 3)
    assert "keep 9 more digits" in text(box)
    assert not button(box, "teach").isEnabled()


def test_it_waits_for_the_engine(box: LessonBox, session: Session) -> None:
    for number in range(10):
        keep(session, number)
    assert "still loading" in text(box)
    assert not button(box, "teach").isEnabled()


def test_no_lesson_while_a_training_runs(
    qtbot: QtBot, ready_box: LessonBox, ready_session: Session, engine: FakeEngine, recipe: Recipe
) -> None:
    with qtbot.waitSignal(ready_session.training.ended):
        ready_session.training.start(recipe)
        assert "A training runs" in text(ready_box)
        assert not button(ready_box, "teach").isEnabled()
        ready_session.lesson.start()
        assert not ready_session.lesson.busy
        engine.let(6)
    assert button(ready_box, "teach").isEnabled()


def test_no_training_while_a_lesson_runs(
    qtbot: QtBot, ready_box: LessonBox, ready_session: Session, engine: FakeEngine, recipe: Recipe
) -> None:
    press(qtbot, ready_box, "teach")
    ready_session.training.start(recipe)
    assert not ready_session.training.busy
    engine.let(2)
    qtbot.waitUntil(lambda: not ready_session.lesson.busy)


def test_a_lesson_shows_its_progress_and_then_before_and_after(
    qtbot: QtBot, ready_box: LessonBox, ready_session: Session, engine: FakeEngine
) -> None:
    assert seen(ready_box) == {"teachButton"}
    press(qtbot, ready_box, "teach")
    assert seen(ready_box) == {"teachProgress", "cancelTeachButton"}
    engine.let(1)
    bar = ready_box.findChild(QProgressBar)
    qtbot.waitUntil(lambda: bar.value() == 33)
    assert text(ready_box).endswith("33 %.")
    engine.let(1)
    qtbot.waitUntil(lambda: not ready_session.lesson.busy)
    assert seen(ready_box) == {"teachTable", "keepTaughtButton", "dropTaughtButton"}
    table = ready_box.findChild(QWidget, "teachTable")
    cells = [label.text() for label in table.findChildren(QLabel)]
    for expected in ("1 of 2", "2 of 2", "90.00 %"):
        assert expected in cells
    assert "learnt from 8 of your digits" in text(ready_box)
    assert "worse" not in text(ready_box)


def test_the_keys_stay_with_the_lesson(
    qtbot: QtBot, ready_box: LessonBox, ready_session: Session, engine: FakeEngine
) -> None:
    button(ready_box, "teach").setFocus()
    press(qtbot, ready_box, "teach")
    assert button(ready_box, "cancelTeach").hasFocus()
    engine.let(2)
    qtbot.waitUntil(lambda: not ready_session.lesson.busy)
    assert button(ready_box, "keepTaught").hasFocus()
    button(ready_box, "dropTaught").setFocus()
    ready_box.refresh()
    assert button(ready_box, "dropTaught").hasFocus()
    with qtbot.waitSignal(ready_session.notices.confirmed) as told:
        press(qtbot, ready_box, "keepTaught")
    assert "reads your drawings now" in told.args[0]


def test_it_shows_the_digits_that_were_turned(
    qtbot: QtBot, ready_box: LessonBox, ready_session: Session, engine: FakeEngine
) -> None:
    teach(qtbot, ready_box, ready_session, engine)
    better, worse = ready_box.findChildren(TurnedRow)
    assert value_of(better) == "a 7, read as 1 before and as 7 now"
    assert better.isVisible()
    assert not worse.isVisible()
    press(qtbot, ready_box, "dropTaught")
    assert not better.isVisible()


@pytest.mark.parametrize(
    ("rights", "told"),
    [
        (((1, 9), (2, 8)), "reads MNIST worse by 10.0 points"),
        (((2, 9), (1, 9)), "reads your digits worse than before"),
        (((1, 9), (1, 9)), "reads no more of your digits than before"),
    ],
)
def test_what_got_worse_is_said(
    qtbot: QtBot,
    ready_box: LessonBox,
    ready_session: Session,
    engine: FakeEngine,
    rights: tuple[tuple[int, int], tuple[int, int]],
    told: str,
) -> None:
    engine.rights = rights
    teach(qtbot, ready_box, ready_session, engine)
    assert told in text(ready_box)


def test_a_model_that_is_kept_is_a_run_and_safe(
    qtbot: QtBot,
    ready_box: LessonBox,
    ready_session: Session,
    engine: FakeEngine,
    kept_runs: KeptRuns,
) -> None:
    before = ready_session.runs.current
    teach(qtbot, ready_box, ready_session, engine)
    assert ready_session.runs.current is before
    press(qtbot, ready_box, "keepTaught")
    run = ready_session.runs.current
    assert ready_session.runs.all == [before, run]
    assert run.model.layers[-1].bias.argmax() == 4
    qtbot.waitUntil(lambda: kept_runs.names() == [run.kept])
    ready_session.close()
    assert kept_runs.load(run.kept).recipe == run.model.recipe
    assert seen(ready_box) == {"teachButton"}


def test_a_model_that_is_saved_at_once_is_not_offered_again(
    qtbot: QtBot,
    ready_box: LessonBox,
    ready_session: Session,
    engine: FakeEngine,
    kept_runs: KeptRuns,
    tmp_path: Path,
) -> None:
    teach(qtbot, ready_box, ready_session, engine)
    press(qtbot, ready_box, "keepTaught")
    taught = ready_session.network.model
    assert ready_session.runs.save(taught, tmp_path / "mine.safetensors")
    ready_session.close()
    assert kept_runs.names() == []
    assert load_model(tmp_path / "mine.safetensors").recipe == taught.recipe


def test_a_model_that_is_thrown_away_leaves_nothing(
    qtbot: QtBot,
    ready_box: LessonBox,
    ready_session: Session,
    engine: FakeEngine,
    kept_runs: KeptRuns,
) -> None:
    teach(qtbot, ready_box, ready_session, engine)
    press(qtbot, ready_box, "dropTaught")
    assert len(ready_session.runs.all) == 1
    assert kept_runs.names() == []
    assert seen(ready_box) == {"teachButton"}


def test_a_lesson_can_be_cancelled(
    qtbot: QtBot, ready_box: LessonBox, ready_session: Session, engine: FakeEngine
) -> None:
    press(qtbot, ready_box, "teach")
    press(qtbot, ready_box, "cancelTeach")
    engine.let(2)
    qtbot.waitUntil(lambda: not ready_session.lesson.busy)
    assert seen(ready_box) == {"teachButton"}
    teach(qtbot, ready_box, ready_session, engine)
    assert "teachTable" in seen(ready_box)
