from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist_desk.core.ink_file import InkRecord, read_ink, write_ink

from .stand_ins import SAMPLES, saved, silent_model, tiny_data
from .terminal import Trained, run, strict_json

FULL = Path("/dev/full")


def test_evaluate_gives_the_accuracy_of_the_training(trained: Trained) -> None:
    result = run("evaluate", trained.model, "--json", "-")
    assert result.code == 0
    assert result.err == ""
    assert result.json["accuracy"] == trained.result.json["test_accuracy"]
    assert result.json["loss"] == pytest.approx(trained.result.json["epochs"][-1]["test_loss"])
    assert result.json["n"] == 10_000


def test_json_of_evaluate_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    data = tiny_data().test
    np.savez(tmp_path / "data.npz", x_test=data.images, y_test=data.labels)
    model = saved(silent_model(answer=3), tmp_path / "model.safetensors")
    result = run("evaluate", model, "--data", tmp_path / "data.npz", "--json", "-").json
    assert {"n", "accuracy", "loss", "confusion", "per_digit"} <= set(result)
    assert "writer_mean" not in result
    assert result["n"] == 10
    assert result["accuracy"] == 0.1
    assert result["confusion"] == [[0, 0, 0, 1, 0, 0, 0, 0, 0, 0]] * 10
    assert [digit["digit"] for digit in result["per_digit"]] == list(range(10))
    assert result["per_digit"][3] == {
        "digit": 3,
        "n": 1,
        "precision": 0.1,
        "recall": 1.0,
        "f1": pytest.approx(2 / 11),
    }


def test_evaluate_reads_a_folder_of_idx_files(tmp_path: Path) -> None:
    data = tiny_data().test
    images = b"\0\0\x08\3" + np.array([10, 28, 28], ">u4").tobytes() + data.images.tobytes()
    labels = b"\0\0\x08\1" + np.array([10], ">u4").tobytes() + data.labels.tobytes()
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(images)
    (tmp_path / "t10k-labels-idx1-ubyte.gz").write_bytes(gzip.compress(labels))
    assert run("evaluate", "--data", tmp_path, "--json", "-").json["n"] == 10


def test_evaluate_prints_a_table(tmp_path: Path) -> None:
    result = run("evaluate", "--ink", SAMPLES, "--json", tmp_path / "a.json")
    told = strict_json((tmp_path / "a.json").read_text(encoding="utf-8"))
    lines = result.out.splitlines()
    assert lines[0].startswith(f"10 read, {told['accuracy']:.2%} right (95 % interval ")
    rows = [line.split() for line in lines[-10:]]
    assert [[int(cell) for cell in row[1:11]] for row in rows] == told["confusion"]
    assert [row[0] for row in rows] == list("0123456789")


def test_shipped_model_reads_the_samples() -> None:
    result = run("evaluate", "--ink", SAMPLES, "--json", "-").json
    assert result["n"] == 10
    assert result["accuracy"] >= 0.9


def test_writer_mean_counts_writers_alike(tmp_path: Path) -> None:
    drawing = read_ink(SAMPLES)[0].ink
    written = [(3, "Ada"), (3, "Ada"), (3, "Ada"), (4, "Bob")]
    write_ink(tmp_path / "a.jsonl.gz", [InkRecord(drawing, *who) for who in written])
    model = saved(silent_model(answer=3), tmp_path / "model.safetensors")
    result = run("evaluate", model, "--ink", tmp_path / "a.jsonl.gz", "--json", "-").json
    assert result["accuracy"] == 0.75
    assert result["writer_mean"] == 0.5
    assert (
        "mean over writers: 50.00%" in run("evaluate", model, "--ink", tmp_path / "a.jsonl.gz").out
    )


def test_drawings_without_writers_have_no_writer_mean(tmp_path: Path) -> None:
    drawing = read_ink(SAMPLES)[0].ink
    write_ink(tmp_path / "a.jsonl", [InkRecord(drawing, 0), InkRecord(drawing)])
    result = run("evaluate", "--ink", tmp_path / "a.jsonl", "--json", "-").json
    assert "writer_mean" not in result
    assert result["n"] == 1


def test_a_second_model_is_compared_on_the_same_images(tmp_path: Path) -> None:
    data = tiny_data().test
    np.savez(tmp_path / "data.npz", x_test=data.images, y_test=data.labels)
    model = saved(silent_model(answer=3), tmp_path / "model.safetensors")
    other = saved(silent_model(answer=5), tmp_path / "other.safetensors")
    flags = ("evaluate", model, "--data", tmp_path / "data.npz", "--compare", other)
    result = run(*flags, "--json", "-").json["compare"]
    assert (result["fixed"], result["broken"]) == (1, 1)
    assert (result["both_wrong"], result["both_right"]) == (8, 0)
    assert result["mcnemar_p"] == 1
    assert "1 fixed, 1 broken" in run(*flags).out.replace("\n", " ")


def test_mistakes_and_a_report_are_written(tmp_path: Path) -> None:
    data = tiny_data().test
    np.savez(tmp_path / "data.npz", x_test=data.images, y_test=data.labels)
    model = saved(silent_model(answer=3), tmp_path / "model.safetensors")
    result = run(
        *("evaluate", model, "--data", tmp_path / "data.npz", "--json", "-"),
        *("--mistakes", tmp_path / "mistakes", "--most", 4),
        *("--report", tmp_path / "report.html", "--robustness", "shift", "nearest"),
    )
    assert result.json["mistakes_written"] == 4
    assert len(list((tmp_path / "mistakes").glob("*.png"))) == 4
    assert [curve["distortion"] for curve in result.json["robustness"]] == ["shift", "nearest"]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "10.00 % right" in page
    assert "Smallest change" in page


@pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is always full")
def test_a_report_that_cannot_be_written_is_no_bad_input() -> None:
    result = run("evaluate", "--ink", SAMPLES, "--report", FULL)
    assert result.code == 1
    assert "The report cannot be written to /dev/full" in result.err


def test_writers_are_told_where_they_are_named(tmp_path: Path) -> None:
    records = [replace(record, writer="Ada") for record in read_ink(SAMPLES)]
    write_ink(tmp_path / "ada.jsonl", records)
    result = run("evaluate", "--ink", tmp_path / "ada.jsonl", "--json", "-").json
    assert result["writers"]["Ada"]["n"] == len(records)
    assert (
        f"Ada: {result['writers']['Ada']['right']} of 10"
        in run("evaluate", "--ink", tmp_path / "ada.jsonl").out
    )


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (("--robustness", "sneezing"), "There is no distortion sneezing; there are rotation"),
        (("--report", "nowhere/out.html"), "cannot be written"),
        (("--mistakes", "nowhere/folder"), "The mistakes cannot be written"),
        (("--most", "0"), "0 is no whole number above 0"),
        (("--compare", "nowhere.safetensors"), "nowhere.safetensors"),
    ],
)
def test_bad_wishes_are_told_before_the_work(flags: tuple[str, ...], told: str) -> None:
    result = run("evaluate", *flags)
    assert result.code == 2
    assert told in result.err
    assert result.err.count("\n") == 1
