"""Who made it, under which licences, and what a report of a fault should say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from mnist_desk import __version__
from mnist_desk.core.places import APP_NAME

from ..state.engine import Engine
from .diagnostics import diagnostics

_ICON = 64
"""Pixels."""


class AboutBox(QMessageBox):
    """Opened with `open`, it holds up nothing; it is deleted when it is closed."""

    copied = Signal()
    """The diagnostics are on the clipboard."""

    def __init__(self, engine: Engine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About MNIST Desk"))
        self.setIconPixmap(QGuiApplication.windowIcon().pixmap(_ICON, _ICON))
        self.setText(f"<b>{APP_NAME} {__version__}</b>")
        self.setInformativeText(
            self.tr(
                "Train a small network on MNIST, watch it learn, and draw digits that it reads.\n\n"
                "The program is under the MIT licence. MNIST is by Y. LeCun, C. Cortes and "
                "C. J. C. Burges, CC BY-SA 3.0. The icons are by Lucide, ISC licence."
            )
        )
        copy = self.addButton(self.tr("Copy diagnostics"), QMessageBox.ButtonRole.ActionRole)
        copy.setObjectName("copyDiagnostics")
        # Copying leaves the box open: a button of a QMessageBox would close it otherwise.
        copy.clicked.disconnect()
        copy.clicked.connect(self._copy)
        # With two buttons Qt would not know which one Escape means, and take none.
        self.setEscapeButton(self.addButton(QMessageBox.StandardButton.Ok))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(diagnostics(self._engine))
        self.copied.emit()
