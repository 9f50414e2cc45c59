"""What stands in the place of the plots before anything was trained."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..widgets.buttons import named_button
from ..widgets.headings import heading, quiet
from ..widgets.icons import icon
from ..widgets.tokens import SMALL

_PICTURE = 56
"""Side of the icon, pixels."""
_WIDEST = 66
"""Letters of a line that is read with ease."""


class EmptyState(QWidget):
    """Invites to start, and offers the curves of the shipped model; or says why nothing can be
    trained.
    """

    curves_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainEmpty")
        self._picture = QLabel()
        self._paint_picture()
        title = self._title = heading()
        title.setWordWrap(True)
        words = self._words = quiet()
        self.show_engine(True)
        show = named_button(
            "shippedCurvesButton",
            self.tr("Show how the shipped model was trained"),
            self.tr("Its curves; until you train a model of your own it reads your drawings"),
        )
        show.clicked.connect(self.curves_wanted)
        column = self._column = QWidget()
        self._fit()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addStretch(2)
        for label in (self._picture, title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addSpacing(SMALL)
        layout.addWidget(show, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(column, 100)
        row.addStretch(1)

    def show_engine(self, available: bool) -> None:
        """Whether anything can be trained, or could as soon as TensorFlow is loaded."""
        if available:
            self._title.setText(self.tr("Press Start and watch it learn"))
            self._words.setText(
                self.tr(
                    "A new network begins by guessing. Its loss falls step by step, its test "
                    "accuracy rises epoch by epoch, and meanwhile it reads what you draw."
                )
            )
            return
        self._title.setText(self.tr("Nothing can be trained here"))
        self._words.setText(
            self.tr(
                "TensorFlow could not be loaded. Install the program again, or see the log folder "
                "in the Help menu for the reason. Drawing and reading go on."
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_picture()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._column.setMaximumWidth(_WIDEST * self.fontMetrics().averageCharWidth())

    def _paint_picture(self) -> None:
        self._picture.setPixmap(icon("chart-line", "quiet").pixmap(QSize(_PICTURE, _PICTURE)))
