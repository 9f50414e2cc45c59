from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mnist_desk.core.drawing import Drawing, Picture, prepared
from mnist_desk.core.ink import Ink
from mnist_desk.core.picture import CENTRE
from mnist_desk.core.stages import ALL, Stages
from mnist_desk.ui.look.stage_view import BoxView, CentreView, InkView, StageView, middle_corner

DASH = Ink((((40.0, 70.0), (100.0, 70.0)),))


@pytest.fixture(params=[InkView, BoxView, CentreView])
def view(qtbot: QtBot, request: pytest.FixtureRequest, light: None) -> StageView:
    view: StageView = request.param()
    qtbot.addWidget(view)
    view.resize(140, 140)
    return view


def seen(view: StageView, drawing: Drawing, stages: Stages = ALL) -> QImage:
    view.show_stage(drawing, prepared(drawing, stages), stages)
    return view.grab().toImage()


def test_each_drawing_looks_its_own_way(view: StageView) -> None:
    grey = np.zeros((40, 80), np.float32)
    grey[5:30, 20:24] = 1
    looks = [seen(view, Ink()), seen(view, DASH), seen(view, Picture(grey))]
    assert looks[0] != looks[1] != looks[2] != looks[0]
    assert seen(view, DASH) == looks[1]


def test_a_stage_that_is_off_is_marked(view: StageView) -> None:
    on = seen(view, DASH)
    view.set_off(True)
    assert view.grab().toImage() != on


@pytest.mark.parametrize("stages", [Stages(box=False), Stages(False, False, False)])
def test_other_stages_are_painted(view: StageView, stages: Stages) -> None:
    assert not seen(view, DASH, stages).isNull()


def test_the_ink_is_where_it_was_drawn(qtbot: QtBot, light: None) -> None:
    view = InkView()
    qtbot.addWidget(view)
    view.resize(280, 280)
    image = seen(view, DASH)
    assert image.pixelColor(70, 70).lightness() < 60
    assert image.pixelColor(70, 200) == QColor("white")


def test_the_box_is_in_the_middle() -> None:
    values = prepared(DASH)
    left, top, right, bottom = values.ink
    corner = middle_corner(values, ALL)
    middle = corner + QPointF(left + right, top + bottom) / 2
    assert (middle.x(), middle.y()) == (14, 14)
    assert values.corner[0] + values.mass[0] == pytest.approx(CENTRE, abs=0.07)
    sheet = Stages(box=False)
    assert middle_corner(prepared(DASH, sheet), sheet) == QPointF(0, 0)
