"""Which labels are doubted, and the file that keeps it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.errors import InputError
from mnist_desk.core.label_doubt import (
    DoubtfulLabel,
    dealt,
    ranked,
    read_doubts,
    seconds_for,
    write_doubts,
)

N = 103
DATA = Dataset(np.zeros((N, 28, 28), np.uint8), np.arange(N) % 10)


def probabilities(**others: tuple[int, float]) -> np.ndarray:
    """All are read as labelled, but for some: image -> answer and its probability."""
    values = np.eye(10, dtype=np.float32)[DATA.labels] * 0.9 + 0.01
    for name, (answer, sure) in others.items():
        row = int(name[1:])
        values[row] = 0
        values[row, [answer, DATA.labels[row]]] = sure, 1 - sure
    return values


@pytest.mark.parametrize("parts", [2, 3, 10])
def test_parts_are_equally_large_and_have_each_digit(parts: int) -> None:
    part = dealt(DATA, parts)
    sizes = np.bincount(part, minlength=parts)
    assert sizes.max() - sizes.min() <= 1
    for digit in range(10):
        of_digit = np.bincount(part[DATA.labels == digit], minlength=parts)
        assert of_digit.max() - of_digit.min() <= 1
    assert (dealt(DATA, parts) == part).all()
    assert (dealt(DATA, parts, 1) != part).any()


def test_more_parts_take_longer() -> None:
    assert [seconds_for(parts) for parts in (2, 3, 10)] == [10, 20, 90]


def test_the_surest_other_answer_comes_first() -> None:
    found = ranked(DATA, probabilities(i4=(9, 0.8), i23=(7, 0.99), i50=(3, 0.4)), 3, 1.0)
    assert [one[:3] for one in found.labels] == [(23, 3, 7), (4, 4, 9)]
    assert found.labels[0].doubt == pytest.approx(0.98)
    assert found.values[1][9] == pytest.approx(0.8)


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = ranked(DATA, probabilities(i4=(9, 0.8)), 3, 1.5)
    write_doubts(found, tmp_path / "doubts.json")
    again = read_doubts(tmp_path / "doubts.json")
    assert again.labels == (DoubtfulLabel(4, 4, 9, pytest.approx(0.6)),)
    assert again.values == pytest.approx(found.values, abs=1e-4)
    assert (again.data, again.parts, again.seconds) == (DATA.digest, 3, 1.5)


@pytest.mark.parametrize(
    "break_it",
    [
        lambda told: told.pop("labels"),
        lambda told: told.update(kind="cake"),
        lambda told: told["labels"][0].update(image=-1),
        lambda told: told["labels"][0].update(suggested=10),
        lambda told: told["labels"][0].update(label="4"),
        lambda told: told["labels"][0].update(probabilities=[1]),
        lambda told: told["labels"][0].update(probabilities=[1e39] * 10),
        lambda told: told["labels"].append(7),
        lambda told: told["labels"][0].update(doubt=10**400),
        lambda told: told["labels"][0].update(doubt="nan"),
        lambda told: told["labels"][0].update(probabilities=[10**400] * 10),
        lambda told: told.update(seconds=10**400),
    ],
)
def test_what_is_damaged_is_told(break_it, tmp_path: Path) -> None:
    path = tmp_path / "doubts.json"
    write_doubts(ranked(DATA, probabilities(i4=(9, 0.8)), 3, 1.5), path)
    told = json.loads(path.read_text())
    break_it(told)
    path.write_text(json.dumps(told))
    with pytest.raises(InputError, match="no doubtful labels that can be read"):
        read_doubts(path)
