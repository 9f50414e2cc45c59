"""What a network can do, as one page of HTML that needs nothing else: no script, no network."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PIL import Image

from .answers import Answers
from .calibration import reliability
from .comparison import Comparison
from .dataset import SIDE
from .errors import InputError
from .grey import Grey
from .places import replacing
from .report_charts import calibration_chart, robustness_chart
from .robustness import RobustnessCurve
from .shown import shown
from .translate import translate
from .writers import writer_scores

MOST_MISTAKES = 100
"""Pictures of mistakes in a report."""
_SCALE = 2
"""Pixels of the page for each of a picture's."""

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1c2530;background:#fff;max-width:60rem;margin:2rem
auto;padding:0 1rem}h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}
p{margin:.3rem 0}.quiet{color:#57616e}.score{font-size:2.2rem;font-weight:700;margin:.6rem 0 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.25rem .55rem;
text-align:right}th{font-weight:600}.matrix td{border:1px solid #d3d8de;min-width:2rem;
text-align:center}.matrix .right{font-weight:700}.mistakes{display:flex;flex-wrap:wrap;gap:.6rem}
figure{margin:0;text-align:center;font-size:.85rem}figure img{image-rendering:pixelated;background:
#000;display:block;width:56px;height:56px}svg{max-width:100%;height:auto}
@media print{body{margin:0}h2{break-after:avoid}figure{break-inside:avoid}}
"""


@dataclass(frozen=True, eq=False)
class Report:
    """What is told; a part that is empty is left out. name: of the model, as a file is called."""

    name: str
    answers: Answers
    comparison: Comparison | None = None
    other: str = ""
    curves: Sequence[RobustnessCurve] = ()


def write_report(report: Report, path: Path) -> None:
    """Write the page whole or not at all. Raises InputError when it cannot be written."""
    text = as_html(report)
    try:
        with replacing(path) as temporary:
            temporary.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            translate(
                "errors",
                "The report cannot be written to {path} ({reason}); choose another file.",
            ),
            path=path,
            reason=error.strerror or error,
        ) from error


def as_html(report: Report) -> str:
    """The page."""
    title = _said(
        translate("report", "{name} on {digits}"),
        name=report.name,
        digits=report.answers.digits.title,
    )
    parts = [
        f"<h1>{title}</h1>",
        *_summary(report.answers),
        *_matrix(report.answers),
        *_per_digit(report.answers),
        *_calibration(report.answers),
        *_writers(report.answers),
        *_compared(report),
        *_broken(report.curves),
        *_mistakes(report.answers),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _said(template: str, **values: object) -> str:
    """A sentence of ours with values from anywhere, as text and never as markup."""
    return html.escape(template.format(**{key: shown(str(one)) for key, one in values.items()}))


def _heading(text: str) -> str:
    return f"<h2>{html.escape(text)}</h2>"


def _name(answers: Answers, digit: int) -> str:
    return html.escape(shown(answers.digits.data.names[digit]))


def _summary(answers: Answers) -> Iterable[str]:
    scores, recipe = answers.scores, answers.model.recipe
    low, high = scores.interval()
    yield '<p class="score">'
    yield _said(translate("report", "{percent:s} % right"), percent=f"{100 * scores.accuracy:.2f}")
    yield '</p><p class="quiet">'
    yield _said(
        translate("report", "95 % interval {low} to {high} %; {wrong} of {n} wrong; loss {loss}."),
        low=f"{100 * low:.2f}",
        high=f"{100 * high:.2f}",
        wrong=f"{scores.n - int(scores.confusion.trace()):,}",
        n=f"{scores.n:,}",
        loss=f"{scores.loss:.4f}",
    )
    yield "</p><p>"
    yield _said(
        translate("report", "Network {layers}, recipe {recipe}, {steps} steps of training. {date}"),
        layers="-".join(map(str, (SIDE * SIDE, *recipe.hidden, 10))),
        recipe=recipe.name,
        steps=f"{answers.model.steps:,}",
        date=f"{datetime.now(UTC):%Y-%m-%d}",
    )
    yield "</p>"


def _matrix(answers: Answers) -> Iterable[str]:
    counts = answers.scores.confusion
    wrong = np.where(np.eye(10, dtype=bool), 0, counts)
    yield _heading(translate("report", "What is taken for what"))
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


def _per_digit(answers: Answers) -> Iterable[str]:
    yield _heading(translate("report", "Each digit"))
    headings = (
        translate("report", "digit"),
        translate("report", "images"),
        translate("report", "precision"),
        translate("report", "recall"),
        translate("report", "F1"),
    )
    yield _table(
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


def _calibration(answers: Answers) -> Iterable[str]:
    error = answers.scores.calibration_error
    if error is None:
        return
    yield _heading(translate("report", "How sure, and how often right"))
    yield '<p class="quiet">'
    yield _said(
        translate("report", "Expected calibration error {error} %."), error=f"{100 * error:.2f}"
    )
    yield "</p>"
    yield calibration_chart(reliability(answers.values, answers.labels))


def _writers(answers: Answers) -> Iterable[str]:
    if not answers.digits.writers:
        return
    yield _heading(translate("report", "Who drew"))
    headings = (
        translate("report", "writer"),
        translate("report", "digits"),
        translate("report", "right"),
    )
    yield _table(
        headings,
        (
            (shown(one.name or "–"), f"{one.n:,}", f"{100 * one.accuracy:.1f} %")
            for one in writer_scores(answers, answers.digits.writers)
        ),
    )


def _compared(report: Report) -> Iterable[str]:
    both = report.comparison
    if both is None:
        return
    low, high = both.gain_interval()
    yield _heading(translate("report", "What changed"))
    yield "<p>"
    yield _said(
        translate(
            "report",
            "Beside {other}: {fixed} fixed, {broken} broken, {both_wrong} wrong with both, "
            "{both_right} right with both. The accuracy differs by {gain} points (95 % interval "
            "{low} to {high}); chance alone would do so with a probability of {p} (McNemar's exact "
            "test).",
        ),
        other=report.other,
        fixed=f"{len(both.fixed):,}",
        broken=f"{len(both.broken):,}",
        both_wrong=f"{len(both.both_wrong):,}",
        both_right=f"{len(both.both_right):,}",
        gain=f"{100 * both.gain:+.2f}",
        low=f"{100 * low:+.2f}",
        high=f"{100 * high:+.2f}",
        p=f"{both.p_value:.2g}",
    )
    yield "</p>"


def _broken(curves: Sequence[RobustnessCurve]) -> Iterable[str]:
    if curves:
        yield _heading(translate("report", "How it breaks"))
    for curve in curves:
        yield robustness_chart(curve)


def _mistakes(answers: Answers) -> Iterable[str]:
    wrong = answers.mistakes()[:MOST_MISTAKES]
    if not len(wrong):
        return
    yield _heading(translate("report", "The surest mistakes"))
    yield '<div class="mistakes">'
    names = answers.digits.data.names
    for index in wrong.tolist():
        label, answer = int(answers.labels[index]), int(answers.answers[index])
        told = _said("{label} → {answer}", label=names[label], answer=names[answer])
        place = _said(translate("report", "number {number}"), number=f"{index + 1:,}")
        picture = _data_url(answers.digits.data.images[index])
        yield f'<figure><img alt="{told}, {place}" title="{place}" src="{picture}">{told}</figure>'
    yield "</div>"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{html.escape(one)}</th>' for one in headings)
    body = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def _data_url(image: Grey) -> str:
    """A picture, uint8 (28, 28), as a part of the page."""
    file = io.BytesIO()
    side = _SCALE * SIDE
    Image.fromarray(image).resize((side, side), Image.Resampling.NEAREST).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")
