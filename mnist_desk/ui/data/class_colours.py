"""A colour for each of the ten classes, for dots that lie among each other."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ..widgets.tokens import colours

_ON_LIGHT = (
    *("#332288", "#cc3311", "#117733", "#ee7733", "#0077bb"),
    *("#882255", "#998800", "#cc4499", "#44aa99", "#555555"),
)
_ON_DARK = (
    *("#9a8cff", "#ff7766", "#4fc474", "#ffaa55", "#5fb8ff"),
    *("#d7679c", "#dddd66", "#ff99dd", "#66e0cc", "#cccccc"),
)
"""After the schemes "bright", "vibrant" and "muted" of P. Tol, "Colour schemes" (SRON, 2021), which
are made for colour-blind people; ten can hardly be told apart by anybody, so that names and
pictures always stand beside them."""


def class_colours() -> tuple[QColor, ...]:
    """Ten, with a contrast of at least 3 : 1 to the ground of lists."""
    return tuple(map(QColor, _ON_DARK if QColor(colours().base).lightness() < 128 else _ON_LIGHT))
