from __future__ import annotations

import importlib.metadata
import platform

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk import __version__
from mnist_desk.core.places import user_data, user_logs, user_settings
from mnist_desk.ui.state.engine import Engine
from mnist_desk.ui.state.notices import Notices
from mnist_desk.ui.window.diagnostics import diagnostics


def test_versions_devices_and_paths_are_told(qtbot: QtBot) -> None:
    engine = Engine(Notices())
    text = diagnostics(engine)
    lines = dict(line.split(": ", 1) for line in text.splitlines())
    assert lines["MNIST Desk"] == __version__
    assert lines["Python"] == platform.python_version()
    assert lines["TensorFlow"] == importlib.metadata.version("tensorflow")
    assert lines["Qt"].endswith(", offscreen")
    assert lines["Devices"] == "not known yet"
    for path in (user_data(), user_settings(), user_logs()):
        assert str(path) in lines.values()
    engine.devices = {"auto": "CPU", "cpu": "CPU"}
    assert "Devices: CPU\n" in diagnostics(engine)


def test_a_missing_distribution_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert "TensorFlow: not found\n" in diagnostics(Engine(Notices()))
