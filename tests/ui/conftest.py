"""What the tests of the window share: a stand-in for the engine, and proof that nothing runs on."""

from __future__ import annotations

import functools
import gc
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, Qt, QThread, QTimer
from PySide6.QtGui import QAction, QCursor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desk.core.answers import Answers
from mnist_desk.core.collection import MY_DIGITS, CollectionFile
from mnist_desk.core.corrections import Corrections
from mnist_desk.core.data_origin import MNIST_ORIGIN, origin_of
from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.grey import Grey
from mnist_desk.core.ink import CANVAS, Ink, Point
from mnist_desk.core.ink_file import InkRecord, read_ink
from mnist_desk.core.label_doubt import Both, DoubtProgress, ranked
from mnist_desk.core.lesson import LessonProgress, Marks, Taught
from mnist_desk.core.model import EpochRecord, Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.network import Layer, Layers
from mnist_desk.core.places import resource, shipped_model
from mnist_desk.core.progress import DeviceChoice, Progress
from mnist_desk.core.reading import numpy_outputs, outputs_of_images
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.robustness import Distortion, RobustnessCurve
from mnist_desk.core.runs import KeptRuns
from mnist_desk.core.scores import Scores
from mnist_desk.core.translate import Phrase
from mnist_desk.ui.draw.canvas import Canvas
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.preferences import Preferences
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.window.style import Style
from mnist_desk.ui.window.theme import apply_appearance
from mnist_desk.ui.work import jobs
from mnist_desk.ui.work.job import close_all
from mnist_desk.ui.work.jobs import LoadedEngine

STEPS_PER_EPOCH = 2
PER_DIGIT = 4
"""Images of each digit in a part of the small data set."""


def small_data(seed: int) -> Dataset:
    """Noise, labelled 0 to 9 in turn."""
    n = 10 * PER_DIGIT
    images = np.random.default_rng(seed).integers(0, 256, (n, 28, 28), np.uint8)
    return Dataset(images, np.arange(n) % 10)


SMALL = Splits(small_data(1), small_data(2))
"""Stands in for MNIST."""
PATIENCE = 10
"""Seconds until a test that would wait for ever fails instead."""


@pytest.fixture(scope="session", autouse=True)
def our_style(qapp: QApplication) -> None:
    """Widgets look and measure as in the program. An application has one style for its life."""
    qapp.setStyle(Style())


@pytest.fixture(autouse=True)
def mouse_is_away() -> None:
    """What is under the mouse that another test has left looks other than it does."""
    QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())


