from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from mnist_desk.core.csv_digits import _rows
from mnist_desk.core.dataset import DIGIT_NAMES, Splits
from mnist_desk.core.dataset_export import write_npz
from mnist_desk.core.dataset_files import (
    every_sixth,
    read_splits,
    title_of_test,
)
from mnist_desk.core.errors import InputError
from mnist_desk.core.places import resource

from .data_files import assert_both_parts, csv, idx_folder, images, labels, npz, pictures


def assert_divided(data: Splits, n: int = 120) -> None:
    """Every sixth of each class is tried on; nothing is lost, nothing is in both."""
    assert data.held_back
    assert "every sixth" in title_of_test(data)
    held = every_sixth(labels(n))
    assert np.array_equal(data.test.images, images(n)[held])
    assert np.array_equal(data.train.images, images(n)[~held])


def test_keras_layout(tmp_path: Path) -> None:
    data = read_splits(npz(tmp_path / "mine.npz"))
    assert_both_parts(data)
    assert data.title == "mine"
    assert data.train.names == DIGIT_NAMES


def test_names_come_from_the_array_beside_the_images(tmp_path: Path) -> None:
    names = tuple("abcdefghij")
    data = read_splits(npz(tmp_path / "mine.npz", names=np.array(names)))
    assert data.train.names == data.test.names == names


def test_an_archive_with_names_asks_no_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Ada\nGrace\n")
    names = tuple("abcdefghij")
    assert read_splits(npz(tmp_path / "mine.npz", names=np.array(names))).train.names == names


@pytest.mark.parametrize("names", [["a"] * 10, list("abc"), ["", *"bcdefghij"]])
def test_names_that_are_not_ten_different_ones_are_refused(
    names: list[str], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="ten names of classes"):
        read_splits(npz(tmp_path / "mine.npz", names=np.array(names)))


def test_an_archive_without_test_images_is_divided(tmp_path: Path) -> None:
    path = tmp_path / "mine.npz"
    np.savez(path, x_train=images(), y_train=labels())
    assert_divided(read_splits(path))


def test_an_archive_with_half_its_test_part_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.npz"
    np.savez(path, x_train=images(), y_train=labels(), x_test=images())
    with pytest.raises(InputError, match="no arrays x_test and y_test"):
        read_splits(path)


def test_names_beside_the_files_come_first(tmp_path: Path) -> None:
    folder = idx_folder(tmp_path / "kmnist")
    assert read_splits(folder).test.names[1] == "ki"
    (folder / "labels.txt").write_text("".join(f"{n} class {n}\n" for n in range(10)))
    assert read_splits(folder).test.names[1] == "class 1"


@pytest.mark.parametrize("mark", [" ", "\t", ": ", ".  ", "  "])
def test_numbers_before_names_are_no_part_of_them(mark: str, tmp_path: Path) -> None:
    folder = idx_folder(tmp_path / "mine")
    lines = [f"{n}{mark}class {letter}\n" for n, letter in enumerate("abcdefghij")]
    (folder / "labels.txt").write_text("".join(lines))
    assert read_splits(folder).test.names[:2] == ("class a", "class b")


def test_names_are_one_line_each(tmp_path: Path) -> None:
    path = npz(tmp_path / "mine.npz", names=np.array(["a\x1bb", *"bcdefghij"]))
    assert read_splits(path).test.names[0] == "a\\x1bb"


@pytest.mark.parametrize("name", ["digits.csv", "digits.csv.gz"])
@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("last", [True, False])
def test_csv(name: str, header: bool, last: bool, tmp_path: Path) -> None:
    data = read_splits(csv(tmp_path / name, header, last))
    assert_divided(data)
    assert data.title == "digits"


def test_a_line_without_end_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv.gz"
    path.write_bytes(gzip.compress(b"label,pixels\n" + b"0," * 20_000_000, 1))
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="Line 2 of"):
            read_splits(path)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_lines_are_whole_where_a_part_of_the_file_ends(tmp_path: Path) -> None:
    data = read_splits(csv(tmp_path / "many.csv", n=3600))
    assert len(data.train) + len(data.test) == 3600
    assert_divided(data, 3600)


@pytest.mark.parametrize("last", [True, False])
def test_csv_of_letters_is_refused_and_not_all_of_one_class(last: bool, tmp_path: Path) -> None:
    pixels = images().reshape(-1, 784)
    letters = 1 + np.arange(120)[:, np.newaxis] % 26
    path = tmp_path / "letters.csv"
    table = np.hstack([pixels, letters] if last else [letters, pixels])
    np.savetxt(path, table, "%d", delimiter=",")
    with pytest.raises(InputError, match="digits 0 to 9; found 1 to 26"):
        read_splits(path)


