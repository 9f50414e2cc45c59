from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.gradients import evidence
from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.ui.look.picture_pane import PicturePane
from mnist_desk.ui.widgets.images import grey_image


@pytest.fixture
def pane(qtbot: QtBot) -> PicturePane:
    pane = PicturePane()
    qtbot.addWidget(pane)
    return pane


@pytest.fixture
def picture() -> Grey:
    picture = np.zeros((28, 28), np.float32)
    picture[5:20, 13:16] = 0.6
    return picture


def switch(pane: PicturePane) -> QCheckBox:
    found = pane.findChild(QCheckBox, "evidenceSwitch")
    assert isinstance(found, QCheckBox)
    return found


def value(pane: PicturePane) -> str:
    found = pane.findChild(QLabel, "pixelValue")
    assert isinstance(found, QLabel)
    return found.text()


def test_it_shows_the_picture_and_the_value_of_a_pixel(
    pane: PicturePane, picture: Grey, shipped: Model
) -> None:
    pane.show_picture(shipped.layers, picture, 1, changed=False)
    assert pane.view.image == grey_image(picture)
    assert value(pane) == "Point at a pixel to read its value."
    pane.view.point_at((6, 14))
    assert value(pane) == "row 6, column 14: 153 of 255 (0.60)"


def test_evidence_is_shown_when_asked_for(pane: PicturePane, picture: Grey, shipped: Model) -> None:
    pane.show_picture(shipped.layers, picture, 1, changed=False)
    assert pane.evidence is None
    switch(pane).click()
    expected = evidence(shipped.layers, picture, 1)
    np.testing.assert_array_equal(pane.evidence, expected)
    assert pane.view.image != grey_image(picture)
    pane.view.point_at((6, 14))
    assert value(pane).endswith(f", for 1: {expected[6, 14]:+.2f}")
    switch(pane).click()
    assert pane.view.image == grey_image(picture)


def test_a_changed_picture_is_called_so(pane: PicturePane, picture: Grey, shipped: Model) -> None:
    texts = []
    for changed in (False, True):
        pane.show_picture(shipped.layers, picture, 1, changed=changed)
        texts.append([label.text() for label in pane.findChildren(QLabel)])
    assert texts[0] != texts[1]


def test_nothing_drawn_nothing_shown(pane: PicturePane, picture: Grey, shipped: Model) -> None:
    switch(pane).click()
    pane.show_picture(shipped.layers, picture, 1, changed=False)
    pane.show_picture(shipped.layers, None, -1, changed=False)
    assert pane.view.image is None
    assert pane.evidence is None
    assert value(pane) == ""
