from __future__ import annotations

from pathlib import Path

from .terminal import LOG_LINE, Result, Trained, logged, strict_json


def test_json_on_standard_output_sends_the_log_to_standard_error(trained: Trained) -> None:
    assert logged(trained.result.err) == trained.result.json["log"]


def test_log_lines_are_those_of_the_tutorial(trained_aloud: tuple[Result, Path]) -> None:
    result, path = trained_aloud
    lines = result.out.splitlines()
    assert [bool(LOG_LINE.fullmatch(line)) for line in lines] == [True] * 4 + [False] * 2
    assert logged(result.out) == strict_json(path.read_text(encoding="utf-8"))["log"]


def test_summary_tells_epochs_and_accuracy(trained_aloud: tuple[Result, Path]) -> None:
    result, path = trained_aloud
    accuracy = strict_json(path.read_text(encoding="utf-8"))["test_accuracy"]
    summary, not_saved = result.out.splitlines()[-2:]
    assert summary.startswith("Epochs: 2, in ")
    assert not_saved == "The model was not saved; --out FILE.safetensors does that."
    assert f"{accuracy:.2%} of the test images" in summary
