"""What a map shows and how: its axes, whose digits, dots or pictures, and the ways to see it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from mnist_desk.core.digit_map import Axes

from ..state.open_data import DataSets
from ..widgets.buttons import icon_button
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL, TINY

_LETTERS = 12
"""Of a choice that have room in the narrowest window."""


class MapBar(QWidget):
    """Says what is wanted; the page does it."""

    chosen = Signal()
    """`axes` or `part` is another."""
    held = Signal(bool)
    """Whether the axes are to stay as they are."""
    looks_changed = Signal()
    """`shows_pictures` or `uses_lasso` is another."""
    whole_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes = _Choice(self.tr("Axes of the map"))
        self._axes.setObjectName("mapAxes")
        self._axes.addItem(self.tr("Network: classes on a ring"), Axes.RING)
        self._axes.addItem(self.tr("Network: first two of LDA"), Axes.HIDDEN)
        self._axes.addItem(self.tr("Pixels: PCA"), Axes.PIXELS)
        self._part = _Choice(self.tr("Digits on the map"))
        self._part.setObjectName("mapPart")
        self._part.addItem(self.tr("Test"), "test")
        self._part.addItem(self.tr("Training"), "train")
        self._hold = QCheckBox(self.tr("Hold axes"))
        self._hold.setObjectName("mapHold")
        self._hold.setToolTip(
            self.tr("Keep the axes of the network as it is now, whatever it becomes")
        )
        self._pictures = icon_button(
            "mapPictures", "images", self.tr("Small pictures in place of dots, where there is room")
        )
        self._pictures.setCheckable(True)
        self._lasso = icon_button(
            "mapLasso", "lasso", self.tr("Choose digits by a line around them (Shift and drag)")
        )
        self._lasso.setCheckable(True)
        self._whole = icon_button("mapWhole", "maximize", self.tr("See the whole map (Home)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._axes, 3)
        row.addWidget(self._part, 2)
        row.addWidget(self._hold)
        row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(TINY)
        buttons.addWidget(self._pictures)
        buttons.addWidget(self._lasso)
        buttons.addWidget(self._whole)
        row.addLayout(buttons)
        self._axes.currentIndexChanged.connect(self._on_axes)
        self._part.currentIndexChanged.connect(self._on_part)
        self._pictures.toggled.connect(self._on_looks)
        self._lasso.toggled.connect(self._on_looks)
        self._hold.toggled.connect(self.held)
        self._whole.clicked.connect(self.whole_asked)

    @property
    def axes(self) -> Axes:
        axes: Axes = self._axes.currentData()
        return axes

    @property
    def part(self) -> str:
        """ "train" or "test"."""
        return str(self._part.currentData())

    @property
    def shows_pictures(self) -> bool:
        return self._pictures.isChecked()

    @property
    def uses_lasso(self) -> bool:
        return self._lasso.isChecked()

    def choose(self, axes: Axes, part: str, *, pictures: bool) -> None:
        self._axes.choose(axes)
        self._part.choose(part)
        self._pictures.setChecked(pictures)

    def show_sets(self, sets: DataSets | None) -> None:
        """Call the parts what they are called."""
        if sets is not None:
            self._part.setItemText(0, plain_name(sets.test.title))
            self._part.setItemText(1, plain_name(sets.train.title))

    @Slot()
    def _on_axes(self) -> None:
        self._hold.setEnabled(self.axes is not Axes.PIXELS)
        self.chosen.emit()

    @Slot()
    def _on_part(self) -> None:
        self.chosen.emit()

    @Slot()
    def _on_looks(self) -> None:
        self.looks_changed.emit()


class _Choice(QComboBox):
    """No wider than it must be; who scrolls the page does not choose."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)

    def choose(self, value: object) -> None:
        for row in range(self.count()):
            if self.itemData(row) == value:
                self.setCurrentIndex(row)

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * _LETTERS
        return QSize(width, super().sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
