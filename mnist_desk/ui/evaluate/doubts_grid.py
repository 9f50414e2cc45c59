"""Images whose labels are doubted, to be judged one after the other with a key each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from mnist_desk.core.corrections import Kind

from ..widgets.image_grid import ImageGrid

_KINDS: dict[int, Kind] = {
    Qt.Key.Key_K: "keep",
    Qt.Key.Key_F: "fix",
    Qt.Key.Key_A: "ambiguous",
}


class DoubtsGrid(ImageGrid):
    """K keeps the label, F takes the suggested one, 0 to 9 another, A leaves the image out, Delete
    takes a verdict back.
    """

    judged = Signal(str)
    """A Kind; empty to take it back."""
    labelled = Signal(int)
    """The digit that the images are."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _KINDS and self.chosen:
            self.judged.emit(_KINDS[key])
        elif plain and Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and self.chosen:
            self.labelled.emit(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen:
            self.judged.emit("")
        else:
            super().keyPressEvent(event)
