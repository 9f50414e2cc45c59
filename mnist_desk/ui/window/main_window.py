"""The frame: tabs on the left, the drawing panel on the right, menus, messages, status."""

from __future__ import annotations

import contextlib
import operator
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QMessageBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mnist_desk import __version__
from mnist_desk.core.errors import InputError
from mnist_desk.core.places import APP_NAME
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES

from ..digits.panel import DigitsPanel
from ..draw.canvas import DEFAULT_PEN
from ..draw.panel import DrawPanel
from ..look.panel import LookPanel
from ..state.session import Session
from ..state.training import State
from ..train.panel import TrainPanel
from .actions import ACTIONS, MENUS, SEPARATOR
from .diagnostics import diagnostics
from .documents import Files
from .message_bar import MessageBar
from .theme import Appearance, apply_appearance

_A_MOMENT = 4000
"""Milliseconds."""


class MainWindow(QMainWindow):
    """Frames the panels. What they are about is the session's."""

    def __init__(
        self, session: Session, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(APP_NAME)
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.session = session
        session.setParent(self)
        self._settings = settings
        apply_appearance(self._appearance())
        self.messages = MessageBar()
        self.draw_panel = DrawPanel(session)
        self.train_panel = TrainPanel(session, self._remembered_recipe())
        self.files = Files(session, settings, self.draw_panel.as_image, self)
        self.look_panel = LookPanel(session)
        self.digits_panel = DigitsPanel(session)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.train_panel, self.tr("Train"))
        self.tabs.addTab(self.look_panel, self.tr("Look inside"))
        self.tabs.addTab(self.digits_panel, self.tr("My digits"))
        self._status = QLabel()
        self._status.setObjectName("statusLabel")
        self._lay_out()
        self._make_menus()
        self._connect()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._restore()
        self._offer_kept_runs()

    def start_engine(self) -> None:
        """Load TensorFlow in the background; call it when the window is in sight."""
        self.session.my_digits.load()
        if self.session.training.state is State.LOADING:
            self.session.training.load_engine(self._recipe_or(RECIPES["quick"]))

    def sizeHint(self) -> QSize:
        return QSize(1180, 720)

    def _lay_out(self) -> None:
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(6, 6, 0, 0)
        layout.addWidget(self.tabs, 1)
        # Below, so that nothing moves under the mouse when a message comes.
        layout.addWidget(self.messages)
        self.setCentralWidget(centre)
        dock = QDockWidget(self.tr("Draw"))
        dock.setObjectName("drawDock")
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(QWidget())
        dock.setWidget(self.draw_panel)
        self.draw_panel.setMinimumWidth(320)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self.resizeDocks([dock], [370], Qt.Orientation.Horizontal)
        self._status.setContentsMargins(10, 0, 0, 2)
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _make_menus(self) -> None:
        self._actions = {name: self._action(name) for name in ACTIONS}
        for title, names in MENUS:
            menu = self.menuBar().addMenu(self.tr(title))
            for name in names:
                if name == SEPARATOR:
                    menu.addSeparator()
                else:
                    menu.addAction(self._actions[name])
        self._actions["recent"].setMenu(self.files.recent_menu)
        self._actions[self._appearance()].setChecked(True)

    def _action(self, name: str) -> QAction:
        spec = ACTIONS[name]
        action = QAction(self.tr(spec.text), self)
        action.setObjectName(f"action_{name}")
        action.setMenuRole(spec.role)
        if spec.key is not None:
            action.setShortcut(spec.key)
        if spec.choice is not None:
            group = self.findChild(QActionGroup, spec.choice)
            if group is None:
                group = QActionGroup(self)
                group.setObjectName(spec.choice)
            group.addAction(action)
        action.setCheckable(spec.choice is not None or spec.checkable)
        if spec.on_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.draw_panel.canvas.addAction(action)
        if spec.does:
            action.triggered.connect(operator.attrgetter(spec.does)(self))
        return action

    def _connect(self) -> None:
        session = self.session
        session.said.connect(self.show_warning)
        session.told.connect(self._show_for_a_moment)
        self.files.reading.connect(self.statusBar().showMessage)
        self.files.ink_read.connect(self.draw_panel.pages.open)
        session.training.status_changed.connect(self._show_loading)
        session.training.state_changed.connect(self._show_state)
        session.teaching.busy_changed.connect(self._on_teaching)
        session.runs_changed.connect(self._show_title)
        self.digits_panel.folder_used.connect(self._remember_folder)
        stack = session.undo_stack
        for name, signal in (("undo", stack.canUndoChanged), ("redo", stack.canRedoChanged)):
            self._actions[name].setEnabled(False)
            signal.connect(self._actions[name].setEnabled)
        self._show_state(session.training.state)
        self._show_title()

    # Status and messages

    @Slot(str)
    def show_warning(self, sentence: str) -> None:
        self.messages.show_message(sentence, "warning")

    @Slot(str)
    def _show_for_a_moment(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, _A_MOMENT)

    @Slot(str)
    def _show_loading(self, what: str) -> None:
        if self.session.training.state is State.LOADING:
            self._status.setText(self.tr("{what}… You can draw already.").format(what=what))

    @Slot(object)
    def _show_state(self, state: State) -> None:
        training = self.session.training
        device = training.device
        text = {
            State.LOADING: self.tr("Starting… You can draw already."),
            State.UNAVAILABLE: self.tr("Training is not available; drawings are read."),
            State.IDLE: self.tr("Engine ready ({device})").format(device=device),
            State.RUNNING: self.tr("Training ({device})").format(device=device),
            State.PAUSED: self.tr("Training is paused"),
            State.STOPPING: self.tr("Stopping…"),
        }[state]
        self._status.setText(text)
        if state is State.RUNNING:
            self.messages.dismiss_warning()
        self._actions["start"].setEnabled(state is State.IDLE and not self.session.teaching.busy)
        self._actions["pause"].setEnabled(state in (State.RUNNING, State.PAUSED))
        self._actions["stop"].setEnabled(state in (State.RUNNING, State.PAUSED))

    @Slot()
    def _on_teaching(self) -> None:
        self._show_state(self.session.training.state)
        if self.session.teaching.busy:
            self._status.setText(self.tr("Teaching…"))

    @Slot()
    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.session.current.title} – {APP_NAME}")

    # Actions

    @Slot()
    def start_training(self) -> None:
        self.train_panel.start()

    @Slot()
    def pause_training(self) -> None:
        self.train_panel.pause_or_resume()

    @Slot()
    def stop_training(self) -> None:
        self.session.training.stop()

    @Slot()
    def use_system_appearance(self) -> None:
        self._use_appearance("system")

    @Slot()
    def use_light_appearance(self) -> None:
        self._use_appearance("light")

    @Slot()
    def use_dark_appearance(self) -> None:
        self._use_appearance("dark")

    @Slot(bool)
    def reduce_motion(self, still: bool) -> None:
        self.draw_panel.bars.set_motion(not still)
        self._settings.setValue("reduceMotion", still)

    @Slot()
    def about(self) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("About MNIST Desk"))
        box.setText(f"<b>{APP_NAME} {__version__}</b>")
        box.setInformativeText(
            self.tr(
                "Train a small network on MNIST, watch it learn, and draw digits that it reads.\n\n"
                "The program is under the MIT licence. MNIST is by Y. LeCun, C. Cortes and "
                "C. J. C. Burges, CC BY-SA 3.0."
            )
        )
        copy = box.addButton(self.tr("Copy diagnostics"), QMessageBox.ButtonRole.ActionRole)
        copy.setObjectName("copyDiagnostics")
        # Copying leaves the box open: a button of a QMessageBox would close it otherwise.
        copy.clicked.disconnect()
        copy.clicked.connect(self.copy_diagnostics)
        # With two buttons Qt would not know which one Escape means, and take none.
        box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Ok))
        box.open()

    @Slot()
    def copy_diagnostics(self) -> None:
        """Put what a report of a fault should say on the clipboard."""
        QGuiApplication.clipboard().setText(diagnostics(self.session.training))
        self.statusBar().showMessage(self.tr("The diagnostics were copied."), 4000)

    @Slot()
    def _follow_system(self) -> None:
        if self._appearance() == "system":
            apply_appearance("system")

    @Slot(str)
    def come_forward(self, file: str = "") -> None:
        """Come to the front, and open a model file if one is named."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if file:
            self.session.open_model(Path(file))

    # What is remembered

    def _use_appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("appearance", appearance)
        apply_appearance(appearance)

    def _appearance(self) -> Appearance:
        value = str(self._settings.value("appearance", "system"))
        known: tuple[Appearance, ...] = ("light", "dark")
        return next((name for name in known if name == value), "system")

    def _remembered_recipe(self) -> Recipe:
        try:
            recipe = RECIPES[str(self._settings.value("recipe/name", "quick"))]
        except KeyError:
            recipe = RECIPES["quick"]
        return recipe

    def _recipe_or(self, other: Recipe) -> Recipe:
        try:
            return self.train_panel.form.recipe()
        except InputError:
            return other

    @Slot(str)
    def _remember_folder(self, name: str) -> None:
        self._settings.setValue("folder", str(Path(name).parent))

    def _restore(self) -> None:
        self.resize(self.sizeHint())
        geometry, state = self._settings.value("geometry"), self._settings.value("splitter")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(state, QByteArray):
            self.train_panel.splitter.restoreState(state)
        self.digits_panel.folder = str(self._settings.value("folder", self.digits_panel.folder))
        self.digits_panel.writer.setText(str(self._settings.value("writer", "")))
        with contextlib.suppress(TypeError, ValueError):
            self.draw_panel.tools.pen_width.setValue(
                int(str(self._settings.value("pen", DEFAULT_PEN)))
            )
        still = str(self._settings.value("reduceMotion", "false")).lower() == "true"
        self._actions["still"].setChecked(still)
        self.draw_panel.bars.set_motion(not still)

    def _remember(self) -> None:
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("splitter", self.train_panel.splitter.saveState())
        self._settings.setValue("pen", self.draw_panel.tools.pen_width.value())
        self._settings.setValue("writer", self.session.my_digits.writer)
        self._settings.setValue("recipe/name", self._recipe_or(RECIPES["quick"]).name)
        self._settings.sync()

    def _offer_kept_runs(self) -> None:
        if not (names := self.session.kept_runs()):
            return
        self.messages.show_message(
            self.tr("Models that you trained last time and did not save: {number}.").format(
                number=len(names)
            ),
            choices=[
                (self.tr("Bring back"), self.session.restore_kept_runs),
                (self.tr("Discard"), self.session.discard_kept_runs),
            ],
        )

    # Window events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.files.can_open(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        self.hide()
        self.session.close()
        event.accept()
