"""Light and dark: the palette of the widgets, and the colours of what is drawn by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

Appearance = Literal["system", "light", "dark"]


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


def apply_appearance(appearance: Appearance) -> None:
    """Give the whole application its palette; windows are told by a PaletteChange event."""
    application = _application()
    scheme = {
        "system": Qt.ColorScheme.Unknown,
        "light": Qt.ColorScheme.Light,
        "dark": Qt.ColorScheme.Dark,
    }[appearance]
    hints = application.styleHints()
    hints.setColorScheme(scheme)
    dark = (scheme if appearance != "system" else hints.colorScheme()) == Qt.ColorScheme.Dark
    application.setPalette(_palette(DARK if dark else LIGHT))


def colours() -> Colours:
    """The colours that go with the application's palette."""
    window = _application().palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("Make a QApplication first.")
    return application


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for names, value in (
        ((role.Window,), c.window),
        ((role.Base,), c.base),
        ((role.AlternateBase, role.Button, role.ToolTipBase), c.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), c.text),
        ((role.PlaceholderText,), c.quiet),
        ((role.Highlight, role.Accent, role.Link), c.accent),
        ((role.HighlightedText,), c.on_accent),
        ((role.Mid, role.Dark), c.line),
        ((role.Light, role.Midlight), c.raised),
    ):
        for name in names:
            palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(c.quiet)
        faded.setAlpha(150)
        palette.setColor(QPalette.ColorGroup.Disabled, name, faded)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c.bar))
    return palette
