"""The Train tab: a recipe, three buttons, and everything one can watch while a network learns."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.errors import InputError
from mnist_desk.core.log import log_entries
from mnist_desk.core.recipe import Recipe

from ..state.session import Run, Session
from ..state.training import State
from .device_box import DeviceBox
from .plots import AccuracyPlot, LossPlot
from .progress import TrainingProgress
from .recipe_form import RecipeForm
from .run_list import RunList

_VIEW_INTERVAL = 40
"""Milliseconds from a new model to its curves."""


class TrainPanel(QWidget):
    """Puts the training widgets together and joins them to the session."""

    def __init__(self, session: Session, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Run | None = None
        self._logged = 0
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_VIEW_INTERVAL)
        self._due.timeout.connect(self._show_model)
        self.form = RecipeForm(recipe)
        self.form.add_group(self.tr("Machine"), self.tr("Device"), DeviceBox(session.training))
        self.loss_plot = LossPlot()
        self.accuracy_plot = AccuracyPlot()
        self.progress = TrainingProgress()
        self.runs = RunList(session)
        self._start = QPushButton(self.tr("Start"))
        self._start.setObjectName("startButton")
        self._pause = QPushButton(self.tr("Pause"))
        self._pause.setObjectName("pauseButton")
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.setObjectName("stopButton")
        self._stop.setToolTip(self.tr("End the training and keep the model reached"))
        self._go_on = QPushButton(self.tr("Go on"))
        self._go_on.setObjectName("continueButton")
        self._go_on.setToolTip(self.tr("Train this model to the end of its epochs"))
        self._logarithmic = QCheckBox(self.tr("logarithmic"))
        self._logarithmic.setObjectName("logarithmicLoss")
        self._log = QPlainTextEdit()
        self._log.setObjectName("trainingLog")
        self._log.setAccessibleName(self.tr("Training log"))
        self._log.setReadOnly(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(0.85 * font.pointSizeF())
        self._log.setFont(font)
        self._log.setPlaceholderText(self.tr("The loss at every 100th step will stand here."))
        self._lay_out()
        self._connect()
        self._show_state(session.training.state)
        self._show_model()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._start, self._pause, self._stop):
            buttons.addWidget(button)

        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        models = QWidget()
        below = QVBoxLayout(models)
        below.setContentsMargins(0, 0, 0, 0)
        heading = QHBoxLayout()
        heading.addWidget(_heading(self.tr("Models")))
        heading.addStretch(1)
        heading.addWidget(self._go_on)
        below.addLayout(heading)
        below.addWidget(self.runs)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setMinimumWidth(250)
        left.addWidget(scroll)
        left.addWidget(models)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 1)
        left.setChildrenCollapsible(False)

        loss = QWidget()
        loss_layout = QVBoxLayout(loss)
        loss_layout.setContentsMargins(0, 0, 0, 0)
        loss_heading = QHBoxLayout()
        loss_heading.addWidget(_heading(self.tr("Loss of every step")))
        loss_heading.addStretch(1)
        loss_heading.addWidget(self._logarithmic)
        loss_layout.addLayout(loss_heading)
        loss_layout.addWidget(self.loss_plot, 1)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(_titled(self.tr("Test images read right"), self.accuracy_plot))
        lower.addWidget(_titled(self.tr("Log"), self._log))
        lower.setChildrenCollapsible(False)
        lower.setSizes([300, 300])
        watched = QSplitter(Qt.Orientation.Vertical)
        watched.addWidget(loss)
        watched.addWidget(lower)
        watched.setStretchFactor(0, 3)
        watched.setStretchFactor(1, 2)
        watched.setChildrenCollapsible(False)
        right = QWidget()
        right_layout = QVBoxLayout(right)
        right_layout.setContentsMargins(8, 0, 0, 0)
        right_layout.addLayout(buttons)
        right_layout.addWidget(self.progress)
        right_layout.addWidget(watched, 1)

        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setSizes([270, 600])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 6, 8)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        session, training = self._session, self._session.training
        self._start.clicked.connect(self.start)
        self._pause.clicked.connect(self.pause_or_resume)
        self._stop.clicked.connect(training.stop)
        self._go_on.clicked.connect(self._continue)
        self._logarithmic.toggled.connect(self.loss_plot.set_logarithmic)
        self.form.changed.connect(self._update_start)
        session.model_changed.connect(self._on_model)
        session.teaching.busy_changed.connect(self._update_start)
        training.state_changed.connect(self._show_state)
        training.progressed.connect(self.progress.show_progress)

    @Slot()
    def start(self) -> None:
        """Start to train the recipe in the form."""
        try:
            self._session.start_training(self.form.recipe())
        except InputError as wrong:
            self._session.said.emit(str(wrong))

    @Slot()
    def pause_or_resume(self) -> None:
        if self._session.training.state is State.PAUSED:
            self._session.training.resume()
        else:
            self._session.training.pause()

    @Slot()
    def _continue(self) -> None:
        self._session.start_training(self._session.model)

    @Slot(object)
    def _show_state(self, state: State) -> None:
        self._pause.setEnabled(state in (State.RUNNING, State.PAUSED))
        self._pause.setText(self.tr("Resume") if state is State.PAUSED else self.tr("Pause"))
        self._stop.setEnabled(state in (State.RUNNING, State.PAUSED))
        self.progress.show_state(state)
        self._update_start()
        if self._due.isActive() and state is not State.RUNNING:
            self._show_model()

    @Slot()
    def _update_start(self) -> None:
        state = self._session.training.state
        why = ""
        if state is State.LOADING:
            why = self.tr("TensorFlow is still loading")
        elif state is State.UNAVAILABLE:
            why = self.tr("TensorFlow could not be loaded")
        elif self._session.teaching.busy:
            why = self.tr("A lesson runs in My digits")
        try:
            self.form.recipe()
        except InputError as wrong:
            why = str(wrong)
        self._start.setEnabled(state is State.IDLE and not why)
        self._start.setToolTip(why or self.tr("Train a new network with this recipe"))
        self._update_go_on()

    def _update_go_on(self) -> None:
        run, idle = self._session.current, self._session.training.state is State.IDLE
        self._go_on.setVisible(idle and run.can_go_on and not self._session.teaching.busy)
        self._go_on.setText(self.tr("Go on ({name})").format(name=run.model.recipe.name))

    @Slot()
    def _on_model(self) -> None:
        """Follow a run a few times a second, between two paintings of the bars."""
        running = self._session.training.state is State.RUNNING
        if not running or self._session.current is not self._shown:
            self._show_model()
        elif not self._due.isActive():
            self._due.start()

    @Slot()
    def _show_model(self) -> None:
        """Show how the current model came about."""
        self._due.stop()
        run, model = self._session.current, self._session.model
        if run is not self._shown:
            self._shown, self._logged = run, 0
            self._log.clear()
        lines = [str(entry) for entry in log_entries(model.history, self._logged)]
        self._logged = model.steps
        if lines:
            self._log.appendPlainText("\n".join(lines))
            if not self._log.textCursor().hasSelection():
                bar = self._log.verticalScrollBar()
                bar.setValue(bar.maximum())
        self.loss_plot.show_history(model.history, model.steps + model.steps_left)
        self.accuracy_plot.show_history(model.history)
        self._update_go_on()


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _titled(text: str, widget: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(_heading(text))
    layout.addWidget(widget, 1)
    return box
