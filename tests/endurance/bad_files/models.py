"""Model files: .safetensors."""

from __future__ import annotations

import functools
import json
import math
import random
import struct
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from mnist_desk.core.model import EpochRecord, History, Model, OptimizerState
from mnist_desk.core.model_file import save_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores

from .case import Case, Kit, Verdict
from .damage import add_foreign, add_usual, encoded
from .oddities import HUGE_NUMBER, NASTY, deep, shown
from .specials import add_specials

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


def cases(seed: int) -> list[Case]:
    rng = random.Random(f"{seed} models")
    data = good_model()
    parts = Parts.of(data)
    kit = Kit("model", FILE)
    kit.add("good", "as saved", data, "good")
    kit.add("good", "put together here", parts.packed(), "good")
    add_usual(kit, data, rng, truncations=50, flips=90)
    add_foreign(kit, rng)
    for name, content in encoded(json.dumps(parts.header())):
        kit.add("text encodings", name, content)
    add_specials(kit, data)
    _add_headers(kit, parts)
    _add_metadata(kit, parts)
    _add_recipes(kit, parts)
    _add_tensors(kit, parts)
    _add_weights(kit, parts)
    _add_history(kit, parts)
    _add_scores(kit, parts)
    return kit.cases


def _add_headers(kit: Kit, parts: Parts) -> None:
    header, body = json.dumps(parts.header()).encode(), parts.body()
    lengths = (0, 1, len(header) - 1, len(header) + 1, len(header) + len(body) + 1, 10**8 + 1)
    for length in (*lengths, 2**31, 2**32, 2**53, 2**63 - 1, 2**63, 2**64 - 1):
        kit.add("header length", f"{length}", struct.pack("<Q", length) + header + body)
    for size in (1_000_000, 99_000_000):
        kit.add(
            "header size",
            f"{size:,} of blanks",
            functools.partial(_padded, header, size, body),
            "odd",
            heavy=size > 10_000_000,
        )
    kit.add(
        "header size", "30 MB of metadata", lambda: _much_metadata(parts, 30), "odd", heavy=True
    )
    kit.add("header size", "3 MB of metadata", lambda: _much_metadata(parts, 3), "odd")
    for count in (1_000, 100_000, 1_000_000):
        kit.add("deep JSON", f"header, {count:,} brackets", packed(deep(count), body))
    kit.add("header", "list", packed(b"[]", b""))
    kit.add("header", "nothing in it", packed(b"{}", b""))
    kit.add("header", "null", packed(b"null", b""))
    kit.add("header", "no JSON", packed(b"not JSON at all", b""))
    kit.add("header", "not UTF-8", packed(b'{"\xff\xfe":1}', b""))
    kit.add("header", "no metadata", _without_metadata(parts))
    twice = header[:-1] + b"," + header[1:]
    kit.add("duplicate keys", "all", packed(twice, body), "odd")
    kind = header.replace(b'{"__metadata__": {', b'{"__metadata__": {"kind": "other",', 1)
    kit.add("duplicate keys", "kind", packed(kind, body), "odd")
    _add_offsets(kit, parts)


def _padded(header: bytes, size: int, body: bytes) -> bytes:
    return packed(header.ljust(size), body)


def _add_offsets(kit: Kit, parts: Parts) -> None:
    name = "layers.0.kernel"
    wrong: dict[str, Any] = {
        "overlapping": [0, 25088],
        "beyond the end": [10**9, 10**9 + 25088],
        "backwards": [25088, 0],
        "negative": [-25088, 0],
        "overflow": [2**63, 2**63 + 25088],
        "largest": [2**64 - 1, 2**64 - 1],
        "too large for 64 bits": [2**64, 2**65],
        "fractions": [0.5, 25088.5],
        "text": ["0", "25088"],
        "one": [0],
        "null": None,
    }
    for title, offsets in wrong.items():
        header = parts.header()
        header[name]["data_offsets"] = offsets
        kit.add("offsets", title, packed(json.dumps(header).encode(), parts.body()))
    shapes: dict[str, Any] = {
        "10^12 items": [10**12],
        "overflow": [2**33, 2**33, 2**33],
        "negative": [-784, -8],
        "fractions": [784.0, 8.5],
        "nothing times much": [0, 2**62],
        "2,000 ones": [1] * 2000 + [784, 8],
        "text": "784x8",
        "null": None,
    }
    for title, shape in shapes.items():
        header = parts.header()
        header[name]["shape"] = shape
        kit.add("shapes", title, packed(json.dumps(header).encode(), parts.body()))


