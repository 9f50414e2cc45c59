from __future__ import annotations

import gzip
import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.core.errors import InputError
from mnist_desk.core.intake import Limit, opened, parsed, unpacked, values_in
from mnist_desk.core.translate import Phrase

SMALL = Limit(1000, Phrase("errors", "A thing"))

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=8),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(st.text(max_size=4), values),
    max_leaves=12,
)


def count(value: object) -> int:
    if isinstance(value, list | dict):
        parts = value.values() if isinstance(value, dict) else value
        return 1 + sum(map(count, parts))
    return 1


def test_a_file_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "some"
    path.write_bytes(b"x" * 1000)
    with opened(path, SMALL) as file:
        assert file.read() == b"x" * 1000


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(1001)
    with pytest.raises(InputError, match="sparse is too large: A thing"), opened(path, SMALL):
        pytest.fail("it was opened")


def test_what_is_no_file_is_told_and_nobody_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        (tmp_path / "link").symlink_to("/dev/zero")
        odd = [tmp_path, *(tmp_path / name for name in ("pipe", "socket", "link")), Path("a\0b")]
        for path in odd:
            with pytest.raises(InputError, match="is a folder, a pipe or a device"):
                opened(path, SMALL).__enter__()


def test_a_file_that_is_not_there_is_no_input_error(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    with pytest.raises(FileNotFoundError):
        opened(tmp_path / "none", SMALL).__enter__()
    with pytest.raises(OSError, match="symbolic links"):
        opened(tmp_path / "round", SMALL).__enter__()


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    regular = Path(__file__).stat()
    monkeypatch.setattr(Path, "stat", lambda _: regular)
    with pytest.raises(InputError, match="is a folder, a pipe or a device"):
        opened(path, SMALL).__enter__()


def test_unpacking_ends_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"0" * 1000) + gzip.compress(b"0" * 100_000))
    with (
        opened(path, SMALL) as file,
        pytest.raises(InputError, match="is too large"),
    ):
        unpacked(file, path, SMALL).read()


def test_what_stays_within_the_limit_is_unpacked_whole(tmp_path: Path) -> None:
    path = tmp_path / "good.gz"
    path.write_bytes(gzip.compress(b"0" * 1000))
    with opened(path, SMALL) as file:
        assert unpacked(file, path, SMALL).read() == b"0" * 1000


@given(VALUES)
def test_values_are_not_fewer_than_there_are(value: object) -> None:
    text = json.dumps(value)
    assert values_in(text) == values_in(text.encode())
    assert 2 * values_in(text) + 1 >= count(value)
    assert parsed(text, most=200) == value


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "it is not JSON"),
        ("9" * 5000, "it is not JSON"),
        ("[NaN]", "numbers must be finite, not NaN"),
        ("[-Infinity]", "numbers must be finite, not -Infinity"),
        ('{"a":[1e999]}', "numbers must be finite, not inf"),
        ("-1e999", "numbers must be finite, not -inf"),
        ("[" * 65 + "]" * 65, "nested too deep"),
        ('{"a":' * 65 + "1" + "}" * 65, "nested too deep"),
        ("[" * 90 + "]" * 90, "nested too deep"),
        ("[[],[],[]]" * 20, "more than 100 values"),
    ],
)
def test_json_that_is_none_or_too_much_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        parsed(text, most=100)


def test_a_hundred_thousand_brackets_are_nested_too_deep() -> None:
    with pytest.raises(InputError, match="nested too deep"):
        parsed("[" * 100_000, most=1_000_000)


def test_lists_may_be_nested_a_little() -> None:
    assert parsed("[" * 64 + "]" * 64, most=100)
