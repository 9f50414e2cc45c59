from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("PySide6", "PySide6.QtWidgets", "pyqtgraph", "tensorflow", "keras")

IMPORT_CORE = """
import importlib, pkgutil, mnist_desk.core
found = [m.name for m in pkgutil.walk_packages(mnist_desk.core.__path__, "mnist_desk.core.")]
assert "mnist_desk.core.model" in found
for name in found:
    importlib.import_module(name)
"""
IMPORT_CLI = """
import importlib, pkgutil, mnist_desk.cli
found = [m.name for m in pkgutil.walk_packages(mnist_desk.cli.__path__, "mnist_desk.cli.")]
assert "mnist_desk.cli.train" in found
for name in found:
    importlib.import_module(name)
"""
PARSE = "import mnist_desk.__main__, mnist_desk.cli; mnist_desk.cli.parse(['train'])"

SHOW = f"import sys; print(*sorted(set(sys.modules) & set({HEAVY!r})))"


def loaded_by(code: str) -> str:
    """Which heavy packages a fresh interpreter has loaded after some code."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{code}\n{SHOW}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("code", [IMPORT_CORE, IMPORT_CLI, PARSE], ids=["core", "cli", "parse"])
def test_neither_qt_nor_tensorflow_is_loaded(code: str) -> None:
    assert loaded_by(code) == ""


def test_loading_would_be_seen() -> None:
    assert loaded_by("import PySide6") == "PySide6"


def test_the_state_of_the_window_has_no_widget() -> None:
    code = "import mnist_desk.ui.state.session"
    assert loaded_by(code) == "PySide6"