@pytest.mark.parametrize(
    "line",
    ["", "1,2,3", "1," * 784, "1," * 784 + "256", "1," * 784 + "-1", "1," * 784 + "1.5", "x"],
)
def test_a_line_that_is_no_image_is_told_by_its_number(line: str, tmp_path: Path) -> None:
    path = csv(tmp_path / "digits.csv")
    with path.open("a") as file:
        file.write(f"{line}\n")
    if not line:
        assert_divided(read_splits(path))
        return
    with pytest.raises(InputError, match=r"Line 122 of .*digits\.csv is not a label and 784"):
        read_splits(path)


@given(st.lists(st.integers(0, 255), min_size=784, max_size=784), st.integers(0, 9))
def test_csv_gives_the_numbers_that_were_written(pixels: list[int], label: int) -> None:
    table = _rows([",".join(map(str, [label, *pixels])).encode()])
    assert table is not None
    assert table.tolist() == [[label, *pixels]]


@pytest.mark.parametrize("invert", [False, True])
def test_folders_of_pictures(invert: bool, tmp_path: Path) -> None:
    """Of 28 x 28 they are taken as they are, dark on light turned."""
    data = read_splits(pictures(tmp_path / "things", ["cat", "dog", "fish"], 6, invert))
    assert data.train.names[:3] == ("cat", "dog", "fish")
    assert len(set(data.train.names)) == 10
    assert np.bincount(data.test.labels).tolist() == [1, 1, 1]
    assert np.array_equal(data.test.images[2], images(6, 2)[5])


def test_folders_in_train_and_test(tmp_path: Path) -> None:
    names = [str(digit) for digit in range(10)]
    pictures(tmp_path / "train", names, 3)
    pictures(tmp_path / "test", names[5:], 1)
    data = read_splits(tmp_path)
    assert np.bincount(data.train.labels).tolist() == [3] * 10
    assert data.test.labels.tolist() == [5, 6, 7, 8, 9]
    assert data.train.names == DIGIT_NAMES


def test_larger_pictures_are_fitted_as_drawings_are(tmp_path: Path) -> None:
    pictures(tmp_path / "set", ["a", "b"])
    large = Image.new("L", (200, 200), 255)
    large.paste(0, (10, 10, 40, 190))
    large.save(tmp_path / "set" / "a" / "000.png")
    first = read_splits(tmp_path / "set").train.images[0]
    rows = np.flatnonzero(first.any(axis=1))
    assert rows[-1] - rows[0] + 1 in (20, 21)
    assert abs(int(np.argmax(first.sum(axis=0))) - 14) <= 1


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        ([f"class {n}" for n in range(11)], "11 folders of classes"),
        (["only"], "1 folders of classes"),
        ([], "is no data set"),
    ],
)
def test_too_many_classes_or_too_few(names: list[str], complaint: str, tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    with pytest.raises(InputError, match=complaint):
        read_splits(pictures(tmp_path / "set", names))


def test_folders_that_look_alike_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="look alike at 40 characters"):
        read_splits(pictures(tmp_path, ["x" * 50 + "a", "x" * 50 + "b"]))


def test_a_damaged_picture_is_named(tmp_path: Path) -> None:
    pictures(tmp_path, ["a", "b"])
    (tmp_path / "b" / "002.png").write_bytes(b"no picture")
    with pytest.raises(InputError, match=r"002\.png is not a picture"):
        read_splits(tmp_path)


def test_ink() -> None:
    data = read_splits(resource("ink", "hundred.jsonl"))
    assert data.held_back
    assert data.test.images.any()


def test_too_few_images_to_hold_any_back(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no class has 6 images or more"):
        read_splits(csv(tmp_path / "few.csv", n=20))


@pytest.mark.parametrize("make", [npz, csv])
def test_reading_is_watched_and_can_be_left(make: object, tmp_path: Path) -> None:
    path = npz(tmp_path / "a.npz") if make is npz else csv(tmp_path / "a.csv")
    told: list[float] = []
    read_splits(path, told.append)
    assert told
    assert all(0 <= part <= 1 for part in told)

    class LeftError(Exception):
        pass

    def leave(_: float) -> None:
        raise LeftError

    with pytest.raises(LeftError):
        read_splits(path, leave)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=200))
def test_every_sixth_of_each_class_is_held_back(drawn: list[int]) -> None:
    given_labels: NDArray[np.uint8] = np.array(drawn, np.uint8)
    held = every_sixth(given_labels)
    for label in range(10):
        of_class = given_labels == label
        assert held[of_class].sum() == of_class.sum() // 6


def test_what_is_exported_is_read_back(tmp_path: Path) -> None:
    data = read_splits(idx_folder(tmp_path / "fashion"))
    write_npz(data, tmp_path / "copy.npz")
    again = read_splits(tmp_path / "copy.npz")
    assert again.train.digest == data.train.digest
    assert again.test.digest == data.test.digest
    assert again.train.names == data.train.names
