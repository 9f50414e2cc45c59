"""What all tests share: a home of their own, and proof that nothing is left running."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shell starts what is in the background with Ctrl+C ignored, nohup with SIGHUP; children inherit
# that, and the program respects it.
for name, usual in (
    ("SIGINT", signal.default_int_handler),
    ("SIGTERM", signal.SIG_DFL),
    ("SIGHUP", signal.SIG_DFL),
):
    if signal.getsignal(number := getattr(signal, name, signal.SIGINT)) == signal.SIG_IGN:
        signal.signal(number, usual)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders are under tmp_path, on every system."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(home / "data"))
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(home / "config"))
    monkeypatch.setattr("platformdirs.user_log_dir", lambda *_, **__: str(home / "logs"))
    return home
