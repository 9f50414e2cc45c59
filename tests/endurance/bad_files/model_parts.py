"""A model file taken apart, to be put together wrongly."""

from __future__ import annotations

import json
import struct
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from mnist_desk.core.model import EpochRecord, History, Model, OptimizerState
from mnist_desk.core.model_file import save_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores

FILE = "model.safetensors"

Tensor = tuple[str, list[int], bytes]
"""dtype as the format writes it, shape, bytes."""


@dataclass
class Parts:
    """A model file taken apart, to be put together wrongly."""

    metadata: dict[str, Any]
    tensors: dict[str, Tensor]

    @classmethod
    def of(cls, data: bytes) -> Parts:
        (length,) = struct.unpack_from("<Q", data)
        header = json.loads(data[8 : 8 + length])
        body = data[8 + length :]
        metadata = header.pop("__metadata__")
        tensors = {}
        for name, told in header.items():
            begin, end = told["data_offsets"]
            tensors[name] = (told["dtype"], told["shape"], body[begin:end])
        return cls(metadata, tensors)

    def header(self) -> dict[str, Any]:
        header: dict[str, Any] = {"__metadata__": self.metadata}
        at = 0
        for name, (dtype, shape, data) in self.tensors.items():
            header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [at, at + len(data)]}
            at += len(data)
        return header

    def body(self) -> bytes:
        return b"".join(data for _, _, data in self.tensors.values())

    def packed(self) -> bytes:
        return packed(json.dumps(self.header()).encode(), self.body())

    def with_metadata(self, **values: Any) -> Parts:
        """None takes a key away."""
        metadata = {**self.metadata, **values}
        return replace(self, metadata={k: v for k, v in metadata.items() if v is not None})

    def with_recipe(self, **values: Any) -> Parts:
        recipe = {**json.loads(self.metadata["recipe"]), **values}
        return self.with_metadata(recipe=json.dumps(recipe))

    def with_tensors(self, **tensors: Tensor | None) -> Parts:
        """None takes a tensor away; __ stands for the dot of a name."""
        named = {name.replace("__", "."): tensor for name, tensor in tensors.items()}
        changed = {**self.tensors, **named}
        return replace(self, tensors={k: v for k, v in changed.items() if v is not None})


def packed(header: bytes, body: bytes) -> bytes:
    return struct.pack("<Q", len(header)) + header + body


def tensor(values: Any, dtype: str, shape: list[int] | None = None) -> Tensor:
    numpy = {"F32": "<f4", "F64": "<f8", "I64": "<i8", "I32": "<i4", "F16": "<f2", "U8": "u1"}
    array = np.asarray(values).astype(numpy[dtype])
    return dtype, list(array.shape) if shape is None else shape, array.tobytes()


def small_model() -> Model:
    """A model with everything that a file can hold, in 80 kB."""
    model = Model.fresh(Recipe(hidden=(8,), epochs=3))
    epochs = tuple(EpochRecord(epoch, 0.5, 0.4, 0.9, 1.0) for epoch in range(2))
    losses = np.linspace(2, 0.5, 4, dtype=np.float32)
    return replace(
        model,
        history=History(losses, epochs, steps_per_epoch=2),
        scores=Scores(0.5, np.eye(10, dtype=np.int64), 0.01),
        state=OptimizerState((model.layers, model.layers), model.layers),
        made={"device": "abacus", "tensorflow": "2.21"},
    )


def good_model() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        save_model(small_model(), path)
        return path.read_bytes()
