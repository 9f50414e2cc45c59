"""The frame: tabs on the left, the drawing panel on the right, menus, messages, status."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from mnist_desk.core.places import APP_NAME

from ..digits.panel import DigitsPanel
from ..draw.panel import DrawPanel
from ..look.panel import LookPanel
from ..state.preferences import APPEARANCE, GEOMETRY, REDUCE_MOTION
from ..state.session import Session
from ..train.panel import TrainPanel
from ..widgets.plain import plain_name, plain_sentence
from ..work.job import close_all
from .about import AboutBox
from .actions import action_specs, make_actions
from .documents import Documents
from .message_bar import MessageBar
from .reading_bar import ReadingBar
from .status import StatusLabel
from .tabs import Tabs
from .theme import Appearance, apply_appearance
from .unsaved_offer import UnsavedOffer

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
        apply_appearance(self._appearance())
        self.messages = MessageBar()
        self.draw_panel = DrawPanel(session)
        self.tabs = Tabs(session)
        self.documents = Documents(session, self.draw_panel.as_image, self)
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
        panel: TrainPanel = self.tabs.panels["train"]
        return panel

    @property
    def look_panel(self) -> LookPanel:
        panel: LookPanel = self.tabs.panels["look"]
        return panel

    @property
    def digits_panel(self) -> DigitsPanel:
        panel: DigitsPanel = self.tabs.panels["digits"]
        return panel

    def start_engine(self) -> None:
        """Load TensorFlow in the background; call it when the window is in sight."""
        self.session.my_digits.load()
        self.session.engine.load(self.train_panel.recipe_to_warm())

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
        self.statusBar().addWidget(StatusLabel(self.session), 1)
        self.statusBar().addPermanentWidget(ReadingBar(self.session.files))
        self.statusBar().setSizeGripEnabled(False)
        self._actions["recent"].setMenu(self.documents.recent.menu)
        self._actions[self._appearance()].setChecked(True)
        self.draw_panel.take_actions(self._actions)
        self.train_panel.take_actions(self._actions)

    def _connect(self) -> None:
        notices, runs = self.session.notices, self.session.runs
        notices.warned.connect(self._show_warning)
        notices.confirmed.connect(self._show_for_a_moment)
        notices.settled.connect(self.messages.settle)
        self.documents.ink_read.connect(self.draw_panel.pages.open)
        runs.listed.connect(self._show_title)
        runs.chosen.connect(self._show_title)
        self._show_title()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

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

    # Actions

    @Slot()
    def use_system_appearance(self) -> None:
        self._use_appearance("system")

    @Slot()
    def use_light_appearance(self) -> None:
        self._use_appearance("light")

    @Slot()
    def use_dark_appearance(self) -> None:
        self._use_appearance("dark")

    def _use_appearance(self, appearance: Appearance) -> None:
        self._preferences.set(APPEARANCE, appearance)
        apply_appearance(appearance)

    def _appearance(self) -> Appearance:
        return self._preferences.get(APPEARANCE)

    @Slot()
    def _follow_system(self) -> None:
        if self._appearance() == "system":
            apply_appearance("system")

    @Slot(bool)
    def reduce_motion(self, still: bool) -> None:
        self.draw_panel.bars.set_motion(not still)
        self._preferences.set(REDUCE_MOTION, still)

    @Slot()
    def about(self) -> None:
        box = AboutBox(self.session.engine, self)
        box.copied.connect(self._on_copied)
        box.open()

    @Slot()
    def _on_copied(self) -> None:
        self._show_for_a_moment(self.tr("The diagnostics were copied."), "")

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
        still = preferences.get(REDUCE_MOTION)
        self._actions["still"].setChecked(still)
        self.draw_panel.bars.set_motion(not still)
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))
        if geometry := preferences.get(GEOMETRY):
            self.setGeometry(*geometry[:4])
            self._fit_to_screen()
            if geometry[4]:
                self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _fit_to_screen(self) -> None:
        """A window that was large elsewhere fits the screen that it opens on."""
        screen = QGuiApplication.screenAt(self.geometry().center()) or self.screen()
        room = screen.availableGeometry()
        if room.contains(self.geometry()):
            return
        place = QRect(self.pos(), self.size().boundedTo(room.size()))
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        place.moveLeft(max(place.left(), room.left()))
        place.moveTop(max(place.top(), room.top()))
        self.setGeometry(place)

    def _remember(self) -> None:
        preferences = self._preferences
        place = self.normalGeometry() if self.normalGeometry().isValid() else self.geometry()
        corner, size = place.topLeft().toTuple(), place.size().toTuple()
        preferences.set(GEOMETRY, (*corner, *size, int(self.isMaximized())))
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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.documents.can_open(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.documents.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        self.hide()
        if self._ends_session:
            self.session.close(self)
        else:
            close_all(self)
        event.accept()
