"""What the tests of My digits share."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.digits.panel import DigitsPanel
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> DigitsPanel:
    """The network takes everything for a 4."""
    layer = Layer(np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[4])
    session.runs.reach(session.runs.current, Model((layer,), Recipe(hidden=())))
    panel = DigitsPanel(session)
    qtbot.addWidget(panel, before_close_func=close_all)
    panel.resize(640, 500)
    panel.show()
    return panel
