"""The picture that the network gets, with its values and the evidence in it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.gradients import evidence
from mnist_desk.core.grey import Grey
from mnist_desk.core.network import Layers

from ..widgets.headings import quiet
from ..widgets.images import diverging_image, grey_image
from ..widgets.legend import Legend
from .pixel_picture import PixelPicture


class PicturePane(QWidget):
    """Shows a picture and, when asked, which of its pixels speak for the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picturePane")
        self._layers: Layers = ()
        self._picture: Grey | None = None
        self._digit = -1
        self._evidence: Grey | None = None
        self._title = QLabel()
        self.view = PixelPicture(self.tr("Draw a digit to see\nwhat the network gets"))
        self.view.setObjectName("networkPicture")
        self.view.setAccessibleName(self.tr("What the network gets: 28 by 28 pixels"))
        self.view.pointed.connect(self._read_out)
        self._values = quiet(wraps=False)
        self._values.setObjectName("pixelValue")
        self._switch = QCheckBox(self.tr("Evidence"))
        self._switch.setObjectName("evidenceSwitch")
        self._switch.setToolTip(
            self.tr("Which pixels speak for the answer, and which against: gradient × input")
        )
        self._switch.toggled.connect(self._show)
        self._legend = Legend(self.tr("against"), self.tr("for"))
        kept = self._legend.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._legend.setSizePolicy(kept)
        below = QHBoxLayout()
        below.addWidget(self._switch)
        below.addStretch(1)
        below.addWidget(self._legend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._values)
        layout.addLayout(below)
        layout.addStretch(0)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The picture is square; what is below stays close to it.
        self.view.setMaximumHeight(self.width())
        super().resizeEvent(event)

    def show_picture(self, layers: Layers, picture: Grey | None, digit: int, changed: bool) -> None:
        """picture: what the network is given, None when nothing is drawn. digit: its answer, or -1.
        changed: whether this is not the drawing, but what was made of it.
        """
        self._layers, self._picture, self._digit = layers, picture, digit
        self._title.setText(
            self.tr("4  Changed picture") if changed else self.tr("4  What the network gets")
        )
        self._show()

    @property
    def evidence(self) -> Grey | None:
        """What is shown of it, (28, 28): above 0 for the answer, below 0 against."""
        return self._evidence

    @Slot()
    def _show(self) -> None:
        picture, self._evidence = self._picture, None
        on = self._switch.isChecked()
        self._legend.setVisible(on)
        if picture is None:
            self.view.show_image(None)
        elif on and self._digit != -1:
            self._evidence = evidence(self._layers, picture, self._digit)
            self.view.show_image(diverging_image(self._evidence, under=picture))
        else:
            self.view.show_image(grey_image(picture))
        self._read_out()

    @Slot()
    def _read_out(self) -> None:
        cell = self.view.cell
        if self._picture is None:
            text = ""
        elif cell is None:
            text = self.tr("Point at a pixel to read its value.")
        else:
            value = float(self._picture[cell])
            text = self.tr("row {row}, column {column}: {value} of 255 ({part:.2f})").format(
                row=cell[0], column=cell[1], value=round(255 * value), part=value
            )
            if self._evidence is not None:
                text += self.tr(", for {digit}: {worth:+.2f}").format(
                    digit=self._digit, worth=float(self._evidence[cell])
                )
        self._values.setText(text)
