"""The command line: every capability of the program without a screen."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

from mnist_desk.core.collection import drawing_of, pictures_of
from mnist_desk.core.dataset import DIGITS, SIDE, Dataset, load_mnist, read_dataset
from mnist_desk.core.drawing import picture_of
from mnist_desk.core.errors import InputError
from mnist_desk.core.grey import Grey
from mnist_desk.core.ink import is_ink_file, read_ink
from mnist_desk.core.lesson import FEWEST
from mnist_desk.core.log import log_entries
from mnist_desk.core.model import Model, load_model, save_model
from mnist_desk.core.picture import normalise, read_picture
from mnist_desk.core.places import replacing, shipped_model
from mnist_desk.core.reading import read_drawing
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES
from mnist_desk.core.scores import Scores, score, writer_mean

from .options import BAD_USAGE, DEFAULT_RECIPE, FLAGS

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, BAD_USAGE, 130
"""Exit codes: done; ran and failed; bad input or usage; Ctrl+C."""


def run(options: argparse.Namespace) -> int:
    """Do what the options of train, teach, evaluate or predict ask for; returns the exit code."""
    try:
        return _VERBS[options.verb](options)
    except InputError as error:
        print(f"mnist-desk {options.verb}: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED


def _recipe(options: argparse.Namespace) -> Recipe:
    recipe = RECIPES[options.recipe or DEFAULT_RECIPE]
    given = {name: getattr(options, name) for name in FLAGS if getattr(options, name) is not None}
    for assignment in options.fields:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise InputError(f'--set takes FIELD=VALUE, not "{assignment}".')
        given[name.strip().replace("-", "_")] = value
    changed = recipe
    for name, value in given.items():
        changed = changed.with_text(name, value)
    return changed


def _start(options: argparse.Namespace) -> tuple[Recipe | Model, int]:
    """What to train, and to how many epochs."""
    if options.resume is None:
        recipe = _recipe(options)
        return recipe, recipe.epochs
    given = [name for name in FLAGS if name != "epochs" and getattr(options, name) is not None]
    if given or options.fields or options.recipe:
        raise InputError("--resume takes the recipe from the file; leave the others out.")
    model = load_model(options.resume)
    if options.epochs is None:
        return model, model.recipe.epochs
    return model, model.recipe.with_text("epochs", options.epochs).epochs


def _train(options: argparse.Namespace) -> int:
    if options.device == "list":
        return _list_devices()
    start, epochs = _start(options)
    for path in (options.out, options.json):
        if path is not None and path != "-":
            _check_writable(Path(path))
    data = load_mnist()

    from mnist_desk.core.progress import Diverged
    from mnist_desk.engine.trainer import train

    from .training_log import TrainingLog

    code, progress = DONE, None
    with TrainingLog(epochs, to_stderr=options.json == "-") as log:
        try:
            for progress in train(start, data, options.device, epochs):
                log.show(progress)
                if progress.scores and options.out is not None:
                    # So that a run that is killed loses its last epoch at most.
                    with contextlib.suppress(InputError):  # The last save tells of trouble.
                        save_model(progress.model, options.out)
        except Diverged as error:
            print(f"mnist-desk train: {error}", file=sys.stderr)
            code = FAILED
        except KeyboardInterrupt:
            code = INTERRUPTED
    if progress is None:
        return code
    log.summarise(progress.model)
    if options.out is not None:
        save_model(progress.model, options.out)
        log.say(f"The model was saved to {options.out}")
    else:
        log.say("The model was not saved; --out FILE.safetensors does that.")
    _write_json(options.json, {**_train_json(progress.model), **log.speed()})
    return code


def _list_devices() -> int:
    from mnist_desk.engine.runtime import devices

    for choice, name in devices().items():
        print(f"{choice}  {name}")
    return DONE


def _train_json(model: Model) -> dict[str, Any]:
    return {
        "recipe": model.recipe.to_json(),
        "log": [list(entry) for entry in log_entries(model.history)],
        "epochs": [record._asdict() for record in model.history.epochs],
        "test_accuracy": model.scores.accuracy if model.scores else None,
    }


def _teach(options: argparse.Namespace) -> int:
    model = _model(options.model)
    mine = _digits(options.ink)
    for path in (options.out, options.json):
        if path is not None and path != "-":
            _check_writable(Path(path))

    from mnist_desk.core.progress import Diverged
    from mnist_desk.engine.lesson import teach

    try:
        *_, last = teach(model, mine, load_mnist(), options.device)
    except Diverged as error:
        print(f"mnist-desk teach: {error}", file=sys.stderr)
        return FAILED
    taught = last.taught
    assert taught is not None
    save_model(taught.model, options.out)
    result: dict[str, Any] = {"learnt": taught.learnt}
    for when, marks in (("before", taught.before), ("after", taught.after)):
        result[when] = {"mine": marks.mine.to_json(), "mnist": marks.mnist.to_json()}
    if options.json != "-":
        print(f"Learnt from {taught.learnt:,} of {len(mine):,} digits.")
        for title, before, after in (
            ("digits held back", taught.before.mine, taught.after.mine),
            ("MNIST's test images", taught.before.mnist, taught.after.mnist),
        ):
            print(
                f"Read right of {before.n:,} {title}: {before.accuracy:.2%} before, "
                f"{after.accuracy:.2%} after"
            )
        print(f"The model was saved to {options.out}")
    _write_json(options.json, result)
    return DONE


def _digits(path: Path) -> Dataset:
    """The labelled drawings of an ink file as a lesson takes them."""
    records = [record for record in read_ink(path) if record.label is not None]
    if len(records) < FEWEST:
        raise InputError(
            f"{path} has {len(records)} labelled drawings; a lesson needs {FEWEST} or more."
        )
    labels = np.array([record.label for record in records])
    return Dataset(pictures_of(records).reshape(-1, SIDE, SIDE), labels)


def _evaluate(options: argparse.Namespace) -> int:
    model = _model(options.model)
    result: dict[str, Any] = {}
    if options.ink is not None:
        scores, result = _evaluate_ink(model, options.ink)
    else:
        is_mnist = options.data == "mnist"
        data = load_mnist().test if is_mnist else read_dataset(Path(options.data))
        scores = _evaluate_data(model, data)
    if options.json != "-":
        _print_scores(scores, result)
    _write_json(options.json, {**scores.to_json(), **result})
    return DONE


def _evaluate_data(model: Model, data: Dataset) -> Scores:
    from mnist_desk.engine.predictor import evaluate

    return evaluate(model, data)


def _evaluate_ink(model: Model, path: Path) -> tuple[Scores, dict[str, Any]]:
    records = [record for record in read_ink(path) if record.label is not None]
    if not records:
        raise InputError(f"No drawing in {path} has a label to compare with.")
    outputs = np.stack([read_drawing(model, picture_of(drawing_of(r))).outputs for r in records])
    labels = np.array([record.label for record in records])
    extra: dict[str, Any] = {}
    if any(record.writer for record in records):
        right = outputs.argmax(axis=1) == labels
        extra["writer_mean"] = writer_mean(right, [record.writer for record in records])
    return score(outputs, labels, model.recipe.loss, model.calibration), extra


def _print_scores(scores: Scores, extra: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    low, high = scores.interval()
    console.print(
        f"{scores.n:,} read, {scores.accuracy:.2%} right (95 % interval {low:.2%} to {high:.2%}), "
        f"loss {scores.loss:.4f}"
    )
    if scores.calibration_error is not None:
        console.print(f"expected calibration error {scores.calibration_error:.4f}")
    if "writer_mean" in extra:
        console.print(f"mean over writers: {extra['writer_mean']:.2%}")
    console.print("\nRows: the digit meant. Columns: the digit read. Then %.")
    table = Table(box=None, padding=(0, 0, 0, 1))
    for heading in ("", *map(str, range(DIGITS)), "precision", "recall", "F1"):
        table.add_column(heading, justify="right")
    for row, digit in zip(scores.confusion.tolist(), scores.per_digit(), strict=True):
        rates = (digit.precision, digit.recall, digit.f1)
        table.add_row(str(digit.digit), *map(str, row), *(f"{100 * rate:.1f}" for rate in rates))
    console.print(table)


def _predict(options: argparse.Namespace) -> int:
    model = _model(options.model)
    items = []
    for file in options.files:
        for number, picture in enumerate(_pictures(file)):
            reading = read_drawing(model, picture)
            values = reading.values.astype(float).tolist()
            items.append(
                {
                    "file": str(file),
                    "item": number,
                    "digit": reading.winner,
                    "outputs": reading.outputs.astype(float).tolist(),
                    "probabilities": values if reading.are_probabilities else None,
                    "unsure": reading.unsure,
                }
            )
            if options.json != "-":
                print(f"{file}:{number + 1}  {reading.winner}  {_in_columns(values)}")
    _write_json(options.json, {"items": items})
    return DONE


def _in_columns(values: list[float]) -> str:
    return " ".join(f"{digit}:{value:.3f}" for digit, value in enumerate(values))


def _pictures(file: Path) -> list[Grey]:
    """The pictures (28, 28) that the network is given for a file."""
    if is_ink_file(file):
        return [picture_of(drawing_of(record)) for record in read_ink(file)]
    return [normalise(read_picture(file))]


def _model(path: Path | None) -> Model:
    return load_model(shipped_model() if path is None else path)


def _check_writable(path: Path) -> None:
    """Say before the training that what comes of it could not be saved."""
    folder = path.absolute().parent
    if path.is_dir() or not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise InputError(f"{path} cannot be written; give a file name in a folder that is there.")


def _write_json(target: str | None, value: dict[str, Any]) -> None:
    if target is None:
        return
    try:
        text = json.dumps(value, allow_nan=False) + "\n"
    except ValueError:
        raise InputError(
            "The result holds infinite numbers, which JSON cannot tell; use another model."
        ) from None
    if target == "-":
        print(text, end="")
        return
    try:
        with replacing(Path(target)) as temporary:
            temporary.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"The result cannot be written to {target} ({error.strerror}); choose another file."
        ) from error


_VERBS = {"train": _train, "teach": _teach, "evaluate": _evaluate, "predict": _predict}
