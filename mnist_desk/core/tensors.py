"""The tensors of a .safetensors file: none is read before it is known to be as it should be."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import safetensors
from numpy.typing import NDArray

from .errors import InputError
from .intake import MB, Limit, Watch, opened, parsed
from .translate import translate

LONGEST_HEADER = 1 * MB
"""Bytes; ours have ten thousand at most."""


class NoTensorsError(Exception):
    """The file is no .safetensors file, or is damaged."""


class Tensors:
    """The tensors of a file, each read when it is asked for and is as it was said to be."""

    def __init__(self, file: Any, watch: Watch) -> None:
        self.metadata: dict[str, str] = file.metadata() or {}
        self._file, self._watch = file, watch
        self._names = frozenset(file.keys())
        self._read = 0

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def array(self, name: str, shape: tuple[int | None, ...], dtype: str) -> NDArray[Any]:
        """shape: None where it may be any. dtype: as safetensors calls it. Raises InputError."""
        if name not in self:
            raise InputError(translate("errors", "it has no {name}."), name=name)
        described = self._file.get_slice(name)
        found, kind = tuple(described.get_shape()), described.get_dtype()
        fits = len(found) == len(shape) and all(
            wanted in (None, side) for wanted, side in zip(shape, found, strict=True)
        )
        if not fits or kind != dtype:
            raise InputError(
                translate(
                    "errors",
                    "its {name} has shape {shape}, type {dtype}; its recipe asks for "
                    "{wanted_shape}, {wanted_dtype}.",
                ),
                name=name,
                shape=found,
                dtype=kind,
                wanted_shape=tuple("any" if side is None else side for side in shape),
                wanted_dtype=dtype,
            )
        self._read += 1
        self._watch(self._read / (len(self._names) + 1))
        array: NDArray[Any] = self._file.get_tensor(name)
        return array


@contextlib.contextmanager
def opened_tensors(path: Path, limit: Limit, watch: Watch) -> Iterator[Tensors]:
    """Raises NoTensorsError when there are none, InputError and OSError as intake.opened does."""
    with opened(path, limit) as file:
        _check_header(file)
    try:
        with safetensors.safe_open(path, framework="numpy") as file:
            yield Tensors(file, watch)
    except safetensors.SafetensorError as error:
        raise NoTensorsError from error


def _check_header(file: IO[bytes]) -> None:
    """A file begins with the length of the JSON that tells of it (8 bytes, least one first)."""
    length = int.from_bytes(file.read(8), "little")
    if not 2 <= length <= LONGEST_HEADER:
        raise NoTensorsError
    try:
        parsed(file.read(length), LONGEST_HEADER)
    except (InputError, UnicodeDecodeError) as error:
        raise NoTensorsError from error
