"""Disks that are full, read-only, or gone while they are in use."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from home_trials import went_on
from output_trials import EPOCH, closed, ended, trained
from programs import CLI, WINDOW, Process, lost_digits, temporary_files, told

from mnist_desk.core.collection import MY_DIGITS, CollectionFile
from mnist_desk.core.ink_file import read_ink, write_ink
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.places import resource
from mnist_desk.core.recipes import QUICK

LARGE = ("--hidden", "1000", "--batch-size", "500", "--device", "cpu")
"""A network whose file has 10 MB."""
BEFORE = Model.fresh(replace(QUICK, name="before", hidden=(8,)))


def can_mount() -> bool:
    """Whether file systems can be mounted here: root can, where it is really root."""
    probe = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False)
    return probe.returncode == 0


@contextmanager
def disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """A small disk of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], capture_output=True, check=False)


def _mount(*options: str | Path) -> None:
    subprocess.run(["mount", *options], check=True)


def fill(folder: Path) -> None:
    """Leave no room on the disk of a folder."""
    with (folder / "filler").open("ab", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"0" * size) == size:
                    pass
            except OSError:
                pass


def _left_before(path: Path, folder: Path) -> list[str]:
    """Whether the model that was there before is whole, and nothing half-written beside it."""
    wrong = [] if load_model(path).recipe.name == "before" else ["the model before is gone"]
    return wrong + ["a temporary file is left"] * bool(temporary_files(folder))


def file_limit_for_a_training(folder: Path) -> list[str]:
    """No mount: no file may be larger than 1 MB, as on a disk that has no more room."""
    out = folder / "a.safetensors"
    save_model(BEFORE, out)
    process = Process(
        (*CLI, "train", *LARGE, "--epochs", "1", "--out", out), folder, largest=1_000_000
    )
    process.end()
    return ended(process, 1, lines=1) + _left_before(out, folder)


def file_limit_for_digits(folder: Path) -> list[str]:
    """No mount: the file of digits may not grow beyond what it has."""
    before = _some_digits(folder)
    size = (folder / MY_DIGITS).stat().st_size
    process = Process((*WINDOW, "keep", folder, "--count", "6"), folder / "home", largest=size + 40)
    process.end()
    return closed(process) + _digits_whole(folder, before) + _warned(process)


def _some_digits(folder: Path) -> list[str]:
    """Digits that were kept before."""
    folder.mkdir(exist_ok=True)
    records = read_ink(resource("ink", "samples.jsonl"))
    write_ink(folder / MY_DIGITS, records)
    return [record.to_json() for record in records]


def _digits_whole(folder: Path, before: list[str]) -> list[str]:
    salvage = CollectionFile(folder / MY_DIGITS).read()
    there = {record.to_json() for record in salvage.records}
    lost = [line for line in before if line not in there]
    wrong = [f"{len(lost)} digits of before are lost"] if lost else []
    wrong += [str(complaint) for complaint in salvage.complaints]
    return wrong + ["a temporary file is left"] * bool(temporary_files(folder))


def _warned(process: Process) -> list[str]:
    return [] if any(word == "warned" for word, _ in told(process)) else ["nobody was warned"]


def full_for_a_training(folder: Path) -> list[str]:
    with disk(folder / "disk") as place:
        out = place / "a.safetensors"
        save_model(BEFORE, out)
        process = Process((*CLI, "train", *LARGE, "--epochs", "2", "--out", out), folder / "home")
        process.end()
        return ended(process, 1, lines=1) + _left_before(out, place)


def full_in_the_middle_of_a_training(folder: Path) -> list[str]:
    """What fitted before stays; the training goes on and says at the end what is wrong."""
    with disk(folder / "disk") as place:
        out = place / "a.safetensors"
        process = Process((*EPOCH, "30", "--out", out), folder / "home")
        process.wait_for(out.exists)
        fill(place)
        process.end()
        wrong = ended(process, 1, lines=1) + trained(out, epochs=1)
        return wrong + ["a temporary file is left"] * bool(temporary_files(place))


