from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mnist_desk.core.calibration import Calibration
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord, read_ink, write_ink
from mnist_desk.core.raster import rasterise

from .stand_ins import SAMPLES, saved, silent_model
from .terminal import Result, run, strict_json


def test_predict_reads_every_drawing_of_a_file() -> None:
    result = run("predict", SAMPLES, "--json", "-")
    items = result.json["items"]
    assert result.code == 0
    assert [item["file"] for item in items] == [str(SAMPLES)] * 10
    assert [item["item"] for item in items] == list(range(10))
    assert [item["digit"] for item in items] == [record.label for record in read_ink(SAMPLES)]


def test_predict_gives_ten_outputs_and_probabilities() -> None:
    for item in run("predict", SAMPLES, "--json", "-").json["items"]:
        assert len(item["outputs"]) == 10
        assert int(np.argmax(item["outputs"])) == item["digit"]
        assert sum(item["probabilities"]) == pytest.approx(1, abs=1e-5)


def test_predict_gives_no_probabilities_where_outputs_are_none(tmp_path: Path) -> None:
    model = saved(silent_model(answer=6, loss="mse"), tmp_path / "model.safetensors")
    item, *_ = run("predict", SAMPLES, "--model", model, "--json", "-").json["items"]
    assert item["probabilities"] is None
    assert item["outputs"] == [0, 0, 0, 0, 0, 0, 2, 0, 0, 0]
    assert item["digit"] == 6


@pytest.mark.parametrize(
    ("strength", "threshold", "doubt"),
    [(3.0, None, None), (3.0, 9.0, "none"), (9.0, 99.0, "between")],
    ids=["sure", "none", "between"],
)
def test_predict_says_whether_it_is_sure_and_why_not(
    tmp_path: Path, strength: float, threshold: float | None, doubt: str | None
) -> None:
    model = silent_model(strength=strength)
    path = saved(
        replace(model, calibration=Calibration(1.0, threshold)), tmp_path / "a.safetensors"
    )
    item, *_ = run("predict", SAMPLES, "--model", path, "--json", "-").json["items"]
    assert (item["unsure"], item["doubt"]) == (doubt is not None, doubt)


def test_predict_reads_pictures_and_drawings_in_the_order_given(tmp_path: Path) -> None:
    seven = rasterise(read_ink(SAMPLES)[7].ink)
    picture = Image.fromarray(np.uint8(255 - 255 * seven)).resize((200, 200))
    picture.save(tmp_path / "seven.png")
    items = run("predict", tmp_path / "seven.png", SAMPLES, "--json", "-").json["items"]
    assert [item["digit"] for item in items] == [7, *range(10)]
    assert items[0]["file"] == str(tmp_path / "seven.png")


def test_pictures_in_an_ink_file_are_read_as_they_are(tmp_path: Path) -> None:
    ink = read_ink(SAMPLES)[7].ink
    pixels = np.round(rasterise(ink) * 255).astype(np.uint8).tobytes()
    write_ink(tmp_path / "a.jsonl", [InkRecord(ink, 7), InkRecord(Ink(), 7, picture=pixels)])
    drawn, brought_in = run("predict", tmp_path / "a.jsonl", "--json", "-").json["items"]
    np.testing.assert_allclose(drawn["outputs"], brought_in["outputs"], atol=0.05)
    assert run("evaluate", "--ink", tmp_path / "a.jsonl", "--json", "-").json["accuracy"] == 1


def test_predict_prints_a_line_for_each_drawing() -> None:
    lines = run("predict", SAMPLES).out.splitlines()
    assert len(lines) == 10
    assert lines[4].startswith(f"{SAMPLES}:5  4  0:0.")


def test_predict_writes_its_json_beside_its_lines(tmp_path: Path) -> None:
    loud = run("predict", SAMPLES, "--json", tmp_path / "a.json")
    assert len(loud.out.splitlines()) == 10
    told = strict_json((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert told == run("predict", SAMPLES, "--json", "-").json


def test_a_real_process_says_json_alone_and_loads_no_tensorflow() -> None:
    code = (
        "import sys; from mnist_desk.__main__ import main; code = main(); "
        "assert 'tensorflow' not in sys.modules and 'PySide6' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, "predict", str(SAMPLES), "--json", "-"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parents[2],
    )
    result = Result(done.returncode, done.stdout, done.stderr)
    assert result.err == ""
    assert result.code == 0
    assert len(result.json["items"]) == 10
