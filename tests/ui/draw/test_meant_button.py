from __future__ import annotations

import pytest
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.meant_button import MeantButton


@pytest.fixture
def button(qtbot: QtBot) -> MeantButton:
    button = MeantButton(7)
    qtbot.addWidget(button)
    button.resize(30, button.sizeHint().height())
    return button


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are painted."""
    texts: list[str] = []
    draw = QPainter.drawText

    def note(painter: QPainter, *arguments: object) -> None:
        texts.append(str(arguments[-1]))
        draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", note)
    return texts


@pytest.mark.parametrize(
    ("count", "shown"),
    [(None, ["7"]), (0, ["7", "0"]), (12, ["7", "12"]), (12_345, ["7", "12k"])],
)
def test_the_count_stands_below_the_digit(
    button: MeantButton, written: list[str], count: int | None, shown: list[str]
) -> None:
    button.show_count(count)
    button.grab()
    assert written == shown


def test_none_of_a_digit_is_seen_from_afar(button: MeantButton) -> None:
    button.show_count(0)
    assert button._smaller().bold()
    button.show_count(3)
    assert not button._smaller().bold()


def test_it_says_what_it_does_and_how_many_there_are(button: MeantButton) -> None:
    assert button.accessibleName() == "I meant 7"
    assert button.accessibleDescription() == ""
    button.show_count(1234)
    assert button.accessibleDescription() == "1,234 kept"
    assert button.toolTip() == "Keep the drawing as 7 (key 7 on the canvas) · 1,234 kept"


def test_a_count_changes_no_size(button: MeantButton) -> None:
    before = button.sizeHint()
    button.show_count(12)
    assert button.sizeHint() == before
    assert before.height() >= 32


def test_a_button_tells_the_name_of_its_class_beside_its_key(button: MeantButton) -> None:
    button.show_name("Sneaker")
    assert button.accessibleName() == "I meant 7, Sneaker"
    assert "7, Sneaker (key 7" in button.toolTip()
    button.show_name("7")
    assert button.accessibleName() == "I meant 7"
