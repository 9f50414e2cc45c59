"""TensorFlow as it is on this machine: its devices and versions."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import platform
import sys
from typing import Any

import tensorflow as tf

from mnist_desk import __version__
from mnist_desk.core.errors import InputError
from mnist_desk.core.progress import DeviceChoice
from mnist_desk.core.translate import Phrase, translate


def find_device(choice: DeviceChoice) -> str:
    """TensorFlow's name of the device to use, "CPU:0" or "GPU:0".

    auto takes a GPU if TensorFlow sees one. Raises InputError saying why there is none when "gpu"
    is asked for in vain.
    """
    gpus = tf.config.list_physical_devices("GPU")
    if choice == "cpu" or (choice == "auto" and not gpus):
        return "CPU:0"
    if not gpus:
        raise InputError(
            translate("errors", "There is no GPU to train on: {reason}; choose auto or cpu."),
            reason=_why_no_gpu(),
        )
    for gpu in gpus:
        _grow_memory_as_needed(gpu)
    return "GPU:0"


def describe_device(device: str) -> str:
    """A device name for people: "CPU", or the model of the GPU."""
    kind, _, number = device.partition(":")
    if kind != "GPU":
        return kind
    gpu = tf.config.list_physical_devices("GPU")[int(number)]
    name = tf.config.experimental.get_device_details(gpu).get("device_name")
    return str(name or kind)


@functools.lru_cache(maxsize=4)
def has_xla(device: str) -> bool:
    """Whether TensorFlow can compile for a device with XLA, which it tries.

    Builds without XLA, and GPUs whose CUDA tools are not all there, cannot; training then runs
    as TensorFlow's own graph, slower.
    """

    @tf.function(jit_compile=True, autograph=False)  # type: ignore[untyped-decorator]
    def double(x: Any) -> Any:
        return x + x

    try:
        with tf.device(device):
            return bool(double(tf.constant(1.0)) == 2)
    except (tf.errors.OpError, ValueError):
        return False


def give_back_memory() -> None:
    """Give what was freed back to the system. glibc keeps it: compiling a recipe leaves 100 MB."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # Another C library has no malloc_trim.
            ctypes.CDLL("libc.so.6").malloc_trim(0)


def devices() -> dict[DeviceChoice, str]:
    """The devices that TensorFlow sees: what to ask for -> what it is called."""
    seen: dict[DeviceChoice, str] = {"cpu": describe_device("CPU:0")}
    if tf.config.list_physical_devices("GPU"):
        seen["gpu"] = describe_device("GPU:0")
    return seen


def versions() -> dict[str, str]:
    """What a model file records of where it was made."""
    return {
        "mnist_desk": __version__,
        "tensorflow": tf.__version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _grow_memory_as_needed(gpu: tf.config.PhysicalDevice) -> None:
    # A GPU that is in use already keeps the memory it has.
    with contextlib.suppress(RuntimeError):
        tf.config.experimental.set_memory_growth(gpu, True)


def _why_no_gpu() -> Phrase:
    if sys.platform == "darwin":
        return Phrase("errors", translate("errors", "TensorFlow uses no GPU on macOS"))
    if sys.platform == "win32":
        return Phrase(
            "errors",
            translate("errors", "TensorFlow uses no GPU on Windows (it does inside WSL 2)"),
        )
    if not tf.test.is_built_with_cuda():
        return Phrase("errors", translate("errors", "this build of TensorFlow is for the CPU only"))
    return Phrase(
        "errors",
        translate(
            "errors",
            "TensorFlow found no graphics card with a working NVIDIA driver and CUDA libraries",
        ),
    )
