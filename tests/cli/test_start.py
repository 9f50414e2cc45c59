"""What a start loads: nothing that is not needed for what was asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mnist_desk.cli.dispatch import MODULES

from .stand_ins import SAMPLES

HEAVY = {
    *("numpy", "PIL", "rich", "platformdirs", "safetensors"),
    *("tensorflow", "keras", "PySide6", "pyqtgraph"),
}

RUN = """
import contextlib, io, sys
from mnist_desk.__main__ import main
with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.suppress(SystemExit):
    main()
print(len(said.getvalue()), *sys.modules)
"""


def loaded_by(*arguments: object) -> set[str]:
    """The modules that a fresh interpreter has when it has done this and said something."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUN, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (done.returncode, done.stderr) == (0, "")
    length, *modules = done.stdout.split()
    assert int(length) > 0
    return set(modules)


def verb_modules(loaded: set[str]) -> set[str]:
    return {name for name in MODULES.values() if f"mnist_desk.cli.{name}" in loaded}


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], *([v, "--help"] for v in MODULES)]
)
def test_telling_of_itself_loads_nothing_large(arguments: list[str]) -> None:
    loaded = loaded_by(*arguments)
    assert loaded & HEAVY == set()
    assert verb_modules(loaded) == set()


def test_a_verb_loads_its_own_module_alone() -> None:
    loaded = loaded_by("predict", SAMPLES)
    assert verb_modules(loaded) == {"predict"}
    assert loaded & HEAVY == {"numpy", "PIL", "platformdirs", "safetensors"}
