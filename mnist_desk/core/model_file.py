"""The file of a model.

A model file is a .safetensors file (numbers and text, nothing that could be executed):

- tensors ``layers.N.kernel`` (inputs, outputs) and ``layers.N.bias`` (outputs,), float32;
- tensors ``history.losses`` (steps,) and ``history.epochs`` (epochs, 4), float32 and float64;
- tensor ``history.train_accuracies`` (epochs,), float64, NaN where nobody looked, if somebody did;
- tensor ``scores.confusion`` (10, 10), int64, if there are scores;
- tensors ``state.S.N.kernel`` and ``state.S.N.bias``: slot S of the optimiser for layer N;
- tensors ``raw.N.kernel`` and ``raw.N.bias``: the weights, when ``layers`` is their average;
- metadata ``kind``, ``format`` and ``steps_per_epoch`` (numbers), and in JSON ``recipe``,
  ``scores``, ``certainty`` (the calibration), ``made`` and ``data`` (what it learnt from: title,
  digest, names; MNIST without).
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from .calibration import Calibration
from .class_names import clean_names
from .data_origin import MNIST_ORIGIN, DataOrigin
from .dataset import DIGITS
from .endings import ENDING
from .errors import InputError
from .intake import MODEL, Watch, parsed, unwatched
from .model import EpochRecord, History, Model, OptimizerState
from .network import Layer, Layers, layer_shapes
from .places import replacing
from .recipe import Recipe
from .scores import Scores
from .shown import elided
from .tensors import LONGEST_HEADER, NoTensorsError, Tensors, opened_tensors
from .translate import translate

FORMAT = 1

_KIND = "mnist-desk model"

_MOST_VALUES = 10_000
"""Values that one part of the metadata may have."""

_LONGEST_MADE = 200
"""Characters that are kept of one thing told for people."""

_MOST_SLOTS = 2
"""Slots of an optimiser; Adam has so many."""

_MOST_STEPS = 10_000_000
"""Steps of a history, or of an epoch: 40 MB of losses."""

_COLUMNS = 4
"""Of the tensor of the epochs: what an EpochRecord has between its number and train_accuracy."""

_TRAIN_ACCURACIES = "history.train_accuracies"

_COLDEST, _HOTTEST = 0.01, 100.0
"""Temperatures that a calibration can have; they are fitted from 0.25 to 4."""

_ODD_METADATA = (
    *(LookupError, ValueError, TypeError, AttributeError),
    *(ArithmeticError, RecursionError),
)
"""What reading metadata of another shape than ours raises."""


def save_model(model: Model, path: Path) -> None:
    """Write a model file, whole or not at all. Raises InputError when it cannot be written.

    A network so large that the file would not be read again leaves its optimiser's state out.
    """
    tensors = _tensors(model)
    if sum(tensor.nbytes for tensor in tensors.values()) > MODEL.most - LONGEST_HEADER:
        tensors = _tensors(replace(model, state=None))
    data = safetensors.numpy.save(tensors, _metadata(model))
    try:
        with replacing(path) as temporary:
            temporary.write_bytes(data)
    except OSError as error:
        raise InputError(
            translate(
                "errors", "The model cannot be written to {path} ({reason}); choose another place."
            ),
            path=path,
            reason=error.strerror or error,
        ) from error


def load_model(path: Path, watch: Watch = unwatched) -> Model:
    """Read a model file. No tensor is read before its shape is known to be that of its recipe.

    Raises InputError with one sentence when the file is not there, not one of ours, truncated,
    made by a newer version, of other shapes than its recipe says, or holds weights that are not
    finite or a history that cannot be.
    """
    try:
        with opened_tensors(path, MODEL, watch) as tensors:
            return _assembled(path, tensors)
    except FileNotFoundError:
        raise InputError(
            translate("errors", "The model {path} is not there; check the path."), path=path
        ) from None
    except (OSError, NoTensorsError) as error:
        raise InputError(
            translate(
                "errors",
                "{path} is damaged or not a model file; choose a {ending} file that MNIST Desk "
                "saved.",
            ),
            path=path,
            ending=ENDING,
        ) from error


def _assembled(path: Path, tensors: Tensors) -> Model:
    try:
        return _assemble(tensors.metadata, tensors)
    except InputError as error:
        raise InputError(
            translate("errors", "{path} cannot be used: {reason}"), path=path, reason=error
        ) from None
    except _ODD_METADATA as error:
        raise InputError(
            translate(
                "errors",
                "{path} cannot be used: what it says of itself is incomplete or damaged.",
            ),
            path=path,
        ) from error


def _tensors(model: Model) -> dict[str, NDArray[Any]]:
    tensors: dict[str, NDArray[Any]] = _layer_tensors("layers", model.layers)
    tensors["history.losses"] = model.history.losses
    epochs = model.history.epochs
    tensors["history.epochs"] = np.array(
        [record[1 : 1 + _COLUMNS] for record in epochs], np.float64
    ).reshape(-1, _COLUMNS)
    if any(record.train_accuracy is not None for record in epochs):
        # None becomes NaN. Apart from the others, so that older versions read the file.
        tensors[_TRAIN_ACCURACIES] = np.array(
            [record.train_accuracy for record in epochs], np.float64
        )
    if model.scores is not None:
        tensors["scores.confusion"] = model.scores.confusion
    if model.state is not None:
        for number, slot in enumerate(model.state.slots):
            tensors.update(_layer_tensors(f"state.{number}", slot))
        if model.state.raw is not None:
            tensors.update(_layer_tensors("raw", model.state.raw))
    return {name: np.ascontiguousarray(value) for name, value in tensors.items()}


def _layer_tensors(prefix: str, layers: Layers) -> dict[str, NDArray[Any]]:
    return {
        f"{prefix}.{number}.{part}": value
        for number, layer in enumerate(layers)
        for part, value in layer._asdict().items()
    }


def _metadata(model: Model) -> dict[str, str]:
    metadata = {
        "kind": _KIND,
        "format": str(FORMAT),
        "recipe": json.dumps(model.recipe.to_json()),
        "steps_per_epoch": str(model.history.steps_per_epoch),
        "made": json.dumps(model.made),
        "certainty": json.dumps(asdict(model.calibration)),
        "data": json.dumps(model.data._asdict()),
    }
    if model.scores is not None:
        metadata["scores"] = json.dumps(
            {
                "loss": model.scores.loss,
                "accuracy": model.scores.accuracy,
                "calibration_error": model.scores.calibration_error,
                "n": model.scores.n,
            }
        )
    return metadata


def _assemble(metadata: dict[str, str], tensors: Tensors) -> Model:
    if metadata.get("kind") != _KIND:
        raise InputError(translate("errors", "it is not a model of MNIST Desk."))
    if int(metadata["format"]) > FORMAT:
        raise InputError(
            translate("errors", "it was made by a newer version of MNIST Desk; update the program.")
        )

    recipe = Recipe.from_json(_told(metadata["recipe"]))
    scores = None
    if "scores" in metadata:
        confusion = tensors.array("scores.confusion", (DIGITS, DIGITS), "I64")
        scores = _scores(_told(metadata["scores"]), confusion)
    slots: list[Layers] = []
    while f"state.{len(slots)}.0.kernel" in tensors and len(slots) < _MOST_SLOTS:
        slots.append(_read_layers(tensors, f"state.{len(slots)}", recipe))
    raw = _read_layers(tensors, "raw", recipe) if "raw.0.kernel" in tensors else None
    made = _told(metadata.get("made", "{}"))
    return Model(
        layers=_read_layers(tensors, "layers", recipe),
        recipe=recipe,
        history=_history(tensors, int(metadata["steps_per_epoch"])),
        scores=scores,
        state=OptimizerState(tuple(slots), raw) if slots or raw else None,
        calibration=_calibration(_told(metadata.get("certainty", "{}"))),
        made={str(key): elided(str(value), _LONGEST_MADE) for key, value in made.items()},
        data=_origin(_told(metadata["data"])) if "data" in metadata else MNIST_ORIGIN,
    )


def _origin(told: dict[str, Any]) -> DataOrigin:
    title, digest = elided(str(told["title"]), _LONGEST_MADE), str(told["digest"])
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise InputError(translate("errors", "what it says of its data cannot be."))
    return DataOrigin(title, digest, clean_names([str(name) for name in told["names"]]))


def _told(text: str) -> Any:
    """What a part of the metadata says. Raises ValueError when it is no JSON of ours."""
    try:
        return parsed(text, _MOST_VALUES)
    except InputError as error:
        raise ValueError(str(error)) from None


def _scores(told: dict[str, Any], confusion: NDArray[np.int64]) -> Scores:
    error = told.get("calibration_error")
    scores = Scores(float(told["loss"]), confusion, None if error is None else float(error))
    numbers = (scores.loss, scores.calibration_error or 0.0)
    if not all(map(math.isfinite, numbers)) or confusion.min() < 0 or scores.n < 1:
        raise InputError(translate("errors", "its scores cannot be."))
    return scores


def _calibration(values: dict[str, Any]) -> Calibration:
    if unknown := set(values) - {f.name for f in fields(Calibration)}:
        raise InputError(
            translate("errors", "it is certain in ways unknown here: {names}."),
            names=", ".join(sorted(unknown)),
        )
    temperature, threshold = float(values.get("temperature", 1.0)), values.get("threshold")
    if isinstance(threshold, list):
        threshold = tuple(map(float, threshold))
        right = len(threshold) == DIGITS and all(map(math.isfinite, threshold))
    else:
        threshold = None if threshold is None else float(threshold)
        right = threshold is None or math.isfinite(threshold)
    if not (right and _COLDEST <= temperature <= _HOTTEST):
        raise InputError(translate("errors", "its temperature or threshold is out of range."))
    return Calibration(temperature, threshold)


def _read_layers(tensors: Tensors, prefix: str, recipe: Recipe) -> Layers:
    shapes = layer_shapes(recipe.hidden)
    if f"{prefix}.{len(shapes)}.kernel" in tensors:
        raise InputError(translate("errors", "it has more layers than its recipe says."))
    layers = []
    for number, (inputs, outputs) in enumerate(shapes):
        kernel = tensors.array(f"{prefix}.{number}.kernel", (inputs, outputs), "F32")
        bias = tensors.array(f"{prefix}.{number}.bias", (outputs,), "F32")
        if not (np.isfinite(kernel).all() and np.isfinite(bias).all()):
            raise InputError(translate("errors", "it has weights that are not finite numbers."))
        layers.append(Layer(kernel, bias))
    return tuple(layers)


def _history(tensors: Tensors, steps_per_epoch: int) -> History:
    losses = tensors.array("history.losses", (None,), "F32")
    rows = tensors.array("history.epochs", (None, _COLUMNS), "F64")
    learnt: list[float | None] = [None] * len(rows)
    if _TRAIN_ACCURACIES in tensors:
        told = tensors.array(_TRAIN_ACCURACIES, (len(rows),), "F64").tolist()
        learnt = [None if math.isnan(value) else value for value in told]
    records = tuple(
        EpochRecord(epoch, *row)._replace(train_accuracy=train_accuracy)
        for epoch, (row, train_accuracy) in enumerate(zip(rows.tolist(), learnt, strict=True))
    )
    plausible = len(losses) <= _MOST_STEPS and all(map(_plausible, records))
    if not plausible or not 1 <= steps_per_epoch <= _MOST_STEPS:
        raise InputError(translate("errors", "its history cannot be."))
    return History(losses, records, steps_per_epoch)


def _plausible(record: EpochRecord) -> bool:
    return (
        0 <= record.test_accuracy <= 1
        and 0 <= record.seconds < math.inf
        and 0 <= (record.train_accuracy or 0.0) <= 1
    )
