"""The colours of what is drawn by hand, light and dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True)
class Colours:
    """Hex colours. Text on its background has a contrast of at least 4.5 : 1 (WCAG 2.1, AA)."""

    window: str
    base: str
    raised: str
    text: str
    quiet: str
    line: str
    accent: str
    on_accent: str
    second: str
    bar: str
    notice: str
    warning: str


LIGHT = Colours(
    window="#f4f5f7",
    base="#ffffff",
    raised="#fafbfc",
    text="#1c2530",
    quiet="#5b6673",
    line="#cdd3da",
    accent="#1f5fbf",
    on_accent="#ffffff",
    second="#b4540a",
    bar="#aab4c0",
    notice="#e3edfb",
    warning="#fbe6d8",
)
DARK = Colours(
    window="#252a31",
    base="#181b20",
    raised="#323943",
    text="#e8ebef",
    quiet="#a3adb8",
    line="#424b56",
    accent="#7db0ff",
    on_accent="#0d1b30",
    second="#f2a65a",
    bar="#56616e",
    notice="#22344f",
    warning="#4b3020",
)


def colours() -> Colours:
    """The colours that go with the application's palette."""
    window = application().palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def application() -> QApplication:
    """The one there is. Raises RuntimeError when there is none."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("Make a QApplication first.")
    return application
