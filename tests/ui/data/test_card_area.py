"""A card has the width that it needs."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.data.card_area import CardArea


def test_it_is_as_wide_as_its_card_and_scrolls_down_alone(qtbot: QtBot) -> None:
    card = QWidget()
    label = QLabel("a")
    label.setMinimumSize(400, 500)
    QVBoxLayout(card).addWidget(label)
    area = CardArea(card)
    qtbot.addWidget(area)
    area.resize(area.width(), 200)
    area.show()
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    assert area.viewport().width() >= card.minimumSizeHint().width()
    label.setMinimumWidth(500)
    qtbot.waitUntil(lambda: area.width() > 500)
    assert not area.horizontalScrollBar().isVisible()
