"""The Train tab: a recipe, three buttons, and everything one can watch while a network learns."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.errors import InputError
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES

from ..state.preferences import RECIPE, SPLITTER, Preferences
from ..state.run import Run
from ..state.session import Session
from ..state.training import TrainingPhase
from ..widgets.buttons import ActionButton, named_button
from ..widgets.headings import titled
from ..widgets.plain import plain_name, without_keys
from ..work.sentences import sentence_of
from ..work.throttle import Throttle
from .device_box import DeviceBox
from .log_view import LogView
from .plots import AccuracyPlot, LossPlot
from .progress import TrainingProgress
from .recipe_form import RecipeForm
from .run_list import RunList

_VIEW_INTERVAL = 40
"""Milliseconds from a new model to its curves."""


class TrainPanel(QWidget):
    """Puts the training widgets together and joins them to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Run | None = None
        self._actions: Mapping[str, QAction] = {}
        self._pause_text = ""
        self._soon = Throttle(self._show_model, _VIEW_INTERVAL, self)
        self.form = RecipeForm(RECIPES[RECIPE.default], session.pace, session.preferences)
        self.form.add_group(self.tr("Machine"), self.tr("Device"), DeviceBox(session.engine))
        self.loss_plot = LossPlot()
        self.accuracy_plot = AccuracyPlot()
        self.progress = TrainingProgress(session.runs, session.training)
        self.run_list = RunList(session.runs, session.turn, session.notices)
        self._start = ActionButton("startButton")
        self._pause = ActionButton("pauseButton")
        self._stop = ActionButton("stopButton")
        self._go_on = named_button(
            "continueButton", "", self.tr("Train this model to the end of its epochs")
        )
        self._logarithmic = QCheckBox(self.tr("logarithmic"))
        self._logarithmic.setObjectName("logarithmicLoss")
        self._log = LogView()
        self._lay_out()
        self._connect()
        self._show_model()

    def take_actions(self, actions: Mapping[str, QAction]) -> None:
        """The actions that the buttons stand for: start, pause and stop."""
        self._actions = actions
        for button, name in ((self._start, "start"), (self._pause, "pause"), (self._stop, "stop")):
            button.set_action(actions[name])
        self._pause_text = actions["pause"].text()
        self._show_phase()

    def save(self, preferences: Preferences) -> None:
        preferences.set(SPLITTER, tuple(self.splitter.sizes()))
        preferences.set(RECIPE, self.recipe_to_warm().name)

    def restore(self, preferences: Preferences) -> None:
        sizes = preferences.get(SPLITTER)
        if len(sizes) == self.splitter.count() and all(sizes):
            self.splitter.setSizes(sizes)
        if recipe := RECIPES.get(preferences.get(RECIPE)):
            self.form.set_recipe(recipe)

    def continue_from(self, panel: TrainPanel) -> None:
        """Show what is being edited in a panel that this one takes the place of."""
        self.form.set_texts(panel.form.texts())
        self._logarithmic.setChecked(panel._logarithmic.isChecked())

    def recipe_to_warm(self) -> Recipe:
        """The recipe in the form, or the usual one where a field has a wrong value."""
        try:
            return self.form.recipe()
        except InputError:
            return RECIPES[RECIPE.default]

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._start, self._pause, self._stop):
            buttons.addWidget(button)

        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = _splitter(
            Qt.Orientation.Vertical,
            (scroll, 3),
            (titled(self.tr("Models"), self.run_list, self._go_on), 1),
        )
        left.setMinimumWidth(250)

        accuracy = titled(self.tr("Test images read right"), self.accuracy_plot)
        lower = _splitter(
            Qt.Orientation.Horizontal, (accuracy, 0), (titled(self.tr("Log"), self._log), 0)
        )
        lower.setSizes([300, 300])
        loss = titled(self.tr("Loss of every step"), self.loss_plot, self._logarithmic)
        right = QWidget()
        right_layout = QVBoxLayout(right)
        right_layout.setContentsMargins(8, 0, 0, 0)
        right_layout.addLayout(buttons)
        right_layout.addWidget(self.progress)
        right_layout.addWidget(_splitter(Qt.Orientation.Vertical, (loss, 3), (lower, 2)), 1)

        self.splitter = _splitter(Qt.Orientation.Horizontal, (left, 0), (right, 1))
        self.splitter.setSizes([270, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 6, 8)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        session = self._session
        self._go_on.clicked.connect(self._continue)
        self.run_list.go_on_asked.connect(self._continue)
        self._logarithmic.toggled.connect(self.loss_plot.set_logarithmic)
        self.form.changed.connect(self._show_start)
        session.network.changed.connect(self._on_network)
        session.runs.listed.connect(self._show_go_on)
        session.turn.changed.connect(self._show_start)
        session.training.phase_changed.connect(self._show_phase)

    @Slot()
    def start(self) -> None:
        """Start to train the recipe in the form."""
        try:
            self._session.training.start(self.form.recipe())
        except InputError as wrong:
            self._session.notices.warn(sentence_of(wrong), "training")

    @Slot()
    def _continue(self) -> None:
        self._session.training.start(self._session.network.model)

    @Slot()
    def _show_phase(self) -> None:
        phase = self._session.training.phase
        if self._actions:
            can_stop = phase in (TrainingPhase.RUNNING, TrainingPhase.PAUSED)
            for name in ("pause", "stop"):
                self._actions[name].setEnabled(can_stop)
            paused = phase is TrainingPhase.PAUSED
            self._actions["pause"].setText(self.tr("&Resume") if paused else self._pause_text)
        self._show_start()
        if phase is not TrainingPhase.RUNNING:
            self._soon.flush()

    @Slot()
    def _show_start(self) -> None:
        why = self._session.turn.why_busy() or self._wrong_field()
        if self._actions:
            self._actions["start"].setEnabled(not why)
            self._actions["start"].setStatusTip(why)
        self._show_go_on()

    def _wrong_field(self) -> str:
        try:
            self.form.recipe()
        except InputError as wrong:
            return sentence_of(wrong)
        return ""

    @Slot()
    def _show_go_on(self) -> None:
        run = self._session.runs.current
        self._go_on.setVisible(run.can_go_on and not self._session.turn.why_busy())
        text = self.tr("Go on ({name})").format(name=plain_name(run.summary.recipe))
        self._go_on.setText(without_keys(text))

    @Slot()
    def _on_network(self) -> None:
        """Follow a run a few times a second, between two paintings of the bars."""
        run = self._session.runs.current
        if run.grows and run is self._shown:
            self._soon.ask()
        else:
            self._show_model()

    def _show_model(self) -> None:
        """Show how the model that is looked at came about."""
        self._soon.cancel()
        run, model = self._session.runs.current, self._session.network.model
        if run is not self._shown:
            self._shown = run
            self._log.begin()
        self._log.show_history(model.history)
        self.loss_plot.show_history(model.history, model.steps + model.steps_left)
        self.accuracy_plot.show_history(model.history)
        self._show_go_on()


def _splitter(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    """Widgets with their shares of the room."""
    splitter = QSplitter(orientation)
    for at, (widget, share) in enumerate(parts):
        splitter.addWidget(widget)
        splitter.setStretchFactor(at, share)
    splitter.setChildrenCollapsible(False)
    return splitter
