"""A drawing of one digit or of several, each of them read."""

from __future__ import annotations

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
        parts = []
        for digit in digits_of(drawing):
            part = next((part for part in known if part.drawing == digit), None)
            if part is None or not same_reader:
                how = prepared(digit, stages) if part is None else part.prepared
                part = Part(digit, read_drawing(model, how.picture, outputs), how)
            parts.append(part)
        self._parts, self._stages, self._read_by = tuple(parts), stages, (model, outputs)
        return self._parts


def digits_of(drawing: Drawing) -> tuple[Drawing, ...]:
    """The digits of a drawing. A picture is one digit."""
    return split(drawing) if isinstance(drawing, Ink) else (drawing,)


def newest(parts: tuple[Part, ...], drawing: Drawing) -> int:
    """The place of the digit that the last stroke of a drawing is part of; 0 when there is none."""
    if isinstance(drawing, Ink) and drawing:
        last = drawing.strokes[-1]
        for place, part in enumerate(parts):
            if isinstance(part.drawing, Ink) and part.drawing.strokes[-1] is last:
                return place
    return 0
