"""What the program is doing, in a few words."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ..state.engine import EngineState
from ..state.session import Session
from ..state.training import TrainingPhase


class StatusLabel(QLabel):
    """Follows the loading, the training and the lesson."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLabel")
        self.setContentsMargins(10, 0, 0, 2)
        # Larger letters do not widen the window.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._session = session
        session.engine.told.connect(self._show_loading)
        session.turn.changed.connect(self._show)
        session.training.phase_changed.connect(self._show)
        session.lesson.changed.connect(self._show)
        self._show()

    @Slot(str)
    def _show_loading(self, what: str) -> None:
        self.setText(self.tr("{what}… You can draw already.").format(what=what))

    @Slot()
    def _show(self) -> None:
        self.setText(self._text())

    def _text(self) -> str:
        engine = self._session.engine
        if engine.state is EngineState.LOADING:
            return self.tr("Starting… You can draw already.")
        if engine.state is EngineState.UNAVAILABLE:
            return self.tr("Training is not available; drawings are read.")
        if self._session.lesson.busy:
            return self.tr("Teaching…")
        return {
            TrainingPhase.IDLE: self.tr("Engine ready ({device})"),
            TrainingPhase.RUNNING: self.tr("Training ({device})"),
            TrainingPhase.PAUSED: self.tr("Training is paused"),
            TrainingPhase.STOPPING: self.tr("Stopping…"),
        }[self._session.training.phase].format(device=engine.device)
