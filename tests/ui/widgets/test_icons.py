from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from mnist_desk.core.places import resource
from mnist_desk.ui.widgets.icons import icon
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance

NAMES = sorted(path.stem for path in resource("icons", "lucide").glob("*.svg"))


@pytest.fixture(autouse=True)
def system_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    apply_appearance("system")


def strongest(one: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QColor:
    """The colour where the icon covers its ground most."""
    image = one.pixmap(QSize(40, 40), mode).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=QColor.alpha)


def near(colour: QColor, name: str) -> bool:
    """Up to the rounding where an icon covers its ground almost."""
    wanted = QColor(name).getRgb()[:3]
    return all(abs(a - b) <= 3 for a, b in zip(colour.getRgb()[:3], wanted, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_there_is_something_to_see(name: str) -> None:
    apply_appearance("light")
    assert near(strongest(icon(name)), LIGHT.text)


def test_an_icon_takes_the_colours_of_the_theme_when_it_is_painted() -> None:
    one = icon("play")
    apply_appearance("dark")
    assert near(strongest(one), DARK.text)
    apply_appearance("light")
    assert near(strongest(one), LIGHT.text)
    assert near(strongest(icon("play", "accent")), LIGHT.accent)


def test_what_cannot_be_used_is_pale() -> None:
    apply_appearance("light")
    assert strongest(icon("play"), QIcon.Mode.Disabled).alphaF() < 0.5
