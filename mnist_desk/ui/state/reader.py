"""What is read of the drawing: sheet times network times stages."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.digit_reading import DrawingReading, NumberReader, newest
from mnist_desk.core.drawing import Drawing
from mnist_desk.core.reading import numpy_outputs
from mnist_desk.core.stages import ALL, Stages

from ..work.throttle import Throttle
from .engine import Engine, EngineState
from .network import Network
from .sheet import Sheet
from .turn import Turn


class Reader(QObject):
    """Reads the drawing again whenever it, the network or the stages change."""

    read = Signal(DrawingReading)
    """What is read now, or another digit of it is selected."""

    def __init__(
        self,
        sheet: Sheet,
        network: Network,
        engine: Engine,
        turn: Turn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._network, self._engine, self._turn = sheet, network, engine, turn
        self._digits = NumberReader()
        self._last_read: Drawing = sheet.drawing
        self.reading = DrawingReading((), 0, ALL, network.model)
        # However many points of a stroke arrive at once, they are read once, when they are through.
        self._soon = Throttle(self.read_now, 0, self)
        sheet.changed.connect(self._on_drawing)
        network.changed.connect(self.read_now)
        engine.changed.connect(self._on_engine)

    def select(self, place: int) -> None:
        """Choose the digit that bars and pictures are about, counted from 0 at the left."""
        before = self.reading
        if place != before.selected and 0 <= place < len(before.parts):
            self._tell(DrawingReading(before.parts, place, before.stages, before.model))

    def set_stages(self, stages: Stages) -> None:
        """Choose which stages the drawing goes through on its way to the network."""
        if stages != self.reading.stages:
            self._read(stages)

    @Slot()
    def read_now(self) -> None:
        """Read what is drawn, be it in the middle of a stroke."""
        self._read(self.reading.stages)

    def _read(self, stages: Stages) -> None:
        self._soon.cancel()
        drawing, model = self._sheet.drawing, self._network.model
        # While a network trains, TensorFlow's threads are busy and a reading waits 7 ms for them;
        # NumPy takes 0.1 ms beside them.
        outputs = numpy_outputs if self._turn.is_taken else self._engine.outputs
        parts = self._digits.read(drawing, stages, model, outputs)
        selected = self.reading.selected
        if drawing is not self._last_read:
            selected, self._last_read = newest(parts, drawing), drawing
        # Another network may take for one digit what the one before took for several.
        selected = min(selected, max(len(parts) - 1, 0))
        self._tell(DrawingReading(parts, selected, stages, model))

    def _tell(self, reading: DrawingReading) -> None:
        self.reading = reading
        self.read.emit(reading)

    @Slot(object)
    def _on_drawing(self, _drawing: Drawing) -> None:
        if self._sheet.is_finished:
            self.read_now()
        else:
            self._soon.ask()

    @Slot(EngineState)
    def _on_engine(self, state: EngineState) -> None:
        if state is EngineState.READY:
            self.read_now()
