from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mnist_desk.core.dataset_files import read_splits
from mnist_desk.core.model_file import load_model

from ..core.data_files import csv, idx_folder, images, labels, npz
from .stand_ins import SMALL, saved, silent_model
from .terminal import assert_bad_input, run


def test_info_tells_of_the_bundled_data() -> None:
    told = run("data", "info", "--json", "-").json
    assert told["title"] == "MNIST"
    assert told["train"]["n"] == 60_000
    assert told["test"]["per_class"][0] == 980


def test_info_prints_names_and_counts(tmp_path: Path) -> None:
    result = run("data", "info", idx_folder(tmp_path / "fashion"))
    lines = result.out.splitlines()
    assert lines[0] == "fashion: 120 training and 30 test images"
    assert lines[-1].split() == ["9", "Boot", "12", "3"]


def test_names_from_outside_are_printed_as_they_are(tmp_path: Path) -> None:
    names = np.array(["[/x]", "[bold]b", ":smile:", *"defghij"])
    path = npz(tmp_path / "a:smile:[b].npz", names=names)
    printed = run("data", "info", path).out
    assert printed.startswith("a:smile:[b]: 120 training")
    assert all(name in printed for name in names[:3])
    model = saved(silent_model(answer=3), tmp_path / "model.safetensors")
    printed = run("evaluate", model, "--data", path).out
    assert all(f"{name} {number}" in printed for number, name in enumerate(names[:3]))


def test_info_says_what_is_held_back(tmp_path: Path) -> None:
    path = csv(tmp_path / "mine.csv.gz")
    assert run("data", "info", path).out.startswith("mine: 100 training images, and 20 held back")
    assert run("data", "info", path, "--json", "-").json["held_back"] is True


def test_export_is_read_back(tmp_path: Path) -> None:
    folder, out = idx_folder(tmp_path / "fashion"), tmp_path / "copy.npz"
    told = run("data", "export", folder, "--out", out, "--json", "-").json
    assert told["out"] == str(out)
    again = read_splits(out)
    assert again.train.digest == told["train"]["digest"]
    assert again.train.names[9] == "Boot"


def test_training_on_other_data_is_remembered_and_told(tmp_path: Path) -> None:
    data, out = idx_folder(tmp_path / "fashion"), tmp_path / "model.safetensors"
    result = run("train", "--data", data, "--epochs", 1, *SMALL, "--out", out, "--json", "-")
    assert result.json["data"] == "fashion"
    model = load_model(out)
    assert model.names[9] == "Boot"
    assert model.data.digest == read_splits(data).train.digest
    same = run("evaluate", out, "--data", data)
    assert "learnt from" not in same.out
    assert "Boot 9" in same.out
    other = run("evaluate", out, "--data", npz(tmp_path / "mine.npz", x_train=images(seed=1)))
    assert "This model learnt from fashion; the data here is mine." in other.out


def test_evaluate_needs_test_images_alone(tmp_path: Path) -> None:
    np.savez(tmp_path / "few.npz", x_test=images(30), y_test=labels(30))
    model = saved(silent_model(), tmp_path / "model.safetensors")
    told = run("evaluate", model, "--data", tmp_path / "few.npz", "--json", "-").json
    assert told["n"] == 30


@pytest.mark.parametrize("verb", ["train", "evaluate", "info"])
@pytest.mark.parametrize("damage", ["half", "text", "shape", "nowhere"])
def test_damaged_data_is_one_sentence(verb: str, damage: str, tmp_path: Path) -> None:
    path = npz(tmp_path / "bad.npz")
    if damage == "half":
        path.write_bytes(path.read_bytes()[:3000])
    elif damage == "text":
        path = tmp_path / "bad.csv"
        path.write_text("1,2,3\n")
    elif damage == "shape":
        wide = np.zeros((9, 32, 32), np.uint8)
        np.savez(path, x_train=wide, y_train=labels(9), x_test=wide, y_test=labels(9))
    else:
        path = tmp_path / "nowhere.npz"
    words = ["data", "info", path] if verb == "info" else [verb, "--data", path]
    assert_bad_input(run(*words), path.name)
