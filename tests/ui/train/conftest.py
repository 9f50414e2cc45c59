"""The live plots, in a window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.train.accuracy_plot import AccuracyPlot
from mnist_desk.ui.train.loss_plot import LossPlot
from mnist_desk.ui.work.job import close_all

from .plotted import Add


@pytest.fixture
def add(qtbot: QtBot, light: None) -> Iterator[Add]:
    """Shows a plot in a window of this height: pyqtgraph takes a plot apart that is closed."""
    windows = []

    def add(plot: Any, height: int = 300) -> Any:
        window = QWidget()
        windows.append(window)
        QVBoxLayout(window).addWidget(plot)
        qtbot.addWidget(window, before_close_func=close_all)
        window.resize(400, height)
        with qtbot.waitExposed(window):
            window.show()
        return plot

    yield add


@pytest.fixture
def loss_plot(add: Add) -> LossPlot:
    return add(LossPlot())


@pytest.fixture
def accuracy_plot(add: Add) -> AccuracyPlot:
    return add(AccuracyPlot())
