"""The verb teach: go on training a model with the drawings of an ink file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from mnist_desk.core.collection import pictures_of
from mnist_desk.core.dataset import SIDE, Dataset, load_mnist
from mnist_desk.core.errors import InputError
from mnist_desk.core.lesson import FEWEST, Taught
from mnist_desk.core.model_file import save_model
from mnist_desk.core.progress import Diverged
from mnist_desk.core.scores import Scores
from mnist_desk.core.translate import translate

from .inputs import chosen_model, labelled_drawings
from .outcome import DONE, FAILED, complain
from .output import check_writable, told_saved, write_json
from .stopping import unstoppable


def run(options: argparse.Namespace) -> int:
    """Give the lesson, save the model taught, tell what it was worth; returns the exit code."""
    model = chosen_model(options.model)
    mine = _digits(options.ink)
    check_writable(options.out, options.json)

    # TensorFlow takes seconds to import; what is wrong with the options has been told by now.
    from mnist_desk.engine.lesson import teach

    try:
        *_, last = teach(model, mine, load_mnist(), options.device)
    except Diverged as error:
        complain("teach", error)
        return FAILED
    taught = last.taught
    assert taught is not None
    try:
        with unstoppable():
            save_model(taught.model, options.out)
    except InputError as error:
        complain("teach", error)
        return FAILED
    if options.json != "-":
        _print_marks(taught, len(mine))
        print(told_saved(options.out))
    write_json(options.json, _json(taught))
    return DONE


def _digits(path: Path) -> Dataset:
    """The labelled drawings of an ink file as a lesson takes them.

    Raises InputError when they are too few.
    """
    records = labelled_drawings(path)
    if len(records) < FEWEST:
        raise InputError(
            translate(
                "errors",
                "{path} has {count} labelled drawings; a lesson needs {fewest} or more.",
            ),
            path=path,
            count=len(records),
            fewest=FEWEST,
        )
    labels = np.array([record.label for record in records])
    return Dataset(pictures_of(records).reshape(-1, SIDE, SIDE), labels)


def _print_marks(taught: Taught, given: int) -> None:
    """given: how many digits the file had."""
    text = translate("cli", "Learnt from {learnt:,} of {given:,} digits.")
    print(text.format(learnt=taught.learnt, given=given))
    _print_change(
        translate(
            "cli", "Read right of {n:,} digits held back: {before:.2%} before, {after:.2%} after"
        ),
        taught.before.mine,
        taught.after.mine,
    )
    _print_change(
        translate(
            "cli",
            "Read right of {n:,} MNIST's test images: {before:.2%} before, {after:.2%} after",
        ),
        taught.before.mnist,
        taught.after.mnist,
    )


def _print_change(text: str, before: Scores, after: Scores) -> None:
    print(text.format(n=before.n, before=before.accuracy, after=after.accuracy))


def _json(taught: Taught) -> dict[str, Any]:
    result: dict[str, Any] = {"learnt": taught.learnt}
    for when, marks in (("before", taught.before), ("after", taught.after)):
        result[when] = {"mine": marks.mine.to_json(), "mnist": marks.mnist.to_json()}
    return result
