"""What is told of a digit in a few words: what it is, and what is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from mnist_desk.core.answers import Answers, Indices
from mnist_desk.core.dataset import DIGITS

from .plain import plain_name

_WRITER = 10
"""Letters of a writer's name."""


@dataclass(frozen=True, eq=False)
class Captions:
    """Of digits, (n,). names: of the classes. answers: None while they are not known; before: what
    another network reads, where that is to be told. writers: who drew each, none where nobody is
    named. It keeps no network.
    """

    names: tuple[str, ...]
    labels: NDArray[np.uint8]
    answers: NDArray[np.intp] | None = None
    before: NDArray[np.intp] | None = None
    writers: Sequence[str | None] = ()

    @cached_property
    def _shown(self) -> list[str]:
        return [plain_name(name) for name in self.names]

    def of(self, index: int) -> str:
        """As "4", "4 ✓", "4 → 9"; with who drew it "Ann: 4 → 9"; with what was read before "4: 7 →
        9".
        """
        writer = self.writers[index] if self.writers else None
        if writer:
            return f"{plain_name(writer, _WRITER)}: {self._reading(index)}"
        return self._reading(index)

    def _reading(self, index: int) -> str:
        names, label = self._shown, int(self.labels[index])
        if self.answers is None:
            return names[label]
        answer = int(self.answers[index])
        if self.before is not None:
            return f"{names[label]}: {names[self.before[index]]} → {names[answer]}"
        return f"{names[label]} ✓" if answer == label else f"{names[label]} → {names[answer]}"

    def among(self, order: Indices) -> list[str]:
        """Each that some of these digits have, once, in 1 ms for 60,000 of them."""
        kinds = np.zeros(len(order), np.int64)
        for one in (self.labels, self.answers, self.before):
            if one is not None:
                kinds = kinds * DIGITS + one[order]
        if self.writers:
            numbers: dict[str | None, int] = {}
            names = (self.writers[index] for index in order.tolist())
            writers = [numbers.setdefault(name, len(numbers)) for name in names]
            kinds = kinds * len(numbers) + writers
        _, first = np.unique(kinds, return_index=True)
        return [self.of(index) for index in order[first].tolist()]


def captions_of(answers: Answers, before: Answers | None = None) -> Captions:
    """What a network reads; with what another reads `before`, if that is to be told."""
    data = answers.digits.data
    first = None if before is None else before.answers
    writers = answers.digits.writers if before is None else ()
    return Captions(data.names, data.labels, answers.answers, first, writers)


def reading_in_words(answers: Answers, index: int) -> str:
    """As "4, read as 9"."""
    names = answers.digits.data.names
    label, answer = int(answers.labels[index]), int(answers.answers[index])
    template = QCoreApplication.translate("captions", "{label}, read right")
    if label != answer:
        template = QCoreApplication.translate("captions", "{label}, read as {answer}")
    return template.format(label=plain_name(names[label], 20), answer=plain_name(names[answer], 20))


def value_in_words(value: float, *, is_probability: bool) -> str:
    """An output as it is shown: as "97.5 %", or as it is."""
    if not is_probability:
        return f"{value:.2f}"
    return "<0.1 %" if value < 0.0005 else f"{100 * value:.1f} %"
