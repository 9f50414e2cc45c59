"""The panel Data."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.ui.data.panel import DataPanel
from mnist_desk.ui.state.preferences import BROWSED_ORDER, DATA_PAGE, Preferences
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all


@pytest.fixture
def panel(qtbot: QtBot, open_session: Session) -> DataPanel:
    panel = DataPanel(open_session)
    qtbot.addWidget(panel, before_close_func=close_all)
    return panel


def test_it_begins_with_the_digits(panel: DataPanel) -> None:
    assert panel.pages.current == "browse"


def test_its_pages_remember_what_was_chosen(panel: DataPanel, preferences: Preferences) -> None:
    preferences.set(BROWSED_ORDER, "hardest")
    panel.restore(preferences)
    assert panel.browse_page.bar.order.value == "hardest"
    panel.browse_page.bar.choose_order("label")
    panel.save(preferences)
    assert preferences.get(BROWSED_ORDER) == "label"
    assert preferences.get(DATA_PAGE) == "browse"
