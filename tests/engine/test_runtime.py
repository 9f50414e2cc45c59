"""Devices: on machines without a GPU as on those that have one."""

from __future__ import annotations

import re

import pytest
import tensorflow as tf

from mnist_desk import __version__
from mnist_desk.core.errors import InputError
from mnist_desk.engine.runtime import describe_device, devices, find_device, has_xla, versions


class Gpus:
    """Stands in for the GPUs that TensorFlow sees."""

    def __init__(self, patch: pytest.MonkeyPatch, *names: str | None, in_use: bool = False) -> None:
        self.growing: list[str | None] = []
        self._in_use = in_use
        patch.setattr(tf.config, "list_physical_devices", lambda kind: [*names])
        patch.setattr(tf.config.experimental, "set_memory_growth", self._grow)
        patch.setattr(
            tf.config.experimental, "get_device_details", lambda name: {"device_name": name}
        )

    def _grow(self, name: str | None, grows: bool) -> None:
        if self._in_use:
            raise RuntimeError("memory growth must be set before GPUs have been initialized")
        assert grows
        self.growing.append(name)


def test_without_a_gpu_the_cpu_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    Gpus(monkeypatch)
    assert find_device("auto") == find_device("cpu") == "CPU:0"
    assert devices() == {"cpu": "CPU"}
    with pytest.raises(InputError, match="There is no GPU to train on"):
        find_device("gpu")


def test_a_gpu_is_taken_and_takes_no_more_memory_than_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gpus = Gpus(monkeypatch, "Abacus 9000", "Abacus 1")
    assert find_device("cpu") == "CPU:0"
    assert gpus.growing == []
    assert find_device("auto") == find_device("gpu") == "GPU:0"
    assert gpus.growing == ["Abacus 9000", "Abacus 1"] * 2
    assert devices() == {"cpu": "CPU", "gpu": "Abacus 9000"}
    assert describe_device("GPU:1") == "Abacus 1"


def test_a_gpu_in_use_without_a_name_is_taken_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    Gpus(monkeypatch, None, in_use=True)
    assert find_device("auto") == "GPU:0"
    assert describe_device("GPU:0") == "GPU"


@pytest.mark.parametrize(
    ("system", "reason"),
    [("darwin", "no GPU on macOS"), ("win32", "inside WSL 2"), ("linux", "CPU only|NVIDIA driver")],
)
def test_why_there_is_no_gpu_depends_on_the_system(
    system: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Gpus(monkeypatch)
    monkeypatch.setattr("sys.platform", system)
    with pytest.raises(InputError, match=reason):
        find_device("gpu")


def test_xla_is_tried() -> None:
    assert has_xla("CPU:0")
    assert not has_xla("no device")


def test_a_model_tells_what_it_was_made_with() -> None:
    told = versions()
    assert told["mnist_desk"] == __version__
    assert told["tensorflow"] == tf.__version__
    assert re.fullmatch(r"3\.\d+\.\d+.*", told["python"])
    assert set(told) == {"mnist_desk", "tensorflow", "python", "system"}
