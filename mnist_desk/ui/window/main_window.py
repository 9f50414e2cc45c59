"""The frame: the rail, the task in the middle, the drawing at the right; menus and messages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.places import APP_NAME, user_data

from ..digits.panel import DigitsPanel
from ..draw.panel import DrawPanel
from ..look.panel import LookPanel
from ..state.preferences import DRAWING_WIDTH, GEOMETRY
from ..state.session import Session
from ..train.panel import TrainPanel
from ..widgets.plain import plain_name, plain_sentence
from ..widgets.tokens import SMALL
from ..work.job import close_all
from .action_table import action_specs
from .actions import make_actions
from .columns import LEAST, Columns
from .damage_bar import DamageBar
from .data_bar import DataBar
from .documents import Documents
from .first_steps import FirstSteps
from .full_screen import FullScreen
from .help import Help
from .looks import Looks
from .message_bar import MessageBar
from .preferences_dialog import PreferencesDialog
from .rail import Rail
from .reading_bar import ReadingBar
from .regions import Regions
from .report_saving import ReportSaving
from .room import keep_on_screen, room_around
from .status import StatusLabel
from .tabs import TABS, Tabs, tab_title
from .unsaved_offer import UnsavedOffer

if TYPE_CHECKING:
    from ..data.panel import DataPanel
    from ..evaluate.panel import EvaluatePanel

_A_MOMENT = 4000
"""Milliseconds."""


class MainWindow(QMainWindow):
    """Frames the panels. What they are about is the session's."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.session = session
        self._preferences = session.preferences
        self._ends_session = True
        self.messages = MessageBar()
        self.rail = Rail()
        self.first_steps = FirstSteps(session)
        self.draw_panel = DrawPanel(session)
        self.looks = Looks(session, self.draw_panel.bars, self)
        self.help = Help(session, self)
        self.tabs = Tabs(session)
        self.documents = Documents(session, self.draw_panel.as_image, self)
        self.reports = ReportSaving(session, self)
        self._actions = make_actions(action_specs(self), self)
        self._lay_out()
        self._connect()
        self._restore()
        UnsavedOffer(session, self.messages, self).offer()

    @property
    def is_replaced(self) -> bool:
        """Whether another window stands in its place."""
        return not self._ends_session

    @property
    def train_panel(self) -> TrainPanel:
        panel: TrainPanel = self.tabs.panel("train")
        return panel

    @property
    def look_panel(self) -> LookPanel:
        panel: LookPanel = self.tabs.panel("look")
        return panel

    @property
    def digits_panel(self) -> DigitsPanel:
        panel: DigitsPanel = self.tabs.panel("digits")
        return panel

    @property
    def evaluate_panel(self) -> EvaluatePanel:
        panel: EvaluatePanel = self.tabs.panel("evaluate")
        return panel

    @property
    def data_panel(self) -> DataPanel:
        panel: DataPanel = self.tabs.panel("data")
        return panel

    def start_engine(self) -> None:
        """Load TensorFlow in the background, and make the panels that wait; call it when the window
        is in sight.
        """
        if self.isVisible():  # It may have been closed again.
            self.tabs.make_all()
        self.session.my_digits.load()
        self.session.engine.load(self.train_panel.recipe_to_warm())

    def sizeHint(self) -> QSize:
        return QSize(1280, 760)

    def _lay_out(self) -> None:
        self._task = QWidget()
        task = QVBoxLayout(self._task)
        task.setContentsMargins(SMALL, SMALL, 0, 0)
        task.setSpacing(SMALL)
        task.addWidget(self.first_steps)
        task.addWidget(self.train_panel.transport)
        task.addWidget(self.tabs, 1)
        # Below, so that nothing moves under the mouse when a message comes.
        task.addWidget(self.messages)
        self.draw_panel.setMinimumWidth(LEAST)
        self._columns = Columns(self._task, self.draw_panel)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._columns, 1)
        self.setCentralWidget(centre)
        self.statusBar().addWidget(StatusLabel(self.session), 1)
        self.statusBar().addPermanentWidget(ReadingBar(self.session.files))
        back = self._actions["close_data"]
        self.statusBar().addPermanentWidget(DataBar(self.session.open_data, back))
        self.statusBar().addPermanentWidget(DamageBar(self.session.damaging))
        self.statusBar().setSizeGripEnabled(False)
        self._full_screen = FullScreen(
            self,
            self.draw_panel,
            [self.rail, self._task, self.menuBar(), self.statusBar()],
            self.messages,
        )
        self._take_actions()
        transport, cards = self.train_panel.transport, [self.first_steps, self.messages]
        self._regions = Regions(
            [self.rail, transport, self.tabs, *cards, self.draw_panel],
            [self.rail, self._task, self.draw_panel],
            self,
        )
        self.rail.chosen.setFocus()

    def _take_actions(self) -> None:
        actions = self._actions
        actions["recent"].setMenu(self.documents.recent.menu)
        actions["appearance"].setMenu(self.looks.appearance_menu)
        actions["text_size"].setMenu(self.looks.text_size_menu)
        self.looks.take_still(actions["still"])
        self.rail.add_panels([(tab_title(name), tab.icon) for name, tab in TABS.items()])
        self.rail.set_tips([actions[name] for name in TABS])
        self.rail.add_action(actions["preferences"], "settings")
        self.draw_panel.take_actions(actions)
        self.train_panel.take_actions(actions)

    def _connect(self) -> None:
        notices, runs, training = self.session.notices, self.session.runs, self.session.training
        notices.warned.connect(self._show_warning)
        notices.confirmed.connect(self._show_for_a_moment)
        notices.settled.connect(self.messages.settle)
        self.documents.ink_read.connect(self.draw_panel.pages.open)
        self.train_panel.run_list.save_asked.connect(self.documents.save_model)
        runs.listed.connect(self._show_title)
        runs.chosen.connect(self._show_title)
        self.rail.asked.connect(self.tabs.setCurrentIndex)
        self._actions[self.tabs.current].actionGroup().triggered.connect(self._show_panel_of)
        self.tabs.currentChanged.connect(self._on_panel)
        training.phase_changed.connect(self._show_transport)
        self.first_steps.asked.connect(self._take_step)
        self.help.first_steps_asked.connect(self.first_steps.bring_back)
        self._full_screen.changed.connect(self._actions["full_screen"].setChecked)
        self._show_title()
        self._on_panel()

    # Messages

    @Slot(str, str)
    def _show_warning(self, sentence: str, about: str) -> None:
        self.messages.show_message(sentence, "warning", about)

    @Slot(str)
    def show_warning(self, sentence: str) -> None:
        self._show_warning(sentence, "")

    @Slot(str, str)
    def _show_for_a_moment(self, sentence: str, about: str) -> None:
        if about != "digits":  # The panel of the digits shows those itself.
            self.statusBar().showMessage(plain_sentence(sentence), _A_MOMENT)

    @Slot()
    def _show_title(self) -> None:
        title = plain_name(self.session.runs.current.title)
        # Qt takes a single [*] for the place of a mark.
        self.setWindowTitle(f"{title} – {APP_NAME}".replace("[*]", "[*][*]"))

    # Panels

    def show_panel(self, name: str) -> None:
        """name: as in the table of the tabs."""
        self.tabs.show_panel(name)

    @Slot(QAction)
    def _show_panel_of(self, action: QAction) -> None:
        self.show_panel(action.data())

    @Slot()
    def _on_panel(self) -> None:
        self.rail.show_chosen(self.tabs.currentIndex())
        self._actions[self.tabs.current].setChecked(True)
        if self.tabs.current == "look":
            self.first_steps.tick("look")
        self._show_transport()

    @Slot()
    def _show_transport(self) -> None:
        """What trains is seen from all panels; where nothing does, only where one starts it."""
        training = self.session.training
        self.train_panel.transport.setVisible(self.tabs.current == "train" or training.busy)

    @Slot()
    def next_region(self) -> None:
        self._regions.go_on()

    @Slot(bool)
    def set_full_screen(self, on: bool) -> None:
        self._full_screen.set(on)

    # First steps

    @Slot(str)
    def _take_step(self, name: str) -> None:
        if name == "draw":
            self.draw_panel.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        elif name == "look":
            self.show_panel("look")
        else:
            self.show_panel("train")
            self.train_panel.start()

    # Preferences

    @Slot()
    def open_preferences(self) -> None:
        PreferencesDialog(self._preferences, user_data(), self).open()

    @Slot(str)
    def come_forward(self, file: str = "") -> None:
        """Come to the front, and open a file if one is named."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if file:
            self.documents.open_path(Path(file))

    # What is remembered

    def _restore(self) -> None:
        preferences = self._preferences
        self.tabs.restore(preferences)
        self.draw_panel.restore(preferences)
        self._columns.set_own_width(preferences.get(DRAWING_WIDTH))
        self.resize(self.sizeHint().boundedTo(room_around(self).size()))
        if geometry := preferences.get(GEOMETRY):
            self.setGeometry(*geometry[:4])
            keep_on_screen(self)
            if geometry[4]:
                self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _remember(self) -> None:
        self._full_screen.set(False)
        preferences = self._preferences
        place = self.normalGeometry() if self.normalGeometry().isValid() else self.geometry()
        corner, size = place.topLeft().toTuple(), place.size().toTuple()
        preferences.set(GEOMETRY, (*corner, *size, int(self.isMaximized())))
        preferences.set(DRAWING_WIDTH, self._columns.own_width)
        self.tabs.save(preferences)
        self.draw_panel.save(preferences)
        preferences.sync()

    # Window events

    def rebuilt(self) -> MainWindow:
        """A new window in the place of this one, over the session, which lives on with all it does.

        A new language needs it.
        """
        self._remember()
        self.session.sheet.abandon_stroke()
        window = MainWindow(self.session)
        window.train_panel.continue_from(self.train_panel)
        window.tabs.setCurrentIndex(self.tabs.currentIndex())
        window.setVisible(self.isVisible())
        self._ends_session = False
        self.close()
        self.deleteLater()
        return window

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fit(self.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.documents.can_open(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.documents.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        self.hide()
        for other in QGuiApplication.topLevelWindows():
            # A board of a class, a digit that is shown large.
            if (above := other.transientParent()) and above == self.windowHandle():
                other.close()
        if self._ends_session:
            self.session.close(self)
        else:
            close_all(self)
        event.accept()
