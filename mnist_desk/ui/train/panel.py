"""The Train tab: a recipe and the models on the left, what one can watch on the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from mnist_desk.core.errors import InputError
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES

from ..state.engine import EngineState
from ..state.preferences import RECIPE, SPLITTER, Preferences
from ..state.run import Run
from ..state.session import Session
from ..state.training import TrainingPhase
from ..widgets.buttons import named_button
from ..widgets.headings import titled
from ..widgets.plain import plain_name, without_keys
from ..widgets.scroll import scrolled
from ..widgets.tokens import MEDIUM, SMALL
from ..work.sentences import sentence_of
from ..work.throttle import Throttle
from .curves import Curves
from .device_box import DeviceBox
from .form_area import FormArea
from .progress import TrainingProgress
from .recipe_form import RecipeForm
from .run_list import RunList
from .transport import Transport
from .two_columns import TwoColumns

_VIEW_INTERVAL = 40
"""Milliseconds from a new model to its curves."""
_LEAST_FORM = 250
"""Width of the column of the form at least, pixels."""
_CURVES = 1
"""The right one of the columns."""


class TrainPanel(QWidget):
    """Puts the training widgets together and joins them to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._followed: Run | None = None
        self._starts_soon = False
        self._soon = Throttle(self._show_model, _VIEW_INTERVAL, self)
        self._soon_fit = Throttle(self._fit, 0, self)
        self.form = RecipeForm(RECIPES[RECIPE.default], session.pace, session.preferences)
        device = DeviceBox(session.engine, session.preferences)
        self.form.add_group(self.tr("Machine"), self.tr("Device"), device)
        self.progress = TrainingProgress(session.runs, session.training, self)
        self.transport = Transport(self.progress, session.turn)
        self.curves = Curves(session, self.progress)
        self.loss_plot, self.accuracy_plot = self.curves.loss_plot, self.curves.accuracy_plot
        self.run_list = RunList(session.runs, session.turn, session.notices)
        self._go_on = named_button(
            "continueButton", "", self.tr("Train this model to the end of its epochs")
        )
        self._lay_out()
        self._connect()
        self._show_model()

    def take_actions(self, actions: Mapping[str, QAction]) -> None:
        """The actions that the buttons stand for: start, pause and stop."""
        self.transport.take_actions(actions)
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
        self.curves.logarithmic.setChecked(panel.curves.logarithmic.isChecked())

    def recipe_to_warm(self) -> Recipe:
        """The recipe in the form, or the usual one where a field has a wrong value."""
        try:
            return self.form.recipe()
        except InputError:
            return RECIPES[RECIPE.default]

    def _lay_out(self) -> None:
        left = QWidget()
        left_layout = QVBoxLayout(left)
        left_layout.setContentsMargins(0, 0, 0, 0)
        left_layout.setSpacing(MEDIUM)
        area = FormArea(self.form)
        self.form.more_shown.connect(area.bring_up)
        left_layout.addWidget(area)
        left_layout.addWidget(titled(self.tr("Models"), self.run_list, self._go_on), 1)
        right = QWidget()
        right_layout = QVBoxLayout(right)
        right_layout.setContentsMargins(SMALL, 0, 0, 0)
        right_layout.addWidget(self.curves)
        watched = scrolled(right, across=False)
        watched.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.columns = TwoColumns(left, watched, (self.tr("Recipe"), self.tr("Curves")))
        self.splitter = self.columns.splitter
        self._fit()
        for column in (self.form, self.curves):
            column.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self.transport)
        layout.addWidget(self.columns, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._soon_fit.ask()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Larger letters, or more fields, need wider columns."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        form, curves = (one.minimumSizeHint().width() + bar for one in (self.form, self.curves))
        self.columns.set_least(max(form, _LEAST_FORM), curves + SMALL)

    def _connect(self) -> None:
        session = self._session
        self._go_on.clicked.connect(self._continue)
        self.run_list.go_on_asked.connect(self._continue)
        self.run_list.recipe_asked.connect(self._show_recipe)
        self.form.changed.connect(self._show_start)
        session.network.changed.connect(self._on_network)
        session.runs.listed.connect(self._on_listed)
        session.turn.changed.connect(self._show_start)
        session.engine.changed.connect(self._on_engine)
        session.training.phase_changed.connect(self._show_phase)

    @Slot()
    def start(self) -> None:
        """Start to train the recipe in the form; while TensorFlow is loaded, as soon as it is."""
        try:
            recipe = self.form.recipe()
        except InputError as wrong:
            self._session.notices.warn(sentence_of(wrong), "training")
            return
        if self._session.engine.state is EngineState.LOADING:
            self._starts_soon = True
            self._show_start()
        else:
            self._session.training.start(recipe)

    @Slot()
    def _on_engine(self) -> None:
        soon, self._starts_soon = self._starts_soon, False
        self._show_start()
        if soon and self._session.engine.is_ready:
            self.start()

    @Slot()
    def _show_recipe(self) -> None:
        """Of the model that is looked at."""
        self.form.set_recipe(self._session.network.model.recipe)

    @Slot()
    def _continue(self) -> None:
        self._session.training.start(self._session.network.undamaged)

    @Slot()
    def _show_phase(self) -> None:
        self.transport.show_phase()
        self._show_start()
        if self._session.training.phase is TrainingPhase.RUNNING:
            self.columns.choice.setCurrentIndex(_CURVES)
        if self._session.training.phase is not TrainingPhase.RUNNING:
            self._soon.flush()

    @Slot()
    def _show_start(self) -> None:
        self.transport.show_why_not(self._why_not())
        self._show_go_on()

    def _why_not(self) -> str:
        """Why Start cannot be pressed; empty when it can."""
        if self._starts_soon:
            return self.tr("It starts as soon as TensorFlow is loaded.")
        if self._session.engine.state is EngineState.LOADING:
            return self._wrong_field()
        return self._session.turn.why_busy() or self._wrong_field()

    def _wrong_field(self) -> str:
        try:
            self.form.recipe()
        except InputError as wrong:
            return sentence_of(wrong)
        return ""

    @Slot()
    def _on_listed(self) -> None:
        self._show_go_on()
        self.curves.what_next.show_next()

    def _show_go_on(self) -> None:
        run = self._session.runs.current
        self._go_on.setVisible(run.can_go_on and not self._session.turn.why_busy())
        text = self.tr("Go on ({name})").format(name=plain_name(run.summary.recipe))
        self._go_on.setText(without_keys(text))

    @Slot()
    def _on_network(self) -> None:
        """Follow a run a few times a second, between two paintings of the bars."""
        run = self._session.runs.current
        if run.grows and run is self._followed:
            self._soon.ask()
        else:
            self._show_model()

    def _show_model(self) -> None:
        """Show how the model that is looked at came about."""
        self._soon.cancel()
        self._followed = self._session.runs.current
        self.curves.show_model(self._followed, self._session.network.model)
        self._show_go_on()
