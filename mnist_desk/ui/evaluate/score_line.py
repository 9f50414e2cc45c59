"""How good the network is, in one line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from mnist_desk.core.scores import Scores

from ..widgets.headings import quiet
from ..widgets.tokens import SMALL


class ScoreLine(QWidget):
    """The accuracy large, then its interval and what else there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accuracy = QLabel()
        font = self._accuracy.font()
        font.setPointSizeF(1.5 * font.pointSizeF())
        font.setBold(True)
        self._accuracy.setFont(font)
        self._rest = quiet()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._accuracy)
        row.addWidget(self._rest, 1)

    @property
    def words(self) -> str:
        """What stands there."""
        return f"{self._accuracy.text()} {self._rest.text()}".strip()

    def show_scores(self, scores: Scores) -> None:
        low, high = scores.interval()
        self._accuracy.setText(
            self.tr("{percent:.2f} % right").format(percent=100 * scores.accuracy)
        )
        told = [
            self.tr("95 % interval {low:.2f} to {high:.2f}").format(low=100 * low, high=100 * high),
            self.tr("{wrong} of {n} wrong").format(
                wrong=f"{scores.n - int(scores.confusion.trace()):,}", n=f"{scores.n:,}"
            ),
            self.tr("loss {loss:.4f}").format(loss=scores.loss),
        ]
        if scores.calibration_error is not None:
            told.append(
                self.tr("calibration error {error:.1f} %").format(
                    error=100 * scores.calibration_error
                )
            )
        self._rest.setText(" · ".join(told))
        self._rest.setToolTip(
            self.tr(
                "95 % interval: with other digits of this kind the part read right would most "
                "likely lie between these two. Loss: how far the outputs are from what they should "
                "be, on average. Calibration error: how far “so much per cent sure” is from “so "
                "often right”."
            )
        )

    def show_words(self, words: str) -> None:
        """In place of scores."""
        self._accuracy.setText("")
        self._rest.setText(words)
