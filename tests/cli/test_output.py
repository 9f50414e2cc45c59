from __future__ import annotations

import errno
import math
import re
from pathlib import Path

import pytest

from mnist_desk.cli.output import check_writable, in_columns, write_json
from mnist_desk.core.errors import InputError

from .stand_ins import SAMPLES
from .terminal import Result, assert_bad_input, run


def test_json_file_is_one_line(trained_aloud: tuple[Result, Path]) -> None:
    text = trained_aloud[1].read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert text.count("\n") == 1


def test_a_place_for_the_result_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    result = run("predict", SAMPLES, "--json", tmp_path / "nowhere" / "a.json")
    assert_bad_input(result, "cannot be written; give a file name in a folder that is there")


def test_a_result_that_cannot_be_written_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    result = run("predict", SAMPLES, "--json", tmp_path / "a.json")
    assert result.code == 1
    assert re.fullmatch(
        r"mnist-desk predict: The result cannot be written to .* \(No space .*\).*\.\n", result.err
    )
    assert list(tmp_path.glob("*a.json*")) == []


def test_infinite_numbers_are_no_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for target in (str(tmp_path / "a.json"), "-"):
        with pytest.raises(InputError, match="The result holds infinite numbers"):
            write_json(target, {"loss": math.inf})
    assert list(tmp_path.glob("*.json")) == []
    assert capsys.readouterr().out == ""


def test_results_go_where_they_were_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_json(None, {"n": 1})
    assert capsys.readouterr().out == ""
    write_json("-", {"n": 1})
    assert capsys.readouterr().out == '{"n": 1}\n'
    write_json(str(tmp_path / "a.json"), {"n": 1})
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == '{"n": 1}\n'


def test_what_can_be_written_is_known_beforehand(tmp_path: Path) -> None:
    check_writable(None, "-", tmp_path / "a.safetensors", str(tmp_path / "a.json"))
    assert list(tmp_path.glob("a.*")) == []
    for target in (tmp_path, tmp_path / "nowhere" / "a.json"):
        with pytest.raises(InputError) as error:
            check_writable("-", target)
        assert error.value.values == {"path": target}


def test_braces_of_a_file_name_are_told_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\{path\}/a.json cannot be written"):
        check_writable(tmp_path / "{path}" / "a.json")


def test_outputs_stand_behind_their_digits() -> None:
    assert in_columns([0.5, 0.25]) == "0:0.500 1:0.250"