@pytest.fixture(autouse=True)
def nothing_runs_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that leaves a thread or a timer behind, after its widgets were closed."""
    threads = set(threading.enumerate())
    started: weakref.WeakSet[QObject] = weakref.WeakSet()
    for kind in (QTimer, QThread):
        monkeypatch.setattr(kind, "start", _noting(kind.start, started))
    yield
    left = [_trouble(thing) for thing in started if shiboken6.isValid(thing)]
    left += [
        f"The Python thread {thread.name} still runs: join it before the test ends."
        for thread in set(threading.enumerate()) - threads
        # What Python calls a native thread that has run Python code, also when it has ended.
        if not isinstance(thread, threading._DummyThread)
    ]
    if any(left):
        pytest.fail("\n".join(filter(None, left)), pytrace=False)


@pytest.fixture(autouse=True)
def garbage_waits() -> Iterator[None]:
    """Leaves the windows of earlier tests to a collection in the main thread, between two tests.

    PySide 6.11 crashes when a worker happens to collect a ViewBox of pyqtgraph. The program does
    not meet this: it makes its plots once and keeps them.
    """
    gc.disable()
    yield
    gc.enable()


def _noting(start: Callable[..., None], started: weakref.WeakSet[QObject]) -> Callable[..., None]:
    @functools.wraps(start)
    def noting(self: QObject, *args: object) -> None:
        started.add(self)
        start(self, *args)

    return noting


def _trouble(thing: QObject) -> str:
    owner = thing.parent()
    whose = "nobody" if owner is None else f"a {type(owner).__name__}"
    if isinstance(thing, QThread) and thing.isRunning():
        return (
            f"A {type(thing).__name__} of {whose} still runs: stop it and wait for it, most "
            "often by Session.close(), or give the window to qtbot.addWidget."
        )
    if isinstance(thing, QTimer) and thing.isActive():
        return (
            f"A QTimer of {whose} is still active: stop it where its owner ends its work, or see "
            "that the test deletes the owner."
        )
    return ""


class FakeEngine:
    """Stands in for ui.work.jobs: each step that a test lets it make raises the bias of one digit.

    error: what the next step raises, or the loading when it has not begun. asked: how many steps
    it was asked for, all runs together. choice: the device that was asked for last. changes: the
    digits that a change was looked for.
    """

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.asked = 0
        self.choice = ""
        self.readings = 0
        self.learnt_from: Splits | None = None
        self.changes: list[int] = []
        self.corrections: Corrections | None = None
        self.over = threading.Event()
        self._permits = threading.Semaphore(0)
        self._freed = False

    def let(self, steps: int) -> None:
        """Allow so many more steps."""
        self._permits.release(steps)

    def free(self) -> None:
        """End a run that waits for its next step; none can be made afterwards."""
        self._freed = True
        self._permits.release(1000)

    def load_engine(self, recipe: Recipe) -> Iterator[Phrase | LoadedEngine]:
        yield Phrase("jobs", "Loading the images")
        if self.error:
            raise self.error
        yield LoadedEngine({"auto": "abacus", "cpu": "abacus"}, self._read)

    def training(
        self,
        start: Recipe | Model,
        keep: Callable[[Model], None],
        choice: DeviceChoice,
        corrections: Corrections | None = None,
        data: Splits | None = None,
    ) -> Iterator[Progress]:
        self.choice, self.corrections = choice, corrections
        model = start if isinstance(start, Model) else Model.fresh(start)
        self.learnt_from = data
        model = replace(model, data=MNIST_ORIGIN if data is None else origin_of(data))
        begun = model.steps
        model = replace(model, history=replace(model.history, steps_per_epoch=STEPS_PER_EPOCH))
        self.over.clear()
        try:
            yield Progress(np.zeros(0, np.float32), model)
            while model.steps_left:
                self.asked += 1
                if not self._permits.acquire(timeout=PATIENCE):
                    raise TimeoutError(
                        "The test waits for a step that it did not let the engine make."
                    )
                if self.error:
                    raise self.error
                if self._freed:
                    break
                model = one_step_on(model)
                yield Progress(model.history.losses[-1:], model, model.scores, 128, 0.01)
        finally:
            if model.steps > begun:
                keep(model)
            self.over.set()

    def mnist(self) -> Splits:
        return SMALL

    def answers(self, model: Model, digits: DigitSet, through_engine: bool) -> Iterator[Answers]:
        """Through NumPy, whatever is asked for."""
        yield Answers(digits, model, outputs_of_images(model.layers, digits.data.images))

    def robustness(
        self, model: Model, digits: DigitSet, distortion: Distortion
    ) -> Iterator[RobustnessCurve]:
        """Nine of ten are right, one less at each strength. Each waits for its permit."""
        curve = RobustnessCurve(distortion, 10)
        for at, _ in enumerate(distortion.levels):
            if not self._permits.acquire(timeout=PATIENCE) or self._freed:
                return
            curve = curve.and_then(max(0, 9 - at))
            yield curve

    def spoilt(
        self, model: Model, digits: DigitSet, distortion: Distortion, level: float
    ) -> Iterator[Answers]:
        """As they are."""
        yield from self.answers(model, digits, False)

    def label_doubts(self, parts: int, choice: DeviceChoice) -> Iterator[DoubtProgress]:
        """Two images, which are labelled 4 and 5, are read as 9. Each waits for its permit."""
        yield DoubtProgress(0.0)
        for step in (1, 2):
            if not self._permits.acquire(timeout=PATIENCE) or self._freed:
                return
            yield DoubtProgress(step / 3)
        values = np.full((len(SMALL.train), 10), 0.05, np.float32)
        values[np.arange(len(values)), SMALL.train.labels] = 0.5
        values[4, 9], values[5, 9] = 0.99, 0.9
        yield DoubtProgress(1.0, ranked(SMALL.train, values, parts, 1.0))

    def with_and_without(self, corrections: Corrections, choice: DeviceChoice) -> Iterator[Both]:
        yield Both(0.0)
        for step in (1, 2):
            if not self._permits.acquire(timeout=PATIENCE) or self._freed:
                return
            yield Both(step / 3)
        scores = Scores(0.5, np.eye(10, dtype=np.int64))
        yield Both(1.0, scores, scores)

    def strengths(
        self, model: Model, picture: Grey, distortion: Distortion
    ) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """The same picture; its answer is 4, and 9 at the last strength."""
        count = len(distortion.levels)
        outputs = np.tile(np.eye(10, dtype=np.float32)[4], (count, 1))
        outputs[-1] = np.eye(10)[9]
        yield np.tile(picture, (count, 1, 1)), outputs

    def change(self, model: Model, picture: Grey, digit: int) -> Iterator[tuple[Grey | None]]:
        """Inverts the picture; nothing makes it a 0."""
        self.changes.append(digit)
        yield (1 - picture if digit else None,)

    def lesson(
        self, start: Model, mine: Dataset, choice: DeviceChoice, data: Splits | None = None
    ) -> Iterator[LessonProgress]:
        """A lesson of two steps, after which the model answers 4 and reads all right."""
        self.choice = choice
        yield LessonProgress(0.0)
        for step in (1, 2):
            if not self._permits.acquire(timeout=PATIENCE):
                raise TimeoutError("The test waits for a step of a lesson that it did not let.")
            if self.error:
                raise self.error
            yield LessonProgress(step / 3)
        kernel, bias = start.layers[-1]
        always_4 = Layer(kernel, bias + 1000 * np.eye(10, dtype=np.float32)[4])
        model = replace(start, layers=(*start.layers[:-1], always_4))
        before, after = (
            Marks(self.scores(mine), self.scores(mnist), answers)
            for (mine, mnist), answers in zip(self.rights, self.told, strict=True)
        )
        yield LessonProgress(1.0, Taught(model, before, after, learnt=8, held=(3, 7)))

    rights = ((1, 9), (2, 9))
    """Of two digits held back and ten of MNIST, how many are read right, before and after."""
    told = ((3, 1), (3, 7))
    """What is read of the digits held back, the fourth and the eighth, before and after."""

    @staticmethod
    def scores(right: int) -> Scores:
        n = 2 if right <= 2 else 10
        confusion = np.zeros((10, 10), np.int64)
        confusion[0, :2] = right, n - right
        return Scores(0.5, confusion)

    def _read(self, layers: Layers, picture: Grey) -> NDArray[np.float32]:
        self.readings += 1
        return numpy_outputs(layers, picture)


def one_step_on(model: Model) -> Model:
    """The model after one more step: its last bias favours the digit of the step's number."""
    step, history = model.steps, model.history
    kernel, bias = model.layers[-1]
    favoured = Layer(kernel, bias + 100 * (step + 1) * np.eye(10, dtype=np.float32)[step % 10])
    losses = np.append(history.losses, np.float32(1 / (step + 1)))
    epochs = history.epochs
    scores = None
    if len(losses) % history.steps_per_epoch == 0:
        scores = Scores(0.5, np.eye(10, dtype=np.int64))
        epochs = (*epochs, EpochRecord(len(epochs), 0.5, 0.5, scores.accuracy, 1.0))
    return replace(
        model,
        layers=(*model.layers[:-1], favoured),
        history=replace(history, losses=losses, epochs=epochs),
        scores=scores or model.scores,
    )


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    """The stand-in for the engine, put where the window looks for it."""
    fake = FakeEngine()
    for job in (
        *(fake.load_engine, fake.training, fake.lesson, fake.change),
        *(fake.label_doubts, fake.with_and_without),
        *(fake.mnist, fake.answers, fake.robustness, fake.spoilt, fake.strengths),
    ):
        monkeypatch.setattr(jobs, job.__name__, job)
    yield fake
    fake.free()


