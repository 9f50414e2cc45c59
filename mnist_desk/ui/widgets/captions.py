"""What is told of a digit in a few words: what it is, and what is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from mnist_desk.core.answers import Answers, Indices
from mnist_desk.core.dataset import DIGITS

from .plain import plain_name


@dataclass(frozen=True, eq=False)
class Captions:
    """Of digits, (n,). names: of the classes. answers: None while they are not known; before: what
    another network reads, where that is to be told. It keeps no network.
    """

    names: tuple[str, ...]
    labels: NDArray[np.uint8]
    answers: NDArray[np.intp] | None = None
    before: NDArray[np.intp] | None = None

    @cached_property
    def _shown(self) -> list[str]:
        return [plain_name(name) for name in self.names]

    def of(self, index: int) -> str:
        """As "4", "4 ✓", "4 → 9"; with what was read before "4: 7 → 9"."""
        names, label = self._shown, int(self.labels[index])
        if self.answers is None:
            return names[label]
        answer = int(self.answers[index])
        if self.before is not None:
            return f"{names[label]}: {names[self.before[index]]} → {names[answer]}"
        return f"{names[label]} ✓" if answer == label else f"{names[label]} → {names[answer]}"

    def among(self, order: Indices) -> list[str]:
        """Each that some of these digits have, once, in 1 ms for 60,000 of them."""
        kinds = np.zeros(len(order), np.uint16)
        for one in (self.labels, self.answers, self.before):
            if one is not None:
                kinds = kinds * DIGITS + one[order].astype(np.uint16)
        _, first = np.unique(kinds, return_index=True)
        return [self.of(index) for index in order[first].tolist()]


def captions_of(answers: Answers, before: Answers | None = None) -> Captions:
    """What a network reads; with what another reads `before`, if that is to be told."""
    data = answers.digits.data
    first = None if before is None else before.answers
    return Captions(data.names, data.labels, answers.answers, first)


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
