"""What is to be thought of an answer, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from mnist_desk.core.dataset import DIGIT_NAMES
from mnist_desk.core.drawing import Drawing
from mnist_desk.core.mnist_digit import MNIST_TEST, MnistDigit
from mnist_desk.core.reading import Reading

from ..widgets.plain import plain_name
from .values import value_text

_LETTERS = 16
"""Letters of a class's name."""
_SOURCE = 20
"""Letters of the name of a set of digits."""
_SURE = 0.9
"""A probability from which on an answer is called sure, where its model does not object."""


class Kind(Enum):
    """mark: an icon that says the same as the colours. words, digit: colours of the table."""

    EMPTY = ("", "quiet", "quiet")
    SURE = ("check", "good", "text")
    LIKELY = ("", "text", "text")
    BETWEEN = ("circle-help", "unsure", "unsure")
    NONE = ("circle-help", "unsure", "quiet")
    RIGHT = ("check", "good", "text")
    WRONG = ("x", "wrong", "wrong")
    BROKEN = ("triangle-alert", "wrong", "quiet")

    def __init__(self, mark: str, words: str, digit: str) -> None:
        self.mark, self.words, self.digit = mark, words, digit


@dataclass(frozen=True)
class Verdict:
    """words: a few, to be read first. detail: fewer still, in one line; may be empty."""

    kind: Kind
    words: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.words}. {self.detail}" if self.detail else self.words


def verdict_on(
    drawing: Drawing | None, reading: Reading | None, names: tuple[str, ...] = DIGIT_NAMES
) -> Verdict:
    """Of one digit: its drawing, and what is read of it; None and None when nothing is drawn.

    names: what the ten classes are called.
    """
    named = [plain_name(name, _LETTERS) for name in names]
    is_digit = names == DIGIT_NAMES
    if reading is None:
        return Verdict(Kind.EMPTY, QCoreApplication.translate("verdict", "No digit yet"))
    if not reading.is_answer:
        words = QCoreApplication.translate("verdict", "No answer")
        return Verdict(
            Kind.BROKEN, words, QCoreApplication.translate("verdict", "Its numbers overflowed")
        )
    if isinstance(drawing, MnistDigit):
        return _on_test_digit(drawing, reading, named)
    if reading.doubt == "between":
        words = QCoreApplication.translate("verdict", "{first} or {second}")
        first, second = reading.candidates
        return Verdict(
            Kind.BETWEEN,
            words.format(first=named[first], second=named[second]),
            QCoreApplication.translate("verdict", "Not sure which"),
        )
    if reading.doubt == "none":
        words = QCoreApplication.translate("verdict", "Looks like none of them")
        if is_digit:
            words = QCoreApplication.translate("verdict", "Looks like no digit")
        nearest = QCoreApplication.translate("verdict", "Nearest: {digit}")
        return Verdict(Kind.NONE, words, nearest.format(digit=named[reading.winner]))
    return _on_answer(reading, "" if is_digit else named[reading.winner])


def _on_test_digit(digit: MnistDigit, reading: Reading, names: list[str]) -> Verdict:
    label = names[digit.label]
    an = label[:1] in tuple("8AEIOUaeiou")
    if reading.winner == digit.label:
        kind, words = (
            Kind.RIGHT,
            QCoreApplication.translate("verdict", "It was a {label}, read right"),
        )
        if an:
            words = QCoreApplication.translate("verdict", "It was an {label}, read right")
    else:
        kind, words = (
            Kind.WRONG,
            QCoreApplication.translate("verdict", "It was a {label}, read as {digit}"),
        )
        if an:
            words = QCoreApplication.translate("verdict", "It was an {label}, read as {digit}")
    number = QCoreApplication.translate("verdict", "Test image {number}")
    if digit.source != MNIST_TEST:
        number = QCoreApplication.translate("verdict", "{source} {number}")
    source = plain_name(digit.source, _SOURCE)
    return Verdict(
        kind,
        words.format(label=label, digit=names[reading.winner]),
        number.format(source=source, number=f"{digit.number:,}"),
    )


def _on_answer(reading: Reading, name: str) -> Verdict:
    """name: of the class; empty for a digit, which stands large beside the words."""
    value = value_text(reading, reading.winner)
    kind, words = Kind.SURE, QCoreApplication.translate("verdict", "Sure")
    if not reading.are_probabilities:
        kind, words = Kind.LIKELY, QCoreApplication.translate("verdict", "The largest output")
    elif reading.values[reading.winner] < _SURE:
        kind, words = Kind.LIKELY, QCoreApplication.translate("verdict", "Most likely")
    return Verdict(kind, name, f"{words} · {value}") if name else Verdict(kind, words, value)
