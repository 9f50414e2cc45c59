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
from mnist_desk.ui.widgets.legend import Legend
from mnist_desk.ui.widgets.spoken import value_of


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
    assert value(pane) == "Point at a pixel to read it."
    pane.view.point_at((6, 14))
    assert value(pane) == "row 6, column 14: 0.60"


def test_evidence_is_shown_when_asked_for(pane: PicturePane, picture: Grey, shipped: Model) -> None:
    pane.show_picture(shipped.layers, picture, 1, changed=False)
    assert pane.evidence is None
    switch(pane).click()
    expected = evidence(shipped.layers, picture, 1)
    np.testing.assert_array_equal(pane.evidence, expected)
    assert pane.view.image != grey_image(picture)
    pane.view.point_at((6, 14))
    assert value(pane).endswith(f", {expected[6, 14]:+.2f} for 1")
    switch(pane).click()
    assert pane.view.image == grey_image(picture)


def test_a_changed_picture_is_called_so_with_its_answer(
    pane: PicturePane, picture: Grey, shipped: Model
) -> None:
    title = pane.findChild(QLabel, "pictureTitle")
    pane.show_picture(shipped.layers, picture, 1, changed=False)
    assert title.text() == "4 What the network gets"
    assert value_of(pane.view) == "A picture that is read as 1."
    pane.show_picture(shipped.layers, picture, 9, changed=True)
    assert title.text() == "Changed picture"
    assert value(pane) == "It is read as 9."
    assert value_of(pane.view) == "A changed picture that is read as 9."


def test_the_legend_names_its_digit(pane: PicturePane, picture: Grey, shipped: Model) -> None:
    legend = pane.findChild(Legend)
    switch(pane).click()
    assert legend.isHidden(), "nothing is drawn"
    pane.show_picture(shipped.layers, picture, 7, changed=False)
    assert not legend.isHidden()
    assert value_of(legend) == "Orange: against 7; blue: for 7"


def test_a_pixel_is_told_to_those_who_do_not_see_it(
    pane: PicturePane, picture: Grey, shipped: Model
) -> None:
    assert value_of(pane.view) == "Nothing is drawn."
    pane.show_picture(shipped.layers, picture, 1, changed=False)
    pane.view.point_at((6, 14))
    assert value_of(pane.view) == value(pane) == "row 6, column 14: 0.60"


@pytest.mark.parametrize("narrow", [True, False])
def test_all_words_have_room(
    pane: PicturePane, picture: Grey, shipped: Model, narrow: bool
) -> None:
    width = pane.least_width(narrow)
    pane.set_side(196, width, narrow)
    pane.show_picture(shipped.layers, picture, 7, changed=False)
    switch(pane).click()
    pane.show()
    assert pane.width() == width
    assert pane.view.height() == 196
    for part in (switch(pane), pane.findChild(Legend)):
        assert part.width() >= part.minimumSizeHint().width()


def test_nothing_drawn_nothing_shown(pane: PicturePane, picture: Grey, shipped: Model) -> None:
    switch(pane).click()
    pane.show_picture(shipped.layers, picture, 1, changed=False)
    pane.show_picture(shipped.layers, None, -1, changed=False)
    assert pane.view.image is None
    assert pane.evidence is None
    assert value(pane) == ""