def full_for_digits(folder: Path) -> list[str]:
    """What was kept before stays whole. With room again, what could not be kept is."""
    with disk(folder / "disk") as place:
        before = _some_digits(place)
        fill(place)
        process = Process((*WINDOW, "keep", place), folder / "home")
        process.wait_for(lambda: bool(told(process)) and not _warned(process))
        time.sleep(1)
        wrong = _digits_whole(place, before) + _warned(process)
        (place / "filler").unlink()
        time.sleep(2)
        process.popen.terminate()
        wrong += closed(process, 143)
        return wrong + _digits_whole(place, before) + lost_digits([process], place)


def full_for_a_training_in_a_window(folder: Path) -> list[str]:
    with disk(folder / "disk") as place:
        fill(place)
        process = Process((*WINDOW, "train", place, "--count", "8"), folder / "home")
        process.end()
        return closed(process) + went_on(process, 8)


def full_for_saving(folder: Path) -> list[str]:
    """Saving from the window: the file that was there before is whole."""
    with disk(folder / "disk") as place:
        big = Model.fresh(replace(QUICK, name="big", hidden=(400,)))
        save_model(big, folder / "big.safetensors")
        save_model(BEFORE, place / "saved.safetensors")
        (place / "big.safetensors").symlink_to(folder / "big.safetensors")
        process = Process((*WINDOW, "save", place, "--count", "3"), folder / "home")
        process.end()
        wrong = closed(process) + _warned(process)
        return wrong + _left_before(place / "saved.safetensors", place)


def read_only_for_a_training(folder: Path) -> list[str]:
    """It is said before the training begins."""
    with disk(folder / "disk") as place:
        _mount("-o", "remount,ro", place)
        process = Process((*EPOCH, "1", "--out", place / "a.safetensors"), folder / "home")
        process.end()
        return ended(process, 2, lines=1)


def read_only_for_a_window(folder: Path) -> list[str]:
    """Digits are kept in the window alone, and it says so; a training goes on to its end."""
    with disk(folder / "disk") as place:
        before = _some_digits(place)
        _mount("-o", "remount,ro", place)
        keeping = Process((*WINDOW, "keep", place, "--count", "6"), folder / "keep")
        keeping.end()
        training = Process((*WINDOW, "train", place, "--count", "5"), folder / "train")
        training.end()
        wrong = closed(keeping) + _warned(keeping) + _digits_whole(place, before)
        return wrong + closed(training) + went_on(training, 5)


def _vanishing(folder: Path, work: Callable[[Path], list[str]]) -> list[str]:
    """Work in a folder of a disk that `work` takes away by `_take_away`; below it is nothing that
    could be written to.
    """
    with disk(folder / "outer") as outer, disk(outer / "inner", "20m") as inner:
        _mount("-o", "remount,ro", outer)
        place = inner / "folder"
        place.mkdir()
        return work(place)


def _take_away(place: Path) -> None:
    subprocess.run(["umount", "-l", place.parent], check=True)


def gone_during_a_training(folder: Path) -> list[str]:
    def work(place: Path) -> list[str]:
        out = place / "a.safetensors"
        process = Process((*EPOCH, "40", "--out", out), folder / "home")
        process.wait_for(out.exists)
        _take_away(place)
        process.end()
        return ended(process, 1, lines=1)

    return _vanishing(folder, work)


def gone_while_digits_are_kept(folder: Path) -> list[str]:
    def work(place: Path) -> list[str]:
        process = Process((*WINDOW, "keep", place), folder / "home")
        process.wait_for(lambda: "kept" in process.out)
        _take_away(place)
        process.wait_for(lambda: not _warned(process))
        process.popen.terminate()
        return closed(process, 143)

    return _vanishing(folder, work)


def gone_during_a_training_in_a_window(folder: Path) -> list[str]:
    def work(place: Path) -> list[str]:
        process = Process((*WINDOW, "train", place, "--count", "30"), folder / "home")
        process.wait_for(lambda: "epoch 2" in process.out)
        _take_away(place)
        process.end()
        return closed(process) + went_on(process, 30)

    return _vanishing(folder, work)
