"""The picture that the network gets, with its values and the evidence in it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from mnist_desk.core.gradients import evidence
from mnist_desk.core.grey import Grey
from mnist_desk.core.network import Layers

from ..widgets.headings import heading, quiet
from ..widgets.images import diverging_image, grey_image
from ..widgets.legend import Legend
from ..widgets.tokens import CONTROL, SMALL, TINY
from .pixel_picture import PixelPicture


class PicturePane(QWidget):
    """Shows a picture and, when asked, which of its pixels speak for the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picturePane")
        self._layers: Layers = ()
        self._picture: Grey | None = None
        self._digit = -1
        self._changed = self._is_narrow = False
        self._evidence: Grey | None = None
        self._title = heading()
        self._title.setObjectName("pictureTitle")
        self.view = PixelPicture(self.tr("Draw a digit to see\nwhat the network gets"))
        self.view.setObjectName("networkPicture")
        self.view.pointed.connect(self._read_out)
        self._values = quiet(wraps=False)
        self._values.setObjectName("pixelValue")
        # What is pointed at may not make the pane wider.
        self._values.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._switch = QCheckBox(self.tr("Evidence"))
        self._switch.setObjectName("evidenceSwitch")
        self._switch.setMinimumHeight(CONTROL)
        self._switch.setToolTip(
            self.tr("Which pixels speak for the answer, and which against: gradient × input")
        )
        self._switch.toggled.connect(self._show)
        self._legend = Legend(*self._words(0))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(TINY)
        self._beside.addWidget(self._switch)
        self._beside.addStretch(1)
        self._beside.addWidget(self._legend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(self._title)
        layout.addWidget(self._values)
        layout.addLayout(self._beside)
        layout.addWidget(self.view)
        layout.addStretch(1)
        self._show()

    def least_width(self, is_narrow: bool) -> int:
        """Pixels that all words have room in; in a narrow pane the legend is below its switch."""
        if is_narrow:
            return self._legend.minimumSizeHint().width()
        told = self._place(27, 27, 0.77) + self._worth(-7.77, 7)
        words = self.fontMetrics().horizontalAdvance(told)
        beside = self._switch.sizeHint().width() + SMALL + self._legend.minimumSizeHint().width()
        return max(words, beside)

    def set_side(self, side: int, width: int, is_narrow: bool) -> None:
        """side: of the picture; width: of the pane; pixels."""
        self.view.setFixedHeight(side)
        self.setFixedWidth(width)
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        self._is_narrow = is_narrow
        self._show_title()

    def _show_title(self) -> None:
        """The fourth step; where there is little room no step has its number, and a changed picture
        is none.
        """
        if self._changed:
            self._title.setText(self.tr("Changed picture"))
            return
        title: str = self.tr("What the network gets")
        self._title.setText(title if self._is_narrow else f"4 {title}")

    def show_picture(self, layers: Layers, picture: Grey | None, digit: int, changed: bool) -> None:
        """picture: what the network is given, None when nothing is drawn. digit: its answer, or -1.
        changed: whether this is not the drawing, but what was made of it.
        """
        self._layers, self._picture = layers, picture
        self._digit, self._changed = digit, changed
        self._show()
        self._show_title()

    @property
    def evidence(self) -> Grey | None:
        """What is shown of it, (28, 28): above 0 for the answer, below 0 against."""
        return self._evidence

    @Slot()
    def _show(self) -> None:
        picture, self._evidence = self._picture, None
        on = self._switch.isChecked()
        if picture is None:
            self.view.show_image(None)
        elif on and self._digit != -1:
            self._evidence = evidence(self._layers, picture, self._digit)
            self.view.show_image(diverging_image(self._evidence, under=picture))
            self._legend.set_words(*self._words(self._digit))
        else:
            self.view.show_image(grey_image(picture))
        self._legend.setVisible(self._evidence is not None)
        self._read_out()

    def _words(self, digit: int) -> tuple[str, str]:
        """What orange and blue are."""
        against, for_ = self.tr("against {digit}"), self.tr("for {digit}")
        return against.format(digit=digit), for_.format(digit=digit)

    @Slot()
    def _read_out(self) -> None:
        cell = self.view.cell
        if self._picture is None:
            text = ""
            self.view.say(self.tr("Nothing is drawn."))
        elif cell is None:
            text = self._at_rest()
            self.view.say(self._in_words())
        else:
            text = self._place(*cell, float(self._picture[cell]))
            if self._evidence is not None:
                text += self._worth(float(self._evidence[cell]), self._digit)
            self.view.say(text)
        self._values.setText(text)

    def _at_rest(self) -> str:
        if self._changed and self._digit != -1:
            return self.tr("It is read as {digit}.").format(digit=self._digit)
        return self.tr("Point at a pixel to read it.")

    def _in_words(self) -> str:
        if self._digit == -1:
            return self.tr("A picture without an answer.")
        told = self.tr("A picture that is read as {digit}.")
        if self._changed:
            told = self.tr("A changed picture that is read as {digit}.")
        return told.format(digit=self._digit)

    def _place(self, row: int, column: int, value: float) -> str:
        return self.tr("row {row}, column {column}: {value:.2f}").format(
            row=row, column=column, value=value
        )

    def _worth(self, worth: float, digit: int) -> str:
        return self.tr(", {worth:+.2f} for {digit}").format(worth=worth, digit=digit)
