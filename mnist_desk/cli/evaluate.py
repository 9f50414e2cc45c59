"""The verb evaluate: how well a model reads images or drawings whose labels are known."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from mnist_desk.core.answers import Answers
from mnist_desk.core.collection import drawing_of
from mnist_desk.core.comparison import Comparison
from mnist_desk.core.dataset import DIGIT_NAMES, DIGITS, load_mnist
from mnist_desk.core.dataset_files import title_of_test
from mnist_desk.core.digit_set import DigitSet, drawn_set
from mnist_desk.core.drawing import picture_of
from mnist_desk.core.errors import InputError
from mnist_desk.core.mistake_files import check_folder, write_mistakes
from mnist_desk.core.mnist_digit import MNIST_TEST
from mnist_desk.core.model import Model
from mnist_desk.core.reading import read_drawing
from mnist_desk.core.report import Report, write_report
from mnist_desk.core.robustness import DISTORTIONS, Distortion, RobustnessCurve
from mnist_desk.core.scores import writer_mean
from mnist_desk.core.translate import translate
from mnist_desk.core.writers import writer_scores

from .evaluate_output import print_all
from .inputs import chosen_data, chosen_model, labelled_drawings, told_of_other_data
from .outcome import DONE
from .output import check_writable, delivering, write_json
from .waiting import progress_of

_MANY = 1000
"""Drawings that take longer to read than one waits without a word: a second."""


def run(options: argparse.Namespace) -> int:
    """Score the model on what the options name; returns the exit code."""
    model = chosen_model(options.model)
    other = None if options.compare is None else _other(options.compare)
    distortions = _distortions(options.robustness)
    check_writable(options.json, options.report)
    if options.mistakes is not None:
        check_folder(options.mistakes)
    digits = _digits(options, model)
    answers = _answers(model, digits)
    comparison = None if other is None else Comparison(_answers(other, digits), answers)
    curves = _curves(model, digits, distortions)
    told = {**answers.scores.to_json(), **_of_writers(answers), **_of_names(answers)}
    if comparison is not None:
        told["compare"] = comparison.to_json()
    if curves:
        told["robustness"] = [curve.to_json() for curve in curves]
    with delivering():
        if options.mistakes is not None:
            told["mistakes_written"] = write_mistakes(answers, options.mistakes, options.most)
        if options.report is not None:
            name = "shipped" if options.model is None else options.model.name
            against = "" if other is None else Path(options.compare).name
            write_report(Report(name, answers, comparison, against, curves), options.report)
    # What is printed may meet a reader that went away: by then all is written.
    write_json(options.json, told)
    if options.json != "-":
        print_all(answers, told, comparison, curves)
    return DONE


def _other(name: str) -> Model:
    """What is compared with: a model file, or the model that came with the program."""
    return chosen_model(None if name == "shipped" else Path(name))


def _distortions(names: Sequence[str] | None) -> list[Distortion]:
    """Those of these names, all without a name, none without the flag. Raises InputError."""
    if names is None:
        return []
    for name in names:
        if name not in DISTORTIONS:
            raise InputError(
                translate("errors", "There is no distortion {name}; there are {known}."),
                name=name,
                known=", ".join(DISTORTIONS),
            )
    return [DISTORTIONS[name] for name in names or DISTORTIONS]


def _digits(options: argparse.Namespace, model: Model) -> DigitSet:
    """What the model is tried on."""
    if options.ink is not None:
        records = labelled_drawings(options.ink)
        if not records:
            raise InputError(
                translate("errors", "No drawing in {path} has a label to compare with."),
                path=options.ink,
            )
        return drawn_set(options.ink.name, records)
    if options.data == "mnist":
        return DigitSet(MNIST_TEST, load_mnist().test)
    data = chosen_data(options.data, test_alone=True)
    if (other := told_of_other_data(model, data)) and options.json != "-":
        print(other)
    if data.held_back and options.json != "-":
        print(translate("cli", "The data has no test images: every sixth image is held back."))
    return DigitSet(title_of_test(data), data.test)


def _answers(model: Model, digits: DigitSet) -> Answers:
    if digits.records:
        return _of_drawings(model, digits)
    # TensorFlow takes seconds to import; what is wrong with the images has been told by now.
    from mnist_desk.engine.predictor import outputs_of

    return Answers(digits, model, outputs_of(model, digits.data))


def _of_drawings(model: Model, digits: DigitSet) -> Answers:
    """Each is read as it is when it is drawn: its picture is not rounded to bytes."""
    outputs = np.zeros((len(digits), DIGITS), np.float32)
    is_long = len(digits) > _MANY
    with progress_of(translate("cli", "Reading the drawings"), is_long=is_long) as watch:
        for number, record in enumerate(digits.records):
            outputs[number] = read_drawing(model, picture_of(drawing_of(record))).outputs
            watch(number / len(digits))
    return Answers(digits, model, outputs)


def _of_writers(answers: Answers) -> dict[str, Any]:
    """What JSON tells of writers, where they are named."""
    writers = answers.digits.writers
    if not writers:
        return {}
    scores = writer_scores(answers, writers)
    return {
        "writer_mean": writer_mean(answers.right, writers),
        "writers": {one.name: {"n": one.n, "right": one.right} for one in scores if one.name},
    }


def _of_names(answers: Answers) -> dict[str, Any]:
    """What JSON tells of classes that are called otherwise than 0 to 9."""
    names = answers.digits.data.names
    return {} if names == DIGIT_NAMES else {"data": answers.digits.title, "names": list(names)}


def _curves(
    model: Model, digits: DigitSet, distortions: Sequence[Distortion]
) -> list[RobustnessCurve]:
    if not distortions:
        return []
    from mnist_desk.engine.robustness import curve, tried_on

    curves = []
    with progress_of(translate("cli", "Spoiling the digits"), is_long=True) as watch:
        for number, distortion in enumerate(distortions):
            watch(number / len(distortions))
            *_, whole = curve(model, tried_on(digits, distortion), distortion)
            curves.append(whole)
    return curves
