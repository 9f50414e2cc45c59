"""What the Help menu does."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QProcess, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QMenu

from mnist_desk.core.places import user_logs

from ..state.session import Session
from ..widgets.folders import open_folder
from .about import AboutBox
from .keys_dialog import KeysDialog


class Help(QObject):
    """Keys, the show, the folder of logs, About."""

    first_steps_asked = Signal()

    def __init__(self, session: Session, window: QMainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    @Slot()
    def show_first_steps(self) -> None:
        self.first_steps_asked.emit()

    @Slot()
    def show_me(self) -> None:
        """The demo, in a program of its own: it leaves what the person does here alone."""
        program, *arguments = show_command()
        started = QProcess.startDetached(program, arguments)
        if started if isinstance(started, bool) else started[0]:
            self._session.notices.confirm(self.tr("The show opens in a window of its own."))
        else:
            self._session.notices.warn(
                self.tr("The show cannot be started; try mnist-desk demo in a terminal.")
            )

    @Slot()
    def show_keys(self) -> None:
        bar = self._window.menuBar()
        menus = [menu for menu in bar.findChildren(QMenu) if menu.menuAction() in bar.actions()]
        KeysDialog(menus, self._window).show()

    @Slot()
    def open_logs(self) -> None:
        folder = user_logs()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            sentence = self.tr("The folder {folder} cannot be made ({reason}).")
            self._session.notices.warn(sentence.format(folder=folder, reason=error.strerror))
            return
        if not open_folder(folder):
            sentence = self.tr("The folder {folder} cannot be shown; the log files are in it.")
            self._session.notices.warn(sentence.format(folder=folder))

    @Slot()
    def about(self) -> None:
        box = AboutBox(self._session.engine, self._window)
        box.copied.connect(self._on_copied)
        box.open()

    @Slot()
    def _on_copied(self) -> None:
        self._session.notices.confirm(self.tr("The diagnostics were copied."))


def show_command() -> list[str]:
    """What starts the demo: the frozen program itself, or Python with the package."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "demo"]
    return [sys.executable, "-m", "mnist_desk", "demo"]
