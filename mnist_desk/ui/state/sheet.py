"""The drawing, the stroke being drawn, and what can be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.drawing import Drawing, Picture, bytes_beside
from mnist_desk.core.ink import Ink

from .undo import Forgettable, UndoStack


class Sheet(QObject):
    """What is on the canvas. The undo stack is shared by all that can be undone in the window."""

    changed = Signal(object)
    """The Drawing; told during a stroke too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = UndoStack(self)
        self.drawing: Drawing = Ink()
        self._finished: Drawing = self.drawing

    @property
    def is_finished(self) -> bool:
        """Whether no stroke is being drawn or erased."""
        return self.drawing == self._finished

    @property
    def has_picture(self) -> bool:
        """Whether the drawing, but for a stroke that is not finished, is a picture."""
        return isinstance(self._finished, Picture)

    def show_stroke(self, drawing: Drawing) -> None:
        """Show a drawing that is still being drawn or erased; nothing to undo yet."""
        self.drawing = drawing
        self.changed.emit(drawing)

    def set_drawing(self, drawing: Drawing, what: str) -> None:
        """Change the drawing; `what` names the change in the Undo menu."""
        if drawing != self._finished:
            self.undo_stack.push(_Draw(self, self._finished, drawing, what))

    def put_digit(self, digits: DigitSet, index: int) -> None:
        """Show one of a set, as a change that can be undone."""
        self.set_drawing(digits.drawing(index), self.tr("Put a digit"))

    @Slot()
    def abandon_stroke(self) -> None:
        """Leave a stroke that is being drawn or erased: it was not meant, or who draws is gone."""
        if not self.is_finished:
            self.put(self._finished)

    def clear(self) -> None:
        self.set_drawing(Ink(), self.tr("Clear"))

    def put(self, drawing: Drawing) -> None:
        """Change the drawing as an undoable command does it; by itself this cannot be undone."""
        self._finished = self.drawing = drawing
        self.changed.emit(drawing)


class _Draw(Forgettable):
    """Replaces the whole drawing: both are kept, and share the strokes that are in both."""

    def __init__(self, sheet: Sheet, before: Drawing, after: Drawing, what: str) -> None:
        super().__init__(what)
        self._sheet, self._before, self._after = sheet, before, after
        self.cost = bytes_beside(after, before)

    def redo(self) -> None:
        self._sheet.put(self._after)

    def undo(self) -> None:
        self._sheet.put(self._before)

    def forget(self) -> None:
        super().forget()
        self._before = self._after = Ink()
