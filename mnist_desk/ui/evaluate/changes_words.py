"""What came of a comparison, in sentences."""

from __future__ import annotations

from mnist_desk.core.comparison import Comparison, p_told, points_told
from mnist_desk.core.translate import Phrase, translate

from ..work.sentences import spoken

_NONE = Phrase("changes", translate("changes", "Both read the very same digits right."))
_ONE = Phrase(
    "changes",
    translate("changes", "Only one digit is read right by one of them alone: that tells nothing."),
)
_FIRST = Phrase(
    "changes",
    translate(
        "changes",
        "Of the {n:,} digits that only one of them reads right, {most:,} are read by the one "
        "before: "
        "{chance} ({p}).",
    ),
)
_SECOND = Phrase(
    "changes",
    translate(
        "changes",
        "Of the {n:,} digits that only one of them reads right, {most:,} are read by the one "
        "after: "
        "{chance} ({p}).",
    ),
)
_EVEN = Phrase(
    "changes",
    translate(
        "changes",
        "Of the {n:,} digits that only one of them reads right, each has half: neither is better.",
    ),
)
_CHANCES = (
    (0.001, Phrase("changes", translate("changes", "chance alone hardly ever does that"))),
    (0.01, Phrase("changes", translate("changes", "chance alone seldom does that"))),
    (0.05, Phrase("changes", translate("changes", "chance alone does that now and then"))),
    (1.0, Phrase("changes", translate("changes", "chance alone often does that"))),
)
"""Up to which p each is said."""
_ACCURACIES = Phrase(
    "changes",
    translate(
        "changes",
        "{before:.2f} % → {after:.2f} % read right, {points} points, of {n:,} digits of {title}.",
    ),
)


def accuracies_told(comparison: Comparison, title: str) -> str:
    """How well each of them reads. title: of the digits, as it may be seen."""
    before, after = comparison.before.scores.accuracy, comparison.after.scores.accuracy
    return spoken(_ACCURACIES).format(
        before=100 * before,
        after=100 * after,
        points=points_told(after - before),
        n=len(comparison.after),
        title=title,
    )


def chance_told(fixed: int, broken: int, p: float) -> str:
    """What McNemar's test says of so many digits that one network alone reads right.

    p: its p-value.
    """
    n, most = fixed + broken, max(fixed, broken)
    if n <= 1:
        return spoken(_ONE if n else _NONE)
    if fixed == broken:
        return spoken(_EVEN).format(n=n)
    chance = next(phrase for limit, phrase in _CHANCES if p < limit or limit == 1)
    return spoken(_SECOND if fixed > broken else _FIRST).format(
        n=n, most=most, chance=spoken(chance), p=p_told(p)
    )
