"""What comes after a file was taken and is not attacked: TensorFlow and the long work."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

_MODULES = (
    *("train", "lesson", "evaluate", "evaluate_output", "predict", "data", "data_info"),
    *("output", "inputs", "training_log"),
)


def warm_up() -> None:
    """Import all that the verbs import, with TensorFlow's part put aside."""
    import importlib

    import PIL.BmpImagePlugin
    import PIL.JpegImagePlugin
    import PIL.PngImagePlugin
    import PIL.WebPImagePlugin
    import rich.console
    import rich.table

    del PIL, rich
    import mnist_desk.__main__
    import mnist_desk.cli

    del mnist_desk
    for name in _MODULES:
        importlib.import_module(f"mnist_desk.cli.{name}")
    _put_aside()


def _put_aside() -> None:
    """In the place of the engine's modules; that a file gets here says that it was taken."""
    from mnist_desk.core.dataset import Dataset
    from mnist_desk.core.model import Model
    from mnist_desk.core.reading import outputs_of_images

    def outputs_of(model: Model, data: Dataset) -> NDArray[np.float32]:
        return outputs_of_images(model.layers, data.images)

    for name, function, does in (
        ("predictor", "outputs_of", outputs_of),
        ("lesson", "teach", _taken),
        ("trainer", "train", _taken),
    ):
        module = ModuleType(f"mnist_desk.engine.{name}")
        setattr(module, function, does)
        sys.modules[module.__name__] = module


def _taken(*_: object) -> NoReturn:
    raise SystemExit(0)
