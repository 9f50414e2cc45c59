"""What evaluate prints of what it has measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mnist_desk.core.answers import Answers
from mnist_desk.core.comparison import Comparison, p_told, points_told
from mnist_desk.core.dataset import DIGITS
from mnist_desk.core.robustness import RobustnessCurve
from mnist_desk.core.scores import Scores
from mnist_desk.core.shown import shown
from mnist_desk.core.translate import translate

from .output import console, table

_MOST_WRITERS = 100
"""Writers that are printed; JSON tells of all."""


def print_all(
    answers: Answers,
    told: dict[str, Any],
    comparison: Comparison | None,
    curves: Sequence[RobustnessCurve],
) -> None:
    _print_scores(answers.scores, answers.digits.data.names, told)
    if comparison is not None:
        _print_comparison(comparison)
    for curve in curves:
        _print_curve(curve)


def _print_comparison(both: Comparison) -> None:
    low, high = both.gain_interval()
    template = translate(
        "cli",
        "Compared: {fixed:,} fixed, {broken:,} broken, {both_wrong:,} wrong with both, "
        "{both_right:,} right with both. The accuracy differs by {gain} points (95 % "
        "interval {low} to {high}; McNemar's exact test: {p}).",
    )
    told = template.format(
        fixed=len(both.fixed),
        broken=len(both.broken),
        both_wrong=len(both.both_wrong),
        both_right=len(both.both_right),
        gain=points_told(both.gain),
        low=points_told(low),
        high=points_told(high),
        p=p_told(both.p_value),
    )
    out = console()
    out.print()
    out.print(told)


def _print_curve(curve: RobustnessCurve) -> None:
    title = translate("cli", "{title}, {unit}: right of {n:,} with its 95 % interval")
    distortion = curve.distortion
    out = console()
    out.print()
    out.print(title.format(title=distortion.title, unit=distortion.unit, n=curve.n))
    rows = []
    for at, (level, right) in enumerate(zip(distortion.levels, curve.right, strict=True)):
        low, high = curve.interval(at)
        rows.append((f"{level:g}", f"{right / curve.n:.2%}", f"{low:.2%}", f"{high:.2%}"))
    headings = (
        translate("cli", "strength"),
        translate("cli", "right"),
        translate("cli", "low"),
        translate("cli", "high"),
    )
    out.print(table(headings, rows))


def _print_scores(scores: Scores, names: Sequence[str], extra: dict[str, Any]) -> None:
    out = console()
    low, high = scores.interval()
    summary = translate(
        "cli",
        "{n:,} read, {accuracy:.2%} right (95 % interval {low:.2%} to {high:.2%}), loss {loss:.4f}",
    )
    out.print(
        summary.format(n=scores.n, accuracy=scores.accuracy, low=low, high=high, loss=scores.loss)
    )
    if scores.calibration_error is not None:
        text = translate("cli", "expected calibration error {error:.4f}")
        out.print(text.format(error=scores.calibration_error))
    if "writer_mean" in extra:
        text = translate("cli", "mean over writers: {mean:.2%}")
        out.print(text.format(mean=extra["writer_mean"]))
    for name, one in list(extra.get("writers", {}).items())[:_MOST_WRITERS]:
        text = translate("cli", "{writer}: {right:,} of {n:,}")
        out.print(text.format(writer=shown(name), **one))
    out.print()
    out.print(translate("cli", "Rows: the digit meant. Columns: the digit read. Then %."))
    rates = (translate("cli", "precision"), translate("cli", "recall"), translate("cli", "F1"))
    out.print(table(("", *map(str, range(DIGITS)), *rates), _table_rows(scores, names)))


def _table_rows(scores: Scores, names: Sequence[str]) -> Iterator[Sequence[str]]:
    """For each digit its row of the confusion matrix, precision, recall and F1 in per cent."""
    for counts, digit in zip(scores.confusion.tolist(), scores.per_digit(), strict=True):
        rates = (digit.precision, digit.recall, digit.f1)
        number, name = str(digit.digit), names[digit.digit]
        first = number if name == number else f"{name} {number}"
        yield first, *map(str, counts), *(f"{100 * rate:.1f}" for rate in rates)
