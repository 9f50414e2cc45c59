"""Says that a stage is switched off, so that nobody is fooled by the answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from mnist_desk.core.digit_reading import DrawingReading
from mnist_desk.core.stages import ALL, Stages

from ..state.reader import Reader


class StagesNote(QLabel):
    """Seen only while a stage is off; its link switches all of them on."""

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stagesNote")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self._reader = reader
        self._shown: Stages | None = None
        self.linkActivated.connect(self.switch_on)
        reader.read.connect(self._show_reading)
        self._show_reading(reader.reading)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            # Qt gives a link its colour when it reads the text.
            text = self.text()
            self.clear()
            self.setText(text)

    @Slot()
    def switch_on(self) -> None:
        self._reader.set_stages(ALL)

    @Slot(DrawingReading)
    def _show_reading(self, reading: DrawingReading) -> None:
        if reading.stages == self._shown:
            return
        self._shown = stages = reading.stages
        names = {
            "line": self.tr("even line"),
            "box": self.tr("fitting to the box"),
            "centre": self.tr("centring"),
        }
        off = ", ".join(text for name, text in names.items() if not getattr(stages, name))
        switch_on = self.tr("Switch on").replace(" ", "&nbsp;")
        self.setText(
            self.tr("Switched off: {stages}. {switch_on}").format(
                stages=f"<b>{off}</b>", switch_on=f'<a href="on">{switch_on}</a>'
            )
        )
        self.setVisible(stages != ALL)