def _without_metadata(parts: Parts) -> bytes:
    header = parts.header()
    del header["__metadata__"]
    return packed(json.dumps(header).encode(), parts.body())


def _much_metadata(parts: Parts, megabytes: int) -> bytes:
    much = {f"key {n}": "x" * 1000 for n in range(megabytes * 1000)}
    return parts.with_metadata(**much).packed()


def _add_metadata(kit: Kit, parts: Parts) -> None:
    def add(name: str, verdict: Verdict = "bad", /, **values: Any) -> None:
        kit.add("metadata", name, parts.with_metadata(**values).packed(), verdict)

    for key in ("kind", "format", "recipe", "steps_per_epoch"):
        add(f"no {key}", **{key: None})
    for key in ("made", "certainty", "scores"):
        add(f"no {key}", "odd", **{key: None})
    for key, verdict, values in _WRONG_METADATA:
        for value in values:
            add(f"{key} {shown(value)}", verdict, **{key: value})
    for key in ("recipe", "made", "certainty", "scores"):
        for value in ("", "no JSON", "[1]", "7", '"text"', "{", "{'a': 1}", "[" * 100_000):
            add(f"{key} {shown(value)}", **{key: value})
        add(f"{key} null", "odd" if key == "made" else "bad", **{key: "null"})
        add(f"{key} of 100,000 brackets", **{key: deep(100_000).decode()})
        add(f"{key} with a number of 5,000 digits", **{key: '{"a": ' + HUGE_NUMBER + "}"})
    for index, text in enumerate(NASTY):
        add(f"made with nasty text {index}", "odd", made=json.dumps({text: text}))
    add("made of 1 MB", "odd", made=json.dumps({"device": "x" * 1_000_000}))
    add("made of lists", "odd", made=json.dumps({"device": [[1], {"a": None}]}))
    for number, other in enumerate(_NO_TEXTS):
        odd = replace(parts, metadata={**parts.metadata, "kind": other})
        kit.add("metadata", f"no text {number}", odd.packed())
    _add_certainty(kit, parts)


_NO_TEXTS: tuple[Any, ...] = (7, None, [], {}, True)
_WRONG_METADATA: tuple[tuple[str, Verdict, tuple[str, ...]], ...] = (
    (
        "kind",
        "bad",
        ("", "mnist-desk", "MNIST-DESK MODEL", "mnist-desk model\x00", "x" * 1_000_000),
    ),
    ("format", "bad", ("2", "99", "1e3", "one", "", "1.0", "0x1", "9" * 300, HUGE_NUMBER, "NaN")),
    ("format", "odd", ("-1", "0", " 1 ", "+1", "1_0", "\u0661")),
    ("steps_per_epoch", "bad", ("0", "-1", "1.5", "NaN", "", "many", HUGE_NUMBER)),
    ("steps_per_epoch", "odd", (str(10**31), str(2**63), str(2**31), "1")),
)


