"""How well each writer's digits are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .answers import Answers, Indices
from .dataset import DIGITS
from .intervals import wilson


@dataclass(frozen=True, eq=False)
class WriterScore:
    """name: None for those digits that nobody is named for. of: which digits are the writer's, in
    the order of the set, at least one. right: how many are read right. hardest: the digit that is
    misread most often for how often it was written, None when all are read right.
    """

    name: str | None
    of: Indices
    right: int
    hardest: int | None

    @property
    def n(self) -> int:
        return len(self.of)

    @property
    def accuracy(self) -> float:
        """In [0, 1]."""
        return self.right / self.n

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the accuracy."""
        return wilson(self.right, self.n)


def writer_scores(answers: Answers, writers: Sequence[str | None]) -> list[WriterScore]:
    """Of each writer, in the order in which they come first; those without a name are the last.

    writers: who drew each digit.
    """
    places: dict[str | None, list[int]] = {}
    for place, writer in enumerate(writers):
        places.setdefault(writer or None, []).append(place)
    nameless = places.pop(None, None)
    if nameless is not None:
        places[None] = nameless
    return [_score(name, np.array(of, np.intp), answers) for name, of in places.items()]


def by_name(score: WriterScore) -> tuple[bool, str]:
    """Sorts writers as a register does: Ç beside C, those without a name last."""
    letters = unicodedata.normalize("NFKD", score.name or "")
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return score.name is None, plain.casefold()


def _score(name: str | None, of: Indices, answers: Answers) -> WriterScore:
    right = answers.right[of]
    labels = answers.labels[of]
    written: list[int] = np.bincount(labels, minlength=DIGITS).tolist()
    missed: list[int] = np.bincount(labels[~right], minlength=DIGITS).tolist()
    # Of two digits that are missed alike, the one that was written more often tells more.
    hardest = max(range(DIGITS), key=lambda d: (missed[d] / max(written[d], 1), written[d]))
    return WriterScore(name, of, int(right.sum()), hardest if any(missed) else None)
