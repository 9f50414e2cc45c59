"""Digits of a set under a title; one goes to the canvas, or is seen large."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.answers import Answers, Indices

from ..state.session import Session
from ..widgets.elided_label import ElidedLabel
from ..widgets.enlarged import Enlarged
from ..widgets.headings import bold
from ..widgets.image_grid import Caption, ImageGrid
from ..widgets.tokens import SMALL

_LEAST = 190
"""Height of the digits at least, pixels: two rows of them."""


class DigitList(QWidget):
    """Enter or a double click puts a digit on the canvas, Space shows it large."""

    def __init__(
        self, session: Session, name: str, longest: str, parent: QWidget | None = None
    ) -> None:
        """name: what a screen reader calls it. longest: a caption that has room."""
        super().__init__(parent)
        self._session = session
        self._answers: Answers | None = None
        self._large: Enlarged | None = None
        self.title = ElidedLabel()
        bold(self.title)
        self.grid = ImageGrid(name, longest=longest)
        self.grid.setMinimumHeight(_LEAST)
        keys = self.tr("Enter: put on the canvas. Space: see it large.")
        self.grid.setAccessibleDescription(keys)
        self.grid.opened.connect(self._open)
        self.grid.enlarged.connect(self._enlarge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.grid, 1)
        layout.setSpacing(SMALL)

    def show_digits(self, answers: Answers, order: Indices, title: str, caption: Caption) -> None:
        """answers: of the network whose mistakes have a frame. order: which digits of its set."""
        self._answers = answers
        self.title.setText(title)
        self.grid.show_images(answers.digits.data.images, order, caption, ~answers.right)
        if self._large is not None and self._large.isVisible():
            self._follow()

    @Slot(int)
    def _open(self, index: int) -> None:
        if self._answers is not None:
            drawing = self._answers.digits.drawing(index)
            self._session.sheet.set_drawing(drawing, self.tr("Open a digit"))

    @Slot(int)
    def _enlarge(self, index: int) -> None:
        if self._answers is None:
            return
        if self._large is None:
            self._large = Enlarged(self)
            self._large.put_asked.connect(self._open)
            self._large.step_asked.connect(self._step)
        self._large.show_digit(self._answers, index)
        self._large.show()

    @Slot(int)
    def _step(self, by: int) -> None:
        """The large one goes on in the list."""
        order: list[int] = self.grid.order.tolist()
        current = self.grid.current
        place = -1 if current is None else order.index(current) + by
        if 0 <= place < len(order):
            self.grid.go_to(order[place])
            self._follow()

    def _follow(self) -> None:
        """What is seen large is what the keys act on."""
        assert self._large is not None
        current = self.grid.current
        if current is None or self._answers is None:
            self._large.close()
        else:
            self._large.show_digit(self._answers, current)