def _add_certainty(kit: Kit, parts: Parts) -> None:
    def add(name: str, told: str, verdict: Verdict = "bad") -> None:
        kit.add("certainty", name, parts.with_metadata(certainty=told).packed(), verdict)

    for value in ("0", "-1", "NaN", "Infinity", "-Infinity", "1e999", '"x"', "null", "[]", "{}"):
        add(f"temperature {value}", f'{{"temperature": {value}}}')
    for value in ("1e-300", "1e300", "1e-45", "5e-324", "1e38", '"1"', "true"):
        add(f"temperature {value}", f'{{"temperature": {value}}}', "odd")
    nine, ten = "[0,0,0,0,0,0,0,0,0]", "[0,1e308,-5,2,1e-300,0,0,0,0,0]"
    for value in ("NaN", "Infinity", '"x"', nine, "[]", "[[0]]", "{}", ten.replace("-5", "NaN")):
        add(f"threshold {value}", f'{{"temperature": 1, "threshold": {value}}}')
    for value in ("1e308", "-1e308", "-5", ten, '"0.5"', "5e-324"):
        add(f"threshold {value}", f'{{"temperature": 1, "threshold": {value}}}', "odd")
    unknown = json.dumps({f"way {number}": number for number in range(5000)})
    add("5,000 unknown ways", unknown)
    for index, text in enumerate(NASTY):
        add(f"unknown, nasty text {index}", json.dumps({text: 1}))


def _add_recipes(kit: Kit, parts: Parts) -> None:
    def add(name: str, verdict: Verdict = "bad", /, **values: Any) -> None:
        kit.add("recipe", name, parts.with_recipe(**values).packed(), verdict)

    hidden: tuple[Any, ...] = (
        *([0], [-8], [4097], [8.0], [True], ["8"], [[8]], [None], "8", 8, None, {"0": 8}),
        *([8] * 900, [8] * 9, [9], [], [8, 8], [10**30], [math.nan], [1e400]),
    )
    for value in hidden:
        add(f"hidden {value!r}"[:40], hidden=value)
    for field, values in _WRONG_FIELDS.items():
        for value in values:
            add(f"{field} {str(value)[:30]}", **{field: value})
    add("5,000 unknown fields", **{f"field {number}": number for number in range(5000)})
    for index, text in enumerate(NASTY):
        add(f"unknown field, nasty text {index}", **{text: 1})
        add(f"name, nasty text {index}", "odd", name=text)
        add(f"optimizer, nasty text {index}", optimizer=text)
    for name in ([], ["a"], {"a": 1}, 7, None, True, 1.5):
        add(f"name {name}", name=name)
    add("name of 1 MB", "odd", name="name " * 200_000)
    add("name of 1 MB without a blank", "odd", name="W" * 1_000_000)
    add("name of lines", "odd", name="line\n" * 1000)
    add("name empty", "odd", name="")


_WRONG_FIELDS: dict[str, tuple[Any, ...]] = {
    "learning_rate": (0, -1, 1e9, "x", None, [], True, math.nan, math.inf, 10**400),
    "epochs": (0, -1, 10**12, 1.5, "3", None, math.nan),
    "batch_size": (0, -1, 10**12, 1.5, "128", None),
    "seed": (-1, 2**31, 10**100, 1.5, "1", None),
    "loss": ("", "l1", 7, None, [], {}),
    "optimizer": ("", "sgdx", 7, None, ["adam"], "x" * 1_000_000),
    "schedule": ("", 7, None),
    "initial": ("", 7, None),
    "warm_up": (-1, 101, "x", math.nan, None),
}


