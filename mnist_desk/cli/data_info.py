"""The verbs data info and data export: what a data set holds, and a copy of it in one file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from mnist_desk.core.dataset import DIGITS, Splits
from mnist_desk.core.dataset_export import write_npz
from mnist_desk.core.shown import shown
from mnist_desk.core.translate import translate

from .inputs import chosen_data
from .outcome import DONE
from .output import check_writable, console, delivering, table, write_json


def run(options: argparse.Namespace) -> int:
    """Tell of the data, or write it; returns the exit code."""
    out = options.out if options.what == "export" else None
    check_writable(out, options.json)
    data = chosen_data(options.path)
    told = _json(data)
    if out is not None:
        with delivering():
            write_npz(data, out)
        told["out"] = str(out)
    if options.json != "-":
        _print(data)
        if out is not None:
            text = translate("cli", "The data was written to {path}")
            print(text.format(path=shown(str(out))))
    write_json(options.json, told)
    return DONE


def _print(data: Splits) -> None:
    out = console()
    text = translate("cli", "{title}: {train:,} training and {test:,} test images")
    if data.held_back:
        text = translate(
            "cli", "{title}: {train:,} training images, and {test:,} held back, every sixth"
        )
    told = text.format(title=data.title, train=len(data.train), test=len(data.test))
    out.print(told)
    headings = (
        "",
        translate("cli", "class"),
        translate("cli", "training"),
        translate("cli", "test"),
    )
    out.print(table(headings, _rows(data)))


def _rows(data: Splits) -> Iterator[Sequence[str]]:
    counts = zip(_counts(data.train.labels), _counts(data.test.labels), strict=True)
    for label, (train, test) in enumerate(counts):
        yield str(label), data.train.names[label], f"{train:,}", f"{test:,}"


def _counts(labels: np.ndarray) -> list[int]:
    counts: list[int] = np.bincount(labels, minlength=DIGITS).tolist()
    return counts


def _json(data: Splits) -> dict[str, Any]:
    return {
        "title": data.title,
        "held_back": data.held_back,
        "names": list(data.train.names),
        **{
            part: {
                "n": len(one),
                "per_class": _counts(one.labels),
                "mean": float(one.images.mean() / 255),
                "digest": one.digest,
            }
            for part, one in (("train", data.train), ("test", data.test))
        },
    }
