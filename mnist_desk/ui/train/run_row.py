"""What a row of the list of models says."""

from __future__ import annotations

from mnist_desk.core.translate import Phrase, translate

from ..state.run import Run
from ..widgets.plain import plain_name
from ..work.sentences import spoken
from .durations import duration

_DATA = 20
"""Letters of the data that a model learnt from."""

_TRAINING = Phrase("runs", translate("runs", "training…"))
_ACCURACY = Phrase("runs", translate("runs", "{accuracy:.2f} %"))
_STEPS = Phrase("runs", translate("runs", "{steps:,} steps"))
_STEP = Phrase("runs", translate("runs", "1 step"))
_UNTRAINED = Phrase("runs", translate("runs", "not trained yet"))


def title_of(run: Run) -> str:
    """As it is called in the list, in one line."""
    return plain_name(run.title)


def detail_of(run: Run) -> str:
    """How well it reads and how it came about: "97.63 % · quick · 4,690 steps · 8 s"."""
    summary = run.summary
    told = [spoken(_TRAINING)] if run.grows else []
    if summary.accuracy is not None:
        told.append(spoken(_ACCURACY).format(accuracy=100 * summary.accuracy))
    if summary.data:
        told.append(plain_name(summary.data, _DATA))
    if not run.title.startswith(summary.recipe):
        told.append(plain_name(summary.recipe))
    if not run.grows:
        told.append(_steps(summary.steps))
        if summary.seconds > 0:
            told.append(duration(summary.seconds))
    return " · ".join(told)


def _steps(steps: int) -> str:
    if not steps:
        return spoken(_UNTRAINED)
    return spoken(_STEP) if steps == 1 else spoken(_STEPS).format(steps=steps)
