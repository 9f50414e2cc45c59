"""The verb train: train a network and log how the loss falls."""

from __future__ import annotations

import argparse
import contextlib
from typing import Any

from mnist_desk.core.dataset import load_mnist
from mnist_desk.core.errors import InputError
from mnist_desk.core.log import log_entries
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.progress import Diverged
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.translate import translate

from .outcome import DONE, FAILED, INTERRUPTED, complain
from .output import check_writable, told_saved, write_json
from .recipe_flags import given_flags, recipe_of
from .training_log import TrainingLog


def run(options: argparse.Namespace) -> int:
    """Train, or go on training, or list the devices; returns the exit code.

    Whatever ends a training, the model reached is saved.
    """
    if options.device == "list":
        return _list_devices()
    start, epochs = _start(options)
    check_writable(options.out, options.json)
    data = load_mnist()

    # TensorFlow takes seconds to import; what is wrong with the options has been told by now.
    from mnist_desk.engine.trainer import train

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
            complain("train", error)
            code = FAILED
        except KeyboardInterrupt:
            code = INTERRUPTED
    if progress is None:
        return code
    log.summarise(progress.model)
    if options.out is not None:
        save_model(progress.model, options.out)
        log.say(told_saved(options.out))
    else:
        log.say(translate("cli", "The model was not saved; --out FILE.safetensors does that."))
    write_json(options.json, {**_json(progress.model), **log.speed()})
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
    }
