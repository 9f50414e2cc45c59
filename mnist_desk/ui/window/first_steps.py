"""The first minutes: a card that says in three steps what one can do here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from ..state.engine import EngineState
from ..state.preferences import FIRST_STEPS
from ..state.session import Session
from ..widgets.buttons import icon_button, named_button
from ..widgets.headings import quiet
from ..widgets.icon_label import IconLabel
from ..widgets.tokens import ICON, MEDIUM, RADIUS, SMALL, TINY, colours

_NARROWEST = 80
"""Pixels of a step, at least."""
_WIDE = 660
"""Pixels from which on there is room for the sentences."""


class FirstSteps(QFrame):
    """Shown until all steps are taken or it is closed, for good then; a step that was taken has its
    tick.
    """

    asked = Signal(str)
    """The person wants to take this step: "draw", "train" or "look"."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstSteps")
        self.setAccessibleName(self.tr("First steps"))
        self._session, self._preferences = session, session.preferences
        self._steps = {
            "draw": _Step(
                1,
                self.tr("Draw a digit"),
                self.tr("On the sheet at the right. A trained network reads it at once."),
            ),
            "train": _Step(
                2,
                self.tr("Train your own"),
                self.tr("In seconds a new network learns, and reads your digit meanwhile."),
            ),
            "look": _Step(
                3,
                self.tr("Look inside"),
                self.tr("See how ink becomes a picture, and which pixels count for what."),
            ),
        }
        close = icon_button(
            "closeFirstSteps", "x", self.tr("Close; Help, First steps brings it back")
        )
        close.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.setSpacing(MEDIUM)
        for name, step in self._steps.items():
            step.button.setProperty("step", name)
            step.button.clicked.connect(self._ask)
            row.addWidget(step, 1)
        layout = QGridLayout(self)
        layout.setContentsMargins(SMALL, SMALL, TINY, SMALL)
        layout.addLayout(row, 0, 0)
        layout.addWidget(close, 0, 1, Qt.AlignmentFlag.AlignTop)
        self.setHidden(not self._preferences.get(FIRST_STEPS))
        session.sheet.undo_stack.indexChanged.connect(self._follow)
        session.training.phase_changed.connect(self._follow)
        session.turn.changed.connect(self._follow)
        self._follow()

    @Slot()
    def put_away(self) -> None:
        self._preferences.set(FIRST_STEPS, False)
        self.hide()

    @Slot()
    def bring_back(self) -> None:
        for step in self._steps.values():
            step.untick()
        self._preferences.set(FIRST_STEPS, True)
        self.show()

    def tick(self, name: str) -> None:
        """This step was taken; after the last one the card has done its work."""
        step = self._steps[name]
        if step.is_taken:
            return
        step.tick()
        if all(step.is_taken for step in self._steps.values()):
            self.put_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a small window the panel below needs the room more.
        for step in self._steps.values():
            step.words.setVisible(self.width() >= _WIDE)

    @Slot()
    def _follow(self) -> None:
        session = self._session
        lost = session.engine.state is EngineState.UNAVAILABLE
        self._steps["train"].button.setEnabled(not (lost or session.turn.is_taken))
        if session.sheet.drawing:
            self.tick("draw")
        if session.training.busy:
            self.tick("train")

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self.sender().property("step"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours().notice)
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)


class _Step(QWidget):
    """A number, which becomes a tick, a button that takes the step, and a sentence."""

    def __init__(self, number: int, does: str, sentence: str) -> None:
        super().__init__()
        self.is_taken = False
        self._mark, self._tick = QLabel(str(number)), IconLabel("check", ICON, "good")
        self._tick.hide()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark.setMinimumWidth(ICON)
        self._does = does
        self.button = named_button(f"firstStep{number}", does)
        self.button.setAccessibleName(does)
        self.button.setMinimumWidth(1)
        self.button.setAccessibleDescription(sentence)
        for widget in (self._mark, self.button):
            font = widget.font()
            font.setBold(True)
            widget.setFont(font)
        self.button.setToolTip(sentence)
        self.words = quiet(sentence)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(TINY)
        layout.addWidget(self._mark, 0, 0)
        layout.addWidget(self._tick, 0, 0)
        layout.addWidget(self.button, 0, 1, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.words, 1, 1)
        layout.setColumnStretch(1, 1)

    def minimumSizeHint(self) -> QSize:
        """Words that find no room are left out at their end, rather than widen the window."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.button.x() - 2 * SMALL
        metrics = self.button.fontMetrics()
        self.button.setText(metrics.elidedText(self._does, Qt.TextElideMode.ElideRight, room))

    def tick(self) -> None:
        self.is_taken = True
        self._mark.hide()
        self._tick.show()
        self.button.setAccessibleName(self.tr("{step}, done").format(step=self._does))

    def untick(self) -> None:
        self.is_taken = False
        self._tick.hide()
        self._mark.show()
        self.button.setAccessibleName(self._does)
