"""Training as the window sees it: load the engine, start, pause, stop; all work is a worker's."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe

from ..work.worker import Worker

log = logging.getLogger(__name__)

DeviceChoice = Literal["auto", "cpu", "gpu"]


class State(Enum):
    LOADING = auto()
    """TensorFlow is being imported and warmed up."""
    UNAVAILABLE = auto()
    """TensorFlow could not be loaded; drawing and reading go on."""
    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPING = auto()
    """The worker was asked to stop and finishes the call it is in."""


class Training(QObject):
    """The one training that can run at a time."""

    state_changed = Signal(object)
    """The new State."""
    status_changed = Signal(str)
    """What the engine is doing, in a few words, while it loads."""
    progressed = Signal(object)
    """The Progress since the last one."""
    diverged = Signal()
    """The run ended because its numbers grew beyond all bounds; `failed` and `ended` follow."""
    ended = Signal()
    """The run is over: done, stopped or failed. Its last progress was told before."""
    failed = Signal(str)
    """One sentence for the person: why the run, or the loading, failed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.LOADING
        self.devices: dict[DeviceChoice, str] = {}
        """What can be asked for -> what it is called; known once the engine is loaded."""
        self.choice: DeviceChoice = "auto"
        self._worker: Worker | None = None
        self._closed = False

    @property
    def device(self) -> str:
        """The chosen device as people call it."""
        return self.devices.get(self.choice, self.choice.upper())

    @property
    def busy(self) -> bool:
        """Whether there is a run, paused or not."""
        return self.state in (State.RUNNING, State.PAUSED, State.STOPPING)

    def load_engine(self, recipe: Recipe) -> None:
        """Import TensorFlow and warm it up for a recipe."""
        if self._closed:
            return
        self.status_changed.emit(self.tr("Loading TensorFlow"))
        self._pump(functools.partial(_prepare, recipe), self._on_status, self._on_loaded)

    def start(self, begin: Recipe | Model, keep: Callable[[Model], None]) -> None:
        """Train from a recipe, or go on with a model. `keep` makes a model safe, in the worker."""
        if self._closed or self.state is not State.IDLE:
            return
        self._set_state(State.RUNNING)
        self._pump(
            functools.partial(_train, begin, keep, self.choice),
            self._on_progress,
            self._on_ended,
            _merged,
        )

    def pause(self) -> None:
        if self.state is State.RUNNING and self._worker:
            self._worker.set_paused(True)
            self._set_state(State.PAUSED)

    def resume(self) -> None:
        if self.state is State.PAUSED and self._worker:
            self._worker.set_paused(False)
            self._set_state(State.RUNNING)

    def stop(self) -> None:
        if self.state in (State.RUNNING, State.PAUSED) and self._worker:
            self._worker.stop()
            self._set_state(State.STOPPING)

    def close(self) -> None:
        """Stop whatever runs and wait for it: at most one compiled call, or TensorFlow's import.

        Nothing starts afterwards, a timer that is still due included.
        """
        self._closed = True
        if self.busy:
            self._set_state(State.STOPPING)
        if self._worker is not None:
            self._worker.stop()
            self._worker.wait()

    def _pump(
        self,
        make: Callable[[], Iterator[Any]],
        on_value: Callable[[], None],
        on_finished: Callable[[], None],
        merge: Callable[[Any, Any], Any] | None = None,
    ) -> None:
        worker = self._worker = Worker(make, merge, self)
        worker.arrived.connect(on_value)
        worker.failed.connect(self._on_failed)
        worker.finished.connect(on_finished)
        worker.finished.connect(worker.deleteLater)
        worker.start()

    def _take(self) -> Any:
        return self._worker.take() if self._worker else None

    @Slot()
    def _on_status(self) -> None:
        status = self._take()
        if isinstance(status, dict):
            self.devices = status
        elif status:
            self.status_changed.emit(status)

    @Slot()
    def _on_loaded(self) -> None:
        self._worker = None
        if self.state is State.LOADING:
            self._set_state(State.IDLE)

    @Slot()
    def _on_progress(self) -> None:
        if (progress := self._take()) is not None:
            self.progressed.emit(progress)

    @Slot()
    def _on_ended(self) -> None:
        self._on_progress()
        self._worker = None
        self._set_state(State.IDLE)
        self.ended.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InputError | ArithmeticError):
            log.info("%s", error)
            sentence = str(error)
            if isinstance(error, ArithmeticError):
                self.diverged.emit()
        else:
            log.error("A worker failed", exc_info=error)
            sentence = self.tr("Something went wrong while training: {error}").format(error=error)
        if self.state is State.LOADING:
            sentence = self.tr("Training is not available: {error}").format(error=error)
            self._set_state(State.UNAVAILABLE)
        self.failed.emit(sentence)

    def _set_state(self, state: State) -> None:
        self.state = state
        self.state_changed.emit(state)


def _prepare(recipe: Recipe) -> Iterator[Any]:
    from ..work import jobs

    yield from jobs.prepare(recipe)


def _train(
    begin: Recipe | Model, keep: Callable[[Model], None], choice: DeviceChoice
) -> Iterator[Any]:
    from ..work import jobs

    return jobs.training(begin, keep, choice)


def _merged(earlier: Any, later: Any) -> Any:
    return earlier.then(later)
