"""Which device a training runs on."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from ..state.engine import Engine
from ..state.preferences import DEVICE, Preferences


class DeviceBox(QComboBox):
    """Lists what TensorFlow sees. A GPU can be asked for anyway: then it is said why there is none.

    The choice holds from the next training on.
    """

    def __init__(
        self, engine: Engine, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("deviceBox")
        self.setAccessibleName(self.tr("Device"))
        self.setToolTip(self.tr("What the next training runs on"))
        # What the devices are called is known later.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._engine, self._preferences = engine, preferences
        for choice in ("auto", "cpu", "gpu"):
            self.addItem("", choice)
        self._show_devices()
        self.currentIndexChanged.connect(self._choose)
        engine.changed.connect(self._show_devices)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self._preferences.set(DEVICE, self.itemData(index))

    @Slot()
    def _show_devices(self) -> None:
        devices = self._engine.devices
        automatic = self.tr("Automatic")
        if "auto" in devices:
            automatic = self.tr("Automatic ({device})").format(device=devices["auto"])
        self.setItemText(self.findData("auto"), automatic)
        self.setItemText(self.findData("cpu"), devices.get("cpu", "CPU"))
        none = self.tr("GPU (none seen)") if devices else "GPU"
        self.setItemText(self.findData("gpu"), devices.get("gpu", none))
        self.setCurrentIndex(self.findData(self._engine.choice))
