"""What the core says of its distortions, in the person's language."""

from __future__ import annotations

from mnist_desk.core.robustness import PART, Distortion
from mnist_desk.core.translate import Phrase

from ..work.sentences import spoken


def said(text: str) -> str:
    """A title, a unit or a sentence of a Distortion."""
    return spoken(Phrase("robustness", text))


def strength(distortion: Distortion, level: float) -> str:
    """A strength with its unit; a unit that is a sign stands close."""
    if distortion.unit == PART:
        return f"{100 * level:g} %"
    unit = said(distortion.unit)
    between = " " if unit[:1].isalpha() else ""
    return f"{level:g}{between}{unit}".replace("-", "−")
