"""What is told in place of the answer when a key has kept the drawing, or has not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ..widgets.plain import plain_name
from .verdict import Kind, Verdict

_NAME = 20
"""Characters of a writer's name."""


def kept(digit: int, number: int, writer: str, of_writer: int) -> Verdict:
    """number: how many drawings are kept now; of_writer: how many of them are the writer's, of whom
    nothing is told if there is none.
    """
    detail = QCoreApplication.translate("told", "{number} in My digits")
    if writer:
        detail = QCoreApplication.translate("told", "{number} in My digits · {own} of {writer}")
    detail = detail.format(
        number=f"{number:,}", own=f"{of_writer:,}", writer=plain_name(writer, _NAME)
    )
    return Verdict(Kind.RIGHT, _kept_as(digit), detail)


def kept_one_of(digit: int, place: int, count: int) -> Verdict:
    """place: of the digit that comes next, from 1 at the left; count: digits of the number."""
    following = QCoreApplication.translate("told", "Next: digit {place} of {count}")
    return Verdict(Kind.RIGHT, _kept_as(digit), following.format(place=place, count=count))


def kept_already(digit: int) -> Verdict:
    words = QCoreApplication.translate("told", "Kept already, as {digit}")
    return Verdict(
        Kind.LIKELY,
        words.format(digit=digit),
        QCoreApplication.translate("told", "Relabel it in My digits"),
    )


def nothing_to_keep() -> Verdict:
    return Verdict(
        Kind.EMPTY,
        QCoreApplication.translate("told", "Draw a digit first"),
        QCoreApplication.translate("told", "Then its key keeps it"),
    )


def _kept_as(digit: int) -> str:
    return QCoreApplication.translate("told", "Kept as {digit}").format(digit=digit)
