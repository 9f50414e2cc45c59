"""One doubtful label: the image large, what networks read, and the verdicts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.corrections import Verdict
from mnist_desk.core.dataset import DIGIT_NAMES
from mnist_desk.core.label_doubt import DoubtfulLabel

from ..widgets.buttons import named_button
from ..widgets.headings import heading
from ..widgets.images import grey_image
from ..widgets.plain import plain_label
from ..widgets.tokens import SMALL, TINY
from ..widgets.value_bars import ValueBars

_SIDE = 112
"""Of the picture, pixels: four for each of MNIST's."""


class DoubtCard(QWidget):
    """Empty until an image is chosen."""

    judged = Signal(str)
    """A Kind of verdict; empty to take it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = heading()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._picture = QLabel()
        self._picture.setFixedSize(_SIDE, _SIDE)
        self._bars = ValueBars()
        self._verdict = plain_label(wraps=True)
        self.keep = named_button("keepLabel", self.tr("Keep (K)"), self.tr("The label is right"))
        self.fix = named_button("fixLabel", "", self.tr("Take the label that networks suggest"))
        self.ambiguous = named_button(
            "ambiguousLabel",
            self.tr("Ambiguous (A)"),
            self.tr("Nobody can tell: the image is not learnt from"),
        )
        self.back = named_button("undecideLabel", self.tr("Take back"), kind="flat")
        self.keep.clicked.connect(self._keep)
        self.fix.clicked.connect(self._fix)
        self.ambiguous.clicked.connect(self._ambiguous)
        self.back.clicked.connect(self._take_back)
        buttons = QVBoxLayout()
        buttons.setSpacing(TINY)
        for button in (self.keep, self.fix, self.ambiguous, self.back):
            buttons.addWidget(button)
        above = QHBoxLayout()
        above.setSpacing(SMALL)
        above.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        above.addLayout(buttons, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self._title)
        layout.addLayout(above)
        layout.addWidget(self._verdict)
        layout.addWidget(self._bars)
        layout.addStretch(1)
        self.clear()

    def show_doubt(
        self,
        doubt: DoubtfulLabel,
        image: NDArray[np.uint8],
        values: NDArray[np.float32],
        verdict: Verdict | None,
    ) -> None:
        """image: (28, 28), 255 is ink. values: the probabilities of networks, (10,)."""
        template = self.tr("Number {number}: labelled {label}")
        self._title.setText(template.format(number=f"{doubt.image + 1:,}", label=doubt.label))
        picture = grey_image(image)
        self._picture.setPixmap(QPixmap.fromImage(picture).scaled(_SIDE, _SIDE))
        self._picture.setAccessibleName(self._title.text())
        self._bars.show_values(values, doubt.label, DIGIT_NAMES)
        self.fix.setText(self.tr("It is a {digit} (F)").format(digit=doubt.suggested))
        self._verdict.setText(self._told(verdict))
        for button in (self.keep, self.fix, self.ambiguous):
            button.setEnabled(True)
        self.back.setEnabled(verdict is not None)

    def clear(self) -> None:
        self._title.setText(self.tr("No image is chosen"))
        self._picture.clear()
        self._picture.setAccessibleName(self._title.text())
        self._bars.show_values(None)
        self._verdict.setText(self.tr("Keys: K, F, A, or 0 to 9 for another label."))
        self.fix.setText(self.tr("Fix (F)"))
        for button in (self.keep, self.fix, self.ambiguous, self.back):
            button.setEnabled(False)

    def _told(self, verdict: Verdict | None) -> str:
        if verdict is None:
            return self.tr("Not decided. Keys: K, F, A, or 0 to 9 for another label.")
        return {
            "keep": self.tr("Decided: the label is right."),
            "fix": self.tr("Decided: it is a {digit}.").format(digit=verdict.label),
            "ambiguous": self.tr("Decided: nobody can tell. It is not learnt from."),
        }[verdict.kind]

    @Slot()
    def _keep(self) -> None:
        self.judged.emit("keep")

    @Slot()
    def _fix(self) -> None:
        self.judged.emit("fix")

    @Slot()
    def _ambiguous(self) -> None:
        self.judged.emit("ambiguous")

    @Slot()
    def _take_back(self) -> None:
        self.judged.emit("")
