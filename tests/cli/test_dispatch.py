from __future__ import annotations

import errno
import io
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from mnist_desk.__main__ import main
from mnist_desk.cli import inputs
from mnist_desk.cli.dispatch import MODULES

from .stand_ins import SAMPLES, Full, Gone, saved, silent_model
from .terminal import assert_bad_input, run


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["fly"], "invalid choice: 'fly'"),
        (["--fly"], "VERB|--fly"),
        (["train", "--fly"], "unrecognized arguments: --fly"),
        (["train", "--recipe", "soup"], "invalid choice: 'soup'"),
        (["train", "--device", "abacus"], "invalid choice: 'abacus'"),
        (["train", "--set", "epochs"], "--set takes FIELD=VALUE"),
        (["train", "--set", "colour=red"], 'no recipe field "colour"'),
        (["train", "--set", "epochs=many"], "Epochs must be a whole number"),
        (["train", "--set", "epochs=0"], "Epochs must be from 1"),
        (["train", "--set"], "expected one argument"),
        (["train", "--epochs", "0"], "Epochs must be from 1"),
        (["train", "--epochs", "1.5"], "Epochs must be a whole number"),
        (["train", "--learning-rate", "nan"], "Learning rate must be from"),
        (["train", "--learning-rate", "-1"], "Learning rate must be from"),
        (["train", "--hidden", "5,x"], "Hidden layers must be widths"),
        (["train", "--loss", "guilt"], "Loss must be mse or cross-entropy"),
        (["train", "--optimizer", "hope"], "Optimiser must be sgd or"),
        (["train", "--out", "nowhere/a.safetensors"], "a.safetensors cannot be written"),
        (["train", "--out", "."], "cannot be written"),
        (["train", "--resume", "no.safetensors"], "no.safetensors is not there"),
        (["evaluate", "no.safetensors"], "The model no.safetensors is not there"),
        (["evaluate", "--data", "no.npz"], "The data file no.npz is not there"),
        (["evaluate", "--ink", "no.jsonl"], "The ink file no.jsonl is not there"),
        (["evaluate", "--data", "a.npz", "--ink", "a.jsonl"], "not allowed with"),
        (["evaluate", "a", "b"], "unrecognized arguments: b"),
        (["predict"], "arguments are required: FILE"),
        (["predict", "no.png"], "The picture no.png is not there"),
        (["predict", "no.jsonl.gz"], "The ink file no.jsonl.gz is not there"),
        (["predict", "--model", "no.safetensors", "no.png"], "The model no.safetensors"),
        (["predict", "."], ". is a folder, a pipe or a device"),
        (["predict", "\x1b[31m\n.png"], r"\\x1b\[31m\\n.png is not there"),
        (["predict", "x" * 5000], "x…x"),
        (["train", "--out", "x" * 5000], "x…x.* cannot be written"),
        (["train", "\x1b[31m\n"], r"unrecognized arguments: \\x1b\[31m\\n"),
        (["predict", "README.txt"], "README.txt is not a picture"),
        (["predict", "damaged.jsonl"], "Line 2 of damaged.jsonl cannot be read"),
        (["evaluate", "--ink", "damaged.jsonl"], "Line 2 of damaged.jsonl cannot be read"),
        (["evaluate", "--ink", "unlabelled.jsonl"], "No drawing in unlabelled.jsonl has a label"),
        (["evaluate", "--data", "README.txt"], "README.txt is damaged or not a .npz file"),
        (["evaluate", "--data", "empty"], "empty is no data set"),
        (["evaluate", "README.txt"], "README.txt is damaged or not a model file"),
        (["train", "--resume", "README.txt"], "README.txt is damaged or not a model file"),
        (["teach"], "arguments are required: --ink, --out"),
        (["teach", "--ink", "damaged.jsonl", "--out", "a.safetensors"], "Line 2 of damaged.jsonl"),
        (
            ["teach", "--ink", "unlabelled.jsonl", "--out", "a.safetensors"],
            "unlabelled.jsonl has 0 labelled drawings; a lesson needs 10 or more",
        ),
        (["teach", "--ink", str(SAMPLES), "--out", "nowhere/a.safetensors"], "cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_input_ends_with_two_and_one_sentence(
    arguments: list[str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    drawing = '{"strokes":[[[1,2]]]}\n'
    (tmp_path / "README.txt").write_text("This is a text.")
    (tmp_path / "damaged.jsonl").write_text(f"{drawing}{{\n")
    (tmp_path / "unlabelled.jsonl").write_text(drawing)
    (tmp_path / "empty").mkdir()
    assert_bad_input(run(*arguments), complaint)


@pytest.mark.parametrize("verb", ["evaluate", "predict"])
def test_diverged_model_can_be_looked_at(verb: str, tmp_path: Path) -> None:
    huge = silent_model(loss="mse", strength=3e38)
    huge.layers[0].kernel[:] = 3e38
    path = saved(huge, tmp_path / "huge.safetensors")
    arguments = (
        ("evaluate", path, "--ink", SAMPLES)
        if verb == "evaluate"
        else ("predict", SAMPLES, "--model", path)
    )
    result = run(*arguments, "--json", "-")
    assert result.code in (0, 1, 2)
    assert "Traceback" not in result.err


@pytest.mark.parametrize("verb", ["predict", "evaluate"])
def test_ctrl_c_elsewhere_ends_with_130(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(inputs, "load_model", interrupted)
    assert run(verb, SAMPLES) == (130, "", "")


@pytest.mark.parametrize("verb", MODULES)
def test_every_verb_has_a_module_that_runs_it(verb: str) -> None:
    assert callable(import_module(f"mnist_desk.cli.{MODULES[verb]}").run)


@pytest.mark.parametrize(
    ("out", "told"),
    [
        (Gone(), ""),
        (Full(), "mnist-desk predict: The output cannot be written (No space left on device).\n"),
    ],
    ids=["its reader went away", "no room"],
)
@pytest.mark.parametrize("more", [(), ("--json", "-")], ids=["text", "json"])
def test_output_that_cannot_be_written_ends_it_with_one(
    out: io.StringIO, told: str, more: tuple[str, ...]
) -> None:
    assert run("predict", SAMPLES, *more, out=out) == (1, "", told)


def test_output_that_is_lost_at_the_very_end_ends_it_with_one() -> None:
    class Waits(io.StringIO):
        """What is written waits, to be lost."""

        def flush(self) -> None:
            raise OSError(errno.EIO, "Input/output error")

    result = run("predict", SAMPLES, out=Waits())
    assert result.code == 1
    assert result.err == "mnist-desk predict: The output cannot be written (Input/output error).\n"
    assert run("predict", "no.png", out=Waits()).code == 2


def test_an_error_of_a_file_is_not_taken_for_one_of_the_output(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreadable(*_: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "somewhere")

    monkeypatch.setattr(inputs, "load_model", unreadable)
    with pytest.raises(PermissionError):
        main(["predict", str(SAMPLES)])
