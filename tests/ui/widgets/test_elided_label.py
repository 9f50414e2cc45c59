from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.elided_label import ElidedLabel


@pytest.fixture
def label(qtbot: QtBot, light: None) -> ElidedLabel:
    label = ElidedLabel("quick, epoch 9 of 10")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    return label


def test_it_asks_for_all_its_words_and_needs_no_room(label: ElidedLabel) -> None:
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(label.text())
    assert label.minimumSizeHint().width() == 0


def test_no_letter_is_cut_in_half(label: ElidedLabel) -> None:
    whole = label.grab().toImage()
    label.setText(label.text() + " and more" * 9)
    image = label.grab().toImage()
    assert image != whole
    edge = [image.pixelColor(image.width() - 1, y).lightness() for y in range(image.height())]
    assert min(edge) > 128
    assert label.text().endswith("more"), "who cannot see it hears all"
