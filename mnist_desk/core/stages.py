"""The stages between a drawing and the network's picture, each of which can be left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["line", "box", "centre"]


@dataclass(frozen=True)
class Stages:
    """Which stages are on; all of them, unless somebody wants to see what one is worth.

    line: ink is drawn with one line width; else its line grows and shrinks with the digit.
    box: the digit is cropped and scaled to the box; else the whole sheet becomes the picture.
    centre: the centre of mass is moved to the centre; else the digit stays where it was drawn, as
    far as there is room.
    """

    line: bool = True
    box: bool = True
    centre: bool = True


ALL = Stages()
