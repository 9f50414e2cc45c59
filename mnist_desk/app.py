"""The desktop program put together: application, window, first model."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from mnist_desk import __version__
from mnist_desk.core.collection import MY_DIGITS, CollectionFile
from mnist_desk.core.data_folder import KEPT, move_data
from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import (
    APP_NAME,
    resource,
    shipped_model,
    user_data,
    user_logs,
    user_settings,
)
from mnist_desk.core.recipes import RECIPES
from mnist_desk.core.runs import KeptRuns
from mnist_desk.core.translate import translate
from mnist_desk.crash_log import keep_logs
from mnist_desk.heap import give_back
from mnist_desk.ui.state.notices import Notices
from mnist_desk.ui.state.preferences import DATA_FOLDER, DATA_NOW, Preferences
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.window.single_instance import (
    Application,
    FirstInstance,
    hand_over,
    instance_name,
)
from mnist_desk.ui.window.style import Style
from mnist_desk.ui.work.sentences import sentence_of

log = logging.getLogger(__name__)

_FIRST_PAINT = 100
"""Milliseconds for the window to come in sight before the import of TensorFlow slows it down."""


def create_application() -> Application:
    """The QApplication with our name, style and icon."""
    give_back()
    qInstallMessageHandler(_tell_qt_message)
    QApplication.setApplicationName("mnist-desk")
    QApplication.setApplicationDisplayName(APP_NAME)
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("mnist-desk")
    application = Application(sys.argv[:1])
    # A busy moment must not drop points of a stroke. The X11 platform turns this on when it starts.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, False)
    application.setStyle(Style())
    # From here on: Qt would lose a KeyboardInterrupt that is raised in a method which it calls.
    _Interrupt(application)
    application.setWindowIcon(QIcon(str(resource("icons", "mnist-desk.svg"))))
    return application


def create_window(folder: Path | None = None) -> MainWindow:
    """The whole window, not shown. Needs a QApplication.

    TensorFlow starts to load in a worker soon after the event loop runs. folder: where to keep
    settings and models, if not in the user's own folders.
    """
    preferences = Preferences(user_settings() if folder is None else folder / "settings.json")
    trouble = ""
    try:
        model = load_model(shipped_model())
    except InputError as error:
        model, trouble = Model.fresh(RECIPES["quick"]), sentence_of(error)
    data, unmoved = _data_folder(preferences, folder or user_data())
    digits = CollectionFile(data / MY_DIGITS)
    window = MainWindow(Session(model, KeptRuns(data / KEPT), digits, preferences))
    if trouble or unmoved:
        window.show_warning(trouble or unmoved)
    elif preferences.trouble is not None and not window.messages.isVisibleTo(window):
        # An offer that stands there already matters more.
        window.show_warning(sentence_of(preferences.trouble))
    QTimer.singleShot(_FIRST_PAINT, window, window.start_engine)
    return window


def _data_folder(preferences: Preferences, usual: Path) -> tuple[Path, str]:
    """Where models and digits live, moved there first if the person wished so; and, if that was
    impossible, why they are still where they were.
    """
    wanted, now = preferences.get(DATA_FOLDER), preferences.get(DATA_NOW)
    if wanted == now:
        return Path(now or usual), ""
    try:
        move_data(Path(now or usual), Path(wanted or usual))
    except InputError as error:
        return Path(now or usual), sentence_of(error)
    preferences.set(DATA_NOW, wanted)
    return Path(wanted or usual), ""


def main(model: Path | None = None) -> int:
    """Open the window, with a model file if one is given, and run until it is closed.

    If this person has the window open on this screen already, it comes to the front and opens the
    file instead.
    """
    if not has_display():
        print(
            translate(
                "app",
                "mnist-desk: there is no display to open a window on; try mnist-desk --help, or "
                "mnist-desk demo --screenshot FILE.",
            ),
            file=sys.stderr,
        )
        return 2
    keep_logs(user_logs())
    application = create_application()
    name = instance_name(user_settings())
    if hand_over(name, model):
        return 0
    window = create_window()
    door = _Door(application)
    first = FirstInstance(name, door)
    first.asked.connect(door.open)
    application.file_opened.connect(door.open)
    if model is not None:
        window.documents.open_path(model)
    window.show()
    return run(application, window)


def run(application: QApplication, window: MainWindow) -> int:
    """The event loop, with signals to end and unexpected errors seen to. Returns the exit code."""
    session = window.session
    interrupt = application.findChild(_Interrupt) or _Interrupt(application)
    surprises = _Surprises(session.notices)
    application.lastWindowClosed.connect(application.quit)
    code = application.exec()
    # The window may be another one by now, built again over the session.
    application.closeAllWindows()
    session.close()
    # Plots that end after the application complain of timers.
    for widget in application.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    surprises.uninstall()
    return interrupt.code or code


def _tell_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt has to say, on stderr; but not of what the offscreen platform lacks."""
    if kind is QtMsgType.QtFatalMsg and "no Qt platform plugin could be initialized" in text:
        # Qt would abort next, which looks like a crash.
        sentence = translate(
            "app", "mnist-desk: no window can be opened on this display; the lines above say why."
        )
        print(sentence, file=sys.stderr, flush=True)
        os._exit(2)
    if not text.startswith("This plugin does not support"):
        print(f"Qt: {text}", file=sys.stderr)


def has_display() -> bool:
    """Whether Qt can open a window here."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


class _Interrupt(QObject):
    """Ctrl+C in the terminal closes the windows in order, and so does being told to end: by a
    system that shuts down, or a terminal that goes away.

    Python runs its signal handlers only between its own instructions, and Qt's event loop has
    none; a byte written to a socket by the signal wakes the loop up.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.code = 0
        """The exit code that tells of the first signal; 0 when there was none."""
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # One that is ignored, by nohup for one, still is.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._note)
        signal.set_wakeup_fd(self._writer.fileno())
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._close)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.code = self.code or 128 + number

    @Slot()
    def _close(self) -> None:
        self._reader.recv(64)
        if self.code:
            QApplication.closeAllWindows()


class _Door(QObject):
    """Where a second start, or the desktop, asks for the window that there is now."""

    @Slot(str)
    def open(self, file: str) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and not window.is_replaced:
                window.come_forward(file)
                return


class _Surprises(QObject):
    """Errors that nobody caught: logged with their traceback, told in the window."""

    _told = Signal(str)

    def __init__(self, notices: Notices) -> None:
        super().__init__(notices)
        self._told.connect(notices.warn, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value, args.exc_traceback
        )

    def uninstall(self) -> None:
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        log.error("Unexpected error", exc_info=(kind, error, trace) if error else None)
        self._told.emit(
            self.tr("Something went wrong ({error}); you can go on working.").format(
                error=str(error or "") or kind.__name__
            )
        )
