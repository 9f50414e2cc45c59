"""Mistakes as a folder of pictures."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mnist_desk.core.answers import Answers
from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.errors import InputError
from mnist_desk.core.mistake_files import INDEX, check_folder, write_mistakes

from .test_answers import SURE, answers

SOME = answers((4, 9, SURE), (4, 4, SURE), (7, 2, SURE))


def test_each_mistake_is_a_picture_and_a_row(tmp_path: Path) -> None:
    folder = tmp_path / "mistakes"

    assert write_mistakes(SOME, folder, most=10) == 2

    with (folder / INDEX).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == ["4-as-9-00001.png", "7-as-2-00003.png"]
    assert [row["label"] for row in rows] == ["4", "7"]
    for row in rows:
        picture = np.asarray(Image.open(folder / row["file"]))
        assert (picture == SOME.digits.data.images[int(row["number"]) - 1]).all()


def test_a_second_time_replaces_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "mistakes"
    write_mistakes(SOME, folder, most=10)
    check_folder(folder)
    write_mistakes(SOME, folder, most=1)
    assert len(list(folder.glob("*.png"))) == 1


def test_numbers_of_a_large_set_are_known_again(tmp_path: Path) -> None:
    images = np.zeros((100_000, 28, 28), np.uint8)
    labels, outputs = np.zeros(100_000, int), np.zeros((100_000, 10), np.float32)
    labels[-1] = 1
    large = Answers(DigitSet("large", Dataset(images, labels)), SOME.model, outputs)
    for _ in range(2):
        check_folder(tmp_path / "mistakes")
        assert write_mistakes(large, tmp_path / "mistakes", most=10) == 1
    assert (tmp_path / "mistakes" / "1-as-0-100000.png").is_file()


def test_files_of_others_stay(tmp_path: Path) -> None:
    folder = tmp_path / "mistakes"
    write_mistakes(SOME, folder, most=10)
    (folder / "holiday.png").touch()
    with pytest.raises(InputError, match="new or empty"):
        check_folder(folder)


@pytest.mark.parametrize("place", ["file", "nowhere/mistakes", "n" * 300])
def test_a_folder_that_cannot_be_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="The mistakes cannot be written"):
        check_folder(tmp_path / place)
