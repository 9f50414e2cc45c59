"""Verdicts on labels, beside the data."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from mnist_desk.core.corrections import (
    Corrections,
    Verdict,
    read_corrections,
    write_corrections,
)
from mnist_desk.core.dataset import Dataset
from mnist_desk.core.errors import InputError

DATA = Dataset(np.arange(10, dtype=np.uint8)[:, None, None] * np.ones((1, 28, 28), np.uint8),
               np.arange(10))  # fmt: skip
SOME = Corrections(
    DATA.digest,
    {1: Verdict("keep", 1), 4: Verdict("fix", 9), 7: Verdict("ambiguous", 7)},
)


def test_fixed_labels_change_and_ambiguous_images_are_left_out() -> None:
    corrected = SOME.applied_to(DATA)
    assert corrected.labels.tolist() == [0, 1, 2, 3, 9, 5, 6, 8, 9]
    assert corrected.images[:, 0, 0].tolist() == [0, 1, 2, 3, 4, 5, 6, 8, 9]
    assert DATA.labels.tolist() == list(range(10))
    assert SOME.changing == 2


def test_a_label_that_is_kept_stays_whatever_a_file_says_it_is() -> None:
    odd = Corrections(DATA.digest, {3: Verdict("keep", 8)})
    assert odd.changing == 0
    assert odd.applied_to(DATA).labels.tolist() == DATA.labels.tolist()


def test_a_verdict_is_taken_back_with_none() -> None:
    assert dict(SOME.with_verdicts({4: None, 2: Verdict("fix", 3)}).verdicts) == {
        1: Verdict("keep", 1),
        2: Verdict("fix", 3),
        7: Verdict("ambiguous", 7),
    }


def test_they_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_corrections(SOME, tmp_path / "some.json")
    assert read_corrections(tmp_path / "some.json", DATA) == SOME


def test_those_of_other_images_are_refused(tmp_path: Path) -> None:
    other = Dataset(DATA.images[:5], DATA.labels[:5])
    write_corrections(SOME, tmp_path / "some.json")
    with pytest.raises(InputError, match="of other images"):
        read_corrections(tmp_path / "some.json", other)
    with pytest.raises(InputError, match="of other images"):
        SOME.applied_to(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"kind": "mnist-desk label corrections", "format": 2, "data": "", "corrections": []}',
        json.dumps(
            {
                "kind": "mnist-desk label corrections",
                "format": 1,
                "data": DATA.digest,
                "corrections": [{"image": 1, "verdict": "burn", "label": 1}],
            }
        ),
    ],
)
def test_what_is_damaged_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "some.json").write_text(text)
    with pytest.raises(InputError, match="no corrections that can be used"):
        read_corrections(tmp_path / "some.json", DATA)
