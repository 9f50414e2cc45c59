"""Standard output that takes nothing: a full disk, a reader that went away."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from programs import CLI, Process, clean

from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import resource

SAMPLES = resource("ink", "samples.jsonl")
EPOCH = (*CLI, "train", "--hidden", "32", "--batch-size", "500", "--device", "cpu", "--epochs")
"""The command to train a small network; how many epochs follows."""
PREDICT = (*CLI, "predict", SAMPLES)
EVALUATE = (*CLI, "evaluate", "--ink", SAMPLES)

Command = Sequence[str | Path]


def ended(process: Process, code: int, lines: int | None = None) -> list[str]:
    """What is wrong with how a command ended. lines: on standard error, one at most if None."""
    wrong = clean(process.err)
    if (found := process.end()) != code:
        wrong.append(f"exit code {found}, not {code}")
    if lines is not None and process.err.count("\n") != lines:
        wrong.append(f"{process.err.count(chr(10))} lines on stderr, not {lines}")
    return wrong


def closed(process: Process, code: int = 0) -> list[str]:
    """What is wrong with how a window ended; it may say why settings are not read or written."""
    wrong = clean(process.err, most=3)
    return wrong if process.end() == code else [*wrong, f"exit code {process.end()}, not {code}"]


def trained(path: Path, epochs: int = 0) -> list[str]:
    """What is wrong with the model that a training was to save."""
    if not path.exists():
        return ["no model was saved"]
    model = load_model(path)
    return [] if len(model.history.epochs) >= epochs and model.steps else ["it was not trained"]


def into_full(command: Command, folder: Path) -> Process:
    """Run with standard output on a disk that is full."""
    full = os.open("/dev/full", os.O_WRONLY)
    process = Process(command, folder, out=full)
    os.close(full)
    process.end()
    return process


def into_head(command: Command, folder: Path, streams: str = "out") -> Process:
    """Run with a pipe whose reader takes one line, as ``| head -1`` does.

    streams: out, err or both, as ``2>&1`` does.
    """
    reading, writing = os.pipe()
    out = writing if streams in ("out", "both") else None
    err = writing if streams in ("err", "both") else None
    process = Process(command, folder, out=out, err=err)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        pipe.readline()
    process.end()
    return process


def full_output_of_predict(folder: Path) -> list[str]:
    return ended(into_full(PREDICT, folder), 1, lines=1)


def full_output_of_evaluate(folder: Path) -> list[str]:
    return ended(into_full(EVALUATE, folder), 1, lines=1)


def full_output_for_json(folder: Path) -> list[str]:
    return ended(into_full((*PREDICT, "--json", "-"), folder), 1, lines=1)


def full_output_of_a_training(folder: Path) -> list[str]:
    """The training ends; the model that it reached is saved."""
    out = folder / "a.safetensors"
    process = into_full((*EPOCH, "50", "--out", out), folder)
    return ended(process, 1, lines=1) + trained(out)


def full_file_for_json(folder: Path) -> list[str]:
    process = Process((*EVALUATE, "--json", "/dev/full"), folder)
    process.end()
    return ended(process, 1, lines=1)


def full_file_for_the_model(folder: Path) -> list[str]:
    process = Process((*EPOCH, "2", "--out", "/dev/full"), folder)
    process.end()
    return ended(process, 1, lines=1)


def reader_of_predict_gone(folder: Path) -> list[str]:
    many = [SAMPLES] * 60  # More than a pipe holds.
    return ended(into_head((*PREDICT, *many), folder), 1, lines=0)


def reader_of_evaluate_gone(folder: Path) -> list[str]:
    """All may be in the pipe before its reader goes away."""
    process = into_head(EVALUATE, folder)
    return ended(process, process.end(), lines=0) if process.end() in (0, 1) else ended(process, 1)


def reader_of_a_training_gone(folder: Path) -> list[str]:
    out = folder / "a.safetensors"
    return ended(into_head((*EPOCH, "50", "--out", out), folder), 1, lines=0) + trained(out)


def reader_of_both_gone(folder: Path) -> list[str]:
    out = folder / "a.safetensors"
    return ended(into_head((*EPOCH, "50", "--out", out), folder, "both"), 1) + trained(out)


def reader_of_the_log_gone(folder: Path) -> list[str]:
    """The log is on standard error, the JSON on standard output."""
    out = folder / "a.safetensors"
    process = into_head((*EPOCH, "50", "--out", out, "--json", "-"), folder, "err")
    wrong = [] if process.out.startswith("{") and process.out.endswith("}\n") else ["no JSON"]
    return ended(process, 1) + trained(out) + wrong
