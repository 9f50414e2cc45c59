from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.state.training import TrainingPhase
from mnist_desk.ui.train.progress import TrainingProgress
from mnist_desk.ui.train.transport import Transport
from mnist_desk.ui.window.theme import apply_appearance

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def transport(
    qtbot: QtBot, session: Session, actions: dict[str, QAction], recipe: Recipe, light: None
) -> Transport:
    """Its first button trains the recipe."""
    progress = TrainingProgress(session.runs, session.training, session)
    transport = Transport(progress, session.turn)
    qtbot.addWidget(transport)
    actions["start"].triggered.connect(lambda: session.training.start(recipe))
    actions["start"].setShortcut("Ctrl+Return")
    actions["pause"].setShortcut("Ctrl+P")
    transport.take_actions(actions)
    session.training.phase_changed.connect(transport.show_phase)
    transport.resize(600, 50)
    with qtbot.waitExposed(transport):
        transport.show()
    return transport


@pytest.fixture
def ready(transport: Transport, ready_session: Session) -> Transport:
    return transport


def button(transport: Transport, name: str = "start") -> QPushButton:
    return transport.findChild(QPushButton, f"{name}Button")


def line(transport: Transport) -> QProgressBar:
    return transport.findChild(QProgressBar, "progressBar")


def press(qtbot: QtBot, transport: Transport, name: str = "start") -> None:
    assert button(transport, name).isEnabled()
    qtbot.mouseClick(button(transport, name), Qt.MouseButton.LeftButton)


def reach(qtbot: QtBot, session: Session, engine: FakeEngine, steps: int) -> None:
    engine.let(steps)
    qtbot.waitUntil(lambda: session.training.run.model.steps == steps)


def test_the_first_button_starts_pauses_and_resumes(
    qtbot: QtBot, ready: Transport, ready_session: Session, engine: FakeEngine
) -> None:
    training, width = ready_session.training, button(ready).width()
    assert button(ready).text() == "Start"
    for phase, text in (
        (TrainingPhase.RUNNING, "Pause or resume"),
        (TrainingPhase.PAUSED, "Resume"),
        (TrainingPhase.RUNNING, "Pause or resume"),
    ):
        press(qtbot, ready)
        assert (training.phase, button(ready).text()) == (phase, text)
        assert button(ready).width() == width, "nothing moves under the mouse"
    with qtbot.waitSignal(training.ended):
        press(qtbot, ready, "stop")
        assert not button(ready).isEnabled()
        engine.let(1)
    assert button(ready).text() == "Start"


def test_its_icon_says_what_a_press_does(
    qtbot: QtBot, ready: Transport, ready_session: Session
) -> None:
    def picture() -> bytes:
        return bytes(button(ready).icon().pixmap(18, 18).toImage().constBits())

    start = picture()
    press(qtbot, ready)
    pause = picture()
    press(qtbot, ready)
    assert pause != start == picture()


def test_the_key_of_start_pauses_and_resumes_too(
    qtbot: QtBot, ready: Transport, actions: dict[str, QAction], engine: FakeEngine
) -> None:
    start, pause = QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+P")

    def keys() -> list[list[QKeySequence]]:
        return [actions[name].shortcuts() for name in ("start", "pause")]

    assert keys() == [[start], [pause]]
    press(qtbot, ready)
    assert keys() == [[], [pause, start]]
    assert "(Ctrl+P" in button(ready).toolTip()
    press(qtbot, ready)
    assert keys() == [[], [pause, start]]
    press(qtbot, ready, "stop")
    engine.let(1)
    qtbot.waitUntil(lambda: keys() == [[start], [pause]])


def test_stop_is_for_what_runs(qtbot: QtBot, ready: Transport) -> None:
    assert not button(ready, "stop").isEnabled()
    press(qtbot, ready)
    assert button(ready, "stop").isEnabled()


def test_words_and_line_follow_the_training(
    qtbot: QtBot, ready: Transport, ready_session: Session, engine: FakeEngine
) -> None:
    assert ready.words.text() == "Ready to train"
    assert line(ready).value() == 0
    press(qtbot, ready)
    reach(qtbot, ready_session, engine, 3)
    assert (line(ready).value(), line(ready).maximum()) == (3, 6)
    assert ready.words.text().startswith("my recipe · epoch 2 of 3 · ")
    assert line(ready).accessibleDescription() == ready.words.text()


def test_before_the_engine_is_there_it_says_so(
    qtbot: QtBot, transport: Transport, session: Session, recipe: Recipe
) -> None:
    assert "loading" in transport.words.text()
    session.engine.load(recipe)
    qtbot.waitUntil(lambda: transport.words.text() == "Ready to train")


def test_it_says_why_it_cannot_start(ready: Transport, actions: dict[str, QAction]) -> None:
    ready.show_why_not("The learning rate is nonsense.")
    assert not button(ready).isEnabled()
    assert button(ready).toolTip() == "The learning rate is nonsense."
    ready.show_why_not("")
    assert button(ready).isEnabled()


def test_why_it_cannot_start_is_told_also_after_a_training(
    qtbot: QtBot, ready: Transport, ready_session: Session, engine: FakeEngine
) -> None:
    press(qtbot, ready)
    reach(qtbot, ready_session, engine, 6)
    qtbot.waitUntil(lambda: ready.words.text().endswith("done"))
    ready.show_why_not("The learning rate is nonsense.")
    assert ready.words.text() == "The learning rate is nonsense."
    assert line(ready).value() == 0


def test_the_line_is_thin_and_has_a_name(transport: Transport) -> None:
    assert line(transport).height() == 4
    assert line(transport).accessibleName()


def test_long_words_do_not_widen_the_window(
    qtbot: QtBot, transport: Transport, session: Session
) -> None:
    before = transport.minimumSizeHint().width()
    transport.words.setText("W" * 500)
    assert transport.minimumSizeHint().width() == before


def test_names_from_outside_are_shown_as_they_are(transport: Transport) -> None:
    assert transport.findChild(QLabel, "progressWords").textFormat() == Qt.TextFormat.PlainText


def test_it_works_wherever_it_is_put(
    qtbot: QtBot, ready: Transport, ready_session: Session
) -> None:
    ready.setParent(None)
    apply_appearance("dark")
    ready.show()
    press(qtbot, ready)
    assert ready_session.training.phase is TrainingPhase.RUNNING
