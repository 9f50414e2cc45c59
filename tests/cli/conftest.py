"""What the tests of the command line share: runs of it, and a training that only notes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mnist_desk.cli import train

from .stand_ins import SMALL, Training, tiny_data
from .terminal import Result, Trained, run


@contextlib.contextmanager
def home_in(folder: Path) -> Iterator[None]:
    """The user's folders are under the folder: fixtures of a wide scope run before own_home, and
    TensorFlow, imported there, asks for the home too.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(folder / "data"))
        patch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(folder / "config"))
        yield


@pytest.fixture(scope="module", autouse=True)
def home_of_the_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with home_in(tmp_path_factory.mktemp("home")):
        yield


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A run of two epochs with --json - and --out."""
    path = tmp_path_factory.mktemp("trained") / "model.safetensors"
    with home_in(tmp_path_factory.mktemp("home")):
        result = run("train", "--epochs", 2, *SMALL, "--out", path, "--json", "-")
    return Trained(result, path)


@pytest.fixture(scope="session")
def trained_aloud(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """The same run with its log on standard output and its JSON in a file."""
    path = tmp_path_factory.mktemp("aloud") / "result.json"
    with home_in(tmp_path_factory.mktemp("home")):
        return run("train", "--epochs", 2, *SMALL, "--json", path), path


@pytest.fixture
def training(monkeypatch: pytest.MonkeyPatch) -> Callable[[Training], None]:
    """Put another iterator in the place of the engine's train()."""
    from mnist_desk.engine import trainer

    def put(function: Training) -> None:
        monkeypatch.setattr(trainer, "train", function)
        monkeypatch.setattr(train, "load_mnist", tiny_data)

    return put


@pytest.fixture
def starts(training: Callable[[Training], None]) -> list[Any]:
    """What was asked to be trained, while nothing is."""
    asked: list[Any] = []

    def note(start: Any, *_: Any) -> Iterator[Any]:
        asked.append(start)
        yield from ()

    training(note)
    return asked
