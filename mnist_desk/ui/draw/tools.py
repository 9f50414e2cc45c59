"""The row of tools under the canvas: eraser, pen, undo, redo, clear, test digit."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from ..widgets.ink_painting import DEFAULT_PEN
from ..widgets.tokens import TINY
from .mnist_button import MnistButton
from .pen_dot import PenDot
from .tool_button import ToolButton

_THINNEST, _THICKEST = 6, 36
_SLIDER = 40, 160
"""The least and the largest width of the slider, pixels."""


class Tools(QWidget):
    """Buttons and the pen; what they do is told by the actions that they take. Where there is room,
    words join the icons, the most useful first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_stage = False
        self.eraser = ToolButton("eraserButton", "eraser", self.tr("Eraser"))
        self.pen_width = QSlider(Qt.Orientation.Horizontal)
        self.pen_width.setObjectName("penWidth")
        self.pen_width.setAccessibleName(self.tr("Pen width"))
        self.pen_width.setRange(_THINNEST, _THICKEST)
        self.pen_width.setValue(DEFAULT_PEN)
        self.pen_width.setMinimumWidth(_SLIDER[0])
        self.pen_width.setMaximumWidth(_SLIDER[1])
        self.pen_width.setToolTip(
            self.tr("Pen width, for your eye alone: the network sees a line of one width")
        )
        self.pen_dot = PenDot()
        self.pen_width.valueChanged.connect(self.pen_dot.set_width)
        self.undo = ToolButton("undoButton", "undo-2", self.tr("Undo"))
        self.redo = ToolButton("redoButton", "redo-2", self.tr("Redo"))
        self.clear = ToolButton("clearButton", "trash-2", self.tr("Clear"))
        self.test_digit = MnistButton()
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        # Words would hold it as wide as it was when they came.
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setSpacing(TINY)
        row.addWidget(self.eraser)
        row.addWidget(self.pen_width, 1)
        row.addWidget(self.pen_dot)
        row.addStretch(0)
        for button in (self.undo, self.redo, self.clear, self.test_digit):
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def take_actions(self, actions: Mapping[str, QAction]) -> None:
        for name, button in (
            ("eraser", self.eraser),
            ("undo", self.undo),
            ("redo", self.redo),
            ("clear", self.clear),
        ):
            button.set_action(actions[name])
        self.test_digit.set_actions(actions["test_digit"], actions["wrong_digit"])
        self._choose_words()

    def set_stage(self, on: bool) -> None:
        """Large enough to be seen from afar, and to be hit on a board."""
        self._on_stage = on
        for button in (self.eraser, self.undo, self.redo, self.clear, self.test_digit):
            button.set_large(on)
        self._choose_words()

    def minimumSizeHint(self) -> QSize:
        """With icons alone."""
        buttons = (self.eraser, self.undo, self.redo, self.clear)
        wide = sum(button.width_as() for button in buttons) + self.test_digit.width_as(word=False)
        wide += self.pen_width.minimumWidth() + self.pen_dot.sizeHint().width()
        return QSize(wide + 7 * TINY, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_words()
        self._row.activate()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._choose_words()
        return super().event(event)

    def _choose_words(self) -> None:
        """Clear has its word first, then the test digit."""
        spare = self.width() - self.minimumSizeHint().width()
        clear, test = self.clear, self.test_digit
        whole = clear.width_as(word=True) - clear.width_as()
        bare = clear.width_as(icon=False, word=True) - clear.width_as()
        if self._on_stage:  # A word alone would be the smallest among large icons.
            bare = whole
        word = test.width_as(word=True) - test.width_as(word=False)
        test.show_as(word=spare >= bare + word)
        spare -= word if spare >= bare + word else 0
        clear.show_as(icon=spare >= whole or spare < bare, word=spare >= bare)
        spare -= whole + _SLIDER[0]
        for button in (self.undo, self.redo, self.eraser):
            spare -= button.width_as(word=True) - button.width_as()
        for button in (self.undo, self.redo, self.eraser):
            button.show_as(word=spare >= 0)
