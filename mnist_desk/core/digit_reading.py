"""A drawing of one digit or of several, each of them read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .drawing import Drawing, prepared
from .ink import Ink
from .model import Model
from .picture import Prepared
from .reading import Outputs, Reading, read_drawing
from .split import split
from .stages import Stages


class Part(NamedTuple):
    """One digit: its drawing, what the network says of it, and how its picture came about."""

    drawing: Drawing
    reading: Reading
    prepared: Prepared


@dataclass(frozen=True, eq=False)
class DrawingReading:
    """All that is known of the drawing on the canvas.

    parts: its digits from left to right, none when nothing is drawn. selected: the place of the
    digit that bars and pictures are about. stages: those it went through. model: who read it.
    """

    parts: tuple[Part, ...]
    selected: int
    stages: Stages
    model: Model

    @property
    def part(self) -> Part | None:
        """The only digit, or the selected one."""
        return self.parts[self.selected] if self.parts else None

    @property
    def reading(self) -> Reading | None:
        """What the network says of that digit."""
        return None if self.part is None else self.part.reading


class NumberReader:
    """Reads the digits of a drawing from left to right.

    It remembers those of the last drawing: while one digit is being written, the others are not
    drawn into pictures and read again. Without ink there is nothing to read and there are no parts.
    """

    def __init__(self) -> None:
        self._parts: tuple[Part, ...] = ()
        self._stages: Stages | None = None
        self._read_by: tuple[Model, Outputs] | None = None

    def read(
        self, drawing: Drawing, stages: Stages, model: Model, outputs: Outputs
    ) -> tuple[Part, ...]:
        known = self._parts if stages == self._stages else ()
        same_reader = self._read_by is not None and (
            self._read_by[0] is model and self._read_by[1] == outputs
        )

        def part_of(digit: Drawing) -> Part:
            part = next((part for part in known if part.drawing == digit), None)
            if part is not None and same_reader:
                return part
            how = prepared(digit, stages) if part is None else part.prepared
            return Part(digit, read_drawing(model, how.picture, outputs), how)

        parts = tuple(map(part_of, digits_of(drawing)))
        if len(parts) > 1 and any(part.reading.unsure for part in parts):
            whole = part_of(drawing)
            if is_one_digit(whole.reading, [part.reading for part in parts]):
                parts = (whole,)
        self._parts, self._stages, self._read_by = parts, stages, (model, outputs)
        return parts


def digits_of(drawing: Drawing) -> tuple[Drawing, ...]:
    """The digits of a drawing. A picture is one digit."""
    return split(drawing) if isinstance(drawing, Ink) else (drawing,)


def is_one_digit(whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether what was split is one digit after all: the network is not sure of a part, and gives
    the whole a larger probability, at least a half.

    It saves some of the digits that splitting alone loses, and keeps few numbers of two digits
    together (figures: core/README.md).
    """
    unsure = [float(part.values.max()) for part in parts if part.unsure]
    return bool(unsure) and float(whole.values.max()) > max(0.5, min(unsure))


def newest(parts: tuple[Part, ...], drawing: Drawing) -> int:
    """The place of the digit that the last stroke of a drawing is part of; 0 when there is none."""
    if isinstance(drawing, Ink) and drawing:
        last = drawing.strokes[-1]
        for place, part in enumerate(parts):
            if isinstance(part.drawing, Ink) and part.drawing.strokes[-1] is last:
                return place
    return 0
