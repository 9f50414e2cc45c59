from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyqtgraph import PlotDataItem
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from mnist_desk.ui.state.notices import Notices
from mnist_desk.ui.state.preferences import Preferences
from mnist_desk.ui.train.plot_card import PlotCard
from mnist_desk.ui.widgets.plots import Plot
from mnist_desk.ui.work.job import close_all


@pytest.fixture
def box() -> QCheckBox:
    return QCheckBox("logarithmic")


@pytest.fixture
def card(qtbot: QtBot, preferences: Preferences, box: QCheckBox) -> Iterator[PlotCard]:
    card = PlotCard("Loss", Plot("curve"), preferences, Notices(), box)
    qtbot.addWidget(card, before_close_func=close_all)
    card.resize(400, 300)
    with qtbot.waitExposed(card):
        card.show()
    card.plot.zoom_view.set_whole((0, 100))
    yield card


def button(card: PlotCard, name: str) -> QToolButton:
    return card.findChild(QToolButton, f"curve{name}")


def test_the_title_and_what_is_beside_it_stand_above_the_plot(
    card: PlotCard, box: QCheckBox
) -> None:
    title = card.findChild(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert title.text() == "Loss"
    for widget in (title, box):
        assert widget.geometry().bottom() < card.plot.geometry().top()


def test_the_way_back_is_seen_while_less_than_the_whole_is(
    qtbot: QtBot, card: PlotCard, box: QCheckBox
) -> None:
    assert not button(card, "Whole").isVisible()
    place = box.geometry()
    card.plot.zoom_view.zoom(3)
    assert button(card, "Whole").isVisible()
    assert box.geometry() == place, "nothing moves when it comes"
    qtbot.mouseClick(button(card, "Whole"), Qt.MouseButton.LeftButton)
    assert not card.plot.zoom_view.is_zoomed
    assert not button(card, "Whole").isVisible()


def test_the_button_opens_the_menu_below_itself(
    qtbot: QtBot, card: PlotCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(type(card.menu), "popup", lambda _, place: opened.append(place))
    more = button(card, "More")
    assert more.accessibleName()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert opened == [more.mapToGlobal(more.rect().bottomLeft())]


def test_the_legend_is_beside_the_title_or_below_it_but_never_on_the_plot(
    card: PlotCard, box: QCheckBox
) -> None:
    legend, title = card.plot.legend, card.findChild(QLabel)
    legend.add(PlotDataItem(), "each step")
    for width, beside in ((500, True), (220, False), (500, True)):
        card.resize(width, 300)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        card.layout().activate()
        place = legend.geometry()
        assert (place.top() < title.geometry().bottom()) is beside
        assert place.width() >= legend.sizeHint().width()
        assert place.bottom() < card.plot.geometry().top()
        assert not place.intersects(box.geometry())
