"""The verb train: train a network and log how the loss falls."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mnist_desk.core.corrections import read_corrections
from mnist_desk.core.dataset import Splits, load_mnist
from mnist_desk.core.errors import InputError
from mnist_desk.core.log import log_entries
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.progress import Diverged, Progress
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.translate import translate

from .inputs import chosen_data, told_of_other_data
from .outcome import DONE, FAILED, complain, output_lost
from .output import check_writable, told_saved, write_json
from .recipe_flags import given_flags, recipe_of
from .stopping import code_of, held, unstoppable
from .training_log import TrainingLog


@dataclass
class _Reached:
    """How far the training has come."""

    progress: Progress | None = None


def run(options: argparse.Namespace) -> int:
    """Train, or go on training, or list the devices; returns the exit code.

    Whatever ends a training, the model reached is saved.
    """
    if options.device == "list":
        return _list_devices()
    start, epochs = _start(options)
    check_writable(options.out, options.json)
    data = _data(options)
    other = told_of_other_data(start, data) if isinstance(start, Model) else ""

    # TensorFlow takes seconds to import; what is wrong with the options has been told by now.
    from mnist_desk.engine.trainer import train

    reached = _Reached()
    log = TrainingLog(epochs, to_stderr=options.json == "-")
    try:
        with log:
            if other:
                log.say(other)
            code = _pump(train(start, data, options.device, epochs), options.out, log, reached)
    except KeyboardInterrupt as stop:
        code = code_of(stop)
    if reached.progress is None:
        return code
    with unstoppable():
        return _deliver(reached.progress.model, options, log, code)


def _data(options: argparse.Namespace) -> Splits:
    """What is learnt from. Raises InputError when there are no such corrections."""
    data = load_mnist() if options.data == "mnist" else chosen_data(options.data)
    if options.corrections is None:
        return data
    try:
        corrections = read_corrections(options.corrections, data.train)
    except FileNotFoundError:
        raise InputError(
            translate("errors", "The file {path} is not there; check the path."),
            path=options.corrections,
        ) from None
    return data.corrected(corrections.applied_to(data.train))


def _pump(training: Iterator[Progress], out: Path | None, log: TrainingLog, to: _Reached) -> int:
    """Train as long as somebody reads the log; returns the exit code."""
    try:
        for progress in training:
            to.progress = progress
            log.show(progress)
            if progress.scores and out is not None:
                # So that a run that is killed loses its last epoch at most.
                with held(), contextlib.suppress(InputError):  # The last save tells of trouble.
                    save_model(progress.model, out)
    except Diverged as error:
        complain("train", error)
        return FAILED
    except OSError as error:
        return output_lost("train", error)
    return DONE


def _deliver(model: Model, options: argparse.Namespace, log: TrainingLog, code: int) -> int:
    """Save the model, before anything that may fail; then tell. Returns the exit code."""
    told = translate("cli", "The model was not saved; --out FILE.safetensors does that.")
    if options.out is not None:
        try:
            save_model(model, options.out)
            told = told_saved(options.out)
        except InputError as error:
            complain("train", error)
            told, code = "", code or FAILED
    try:
        log.summarise(model)
        if told:
            log.say(told)
    except OSError as error:
        code = output_lost("train", error) if code == DONE else code
    write_json(options.json, {**_json(model), **log.speed()})
    return code


def _list_devices() -> int:
    from mnist_desk.engine.runtime import devices

    for choice, name in devices().items():
        print(f"{choice}  {name}")
    return DONE


def _start(options: argparse.Namespace) -> tuple[Recipe | Model, int]:
    """What to train, and to how many epochs. Raises InputError when the options do not agree."""
    if options.resume is None:
        recipe = recipe_of(options)
        return recipe, recipe.epochs
    given = given_flags(options)
    epochs = given.pop("epochs", None)
    if given or options.fields or options.recipe:
        raise InputError(
            translate("errors", "--resume takes the recipe from the file; leave the others out.")
        )
    model = load_model(options.resume)
    recipe = model.recipe if epochs is None else model.recipe.with_text("epochs", epochs)
    return model, recipe.epochs


def _json(model: Model) -> dict[str, Any]:
    return {
        "recipe": model.recipe.to_json(),
        "log": [list(entry) for entry in log_entries(model.history)],
        "epochs": [record._asdict() for record in model.history.epochs],
        "test_accuracy": model.scores.accuracy if model.scores else None,
        "data": model.data.title,
    }
