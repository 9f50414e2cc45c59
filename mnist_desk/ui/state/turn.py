"""There is one long work at a time: a training, a lesson, a race. Whoever has the turn does it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mnist_desk.core.translate import Phrase, translate

from ..work.sentences import spoken
from .engine import Engine, EngineState

_LOADING = Phrase("turn", translate("turn", "TensorFlow is still loading."))
_UNAVAILABLE = Phrase("turn", translate("turn", "TensorFlow could not be loaded."))


class Turn(QObject):
    """Says why no further long work can start, and gives the turn to the one that can."""

    changed = Signal()
    """`why_busy` may say something else."""

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._why: Phrase | None = None
        engine.changed.connect(self.changed)

    @property
    def is_taken(self) -> bool:
        """Whether somebody does long work now."""
        return self._why is not None

    def why_busy(self) -> str:
        """Why no training, lesson or race can start now, in a sentence; empty when one can."""
        if self._engine.state is EngineState.LOADING:
            return spoken(_LOADING)
        if self._engine.state is EngineState.UNAVAILABLE:
            return spoken(_UNAVAILABLE)
        return spoken(self._why) if self._why else ""

    def take(self, why: Phrase) -> bool:
        """Begin long work; `why` is what the others are told meanwhile. False when one cannot."""
        if self.why_busy():
            return False
        self._why = why
        self.changed.emit()
        return True

    def give_back(self) -> None:
        self._why = None
        self.changed.emit()