@pytest.fixture
def recipe() -> Recipe:
    """A recipe of a network that is made in no time; three epochs of two steps."""
    return Recipe(hidden=(), epochs=3)


@pytest.fixture
def model(recipe: Recipe) -> Model:
    return Model.fresh(recipe)


@pytest.fixture
def kept_runs(tmp_path: Path) -> KeptRuns:
    return KeptRuns(tmp_path / "kept")


@pytest.fixture
def preferences(tmp_path: Path) -> Iterator[Preferences]:
    preferences = Preferences(tmp_path / "settings.json")
    yield preferences
    close_all(preferences)


@pytest.fixture
def new_session(
    qapp: QApplication,
    engine: FakeEngine,
    model: Model,
    kept_runs: KeptRuns,
    preferences: Preferences,
    own_home: Path,
) -> Iterator[Callable[[], Session]]:
    """Makes a session with the stand-in engine, as each start of the program does."""
    sessions: list[Session] = []

    def new_session() -> Session:
        digits = CollectionFile(own_home / "data" / MY_DIGITS)
        sessions.append(Session(model, kept_runs, digits, preferences))
        return sessions[-1]

    yield new_session
    engine.free()
    for session in sessions:
        if shiboken6.isValid(session):
            session.close()


@pytest.fixture
def session(new_session: Callable[[], Session]) -> Session:
    """A session with the stand-in engine, which is not loaded yet."""
    return new_session()


