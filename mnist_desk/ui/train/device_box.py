"""Which device a training runs on."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from ..state.training import State, Training


class DeviceBox(QComboBox):
    """Lists what TensorFlow sees. A GPU can be asked for anyway: then it is said why there is none.

    The choice holds from the next training on.
    """

    def __init__(self, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deviceBox")
        self.setAccessibleName(self.tr("Device"))
        self.setToolTip(self.tr("What the next training runs on"))
        self._training = training
        for choice in ("auto", "cpu", "gpu"):
            self.addItem("", choice)
        self._show_devices()
        self.setCurrentIndex(self.findData(training.choice))
        self.currentIndexChanged.connect(self._choose)
        training.state_changed.connect(self._on_state)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self._training.choice = self.itemData(index)

    @Slot(object)
    def _on_state(self, state: State) -> None:
        if state is State.IDLE:
            self._show_devices()

    def _show_devices(self) -> None:
        devices = self._training.devices
        automatic = self.tr("Automatic")
        if "auto" in devices:
            automatic = self.tr("Automatic ({device})").format(device=devices["auto"])
        self.setItemText(self.findData("auto"), automatic)
        self.setItemText(self.findData("cpu"), devices.get("cpu", "CPU"))
        none = self.tr("GPU (none seen)") if devices else "GPU"
        self.setItemText(self.findData("gpu"), devices.get("gpu", none))
