"""What finds too little room is scrolled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scroll(QScrollArea):
    """Without a frame, as large as there is room; the focus and the keys are those of what is
    inside.
    """

    def __init__(self, parent: QWidget | None = None, *, across: bool = True) -> None:
        """across: whether it scrolls to the sides too."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        if not across:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def scrolled(widget: QWidget, *, across: bool = True) -> Scroll:
    """The widget in such an area."""
    area = Scroll(across=across)
    area.setWidget(widget)
    return area