def _add_tensors(kit: Kit, parts: Parts) -> None:
    def add(name: str, changed: Parts, verdict: Verdict = "bad") -> None:
        kit.add("tensors", name, changed.packed, verdict)

    for name in parts.tensors:
        optional = name in ("state.0.0.kernel", "state.1.0.kernel", "raw.0.kernel")
        changed = replace(parts, tensors={k: v for k, v in parts.tensors.items() if k != name})
        add(f"no {name}", changed, "odd" if optional else "bad")
    kernel = parts.tensors["layers.0.kernel"]
    half = ("F16", [784, 8], bytes(784 * 8 * 2))
    for dtype, size in (("F64", 8), ("I32", 4), ("BF16", 2), ("F8_E4M3", 1), ("BOOL", 1)):
        wrong = (dtype, [784, 8], bytes(784 * 8 * size))
        add(f"dtype {dtype}", parts.with_tensors(layers__0__kernel=wrong))
    add("dtype F16", parts.with_tensors(layers__0__kernel=half))
    for dtype in ("", "f32", "F128", "<f4", "object", "F32 "):
        add(f"dtype {dtype!r}", parts.with_tensors(layers__0__kernel=(dtype, *kernel[1:])))
    for shape in ([8, 784], [6272], [784, 8, 1], [1, 784, 8], [392, 16]):
        reshaped = ("F32", shape, kernel[2])
        add(f"shape {shape}", parts.with_tensors(layers__0__kernel=reshaped))
    nothing = ("F32", [0, 8], b"")
    add("shape [0, 8]", parts.with_tensors(layers__0__kernel=nothing))
    bias = tensor(np.zeros(10), "F32")
    for extra in ("layers.2.kernel", "layers.2.bias", "raw.2.kernel", "state.0.2.kernel"):
        changed = replace(parts, tensors={**parts.tensors, extra: bias})
        add(f"extra {extra}", changed, "bad" if extra.endswith("kernel") else "odd")
    for count in (10_000, 100_000):
        kit.add(
            *("tensors", f"{count:,} extra"),
            functools.partial(_with_many, parts, count),
            "odd",
        )
    for index, text in enumerate(NASTY):
        changed = replace(parts, tensors={**parts.tensors, text: bias})
        add(f"extra, nasty name {index}", changed, "odd")
    add("name of 1 MB", replace(parts, tensors={**parts.tensors, "n" * 1_000_000: bias}), "odd")
    slots = {
        f"state.{slot}.{layer}.{part}": parts.tensors[f"layers.{layer}.{part}"]
        for slot in range(200)
        for layer in range(2)
        for part in ("kernel", "bias")
    }
    add("200 slots", replace(parts, tensors={**parts.tensors, **slots}), "odd")


def _with_many(parts: Parts, count: int) -> bytes:
    one = tensor([1.0], "F32")
    many = {f"extra {number}": one for number in range(count)}
    return replace(parts, tensors={**parts.tensors, **many}).packed()


def _weights() -> Iterator[tuple[str, Callable[[], Any], Verdict]]:
    """What a kernel (784, 8) may be filled with."""
    size = 784 * 8
    signs = np.where(np.arange(size) % 2, 1.0, -1.0)
    yield "1e38", lambda: np.full(size, 1e38), "odd"
    yield "3.4e38", lambda: np.full(size, 3.4e38), "odd"
    yield "denormals", lambda: np.full(size, 1e-45), "odd"
    yield "huge of both signs", lambda: signs * 3e38, "odd"
    yield "zeros", lambda: np.zeros(size), "odd"
    yield "minus zeros", lambda: -np.zeros(size), "odd"
    yield "NaN", lambda: np.full(size, np.nan), "bad"
    yield "infinite", lambda: np.full(size, np.inf), "bad"
    yield "last NaN", lambda: np.append(np.zeros(size - 1), np.nan), "bad"
    yield "first infinite", lambda: np.append(-np.inf, np.zeros(size - 1)), "bad"


def _add_weights(kit: Kit, parts: Parts) -> None:
    for name, values, verdict in _weights():
        for prefix in ("layers.0", "state.0.0", "raw.0"):
            filled = tensor(values(), "F32", [784, 8])
            changed = replace(parts, tensors={**parts.tensors, f"{prefix}.kernel": filled})
            kit.add("weights", f"{prefix} {name}", changed.packed, verdict)
    for name, value in (("3e38", 3e38), ("-3e38", -3e38), ("NaN", math.nan), ("inf", math.inf)):
        changed = parts.with_tensors(layers__1__bias=tensor(np.full(10, value), "F32"))
        kit.add("weights", f"bias {name}", changed.packed, "odd" if abs(value) < 1e39 else "bad")


