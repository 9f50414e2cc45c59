"""TensorFlow as the window sees it: loading, ready or not to be had."""

from __future__ import annotations

import functools
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.errors import TellingError
from mnist_desk.core.progress import DeviceChoice
from mnist_desk.core.reading import Outputs, numpy_outputs
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.translate import Phrase

from ..work import jobs
from ..work.job import Job
from ..work.sentences import spoken
from .notices import Notices


class EngineState(Enum):
    LOADING = auto()
    """TensorFlow is being imported and warmed up."""
    READY = auto()
    UNAVAILABLE = auto()
    """TensorFlow could not be loaded; drawing and reading go on."""


class Engine(QObject):
    """Loads TensorFlow in a worker; until it is there drawings are read through NumPy."""

    changed = Signal(EngineState)
    told = Signal(str)
    """What is being done while it loads, in a few words."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = EngineState.LOADING
        self.devices: dict[DeviceChoice, str] = {}
        """What can be asked for -> what it is called; known once it is ready."""
        self.choice: DeviceChoice = "auto"
        """The device that the next training runs on."""
        self.outputs: Outputs = numpy_outputs
        self._notices = notices
        self._job = Job(self)
        self._job.arrived.connect(self._on_arrived)
        self._job.failed.connect(self._on_failed)

    @property
    def is_ready(self) -> bool:
        return self.state is EngineState.READY

    @property
    def device(self) -> str:
        """The chosen device as people call it."""
        return self.devices.get(self.choice, self.choice.upper())

    def choose(self, choice: DeviceChoice) -> None:
        """What the next training runs on."""
        if choice != self.choice:
            self.choice = choice
            self.changed.emit(self.state)

    def load(self, recipe: Recipe) -> None:
        """Import TensorFlow and warm it up for a recipe; once."""
        if self.state is EngineState.LOADING:
            self._job.start(functools.partial(jobs.load_engine, recipe))

    @Slot(object)
    def _on_arrived(self, value: Phrase | jobs.LoadedEngine) -> None:
        if isinstance(value, Phrase):
            self.told.emit(spoken(value))
            return
        self.devices, self.outputs = value.devices, value.outputs
        self._set_state(EngineState.READY)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._set_state(EngineState.UNAVAILABLE)
        error = self._job.error
        reason = sentence if isinstance(error, TellingError) else error
        template = self.tr("Training is not available: {reason}")
        self._notices.warn(template.format(reason=reason), "training")

    def _set_state(self, state: EngineState) -> None:
        self.state = state
        self.changed.emit(state)
