"""Start, pause, resume and stop, with words and a thin line that tell how far the training is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ..state.training import TrainingPhase
from ..state.turn import Turn
from ..widgets.buttons import ActionButton, set_kind, without_mnemonic
from ..widgets.elided_label import ElidedLabel
from ..widgets.icons import icon
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL, TINY
from .progress import TrainingProgress

_LINE = 4
"""Height of the line of progress, pixels."""
_AROUND = 56
"""Pixels of a button beside its words: its icon, and room at both ends."""


class Transport(QWidget):
    """The first button does what the training is ripe for: it starts, pauses or resumes it.

    The key of Start pauses and resumes, too.
    """

    def __init__(
        self, progress: TrainingProgress, turn: Turn, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("transport")
        self._progress, self._turn = progress, turn
        self._actions: Mapping[str, QAction] = {}
        self._pause_text = self._why_not = ""
        self._start_keys: list[QKeySequence] = []
        self._start, self._stop = ActionButton("startButton"), ActionButton("stopButton")
        set_kind(self._start, "primary")
        set_kind(self._stop, "flat")
        self._stop.setIcon(icon("square"))
        self.words = ElidedLabel()
        self.words.setObjectName("progressWords")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._line = QProgressBar()
        self._line.setObjectName("progressBar")
        self._line.setAccessibleName(self.tr("Progress of the training"))
        self._line.setTextVisible(False)
        self._line.setFixedHeight(_LINE)
        self._lay_out()
        progress.changed.connect(self.show_progress)
        turn.changed.connect(self.show_progress)
        self.show_progress()

    def _lay_out(self) -> None:
        told = QVBoxLayout()
        told.setSpacing(TINY)
        told.addWidget(self.words)
        told.addWidget(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._start)
        row.addWidget(self._stop)
        row.addLayout(told, 1)
        row.setAlignment(told, Qt.AlignmentFlag.AlignVCenter)

    def take_actions(self, actions: Mapping[str, QAction]) -> None:
        """Those of these names that the buttons stand for: start, pause and stop."""
        self._actions = actions
        self._pause_text = actions["pause"].text()
        self._start_keys = actions["start"].shortcuts()
        self._stop.set_action(actions["stop"])
        self.show_phase()

    @Slot()
    def show_phase(self) -> None:
        """Be ready for what the training is ripe for."""
        if not self._actions:
            return
        phase = self._progress.phase
        start, pause, stop = (self._actions[name] for name in ("start", "pause", "stop"))
        busy, paused = phase is not TrainingPhase.IDLE, phase is TrainingPhase.PAUSED
        for action in (pause, stop):
            action.setEnabled(busy and phase is not TrainingPhase.STOPPING)
        pause.setText(self.tr("&Resume") if paused else self._pause_text)
        own = [key for key in pause.shortcuts() if key not in self._start_keys]
        start.setShortcuts([] if busy else self._start_keys)
        pause.setShortcuts([*own, *self._start_keys] if busy else own)
        self._start.set_action(pause if busy else start)
        self._start.setIcon(icon("pause" if busy and not paused else "play", "on_accent"))
        self._fit()
        self.show_progress()

    def show_why_not(self, why: str) -> None:
        """Why Start cannot be pressed now; empty when it can."""
        self._why_not = why
        if self._actions:
            self._actions["start"].setEnabled(not why)
            self._actions["start"].setStatusTip(why)
        self.show_progress()

    @Slot()
    def show_progress(self) -> None:
        reached, whole = self._progress.done
        if not self._is_told():
            reached = 0
        # setValue paints at once; without updates it leaves that to the next round of painting.
        self._line.setUpdatesEnabled(False)
        self._line.setMaximum(whole)
        self._line.setValue(reached)
        self._line.setUpdatesEnabled(True)
        self._line.update()
        text = self._text()
        if text != self.words.text():
            self.words.setText(text)
            self.words.setToolTip(plain_name(text))
            self._line.setAccessibleDescription(text)

    def _is_told(self) -> bool:
        """Whether words and line are about a training, now or before."""
        busy = self._progress.phase is not TrainingPhase.IDLE
        return busy or not (self._why_not or self._turn.why_busy() or self._progress.is_shipped)

    def _text(self) -> str:
        why = self._why_not or self._turn.why_busy()
        told = self._progress.text if self._is_told() else why
        return told or self.tr("Ready to train")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """As wide for one word as for another, so that nothing moves under the mouse."""
        if not self._actions:
            return
        texts = (self._actions["start"].text(), self._pause_text, self.tr("&Resume"))
        metrics = self._start.fontMetrics()
        widest = max(metrics.horizontalAdvance(without_mnemonic(text)) for text in texts)
        self._start.setMinimumWidth(widest + _AROUND)
