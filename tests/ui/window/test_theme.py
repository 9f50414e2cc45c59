from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.tokens import (
    DARK,
    HIGH_DARK,
    HIGH_LIGHT,
    LIGHT,
    Colours,
    colours,
)
from mnist_desk.ui.window.theme import Appearance, apply_appearance, apply_text_size

THEMES: dict[Appearance, Colours] = {"light": LIGHT, "dark": DARK}
ALL = {**THEMES, "high light": HIGH_LIGHT, "high dark": HIGH_DARK}

TEXTS = [
    *(("text", on) for on in ("window", "base", "raised", "notice", "warning")),
    *(("quiet", on) for on in ("window", "base", "raised")),
    *(("accent", on) for on in ("window", "base")),
    *(("second", on) for on in ("window", "base")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *((name, on) for name in ("good", "wrong", "unsure") for on in ("window", "base", "raised")),
    *((name, "notice") for name in ("accent", "quiet", "good")),
    *(("text", on) for on in ("hover",)),
]
"""A colour of text, and of a background that it stands on."""


@pytest.fixture(autouse=True)
def system_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    apply_appearance("system")


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@pytest.mark.parametrize("theme", ALL.values(), ids=ALL)
@pytest.mark.parametrize(("text", "background"), TEXTS, ids=lambda name: name)
def test_text_can_be_read_on_its_background(theme: Colours, text: str, background: str) -> None:
    ratio = contrast(QColor(getattr(theme, text)), QColor(getattr(theme, background)))
    assert ratio >= 4.5


@pytest.mark.parametrize("theme", ALL.values(), ids=ALL)
@pytest.mark.parametrize("mark", ["edge", "accent"])
@pytest.mark.parametrize("background", ["window", "base", "raised"])
def test_the_edge_of_a_control_and_its_ring_are_seen(
    theme: Colours, mark: str, background: str
) -> None:
    assert contrast(QColor(getattr(theme, mark)), QColor(getattr(theme, background))) >= 3


@pytest.mark.parametrize("appearance", THEMES)
@pytest.mark.parametrize(
    ("text", "background"),
    [
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
        (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
        (QPalette.ColorRole.Text, QPalette.ColorRole.AlternateBase),
        (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base),
        (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
        (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
        (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase),
        (QPalette.ColorRole.Link, QPalette.ColorRole.Window),
    ],
    ids=lambda role: role.name,
)
def test_text_of_the_palette_can_be_read(
    appearance: Appearance, text: QPalette.ColorRole, background: QPalette.ColorRole
) -> None:
    apply_appearance(appearance)
    palette = QApplication.palette()
    assert contrast(palette.color(text), palette.color(background)) >= 4.5


@pytest.mark.parametrize("appearance", THEMES)
def test_the_palette_and_the_hand_drawn_colours_are_of_one_theme(appearance: Appearance) -> None:
    apply_appearance(appearance)
    assert colours() is THEMES[appearance]
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(colours().window)
    assert QApplication.palette().color(QPalette.ColorRole.Base) == QColor(colours().base)


def test_the_system_decides_again_after_a_choice() -> None:
    apply_appearance("system")
    of_the_system = colours()
    for appearance in THEMES:
        apply_appearance(appearance)
        apply_appearance("system")
        assert colours() is of_the_system


def test_a_widget_that_is_shown_takes_the_palette(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    for appearance, theme in THEMES.items():
        apply_appearance(appearance)
        window = QColor(theme.window)
        qtbot.waitUntil(lambda window=window: widget.grab().toImage().pixelColor(9, 9) == window)


class _Hints:
    """What a system says whose person wants high contrast."""

    def __init__(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        """The system's stays."""

    def colorScheme(self) -> Qt.ColorScheme:
        return self._scheme

    def accessibility(self) -> _Hints:
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return Qt.ContrastPreference.HighContrast


@pytest.mark.parametrize(
    ("appearance", "scheme", "theme"),
    [
        ("light", Qt.ColorScheme.Dark, HIGH_LIGHT),
        ("dark", Qt.ColorScheme.Light, HIGH_DARK),
        ("system", Qt.ColorScheme.Dark, HIGH_DARK),
    ],
)
def test_high_contrast_is_followed_where_the_system_tells(
    monkeypatch: pytest.MonkeyPatch,
    appearance: Appearance,
    scheme: Qt.ColorScheme,
    theme: Colours,
) -> None:
    monkeypatch.setattr(QApplication, "styleHints", lambda *_: _Hints(scheme))
    apply_appearance(appearance)
    assert colours() == theme


def test_text_is_as_large_as_was_asked_and_again_as_the_system_has_it(qapp: QApplication) -> None:
    usual, menu = QApplication.font(), QApplication.font("QMenu")
    for percent in (150, 200, 100):
        apply_text_size(percent)
        for font, before in ((QApplication.font(), usual), (QApplication.font("QMenu"), menu)):
            assert font.pointSizeF() == pytest.approx(before.pointSizeF() * percent / 100)
