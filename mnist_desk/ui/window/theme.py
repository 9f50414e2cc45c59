"""Light and dark, and the size of text: what all widgets are given."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ..state.preferences import Appearance
from ..widgets.tokens import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Colours, application

__all__ = ["Appearance", "apply_appearance", "apply_text_size"]

_OWN_FONTS = ("QMenu", "QMenuBar", "QMessageBox", "QTipLabel", "QToolButton", "QHeaderView")
"""Classes whose font some systems set apart."""
_SYSTEM = "systemFonts"
"""A property of the application: its fonts as they were before they were ever changed."""


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
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        app.setPalette(_palette(HIGH_DARK if dark else HIGH_LIGHT))
    else:
        app.setPalette(_palette(DARK if dark else LIGHT))


def apply_text_size(percent: int) -> None:
    """Give the whole application letters of so many percent of the system's size."""
    app = application()
    if app.property(_SYSTEM) is None:
        # The stubs want bytes for the name of a class; bytes are what it does not take.
        own = [QApplication.font(name) for name in _OWN_FONTS]  # type: ignore[call-overload]
        app.setProperty(_SYSTEM, [QApplication.font(), *own])
    usual, *own = app.property(_SYSTEM)
    if QApplication.font() == _sized(usual, percent):
        return
    # First, as it makes those of the classes forgotten.
    app.setFont(_sized(usual, percent))
    for name, font in zip(_OWN_FONTS, own, strict=True):
        app.setFont(_sized(font, percent), name)  # type: ignore[arg-type]


def _sized(font: QFont, percent: int) -> QFont:
    sized = QFont(font)
    if font.pointSizeF() > 0:
        sized.setPointSizeF(font.pointSizeF() * percent / 100)
    else:
        sized.setPixelSize(max(1, round(font.pixelSize() * percent / 100)))
    return sized


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