@pytest.fixture
def ready_session(qtbot: QtBot, session: Session, recipe: Recipe) -> Session:
    """A session whose engine is loaded."""
    session.engine.load(recipe)
    qtbot.waitUntil(lambda: session.ready)
    return session


@pytest.fixture
def ten_digits(qtbot: QtBot, ready_session: Session) -> Session:
    """A ready session with ten of my digits, a 0 to a 9: enough for a lesson."""
    for label in range(10):
        ink = Ink((((10.0, 10.0), (200.0, 20.0 * (label + 1))),))
        ready_session.my_digits.keep(Digit(InkRecord(ink, label)))
    qtbot.waitUntil(lambda: not ready_session.lesson.why_not())
    return ready_session


@pytest.fixture
def actions(session: Session) -> dict[str, QAction]:
    """What panels take for their buttons; what a panel itself does is connected by its tests."""
    stack, training = session.sheet.undo_stack, session.training
    texts = {
        "start": "&Start",
        "pause": "&Pause or resume",
        "stop": "S&top",
        "undo": "&Undo",
        "redo": "&Redo",
        "clear": "&Clear the sheet",
        "eraser": "&Eraser",
        "test_digit": "Any &test digit",
        "wrong_digit": "A test digit it gets &wrong",
        "copy": "C&opy as a picture",
        "paste": "&Paste a picture",
        "save_picture": "Save &picture…",
        "save_ink": "Save &ink…",
    }
    actions = {name: QAction(text, session) for name, text in texts.items()}
    for name, does in (
        ("pause", training.pause_or_resume),
        ("stop", training.stop),
        ("undo", stack.undo),
        ("redo", stack.redo),
        ("clear", session.sheet.clear),
    ):
        actions[name].triggered.connect(does)
    actions["eraser"].setCheckable(True)
    return actions


@pytest.fixture
def window(qtbot: QtBot, engine: FakeEngine, session: Session) -> MainWindow:
    """The whole window, shown, with the stand-in engine, which is not loaded yet."""
    window = MainWindow(session)
    qtbot.addWidget(window, before_close_func=lambda _: engine.free())
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def ready_window(window: MainWindow, ready_session: Session) -> MainWindow:
    return window


@pytest.fixture
def light(qapp: QApplication) -> Iterator[None]:
    """Light colours, whatever the system has."""
    apply_appearance("light")
    yield
    apply_appearance("system")


@pytest.fixture
def samples() -> dict[int, Ink]:
    """Digit -> a drawing of it."""
    records = read_ink(resource("ink", "samples.jsonl"))
    return {record.label: record.ink for record in records if record.label is not None}


@pytest.fixture
def shipped() -> Model:
    return load_model(shipped_model())


Draw = Callable[[Canvas, Sequence[Point]], None]


@pytest.fixture
def draw() -> Draw:
    """StepRandom one stroke with the mouse, from points in logical units."""

    def draw(canvas: Canvas, stroke: Sequence[Point]) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        pixels = [_pixel(canvas, point) for point in stroke]
        QTest.mousePress(canvas, left, none, pixels[0])
        for pixel in pixels[1:]:
            QTest.mouseMove(canvas, pixel)
        QTest.mouseRelease(canvas, left, none, pixels[-1])

    return draw


def _pixel(canvas: Canvas, point: Point) -> QPoint:
    """Where a point of the drawing is in the canvas."""
    sheet = canvas.sheet()
    scale = sheet.width() / CANVAS
    return QPoint(round(sheet.x() + point[0] * scale), round(sheet.y() + point[1] * scale))
