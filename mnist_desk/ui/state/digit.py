"""One of my digits, and how a set of them changes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QUndoCommand

from mnist_desk.core.ink_file import InkRecord

_places = itertools.count(1)


def next_place() -> int:
    return next(_places)


@dataclass(eq=False)
class Digit:
    """One kept drawing; its label never changes, a digit labelled anew is another.

    pixels: uint8 (784,), None while they are being worked out. answer: what the network reads,
    None while that is not known. place: where it stands among the others, also when labelled anew.
    """

    record: InkRecord
    pixels: NDArray[np.uint8] | None = None
    answer: int | None = None
    place: int = field(default_factory=next_place)

    @property
    def label(self) -> int:
        assert self.record.label is not None
        return self.record.label

    @property
    def is_right(self) -> bool | None:
        """Whether the network reads it right; None while that is not known."""
        return None if self.answer is None else self.answer == self.label

    def relabelled(self, label: int) -> Digit:
        return replace(self, record=replace(self.record, label=label))

    def drawn_by(self, writer: str | None) -> Digit:
        return replace(self, record=replace(self.record, writer=writer))


Exchange = Callable[[Sequence[Digit], Sequence[Digit]], None]
"""Removes some digits and adds others."""


class DigitChange(QUndoCommand):
    """Adds some digits and removes others; deleting, labelling anew and importing are that.

    A digit that comes back stands where it stood. Labelling anew is one digit for another.
    """

    def __init__(
        self, exchange: Exchange, what: str, gone: Sequence[Digit], come: Sequence[Digit]
    ) -> None:
        super().__init__(what)
        self._exchange, self._gone, self._come = exchange, gone, come

    def redo(self) -> None:
        self._exchange(self._gone, self._come)

    def undo(self) -> None:
        self._exchange(self._come, self._gone)
