"""The parts of a report, each as pieces of HTML; a part that has nothing to tell has none."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import numpy as np

from .answers import Answers
from .calibration import reliability
from .comparison import Comparison, p_told, points_told
from .dataset import SIDE
from .report_charts import calibration_chart, robustness_chart
from .report_markup import data_url, heading, said, table
from .robustness import RobustnessCurve
from .shown import shown
from .translate import translate
from .writers import writer_scores

MOST_MISTAKES = 100
"""Pictures of mistakes in a report."""


def _name(answers: Answers, digit: int) -> str:
    return html.escape(shown(answers.digits.data.names[digit]))


def summary(answers: Answers) -> Iterable[str]:
    scores, recipe = answers.scores, answers.model.recipe
    low, high = scores.interval()
    yield '<p class="score">'
    yield said(translate("report", "{percent:s} % right"), percent=f"{100 * scores.accuracy:.2f}")
    yield '</p><p class="quiet">'
    yield said(
        translate("report", "95 % interval {low} to {high} %; {wrong} of {n} wrong; loss {loss}."),
        low=f"{100 * low:.2f}",
        high=f"{100 * high:.2f}",
        wrong=f"{scores.n - int(scores.confusion.trace()):,}",
        n=f"{scores.n:,}",
        loss=f"{scores.loss:.4f}",
    )
    yield "</p><p>"
    yield said(
        translate("report", "Network {layers}, recipe {recipe}, {steps} steps of training. {date}"),
        layers="-".join(map(str, (SIDE * SIDE, *recipe.hidden, 10))),
        recipe=recipe.name,
        steps=f"{answers.model.steps:,}",
        date=f"{datetime.now(UTC):%Y-%m-%d}",
    )
    yield "</p>"


def matrix(answers: Answers) -> Iterable[str]:
    counts = answers.scores.confusion
    wrong = np.where(np.eye(10, dtype=bool), 0, counts)
    yield heading(translate("report", "What is taken for what"))
    told = translate("report", "Rows: what it is. Columns: what is read.")
    yield f'<p class="quiet">{html.escape(told)}</p>'
    yield '<table class="matrix"><tr><td></td>'
    yield "".join(f'<th scope="col">{_name(answers, digit)}</th>' for digit in range(10))
    yield "</tr>"
    for label in range(10):
        cells = []
        for answer in range(10):
            count = int(counts[label, answer])
            if label == answer:
                colour, kind = "31,95,191", ' class="right"'
                strength = 0.45 * count / max(int(counts.diagonal().max()), 1)
            else:
                colour, kind = "180,84,10", ""
                strength = 0.55 * (count / max(int(wrong.max()), 1)) ** 0.5
            style = f' style="background:rgba({colour},{strength:.2f})"' if count else ""
            cells.append(f"<td{kind}{style}>{count:,}</td>")
        yield f'<tr><th scope="row">{_name(answers, label)}</th>{"".join(cells)}</tr>'
    yield "</table>"


def per_digit(answers: Answers) -> Iterable[str]:
    yield heading(translate("report", "Each digit"))
    headings = (
        translate("report", "digit"),
        translate("report", "images"),
        translate("report", "precision"),
        translate("report", "recall"),
        translate("report", "F1"),
    )
    yield table(
        headings,
        (
            (
                shown(answers.digits.data.names[one.digit]),
                f"{one.n:,}",
                *(f"{100 * rate:.1f} %" for rate in (one.precision, one.recall, one.f1)),
            )
            for one in answers.scores.per_digit()
        ),
    )


def calibration(answers: Answers) -> Iterable[str]:
    error = answers.scores.calibration_error
    if error is None:
        return
    yield heading(translate("report", "How sure, and how often right"))
    yield '<p class="quiet">'
    yield said(
        translate("report", "Expected calibration error {error} %."), error=f"{100 * error:.2f}"
    )
    yield "</p>"
    yield calibration_chart(reliability(answers.values, answers.labels))


def writers(answers: Answers) -> Iterable[str]:
    if not answers.digits.writers:
        return
    yield heading(translate("report", "Who drew"))
    headings = (
        translate("report", "writer"),
        translate("report", "digits"),
        translate("report", "right"),
    )
    yield table(
        headings,
        (
            (shown(one.name or "–"), f"{one.n:,}", f"{100 * one.accuracy:.1f} %")
            for one in writer_scores(answers, answers.digits.writers)
        ),
    )


def compared(both: Comparison, other: str) -> Iterable[str]:
    """other: what the network that is told of is compared with."""
    low, high = both.gain_interval()
    yield heading(translate("report", "What changed"))
    yield "<p>"
    yield said(
        translate(
            "report",
            "Beside {other}: {fixed} fixed, {broken} broken, {both_wrong} wrong with both, "
            "{both_right} right with both. The accuracy differs by {gain} points (95 % interval "
            "{low} to {high}; McNemar's exact test: {p}).",
        ),
        other=other,
        fixed=f"{len(both.fixed):,}",
        broken=f"{len(both.broken):,}",
        both_wrong=f"{len(both.both_wrong):,}",
        both_right=f"{len(both.both_right):,}",
        gain=points_told(both.gain),
        low=points_told(low),
        high=points_told(high),
        p=p_told(both.p_value),
    )
    yield "</p>"


def broken(curves: Sequence[RobustnessCurve]) -> Iterable[str]:
    if curves:
        yield heading(translate("report", "How it breaks"))
    for curve in curves:
        yield robustness_chart(curve)


def mistakes(answers: Answers) -> Iterable[str]:
    wrong = answers.mistakes[:MOST_MISTAKES]
    if not len(wrong):
        return
    yield heading(translate("report", "Mistakes, of each kind the surest first"))
    yield '<div class="mistakes">'
    names = answers.digits.data.names
    for index in wrong.tolist():
        label, answer = int(answers.labels[index]), int(answers.answers[index])
        told = said("{label} → {answer}", label=names[label], answer=names[answer])
        place = said(translate("report", "number {number}"), number=f"{index + 1:,}")
        picture = data_url(answers.digits.data.images[index])
        by = answers.digits.writer(index)
        writer = f"<br>{html.escape(shown(by))}" if by else ""
        yield (
            f'<figure><img alt="{told}, {place}" title="{place}" src="{picture}">'
            f"{told}{writer}</figure>"
        )
    yield "</div>"
