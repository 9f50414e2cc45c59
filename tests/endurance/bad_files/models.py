"""Model files: .safetensors."""

from __future__ import annotations

import functools
import json
import math
import random
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from .case import Case, Kit, Verdict
from .damage import add_foreign, add_usual, encoded
from .model_parts import FILE, Parts, good_model, packed, tensor
from .model_telling import add_telling
from .oddities import NASTY, deep
from .specials import add_specials


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
    _add_tensors(kit, parts)
    _add_weights(kit, parts)
    add_telling(kit, parts)
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
