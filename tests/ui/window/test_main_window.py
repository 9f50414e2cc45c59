from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSlider,
    QSpinBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.ink import Ink, Point
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.core.model import History, Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.progress import Diverged
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES
from mnist_desk.core.runs import KeptRuns
from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.evaluate.class_board import ClassBoard
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.state.training import TrainingPhase
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.work import jobs

from ..opening import wait_for_files

if TYPE_CHECKING:
    from ..conftest import FakeEngine

Draw = Callable[[Canvas, Sequence[Point]], None]

STROKE = ((60.0, 60.0), (200.0, 60.0), (120.0, 240.0))


@pytest.fixture
def open_again(
    qtbot: QtBot, engine: FakeEngine, new_session: Callable[[], Session]
) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window of a next start, which finds the preferences and runs of the last one."""
    windows = []

    def open_again() -> MainWindow:
        window = MainWindow(new_session())
        windows.append(window)
        qtbot.addWidget(window, before_close_func=lambda _: engine.free())
        window.show()
        return window

    yield open_again


def action(window: MainWindow, name: str) -> QAction:
    return window.findChild(QAction, f"action_{name}")


def button(window: MainWindow, name: str) -> QPushButton:
    return window.findChild(QPushButton, f"{name}Button")


def click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def status(window: MainWindow) -> str:
    return window.findChild(QLabel, "statusLabel").text()


def losses(window: MainWindow) -> int:
    """How many losses are plotted."""
    return len(window.train_panel.loss_plot.table().columns[0])


@pytest.mark.parametrize(
    "name",
    [
        *("canvas", "outputBars", "inputPreview", "clearButton", "undoButton", "redoButton"),
        *("startButton", "stopButton", "recipeForm"),
        *("runList", "statusLabel", "tabs"),
    ],
)
def test_a_widget_can_be_found_by_its_name(window: MainWindow, name: str) -> None:
    found = window.findChildren(QWidget, name)
    assert len(found) == 1
    assert found[0].isVisible()


@pytest.mark.parametrize("name", ["lossPlot", "accuracyPlot"])
def test_a_plot_can_be_found_by_its_name_and_is_seen_once_something_is_trained(
    ready_window: MainWindow, recipe: Recipe, name: str
) -> None:
    (found,) = ready_window.findChildren(QWidget, name)
    assert not found.isVisible(), "an invitation to start stands in its place"
    ready_window.session.training.start(recipe)
    assert found.isVisible()


def test_every_control_tells_a_screen_reader_what_it_is(window: MainWindow) -> None:
    kinds = (QPushButton, QSlider, QLineEdit, QSpinBox, QTabWidget)
    for name in ("canvas", "outputBars", "inputPreview", "lossPlot", "accuracyPlot", "runList"):
        assert window.findChild(QWidget, name).accessibleName(), name
    for control in window.train_panel.form.findChildren(QWidget):
        if isinstance(control, kinds) and control.objectName().startswith("recipe_"):
            assert control.accessibleName(), control.objectName()


def test_the_status_follows_the_training(
    qtbot: QtBot, window: MainWindow, recipe: Recipe, engine: FakeEngine
) -> None:
    assert "You can draw already" in status(window)
    with qtbot.waitSignal(window.session.readyChanged):
        window.start_engine()
    assert "abacus" in status(window)
    action(window, "start").trigger()
    assert "Training" in status(window)
    action(window, "pause").trigger()
    assert "paused" in status(window)
    action(window, "stop").trigger()
    assert "Stopping" in status(window)
    with qtbot.waitSignal(window.session.training.ended):
        engine.let(1)
    assert "abacus" in status(window)


def test_the_actions_can_be_used_when_they_have_something_to_do(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, draw: Draw
) -> None:
    def usable() -> set[str]:
        names = ("undo", "redo", "start", "pause", "stop")
        return {name for name in names if action(window, name).isEnabled()}

    assert usable() == {"start"}, "it is remembered until the engine is there"
    draw(window.draw_panel.canvas, STROKE)
    assert usable() == {"undo", "start"}
    action(window, "undo").trigger()
    assert usable() == {"redo", "start"}
    with qtbot.waitSignal(window.session.readyChanged):
        window.start_engine()
    assert usable() == {"redo", "start"}
    action(window, "start").trigger()
    assert usable() == {"redo", "pause", "stop"}
    action(window, "pause").trigger()
    assert window.session.training.phase is TrainingPhase.PAUSED
    action(window, "stop").trigger()
    assert usable() == {"redo"}


def test_keys_take_back_draw_again_and_clear(qtbot: QtBot, window: MainWindow, draw: Draw) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    draw(window.draw_panel.canvas, STROKE)
    drawing, control = window.session.sheet.drawing, Qt.KeyboardModifier.ControlModifier
    for key, modifiers, left in (
        (Qt.Key.Key_Z, control, Ink()),
        (Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier, drawing),
        (Qt.Key.Key_L, control, Ink()),
    ):
        qtbot.keyClick(window.windowHandle(), key, modifiers)
        assert window.session.sheet.drawing == left


def test_delete_in_a_field_leaves_the_drawing_alone(
    qtbot: QtBot, window: MainWindow, draw: Draw
) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    draw(window.draw_panel.canvas, STROKE)
    hidden = window.findChild(QLineEdit, "recipe_hidden")
    hidden.setFocus()
    hidden.selectAll()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Delete)
    assert window.session.sheet.drawing
    assert hidden.text() == ""


# Failures


def test_a_window_without_an_engine_still_reads_drawings(
    qtbot: QtBot, window: MainWindow, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(recipe: Recipe) -> Iterator[Any]:
        raise ImportError("libtensorflow_cc.so.2: cannot open shared object file")

    monkeypatch.setattr(jobs, "load_engine", missing)
    with qtbot.waitSignal(window.session.notices.warned):
        window.start_engine()
    assert "libtensorflow_cc.so.2" in window.messages.text
    assert window.messages.isVisible()
    assert "not available" in status(window)
    assert not button(window, "start").isEnabled()
    draw(window.draw_panel.canvas, STROKE)
    assert window.draw_panel.bars.property("winner") >= 0
    assert not window.session.property("ready")


def test_a_diverging_run_is_told_and_another_can_be_started(
    qtbot: QtBot, ready_window: MainWindow, engine: FakeEngine
) -> None:
    window = ready_window
    action(window, "start").trigger()
    engine.let(1)
    qtbot.waitUntil(lambda: losses(window) == 1)
    engine.error = Diverged("The loss grew beyond all numbers in epoch 0.")
    with qtbot.waitSignal(window.session.training.ended):
        engine.let(1)
    assert window.messages.isVisible()
    assert window.messages.text == "The loss grew beyond all numbers in epoch 0."
    engine.error = None
    click(qtbot, button(window, "start"))
    engine.let(1)
    qtbot.waitUntil(lambda: window.session.network.model.steps == 1)


def test_a_bad_model_file_is_told_of(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.documents.open_path(tmp_path / "absent.safetensors")
    qtbot.waitUntil(window.messages.isVisible)
    assert "absent.safetensors" in window.messages.text


def test_a_wrong_value_is_told_where_it_can_be_seen(qtbot: QtBot, window: MainWindow) -> None:
    window.findChild(QLineEdit, "recipe_hidden").setText("nonsense")
    error = window.findChild(QLabel, "recipeError")
    qtbot.waitUntil(error.isVisible)
    assert not error.visibleRegion().isEmpty()


# Closing and opening again


def test_closing_while_training_keeps_the_model_for_the_next_start(
    qtbot: QtBot,
    ready_window: MainWindow,
    engine: FakeEngine,
    open_again: Callable[[], MainWindow],
) -> None:
    action(ready_window, "start").trigger()
    engine.let(2)
    qtbot.waitUntil(lambda: engine.asked == 3)
    engine.free()
    ready_window.close()
    assert engine.over.is_set()

    window = open_again()
    assert window.messages.isVisible()
    choices = {choice.text(): choice for choice in window.messages.findChildren(QPushButton)}
    click(qtbot, choices["Bring back"])
    assert window.session.network.model.steps == 2
    assert not window.messages.isVisible()


def test_kept_models_can_be_discarded_at_the_next_start(
    qtbot: QtBot, kept_runs: KeptRuns, model: Model, open_again: Callable[[], MainWindow]
) -> None:
    kept_runs.keep("one", model)
    window = open_again()
    choices = {choice.text(): choice for choice in window.messages.findChildren(QPushButton)}
    click(qtbot, choices["Discard"])
    assert kept_runs.names() == []
    assert not open_again().messages.isVisible()


def test_nothing_is_said_when_nothing_was_kept(window: MainWindow) -> None:
    assert not window.messages.isVisible()


# Discarding what the last sitting left


def choices(window: MainWindow) -> dict[str, QPushButton]:
    """The buttons of the message that is shown, by their texts."""
    buttons = window.messages.findChildren(QPushButton)
    return {button.text(): button for button in buttons if button.isVisible()}


@pytest.fixture
def discarded(
    qtbot: QtBot, open_again: Callable[[], MainWindow], kept_runs: KeptRuns, model: Model
) -> MainWindow:
    """A window in which two models of the last sitting, of 1 and 2 steps, were discarded."""
    for steps in (1, 2):
        history = History(np.ones(steps, np.float32), steps_per_epoch=2)
        kept_runs.keep(f"20260504-14032{steps}-1", replace(model, history=history))
    window = open_again()
    click(qtbot, choices(window)["Discard"])
    return window


def undo_with_the_message(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, choices(window)["Undo"])


def undo_with_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    action(window, "undo").trigger()


@pytest.mark.parametrize("undo", [undo_with_the_message, undo_with_the_menu])
def test_discarded_models_that_came_back_are_offered_at_the_next_start(
    qtbot: QtBot,
    discarded: MainWindow,
    open_again: Callable[[], MainWindow],
    undo: Callable[[QtBot, MainWindow], None],
) -> None:
    undo(qtbot, discarded)
    discarded.close()
    again = open_again()
    click(qtbot, choices(again)["Bring back"])
    assert sorted(run.summary.steps for run in again.session.runs.all) == [0, 1, 2]


# What is remembered


def test_a_window_remembers_how_it_was(
    window: MainWindow, open_again: Callable[[], MainWindow]
) -> None:
    window.resize(1000, 600)
    window.findChild(QSlider, "penWidth").setValue(30)
    window.train_panel.form.set_recipe(RECIPES["classic"])
    action(window, "dark").trigger()
    action(window, "still").trigger()
    window.close()

    again = open_again()
    # The width is cut to the screen of the offscreen platform, 800 pixels.
    assert again.height() == 600
    assert again.findChild(QSlider, "penWidth").value() == 30
    assert again.train_panel.form.recipe() == RECIPES["classic"]
    assert action(again, "dark").isChecked()
    assert action(again, "still").isChecked()
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)


def test_nothing_starts_once_the_window_is_closed(window: MainWindow) -> None:
    window.close()
    said = QSignalSpy(window.session.engine.told)
    window.start_engine()
    assert said.count() == 0


# Looks


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_appearance_is_chosen_in_the_menu(window: MainWindow, name: str, colours: Any) -> None:
    assert action(window, "system").isChecked()
    action(window, name).trigger()
    assert action(window, name).isChecked()
    assert not action(window, "system").isChecked()
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(colours.window)
    action(window, "system").trigger()
    assert action(window, "system").isChecked()


def test_motion_is_reduced_in_the_menu(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []
    monkeypatch.setattr(window.draw_panel.bars, "set_motion", told.append)
    action(window, "still").trigger()
    action(window, "still").trigger()
    assert told == [False, True]


@pytest.mark.parametrize("name", ["test_digit", "wrong_digit"])
def test_test_digits_come_from_the_menu(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    images = Dataset(np.zeros((1, 28, 28), np.uint8), np.array([9], np.uint8))
    monkeypatch.setattr("mnist_desk.ui.draw.mnist_digits.load_test_images", lambda: images)
    with qtbot.waitSignal(window.draw_panel.mnist_digits.shown):
        action(window, name).trigger()
    assert isinstance(window.session.sheet.drawing, MnistDigit)


def test_the_title_names_the_current_model(window: MainWindow, tmp_path: Path) -> None:
    assert "Shipped model" in window.windowTitle()
    runs = window.session.runs
    runs.add(runs.trained(window.session.network.model))
    assert runs.save(window.session.network.model, tmp_path / "mine.safetensors")
    assert "mine" in window.windowTitle()


def test_all_fits_into_a_small_screen(window: MainWindow) -> None:
    window.resize(1024, 640)
    assert (window.width(), window.height()) == (1024, 640)


def test_about_does_not_hold_up_the_window(window: MainWindow) -> None:
    window.help.about()
    box = window.findChild(QMessageBox)
    assert box.isVisible()
    assert "MNIST Desk" in box.text()
    box.close()


def test_about_gives_what_a_report_should_say(window: MainWindow) -> None:
    window.help.about()
    box = window.findChild(QMessageBox)
    QGuiApplication.clipboard().clear()
    box.findChild(QPushButton, "copyDiagnostics").click()
    assert "TensorFlow: " in QGuiApplication.clipboard().text()
    assert box.isVisible(), "one may want to read on"
    box.close()
    assert not box.isVisible(), "Escape and the cross close it"


def test_a_second_start_brings_the_window_to_the_front(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    save_model(Model.fresh(Recipe(hidden=())), tmp_path / "theirs.safetensors")
    window.showMinimized()
    window.come_forward()
    assert not window.isMinimized()
    assert "Shipped" in window.windowTitle(), "nothing is opened without a file"
    window.come_forward(str(tmp_path / "theirs.safetensors"))
    wait_for_files(qtbot, window)
    assert "theirs" in window.windowTitle()


# Files


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | str], None]:
    """Makes the file dialogs give this answer at once."""

    def answer(path: Path | str) -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))

    return answer


def test_a_model_is_saved_and_opened_by_the_menu(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, answer: Callable[[Path | str], None]
) -> None:
    answer(tmp_path / "mine")
    action(window, "save_model").trigger()
    saved = tmp_path / "mine.safetensors"
    assert saved.exists(), "the ending is added"
    answer(saved)
    action(window, "open").trigger()
    wait_for_files(qtbot, window)
    assert [run.title for run in window.session.runs.all] == ["Shipped model", "mine"]
    assert window.session.preferences.folder == tmp_path


@pytest.mark.parametrize("name", ["open", "save_model"])
def test_a_dialog_that_is_cancelled_changes_nothing(
    window: MainWindow, answer: Callable[[Path | str], None], name: str
) -> None:
    answer("")
    action(window, name).trigger()
    assert [run.title for run in window.session.runs.all] == ["Shipped model"]
    assert not window.messages.isVisible()


@pytest.mark.parametrize("name", ["dropped.safetensors", "notes.txt"])
def test_a_model_file_is_opened_when_it_is_dropped_and_others_are_not(
    qtbot: QtBot, window: MainWindow, model: Model, tmp_path: Path, name: str
) -> None:
    save_model(model, tmp_path / name)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    what = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    enter = QDragEnterEvent(QPoint(5, 5), *what)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted() == (name == "dropped.safetensors")
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *what))
        wait_for_files(qtbot, window)
        assert window.session.runs.current.title == "dropped"


# Typing and starting at once


def test_a_number_that_was_just_typed_counts_for_the_start(
    qtbot: QtBot, ready_window: MainWindow
) -> None:
    window = ready_window
    with qtbot.waitActive(window):
        window.activateWindow()
    epochs = window.findChild(QSpinBox, "recipe_epochs")
    epochs.setFocus()
    epochs.selectAll()
    qtbot.keyClicks(epochs, "3")
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.session.training.busy
    assert window.session.network.model.recipe.epochs == 3


# With TensorFlow


class Underway:
    """Pumps a training and notes whether a step of it is being taken."""

    def __init__(self, train: Callable[..., Iterator[Any]]) -> None:
        self.taking = False
        self._train = train

    def __call__(self, *args: Any) -> Iterator[Any]:
        steps = self._train(*args)
        try:
            while True:
                self.taking = True
                try:
                    progress = next(steps)
                except StopIteration:
                    return
                finally:
                    self.taking = False
                yield progress
        finally:
            steps.close()


@pytest.fixture
def real_window(qtbot: QtBot) -> MainWindow:
    """The window as the program makes it, with its engine loaded."""
    from mnist_desk.app import create_window

    window = create_window()
    qtbot.addWidget(window)
    window.show()
    assert not window.session.property("ready")
    with qtbot.waitSignal(window.session.readyChanged, timeout=60_000):
        pass
    return window


def test_a_person_trains_watches_pauses_and_stops(
    qtbot: QtBot,
    real_window: MainWindow,
    samples: dict[int, Ink],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, session = real_window, real_window.session
    underway = Underway(jobs.training)
    monkeypatch.setattr(jobs, "training", underway)
    assert session.property("ready") is True
    session.sheet.set_drawing(samples[7], "Stroke")
    assert window.draw_panel.bars.property("winner") == 7
    shipped_losses = losses(window)

    readings = QSignalSpy(session.reader.read)
    window.train_panel.form.set_recipe(RECIPES["quick"])
    click(qtbot, button(window, "start"))
    qtbot.waitUntil(lambda: session.network.model.steps > 100, timeout=30_000)
    qtbot.waitUntil(lambda: 100 < losses(window) != shipped_losses)
    assert session.network.model.history.losses[-1] < session.network.model.history.losses[0]
    outputs = {readings.at(index)[0].reading.outputs.tobytes() for index in range(readings.count())}
    assert len(outputs) > 2, "the bars move while the network learns"

    click(qtbot, button(window, "start"))
    qtbot.waitUntil(lambda: not underway.taking)
    QApplication.processEvents()
    paused_at = session.network.model.steps
    with qtbot.assertNotEmitted(session.training.progressed, wait=300):
        pass
    assert session.training.phase is TrainingPhase.PAUSED

    click(qtbot, button(window, "start"))
    qtbot.waitUntil(lambda: session.network.model.steps > paused_at, timeout=10_000)
    with qtbot.waitSignal(session.training.ended, timeout=10_000):
        click(qtbot, button(window, "stop"))
    stopped = session.network.model
    assert stopped.steps == losses(window)
    assert stopped.steps_left > 0
    assert window.draw_panel.bars.property("winner") == 7, "the model reached reads the drawing"
    assert session.runs.save(session.network.model, tmp_path / "mine.safetensors")
    np.testing.assert_array_equal(
        load_model(tmp_path / "mine.safetensors").history.losses, stopped.history.losses
    )


def test_closing_while_tensorflow_trains_keeps_the_model(
    qtbot: QtBot, real_window: MainWindow
) -> None:
    from mnist_desk.core.places import user_data

    session = real_window.session
    click(qtbot, button(real_window, "start"))
    qtbot.waitUntil(lambda: session.network.model.steps > 20, timeout=30_000)
    real_window.close()
    kept = KeptRuns(user_data() / "kept")
    (name,) = kept.names()
    assert name == session.runs.current.kept
    assert kept.load(name).steps >= session.network.model.steps


def test_a_run_that_really_diverges_is_told_and_leaves_the_window_usable(
    qtbot: QtBot, real_window: MainWindow, samples: dict[int, Ink]
) -> None:
    session = real_window.session
    session.sheet.set_drawing(samples[3], "Stroke")
    form = real_window.train_panel.form
    form.set_recipe(RECIPES["classic"])
    form.findChild(QLineEdit, "recipe_learning_rate").setText("1000")
    with qtbot.waitSignal(session.training.ended, timeout=30_000):
        click(qtbot, button(real_window, "start"))
    assert "The loss grew beyond all numbers" in real_window.messages.text
    assert real_window.messages.isVisible()
    assert all(np.isfinite(part).all() for layer in session.network.model.layers for part in layer)
    session.runs.choose(session.runs.all[0])
    assert real_window.draw_panel.bars.property("winner") == 3
    assert button(real_window, "start").isEnabled()


# Built again over the living session


@pytest.fixture
def first(qtbot: QtBot, ready_session: Session) -> MainWindow:
    """A window that is to be replaced; the one in its place ends the session."""
    window = MainWindow(ready_session)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def rebuilt(qtbot: QtBot, first: MainWindow, engine: FakeEngine) -> Callable[[], MainWindow]:
    """Builds the window again and waits until the first is gone."""

    def rebuilt() -> MainWindow:
        window = first.rebuilt()
        qtbot.addWidget(window, before_close_func=lambda _: engine.free())
        qtbot.waitUntil(lambda: not shiboken6.isValid(first))
        return window

    return rebuilt


def test_the_window_is_built_again_while_a_training_runs(
    qtbot: QtBot,
    first: MainWindow,
    rebuilt: Callable[[], MainWindow],
    engine: FakeEngine,
    draw: Draw,
) -> None:
    session = first.session
    draw(first.draw_panel.canvas, STROKE)
    drawing = session.sheet.drawing
    action(first, "start").trigger()
    engine.let(1)
    qtbot.waitUntil(lambda: session.network.step == 1)

    window = rebuilt()
    assert window.isVisible()
    assert session.training.phase is TrainingPhase.RUNNING
    assert losses(window) == 1
    assert "Training" in status(window)
    assert action(window, "stop").isEnabled()
    assert not action(window, "start").isEnabled()

    engine.let(1)
    qtbot.waitUntil(lambda: losses(window) == 2)
    assert window.draw_panel.bars.property("winner") == 1, "the bars follow the stand-in engine"
    action(window, "undo").trigger()
    assert not session.sheet.drawing
    draw(window.draw_panel.canvas, STROKE)
    assert session.sheet.drawing == drawing
    window.show_panel("look")
    window.show_panel("digits")
    with qtbot.waitSignal(session.training.ended):
        engine.let(18)
    assert session.network.model.steps_left == 0


def test_what_a_lesson_came_to_is_there_in_the_window_built_again(
    qtbot: QtBot, first: MainWindow, rebuilt: Callable[[], MainWindow], engine: FakeEngine
) -> None:
    session = first.session
    for number in range(10):
        ink = Ink((((10.0 * number, 20.0), (100.0, 30.0)),))
        session.my_digits.keep(Digit(InkRecord(ink, number)))
    qtbot.waitUntil(lambda: not session.lesson.why_not())
    session.lesson.start()
    engine.let(2)
    qtbot.waitUntil(lambda: session.lesson.taught is not None and not session.lesson.busy)

    window = rebuilt()
    window.show_panel("digits")
    keep = window.findChild(QPushButton, "keepTaughtButton")
    click(qtbot, keep)
    assert len(session.runs.all) == 2


def test_what_was_being_edited_stands_in_the_window_built_again(
    first: MainWindow, rebuilt: Callable[[], MainWindow]
) -> None:
    first.findChild(QLineEdit, "recipe_learning_rate").setText("0.0123")
    first.findChild(QLineEdit, "recipe_hidden").setText("nonsense")
    first.findChild(QCheckBox, "logarithmicLoss").setChecked(True)
    first.tabs.setCurrentIndex(2)
    first.session.sheet.show_stroke(Ink((STROKE,)))
    window = rebuilt()
    assert window.findChild(QLineEdit, "recipe_learning_rate").text() == "0.0123"
    assert window.findChild(QLineEdit, "recipe_hidden").text() == "nonsense"
    assert window.findChild(QCheckBox, "logarithmicLoss").isChecked()
    assert window.tabs.currentIndex() == 2
    assert window.session.sheet.is_finished, "nobody is left to end the stroke"


def test_what_stands_in_windows_of_its_own_closes_with_the_window(window: MainWindow) -> None:
    board = window.evaluate_panel.findChild(ClassBoard)
    board.open()
    assert board.isVisible()
    window.close()
    assert not board.isVisible()
