"""What the tests of the state share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.network import Layer
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def other_file(tmp_path: Path, recipe: Recipe) -> Path:
    """A model file that always answers 8."""
    layer = Layer(np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[8])
    path = tmp_path / "always-eight.safetensors"
    save_model(Model((layer,), recipe), path)
    return path


@pytest.fixture
def trained(qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine) -> Run:
    """The run of a training that has gone to its end."""
    with qtbot.waitSignal(ready_session.training.ended):
        ready_session.training.start(recipe)
        engine.let(6)
    return ready_session.runs.current
