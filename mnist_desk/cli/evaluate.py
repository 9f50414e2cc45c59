"""The verb evaluate: how well a model reads images or drawings whose labels are known."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from mnist_desk.core.collection import drawing_of
from mnist_desk.core.dataset import DIGITS, load_mnist, read_dataset
from mnist_desk.core.drawing import picture_of
from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.reading import read_drawing
from mnist_desk.core.scores import Scores, score, writer_mean
from mnist_desk.core.translate import translate

from .inputs import chosen_model, labelled_drawings
from .outcome import DONE
from .output import check_writable, table, write_json
from .waiting import progress_of

_MANY = 1000
"""Drawings that take longer to read than one waits without a word: a second."""


def run(options: argparse.Namespace) -> int:
    """Score the model on what the options name; returns the exit code."""
    model = chosen_model(options.model)
    check_writable(options.json)
    extra: dict[str, Any] = {}
    if options.ink is not None:
        scores, extra = _of_drawings(model, options.ink)
    else:
        scores = _of_images(model, options.data)
    if options.json != "-":
        _print_scores(scores, extra)
    write_json(options.json, {**scores.to_json(), **extra})
    return DONE


def _of_images(model: Model, source: str) -> Scores:
    """source: mnist for the bundled test images, or the path of a data file or folder."""
    data = load_mnist().test if source == "mnist" else read_dataset(Path(source))

    # TensorFlow takes seconds to import; what is wrong with the images has been told by now.
    from mnist_desk.engine.predictor import evaluate

    return evaluate(model, data)


def _of_drawings(model: Model, path: Path) -> tuple[Scores, dict[str, Any]]:
    """The scores, and what JSON tells besides: writer_mean, where writers are named."""
    records = labelled_drawings(path)
    if not records:
        raise InputError(
            translate("errors", "No drawing in {path} has a label to compare with."), path=path
        )
    outputs = np.zeros((len(records), DIGITS), np.float32)
    is_long = len(records) > _MANY
    with progress_of(translate("cli", "Reading the drawings"), is_long=is_long) as watch:
        for number, record in enumerate(records):
            outputs[number] = read_drawing(model, picture_of(drawing_of(record))).outputs
            watch(number / len(records))
    labels = np.array([record.label for record in records])
    extra: dict[str, Any] = {}
    if any(record.writer for record in records):
        right = outputs.argmax(axis=1) == labels
        extra["writer_mean"] = writer_mean(right, [record.writer for record in records])
    return score(outputs, labels, model.recipe.loss, model.calibration), extra


def _print_scores(scores: Scores, extra: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    low, high = scores.interval()
    summary = translate(
        "cli",
        "{n:,} read, {accuracy:.2%} right (95 % interval {low:.2%} to {high:.2%}), loss {loss:.4f}",
    )
    console.print(
        summary.format(n=scores.n, accuracy=scores.accuracy, low=low, high=high, loss=scores.loss)
    )
    if scores.calibration_error is not None:
        text = translate("cli", "expected calibration error {error:.4f}")
        console.print(text.format(error=scores.calibration_error))
    if "writer_mean" in extra:
        text = translate("cli", "mean over writers: {mean:.2%}")
        console.print(text.format(mean=extra["writer_mean"]))
    console.print()
    console.print(translate("cli", "Rows: the digit meant. Columns: the digit read. Then %."))
    rates = (translate("cli", "precision"), translate("cli", "recall"), translate("cli", "F1"))
    console.print(table(("", *map(str, range(DIGITS)), *rates), _table_rows(scores)))


def _table_rows(scores: Scores) -> Iterator[Sequence[str]]:
    """For each digit its row of the confusion matrix, precision, recall and F1 in per cent."""
    for counts, digit in zip(scores.confusion.tolist(), scores.per_digit(), strict=True):
        rates = (digit.precision, digit.recall, digit.f1)
        yield str(digit.digit), *map(str, counts), *(f"{100 * rate:.1f}" for rate in rates)
