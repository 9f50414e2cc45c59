"""Everything one can watch while a network learns: headline numbers, curves, the log."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.model import History, Model

from ..state.engine import EngineState
from ..state.preferences import SHOW_LOG
from ..state.run import Run
from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL
from ..work.throttle import Throttle
from .accuracy_plot import AccuracyPlot
from .empty_state import EmptyState
from .headlines import Headlines, newest_accuracy
from .log_view import LogView
from .loss_plot import LossPlot
from .plot_card import PlotCard
from .progress import TrainingProgress
from .what_next import WhatNext

_LEAST = 360
_LEAST_LINES = 24
"""Height of both plots together, pixels and lines of text; with less room they are scrolled."""

_LATER = 20
"""Milliseconds from the losses of a run that is trained to its accuracies, so that the window can
answer between the two.
"""
_BESIDE = 420
"""Width from which on the log stands beside the accuracy, pixels; else it is below."""


class Curves(QWidget):
    """Shows how the model that is looked at came about."""

    def __init__(self, session: Session, progress: TrainingProgress) -> None:
        super().__init__()
        self._session = session
        self._shown: Run | None = None
        self._history = History()
        self._soon = Throttle(self._show_accuracy, _LATER, self)
        self._shipped_wanted = False
        self.loss_plot, self.accuracy_plot = LossPlot(), AccuracyPlot()
        self.headlines = Headlines(progress)
        self.what_next = WhatNext(progress)
        self.logarithmic = QCheckBox(self.tr("logarithmic"))
        self.logarithmic.setObjectName("logarithmicLoss")
        self._log = LogView()
        self.log_button = named_button(
            "logButton",
            self.tr("Log"),
            self.tr("The loss at every 100th step, in the tutorial's words"),
            icon_name="scroll-text",
            kind="flat",
        )
        self.log_button.setCheckable(True)
        self._empty = EmptyState()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._plots())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self.headlines)
        layout.addWidget(self.what_next)
        layout.addWidget(self._pages, 1)
        self.logarithmic.toggled.connect(self.loss_plot.set_logarithmic)
        self.log_button.toggled.connect(self._show_log)
        self._empty.curves_wanted.connect(self._show_shipped)
        session.engine.changed.connect(self._on_engine)
        self._log.setVisible(False)
        self.log_button.setChecked(session.preferences.get(SHOW_LOG))

    def _plots(self) -> QWidget:
        preferences, notices = self._session.preferences, self._session.notices
        loss = PlotCard(self.tr("Loss"), self.loss_plot, preferences, notices, self.logarithmic)
        loss.menu.add_switch(self.tr("&Logarithmic"), self.logarithmic)
        accuracy = PlotCard(
            self.tr("Accuracy"), self.accuracy_plot, preferences, notices, self.log_button
        )
        lower = self._lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(accuracy)
        lower.addWidget(self._log)
        lower.setSizes([300, 200])
        both = self._both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(loss)
        both.addWidget(lower)
        self._fit()
        for splitter in (lower, both):
            splitter.setChildrenCollapsible(False)
        both.setStretchFactor(0, 5)
        both.setStretchFactor(1, 4)
        return both

    def show_model(self, run: Run, model: Model) -> None:
        """The newest model of a run, or one of its moments."""
        empty = self._is_empty(run)
        self._pages.setCurrentIndex(0 if empty else 1)
        for words in (self.headlines, self.what_next):
            words.setVisible(not empty)
        if empty:
            return
        follows = run is self._shown and run.grows
        if run is not self._shown:
            self._shown = run
            self._log.begin()
            for plot in (self.loss_plot, self.accuracy_plot):
                plot.zoom_view.reset()
        # Of one that diverged after a few steps these are all there is to see.
        steps = model.steps + (0 if run.diverged else model.steps_left)
        self._log.show_history(model.history)
        self.loss_plot.show_history(model.history, steps)
        self.headlines.show_model(model, self.loss_plot.latest)
        self._history = model.history
        self._soon.ask()
        if not follows:
            self._soon.flush()
        for plot in (self.loss_plot, self.accuracy_plot):
            plot.whose, plot.about = run.title, self._about(run, model)

    def _show_accuracy(self) -> None:
        self.accuracy_plot.show_history(self._history)

    def _about(self, run: Run, model: Model) -> str:
        """What pictures of the curves are of."""
        name, right = plain_name(run.title), newest_accuracy(model)
        if right is None:
            return name
        told: str = self.tr("{name} · {right:.2f} % of the test images read right")
        return told.format(name=name, right=100 * right)

    def _is_empty(self, run: Run) -> bool:
        """Whether there is nothing yet but the shipped model, whose curves nobody asked for."""
        runs = self._session.runs
        return run is runs.shipped and len(runs.all) == 1 and not self._shipped_wanted

    @Slot()
    def _on_engine(self) -> None:
        lost = self._session.engine.state is EngineState.UNAVAILABLE
        self._empty.show_engine(not lost)

    @Slot()
    def _show_shipped(self) -> None:
        self._shipped_wanted = True
        self.show_model(self._session.runs.current, self._session.network.model)
        self.loss_plot.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._log.take_size(self.font().pointSizeF())
            self._fit()

    def _fit(self) -> None:
        """Axes with large numbers leave less of a plot to its curves."""
        lines = _LEAST_LINES * self.fontMetrics().lineSpacing()
        self._both.setMinimumHeight(max(_LEAST, lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE
        self._lower.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)

    @Slot(bool)
    def _show_log(self, on: bool) -> None:
        self._log.setVisible(on)
        self._session.preferences.set(SHOW_LOG, on)
