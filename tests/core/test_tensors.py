from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from mnist_desk.core.errors import InputError
from mnist_desk.core.intake import MODEL, unwatched
from mnist_desk.core.tensors import LONGEST_HEADER, NoTensorsError, opened_tensors


@pytest.fixture
def path(tmp_path: Path) -> Path:
    arrays = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.zeros(4, np.int64)}
    safetensors.numpy.save_file(arrays, tmp_path / "some", {"kind": "test"})
    return tmp_path / "some"


def test_a_tensor_that_is_as_it_should_be_is_read(path: Path) -> None:
    told: list[float] = []
    with opened_tensors(path, MODEL, told.append) as tensors:
        assert tensors.metadata == {"kind": "test"}
        assert "a" in tensors
        assert "c" not in tensors
        assert tensors.array("a", (2, 3), "F32").tolist() == [[0, 1, 2], [3, 4, 5]]
        assert tensors.array("b", (None,), "I64").shape == (4,)
    assert told == sorted(told)
    assert max(told) < 1


@pytest.mark.parametrize(
    ("name", "shape", "dtype"),
    [
        ("a", (3, 2), "F32"),
        ("a", (6,), "F32"),
        ("a", (None,), "F32"),
        ("a", (2, 3), "F64"),
        ("c", (1,), "F32"),
    ],
)
def test_a_tensor_that_is_another_is_refused(
    path: Path, name: str, shape: tuple[int | None, ...], dtype: str
) -> None:
    with (
        opened_tensors(path, MODEL, unwatched) as tensors,
        pytest.raises(InputError, match=f"it has no c|its {name} has shape"),
    ):
        tensors.array(name, shape, dtype)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x02",
        bytes(8),
        (2**63).to_bytes(8, "little") + b"{}",
        (LONGEST_HEADER + 1).to_bytes(8, "little") + b"{}",
        (9).to_bytes(8, "little") + b"[" * 9,
        (2).to_bytes(8, "little") + b"\xff\xff",
        (5000).to_bytes(8, "little") + b"[" * 5000,
    ],
)
def test_a_file_that_begins_otherwise_has_none(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "raw").write_bytes(raw)
    with pytest.raises(NoTensorsError), opened_tensors(tmp_path / "raw", MODEL, unwatched):
        pytest.fail("it was opened")
