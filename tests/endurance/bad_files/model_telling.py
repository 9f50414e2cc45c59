"""What a model file tells of itself: metadata, recipe, history and scores."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np

from .case import Kit, Verdict
from .model_parts import Parts, Tensor, tensor
from .oddities import HUGE_NUMBER, NASTY, deep, shown


def add_telling(kit: Kit, parts: Parts) -> None:
    _add_metadata(kit, parts)
    _add_certainty(kit, parts)
    _add_recipes(kit, parts)
    _add_history(kit, parts)
    _add_scores(kit, parts)


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
