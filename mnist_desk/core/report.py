"""What a network can do, as one page of HTML that needs nothing else: no script, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .answers import Answers
from .comparison import Comparison
from .errors import InputError
from .places import replacing
from .report_markup import said
from .report_parts import (
    broken,
    calibration,
    compared,
    matrix,
    mistakes,
    per_digit,
    summary,
    writers,
)
from .robustness import RobustnessCurve
from .translate import translate

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1c2530;background:#fff;max-width:60rem;margin:2rem
auto;padding:0 1rem}h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}
p{margin:.3rem 0}.quiet{color:#57616e}.score{font-size:2.2rem;font-weight:700;margin:.6rem 0 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.25rem .55rem;
text-align:right}th{font-weight:600}.matrix td{border:1px solid #d3d8de}.matrix
tr:first-child td{border:0}.matrix td,.matrix th[scope=col]{min-width:2.7rem;text-align:center}
.matrix .right{font-weight:700}.mistakes{display:flex;flex-wrap:wrap;gap:.6rem}figure{margin:0;
text-align:center;font-size:.85rem}figure img{image-rendering:pixelated;background:#000;
display:block;width:56px;height:56px}svg{max-width:100%;height:auto}
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
    answers = report.answers
    title = said(
        translate("report", "{name} on {digits}"),
        name=report.name,
        digits=answers.digits.title,
    )
    parts = [
        f"<h1>{title}</h1>",
        *summary(answers),
        *matrix(answers),
        *per_digit(answers),
        *calibration(answers),
        *writers(answers),
    ]
    if report.comparison is not None:
        parts += compared(report.comparison, report.other)
    parts += [*broken(report.curves), *mistakes(answers)]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )
