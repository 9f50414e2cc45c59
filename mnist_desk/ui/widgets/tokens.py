"""How everything looks, in one table: distances, radii, sizes, and colours in light and dark."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

TINY, SMALL, MEDIUM, LARGE = 4, 8, 16, 24
"""Distances, pixels: within a control, between controls, between groups, around a page."""
RADIUS, SMALL_RADIUS = 6, 4
"""Of the corners of controls and cards, and of what is inside them, pixels."""
CONTROL = 32
"""The least height of what is pressed or written into, pixels."""
ICON, SMALL_ICON = 20, 16
"""Sides of an icon, pixels."""
RING = 2
"""Width of the ring around what has the focus, pixels."""
HERO = (64, 96)
"""The least and the largest height of the answer's digit, pixels."""


@dataclass(frozen=True)
class Colours:
    """Hex colours. Text on its background has a contrast of at least 4.5 : 1 (WCAG 2.1, AA), the
    edge of a control and the ring of the focus of at least 3 : 1.

    window, base, raised: grounds, of the window, of lists and fields, of buttons and cards; hover:
    of what is under the mouse. text, quiet: words, and those that explain. line: parts areas; edge:
    bounds a control. accent: what can be pressed, is chosen or wins, with on_accent upon it. faint:
    a curve behind one in accent; second: another curve beside one in accent. good, wrong, unsure:
    what an answer is, always with a word or a mark. bar: a quantity that does not win. notice,
    warning: grounds of messages.
    """

    window: str
    base: str
    raised: str
    hover: str
    text: str
    quiet: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    faint: str
    second: str
    good: str
    wrong: str
    unsure: str
    bar: str
    notice: str
    warning: str


LIGHT = Colours(
    window="#f4f5f7",
    base="#ffffff",
    raised="#fafbfc",
    hover="#e9eef5",
    text="#1c2530",
    quiet="#57616e",
    line="#d3d8de",
    edge="#808a96",
    accent="#1f5fbf",
    accent_hover="#174c9b",
    on_accent="#ffffff",
    faint="#aac2e7",
    second="#b4540a",
    good="#1a7340",
    wrong="#b3261e",
    unsure="#855600",
    bar="#aab4c0",
    notice="#e3edfb",
    warning="#fbe6d8",
)
DARK = Colours(
    window="#22262c",
    base="#181b20",
    raised="#2d333b",
    hover="#38404a",
    text="#e8ebef",
    quiet="#a9b3be",
    line="#3d454f",
    edge="#7d8793",
    accent="#7db0ff",
    accent_hover="#a3c7ff",
    on_accent="#0d1b30",
    faint="#506d9b",
    second="#f2a65a",
    good="#74cf95",
    wrong="#ff9a90",
    unsure="#e6bd62",
    bar="#56616e",
    notice="#22344f",
    warning="#4b3020",
)
HIGH_LIGHT = replace(
    LIGHT, window="#ffffff", raised="#ffffff", text="#000000", quiet="#1c2530", line="#57616e",
    edge="#000000", accent="#0b3f8f", faint="#a2b6d4", second="#7a3600", wrong="#8c1a14",
    bar="#57616e",
)  # fmt: skip
HIGH_DARK = replace(
    DARK, window="#000000", base="#000000", raised="#0d0f12", text="#ffffff", quiet="#e8ebef",
    line="#a9b3be", edge="#ffffff", accent="#a9ccff", faint="#5d708c", bar="#a9b3be",
)  # fmt: skip
"""For those who ask their system for high contrast."""

FOR, AGAINST = (77, 166, 255), (255, 152, 46)
"""Blue speaks for an answer, orange against it, on black in light and dark: the two differ for
every kind of colour blindness. Red, green, blue, 0 to 255.
"""


def colours() -> Colours:
    """The colours that go with the application's palette."""
    palette = application().palette()
    window = palette.color(QPalette.ColorRole.Window)
    for one in (HIGH_LIGHT, HIGH_DARK):
        if window.name() == one.window:
            return one
    return DARK if window.lightness() < 128 else LIGHT


def application() -> QApplication:
    """The one there is. Raises RuntimeError when there is none."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("Make a QApplication first.")
    return application
