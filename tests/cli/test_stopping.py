from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desk.cli import stopping, train
from mnist_desk.core.calibration import Calibration
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.scores import score

from .stand_ins import Training, progress
from .terminal import logged, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a signal ends the process there")

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
if sys.platform != "win32":
    CODES[signal.SIGHUP] = 129


def tell_myself(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize(("number", "code"), CODES.items())
def test_a_signal_to_end_leaves_the_model_reached(
    number: int, code: int, training: Callable[[Training], None], tmp_path: Path
) -> None:
    def stopped(*_: Any) -> Iterator[Any]:
        yield progress(1)
        yield progress(120)
        tell_myself(number)
        yield progress(121)

    training(stopped)
    result = run("train", "--out", tmp_path / "a.safetensors")
    assert (result.code, result.err) == (code, "")
    assert load_model(tmp_path / "a.safetensors").steps == 120
    assert logged(result.out)


@pytest.mark.parametrize("number", CODES)
def test_more_signals_while_it_saves_lose_nothing(
    number: int,
    training: Callable[[Training], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def stopped(*_: Any) -> Iterator[Any]:
        yield progress(120)
        tell_myself(number)

    def save(model: Model, path: Path) -> None:
        tell_myself(signal.SIGINT)
        save_model(model, path)
        tell_myself(number)

    training(stopped)
    monkeypatch.setattr(train, "save_model", save)
    assert run("train", "--out", tmp_path / "a.safetensors").code == CODES[signal.Signals(number)]
    assert load_model(tmp_path / "a.safetensors").steps == 120


def test_a_signal_during_the_last_save_changes_nothing(
    training: Callable[[Training], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def save(model: Model, path: Path) -> None:
        tell_myself(signal.SIGTERM)
        save_model(model, path)

    training(lambda *_: iter([progress(120)]))
    monkeypatch.setattr(train, "save_model", save)
    assert run("train", "--out", tmp_path / "a.safetensors").code == 0
    assert load_model(tmp_path / "a.safetensors").steps == 120


def test_a_signal_while_an_epoch_is_saved_waits_until_it_is(
    training: Callable[[Training], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saves: list[int] = []

    def save(model: Model, path: Path) -> None:
        tell_myself(signal.SIGTERM)
        save_model(model, path)
        saves.append(model.steps)

    scores = score(np.eye(10, dtype=np.float32), np.arange(10), "cross-entropy", Calibration())
    steps = [replace(progress(count), scores=scores) for count in (120, 121)]
    training(lambda *_: iter(steps))
    monkeypatch.setattr(train, "save_model", save)
    assert run("train", "--out", tmp_path / "a.safetensors").code == 143
    assert saves == [120, 120], "that of the epoch, and the last one"


def test_who_ignores_a_hang_up_still_does(training: Callable[[Training], None]) -> None:
    """As nohup does before it starts the program."""

    def hung_up(*_: Any) -> Iterator[Any]:
        tell_myself(signal.SIGHUP)
        yield progress(1)

    training(hung_up)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run("train").code == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_signals_are_as_they_were_afterwards() -> None:
    before = [signal.getsignal(number) for number in CODES]
    with pytest.raises(stopping.Stopped), stopping.stoppable():
        tell_myself(signal.SIGTERM)
    assert [signal.getsignal(number) for number in CODES] == before
