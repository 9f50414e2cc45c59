from __future__ import annotations

import gzip
import os
from pathlib import Path

import numpy as np
import pytest

from mnist_desk.core.dataset_files import read_splits
from mnist_desk.core.errors import InputError

from .data_files import assert_both_parts, idx, idx_folder, images, labels, npz, npz_folder

FASHION = ("T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker")


@pytest.mark.parametrize("packed", [True, False])
def test_fashion_mnist_is_known_by_its_folder(packed: bool, tmp_path: Path) -> None:
    data = read_splits(idx_folder(tmp_path / "fashion-mnist", packed=packed))
    assert_both_parts(data)
    assert data.test.names[:8] == FASHION


def test_one_file_of_a_folder_stands_for_its_set(tmp_path: Path) -> None:
    idx_folder(tmp_path, "one-")
    idx_folder(tmp_path, "other-")
    data = read_splits(tmp_path / "other-train-images-idx3-ubyte.gz")
    assert_both_parts(data)
    assert data.title == "other"
    with pytest.raises(InputError, match="several data sets"):
        read_splits(tmp_path)


def test_a_point_in_the_names_as_kaggle_has_it(tmp_path: Path) -> None:
    for path in list(idx_folder(tmp_path, packed=False).iterdir()):
        path.rename(path.with_name(path.name.replace("-idx", ".idx")))
    assert_both_parts(read_splits(tmp_path))
    assert_both_parts(read_splits(tmp_path / "t10k-labels.idx1-ubyte"))


def test_emnist_is_turned(tmp_path: Path) -> None:
    data = read_splits(idx_folder(tmp_path, "emnist-digits-", "test"))
    assert_both_parts(data, transposed=True)


KMNIST = ("kmnist-{part}-{content}.npz", "imgs", "labels")
KANNADA = ("{content}_kannada_MNIST_{part}.npz", "X", "y")


@pytest.mark.parametrize(
    ("layout", "title", "second"), [(KMNIST, "kmnist", "ki"), (KANNADA, "kannada_MNIST", "1")]
)
def test_arrays_in_a_file_each(
    layout: tuple[str, str, str], title: str, second: str, tmp_path: Path
) -> None:
    npz_folder(tmp_path, *layout)
    for asked in (tmp_path, tmp_path / layout[0].format(part="train", content=layout[2])):
        data = read_splits(asked)
        assert_both_parts(data)
        assert data.title == title
        assert data.train.names[1] == second


def test_a_name_tells_less_than_what_is_in_a_file(tmp_path: Path) -> None:
    assert_both_parts(read_splits(npz(tmp_path / "mine-train-imgs.npz")))


def test_two_arrays_where_one_was_looked_for(tmp_path: Path) -> None:
    npz_folder(tmp_path, *KMNIST)
    np.savez(tmp_path / "kmnist-test-labels.npz", labels(30), labels(30))
    with pytest.raises(InputError, match=r"kmnist-test-labels.npz must have one array, not 2"):
        read_splits(tmp_path)


def test_a_lacking_file_is_named_as_its_set_names_it(tmp_path: Path) -> None:
    npz_folder(tmp_path, *KANNADA)
    (tmp_path / "y_kannada_MNIST_test.npz").unlink()
    with pytest.raises(InputError, match=r"has no file y_kannada_MNIST_test\.npz"):
        read_splits(tmp_path / "X_kannada_MNIST_train.npz")


def test_test_images_alone(tmp_path: Path) -> None:
    npz_folder(tmp_path, *KMNIST)
    for content in ("imgs", "labels"):
        (tmp_path / f"kmnist-train-{content}.npz").unlink()
    data = read_splits(tmp_path, test_alone=True)
    assert np.array_equal(data.test.images, images(30))
    with pytest.raises(InputError, match=r"has no file kmnist-train-imgs\.npz"):
        read_splits(tmp_path)


@pytest.mark.parametrize(
    "raw",
    [b"", b"not packed", gzip.compress(idx(images()))[:-20], gzip.compress(idx(images()) + b"x")],
    ids=["empty", "not packed", "half", "too long"],
)
def test_a_damaged_idx_file_is_named(raw: bytes, tmp_path: Path) -> None:
    idx_folder(tmp_path)
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(raw)
    with pytest.raises(InputError, match=r"t10k-images-idx3-ubyte\.gz is damaged or not an IDX"):
        read_splits(tmp_path)


def test_a_lacking_idx_file_is_named(tmp_path: Path) -> None:
    idx_folder(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(InputError, match=r"no file t10k-labels-idx1-ubyte\(\.gz\)"):
        read_splits(tmp_path)


def test_idx_files_that_do_not_fit_each_other_are_refused(tmp_path: Path) -> None:
    idx_folder(tmp_path, packed=False)
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx(labels(31)))
    with pytest.raises(InputError, match="cannot be used: The labels must be 30"):
        read_splits(tmp_path)


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    idx_folder(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte.gz").unlink()
    os.mkfifo(tmp_path / "t10k-labels-idx1-ubyte.gz")
    with pytest.raises(InputError, match="is a folder, a pipe or a device"):
        read_splits(tmp_path)
