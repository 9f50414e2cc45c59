"""What a report of a fault should say of the machine and the program."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from mnist_desk import __version__
from mnist_desk.core.places import resource, user_data, user_logs, user_settings

from ..state.engine import Engine

_LIBRARIES = ("PySide6_Essentials", "numpy", "pyqtgraph", "safetensors", "pillow")


def diagnostics(engine: Engine) -> str:
    """Versions, devices and paths, one a line. Nothing of what was drawn or trained is in it."""
    screen = QGuiApplication.primaryScreen()
    size = screen.size() if screen else None
    lines = {
        "MNIST Desk": __version__ + (", frozen" if getattr(sys, "frozen", False) else ""),
        "System": platform.platform(),
        "Processors": os.cpu_count(),
        "Python": platform.python_version(),
        "TensorFlow": _version("tensorflow", "tensorflow_cpu"),
        **{name: _version(name) for name in _LIBRARIES},
        "Qt": f"{qVersion()}, {QGuiApplication.platformName()}",
        "Screen": f"{size.width()} × {size.height()} at {screen.devicePixelRatio():g}"
        if size
        else "none",
        "Engine": engine.state.name.lower(),
        "Devices": ", ".join(dict.fromkeys(engine.devices.values())) or "not known yet",
        "Chosen device": engine.choice,
        "Program": resource().parent,
        "Models that were not saved": user_data(),
        "Settings": user_settings(),
        "Logs": user_logs(),
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def _version(*distributions: str) -> str:
    for name in distributions:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return "not found"
