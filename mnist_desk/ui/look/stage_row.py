"""The stages side by side, each with its switch and what it is worth."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.digit_reading import DrawingReading
from mnist_desk.core.drawing import prepared
from mnist_desk.core.ink import Ink
from mnist_desk.core.samples import WITHOUT
from mnist_desk.core.stages import ALL, Stages

from ..state.session import Session
from ..widgets.headings import quiet
from ..widgets.plain import plain_label, plain_sentence
from ..widgets.tokens import CONTROL, SMALL, TINY
from .stage_view import BoxView, CentreView, InkView, StageView


class StageRow(QWidget):
    """Three small pictures from the ink to its place; switches change the session's stages."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stageRow")
        self._reader = session.reader
        self._shown = session.reader.reading.stages
        self._counts: dict[Stages, int] = {}
        self._views: dict[str, StageView] = {
            "line": InkView(),
            "box": BoxView(),
            "centre": CentreView(),
        }
        words = {
            "line": (
                self.tr("Even line"),
                self.tr("Draw the ink with the same pen, however large the digit is"),
            ),
            "box": (
                self.tr("Scaled"),
                self.tr("Crop to the ink and scale its longer side to 20 pixels"),
            ),
            "centre": (
                self.tr("Centred"),
                self.tr("Move the centre of mass (orange) to the centre"),
            ),
        }
        self._titles = {name: title for name, (title, _) in words.items()}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SMALL)
        grid.setVerticalSpacing(TINY)
        self._switches: dict[str, QCheckBox] = {}
        self._worths: dict[str, QLabel] = {}
        for column, (name, view) in enumerate(self._views.items()):
            switch = self._switches[name] = QCheckBox(words[name][0])
            switch.setObjectName(f"{name}Switch")
            switch.setMinimumHeight(CONTROL)
            switch.setToolTip(words[name][1])
            switch.setAccessibleDescription(words[name][1])
            switch.setChecked(getattr(self._shown, name))
            switch.toggled.connect(self._switch)
            worth = self._worths[name] = quiet()
            worth.setObjectName(f"{name}Worth")
            worth.setAlignment(Qt.AlignmentFlag.AlignTop)
            worth.setToolTip(
                self.tr("So many of 100 sample drawings are read right without this step")
            )
            grid.addWidget(switch, 0, column)
            grid.addWidget(view, 1, column, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(worth, 2, column)
            grid.setColumnStretch(column, 1)
        self._total = plain_label(wraps=True)
        self._total.setObjectName("stagesTotal")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addLayout(grid)
        layout.addWidget(self._total)
        session.reader.read.connect(self._show_stages)
        session.runs.chosen.connect(self._forget_counts)
        self._show_counts()

    def set_side(self, side: int, is_narrow: bool) -> None:
        """side: of each picture, pixels. is_narrow: leave out the numbers of the steps."""
        for number, (name, view) in enumerate(self._views.items(), start=1):
            view.setFixedSize(side, side)
            title = self._titles[name]
            self._switches[name].setText(title if is_narrow else f"{number} {title}")

    def show_drawing(self) -> None:
        """Show the drawing, or its selected digit, on its way."""
        reading = self._reader.reading
        part = reading.part
        drawing = Ink() if part is None else part.drawing
        how = prepared(drawing) if part is None else part.prepared
        for name, view in self._views.items():
            view.show_stage(drawing, how, reading.stages)
            view.set_off(not getattr(reading.stages, name))

    @Slot(object)
    def show_counts(self, counts: dict[Stages, int]) -> None:
        """counts: how many of the sample drawings are read right, by the stages that are on."""
        # While a network trains, what was counted a moment ago stays until it is counted again.
        self._counts |= counts
        self._show_counts()

    @Slot(str)
    def show_trouble(self, sentence: str) -> None:
        self._total.setText(plain_sentence(sentence))

    @Slot()
    def _switch(self) -> None:
        states = {name: switch.isChecked() for name, switch in self._switches.items()}
        self._reader.set_stages(replace(ALL, **states))

    @Slot(DrawingReading)
    def _show_stages(self, reading: DrawingReading) -> None:
        if reading.stages == self._shown:
            return
        self._shown = stages = reading.stages
        for name, switch in self._switches.items():
            switch.setChecked(getattr(stages, name))
        self.show_drawing()
        self._show_counts()

    @Slot()
    def _forget_counts(self) -> None:
        """What was counted with another network does not hold for this one."""
        self._counts = {}
        self._show_counts()

    def _show_counts(self) -> None:
        stages = self._shown
        for name, label in self._worths.items():
            right = self._counts.get(WITHOUT[name])
            number = "…"
            if right is not None:
                # It stays in one line where the words before it do not fit beside it.
                number = self.tr("{right} of 100").format(right=right).replace(" ", "\u00a0")
            label.setText(self.tr("without it: {number}").format(number=number))
        right = self._counts.get(stages)
        number = "…" if right is None else str(right)
        sentence = (
            self.tr("All on: {number} of 100 sample drawings read right.")
            if stages == ALL
            else self.tr("Now: {number} of 100 sample drawings read right.")
        )
        self._total.setText(sentence.format(number=number))
        font = self._total.font()
        font.setBold(stages != ALL)
        self._total.setFont(font)
