"""Measure how long the recipes take and how well they read, for the choice of recipes to tell.

    python packaging/measure_recipes.py [RECIPE ...] [--runs N]

Trains each recipe (default: all) with seed 1, as `mnist-desk train` does, and writes
resources/recipes.json anew. The seconds of an epoch are the median over a run's epochs, those of
the quickest run: other programs make a run slower, never faster. Of `best` a few epochs are
trained, to time them; its score is that of the shipped model, which it made.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import shipped_model
from mnist_desk.core.recipes import RECIPES

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "resources" / "recipes.json"
TIMED_EPOCHS = 20
"""So many of `best` are enough to time it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recipes", nargs="*", default=list(RECIPES))
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    figures = json.loads(RESULT.read_text(encoding="utf-8"))["recipes"] if RESULT.exists() else {}
    shipped = load_model(shipped_model())
    for name in options.recipes:
        is_shipped = name == shipped.recipe.name
        epochs = TIMED_EPOCHS if is_shipped else RECIPES[name].epochs
        runs = [trained(name, epochs) for _ in range(options.runs)]
        figures[name] = figures_of(shipped if is_shipped else runs[0], runs)
        print(name, figures[name])
    told = {
        "machine": machine(),
        "date": date.today().isoformat(),
        "recipes": {name: figures[name] for name in RECIPES if name in figures},
    }
    RESULT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def trained(recipe: str, epochs: int) -> Model:
    """The model of a run of the command line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.safetensors"
        command = [sys.executable, "-m", "mnist_desk", "train", "--recipe", recipe]
        command += ["--seed", "1", "--epochs", str(epochs), "--out", str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return load_model(path)


def figures_of(model: Model, runs: list[Model]) -> dict[str, Any]:
    """model: what the recipe comes to. runs: those that were timed."""
    scores = model.scores
    assert scores is not None
    low, high = scores.interval()
    return {
        "seconds_per_epoch": round(min(map(seconds_per_epoch, runs)), 3),
        "accuracy": scores.accuracy,
        "interval": [round(low, 4), round(high, 4)],
    }


def seconds_per_epoch(model: Model) -> float:
    return statistics.median(record.seconds for record in model.history.epochs)


def machine() -> str:
    """What the epochs were timed on, for people."""
    model = platform.processor() or platform.machine()
    if sys.platform == "linux":
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} processors"


if __name__ == "__main__":
    main()
