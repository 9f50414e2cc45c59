"""Puts test images of MNIST on the canvas: any one, or one that the network gets wrong."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.mnist_digit import MnistDigit, load_test_images, mnist_digit, wrong
from mnist_desk.core.model import Model

from ..state.measurement import Measurement, Work
from ..state.session import Session
from ..widgets.buttons import tip_of
from ..work.job_queue import JobQueue


class MnistDigits(QObject):
    """Loads the images, and reads them all when a wrong one is asked for, in a worker."""

    shown = Signal(MnistDigit)
    """The one that was put on the canvas."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._notices = session.sheet, session.notices
        self._images: Dataset | None = None
        self._wrong: NDArray[np.intp] | None = None
        self._random = np.random.default_rng()
        self._last = -1
        self._loading = JobQueue(self, finishes=False)
        self._loading.failed.connect(session.notices.warn)
        self._mistakes = Measurement(session.network, self._reading, 0, self)
        self._mistakes.arrived.connect(self._on_wrong)
        self._mistakes.failed.connect(session.notices.warn)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._loading.busy or self._mistakes.is_due

    @Slot()
    def put_any(self) -> None:
        """Put a random test image on the canvas."""
        self._mistakes.watch(False)
        if self._images is None:
            self._loading.forget()
            self._loading.do(load_test_images, self._on_any)
        else:
            self._put(range(len(self._images)))

    @Slot()
    def put_wrong(self) -> None:
        """Put a random one of those that the network gets wrong on the canvas."""
        self._loading.forget()
        if self._mistakes.is_fresh and self._wrong is not None:
            self._put_wrong()
        else:
            self._mistakes.watch(True)

    def _on_any(self, images: Dataset) -> None:
        self._images = images
        self.put_any()

    def _reading(self, model: Model) -> Work:
        return functools.partial(_find_wrong, self._images, model)

    @Slot(object)
    def _on_wrong(self, found: tuple[Dataset, NDArray[np.intp]]) -> None:
        self._images, self._wrong = found
        self._mistakes.watch(False)
        self._put_wrong()

    def _put_wrong(self) -> None:
        assert self._wrong is not None
        if len(self._wrong):
            self._put(self._wrong.tolist())
        else:
            self._notices.warn(self.tr("This network gets none of the test images wrong."))

    def _put(self, among: Sequence[int]) -> None:
        """Another one than the last, where there is another."""
        assert self._images is not None
        others = [index for index in among if index != self._last]
        self._last = int(self._random.choice(others or among))
        digit = mnist_digit(self._images, self._last)
        self._sheet.set_drawing(digit, self.tr("Test digit"))
        self.shown.emit(digit)


class MnistButton(QToolButton):
    """Puts any test image on the canvas; its menu has those that the network gets wrong, too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("testDigitButton")
        self.setText(self.tr("Test digit"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def set_actions(self, any_digit: QAction, wrong_digit: QAction) -> None:
        self.setToolTip(tip_of(any_digit))
        self.clicked.connect(any_digit.trigger)
        menu = QMenu(self)
        menu.addActions([any_digit, wrong_digit])
        self.setMenu(menu)


def _find_wrong(images: Dataset | None, model: Model) -> Iterator[tuple[Dataset, NDArray[np.intp]]]:
    images = images or load_test_images()
    yield images, wrong(model, images)
