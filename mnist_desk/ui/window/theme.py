"""Light and dark: the palette of all widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from ..state.preferences import Appearance
from ..widgets.tokens import DARK, LIGHT, Colours, application

__all__ = ["Appearance", "apply_appearance"]


def apply_appearance(appearance: Appearance) -> None:
    """Give the whole application its palette; windows are told by a PaletteChange event."""
    app = application()
    scheme = {
        "system": Qt.ColorScheme.Unknown,
        "light": Qt.ColorScheme.Light,
        "dark": Qt.ColorScheme.Dark,
    }[appearance]
    hints = app.styleHints()
    hints.setColorScheme(scheme)
    dark = (scheme if appearance != "system" else hints.colorScheme()) == Qt.ColorScheme.Dark
    app.setPalette(_palette(DARK if dark else LIGHT))


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
