"""Puts test images of MNIST on the canvas: any one, or one that the network gets wrong."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.mnist_digit import load_test_images, mnist_digit, wrong
from mnist_desk.core.model import Model

from ..state.session import Session
from ..work.worker import Worker


class _Found(NamedTuple):
    """images: the test set. among: the indices to choose from, (k,), k may be 0."""

    images: Dataset
    among: NDArray[np.intp]


class MnistDigits(QObject):
    """Loads the images, and reads them all when a wrong one is asked for, in a worker."""

    shown = Signal(object)
    """The MnistDigit that was put on the canvas."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._images: Dataset | None = None
        self._worker: Worker | None = None
        self._wanted: Model | None = None
        self._waits = False
        self._random = np.random.default_rng()
        self._last = -1
        session.closing.connect(self.close)

    @property
    def busy(self) -> bool:
        """Whether a worker runs."""
        return self._worker is not None

    @Slot()
    def put_any(self) -> None:
        """Put a random test image on the canvas."""
        self._find(None)

    @Slot()
    def put_wrong(self) -> None:
        """Put a random one of those that the current model gets wrong on the canvas."""
        self._find(self._session.model)

    @Slot()
    def close(self) -> None:
        """Wait for what runs: at most the reading of all images."""
        self._waits = False
        if self._worker is not None:
            self._worker.stop()
            self._worker.wait()

    def _find(self, model: Model | None) -> None:
        if self._worker is not None:
            self._wanted, self._waits = model, True
            return
        worker = self._worker = Worker(functools.partial(_search, self._images, model), parent=self)
        worker.arrived.connect(self._on_found)
        worker.failed.connect(self._on_failed)
        worker.finished.connect(self._on_finished)
        worker.finished.connect(worker.deleteLater)
        worker.start()

    @Slot()
    def _on_found(self) -> None:
        found = self._worker.take() if self._worker else None
        if found is None:
            return
        self._images = found.images
        if self._waits:
            return
        if len(found.among) == 0:
            self._session.said.emit(self.tr("This network gets none of the test images wrong."))
            return
        others = found.among[found.among != self._last]
        self._last = int(self._random.choice(others if len(others) else found.among))
        digit = mnist_digit(found.images, self._last)
        self._session.set_drawing(digit, self.tr("Test digit"))
        self.shown.emit(digit)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._session.said.emit(str(error))

    @Slot()
    def _on_finished(self) -> None:
        self._worker = None
        if self._waits:
            self._waits = False
            self._find(self._wanted)


class MnistButton(QToolButton):
    """Puts any test image on the canvas; its menu has those that the network gets wrong, too."""

    def __init__(self, digits: MnistDigits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("testDigitButton")
        self.setText(self.tr("Test digit"))
        self.setToolTip(self.tr("Put an image of the MNIST test set on the canvas (Ctrl+T)"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.clicked.connect(digits.put_any)
        menu = QMenu(self)
        menu.addAction(self.tr("Any test digit"), digits.put_any)
        menu.addAction(self.tr("One it gets wrong"), digits.put_wrong)
        self.setMenu(menu)


def _search(images: Dataset | None, model: Model | None) -> Iterator[_Found]:
    images = images or load_test_images()
    yield _Found(images, np.arange(len(images)) if model is None else wrong(model, images))