def _add_history(kit: Kit, parts: Parts) -> None:
    def add(name: str, /, **tensors: Tensor) -> None:
        kit.add("history", name, lambda: parts.with_tensors(**tensors).packed(), "odd")

    for name, losses in (
        ("NaN", np.full(4, np.nan)),
        ("infinite", np.full(4, np.inf)),
        ("negative", np.full(4, -1.0)),
        ("3e38", np.full(4, 3e38)),
        ("denormal", np.full(4, 1e-45)),
        ("none", np.zeros(0)),
    ):
        add(f"losses {name}", history__losses=tensor(losses, "F32"))
    for name, value in (("1e300", 1e300), ("-1e300", -1e300), ("1e39", 1e39)):
        add(f"losses float64 {name}", history__losses=tensor(np.full(4, value), "F64"))
    add("losses int64", history__losses=tensor([1, 2, 3, 2**62], "I64"))
    add("losses uint8", history__losses=tensor([1, 2, 3, 4], "U8"))
    add("losses in a table", history__losses=tensor(np.ones((2, 2)), "F32"))
    add("losses, a number", history__losses=tensor(1.0, "F32"))
    kit.add("history", "5 million losses", lambda: _long_history(parts), "odd", heavy=True)
    add("500,000 losses", history__losses=tensor(np.ones(500_000), "F32"))
    noise = np.where(np.arange(100_000) % 2, 3e38, 1e-45)
    add("losses from 1e-45 to 3e38", history__losses=tensor(noise, "F32"))
    for name, epochs in (
        ("NaN", np.full((2, 4), np.nan)),
        ("infinite", np.full((2, 4), np.inf)),
        ("negative", np.full((2, 4), -1.0)),
        ("1e308", np.full((2, 4), 1e308)),
        ("of 3 columns", np.ones((4, 3))),
        ("of 5 columns", np.ones((1, 5))),
        ("in a row", np.ones(8)),
        ("none", np.ones((0, 4))),
        ("100,000", np.full((100_000, 4), 0.5)),
    ):
        add(f"epochs {name}", history__epochs=tensor(epochs, "F64"))
    add("epochs float32", history__epochs=tensor(np.ones((2, 4)), "F32"))
    add("epochs int64", history__epochs=tensor(np.ones((2, 4)), "I64"))


def _long_history(parts: Parts) -> bytes:
    return parts.with_tensors(history__losses=tensor(np.ones(5_000_000), "F32")).packed()


def _add_scores(kit: Kit, parts: Parts) -> None:
    eye = np.eye(10)
    for name, table, verdict in (
        ("negative", eye - 1, "bad"),
        ("zeros", eye * 0, "bad"),
        ("minimum", np.full((10, 10), -(2**63)), "bad"),
        ("2^53 each", np.full((10, 10), 2**53), "odd"),
        ("2^62 each", np.full((10, 10), 2**62), "odd"),
        ("9 by 9", np.eye(9), "bad"),
        ("in a row", np.ones(100), "bad"),
    ):
        changed = parts.with_tensors(scores__confusion=tensor(table, "I64"))
        kit.add("scores", f"confusion {name}", changed.packed, "bad" if verdict == "bad" else "odd")
    for dtype in ("F32", "F64", "I32", "U8"):
        changed = parts.with_tensors(scores__confusion=tensor(eye, dtype))
        kit.add("scores", f"confusion {dtype}", changed.packed)
    for value in ("NaN", "Infinity", "1e999", '"x"', "null", "[]", HUGE_NUMBER):
        told = f'{{"loss": {value}, "accuracy": 1, "n": 10}}'
        kit.add("scores", f"loss {value[:20]}", parts.with_metadata(scores=told).packed())
    for value in ("NaN", "Infinity", '"x"', "[]", "{}"):
        told = f'{{"loss": 1, "calibration_error": {value}}}'
        changed = parts.with_metadata(scores=told)
        kit.add("scores", f"calibration error {value}", changed.packed())
    for told in ('{"loss": -5}', '{"loss": 1e308}', '{"loss": 1, "calibration_error": 1e308}'):
        kit.add("scores", told, parts.with_metadata(scores=told).packed(), "odd")
    kit.add("scores", "no loss", parts.with_metadata(scores="{}").packed())
