from __future__ import annotations

import gc
import io
import os
import struct
import warnings
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mnist_desk.core import npz_file
from mnist_desk.core.dataset import (
    Dataset,
    Splits,
    load_mnist,
    read_npz,
)
from mnist_desk.core.dataset_files import read_splits
from mnist_desk.core.errors import InputError
from mnist_desk.core.idx_file import read_idx
from mnist_desk.core.intake import DATA, MB
from mnist_desk.core.places import resource

N = 5
IDX_CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}

CENTRAL = b"PK\x01\x02"
"""What an entry of a ZIP file's directory begins with."""


@pytest.fixture(scope="module")
def mnist() -> Splits:
    return load_mnist()


def some_images(n: int = N) -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (n, 28, 28), dtype=np.uint8)


def some_labels(n: int = N) -> NDArray[np.uint8]:
    return (np.arange(n) % 10).astype(np.uint8)


def npz(path: Path, **arrays: NDArray[Any]) -> Path:
    np.savez(path, **arrays)
    return path


def npz_bytes() -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, x_test=some_images(), y_test=some_labels())
    return buffer.getvalue()


def npy_header(shape: object, descr: str = "|u1", fortran_order: bool = False) -> bytes:
    """The beginning of a .npy file that says of itself what it likes."""
    told = f"{{'descr': {descr!r}, 'fortran_order': {fortran_order}, 'shape': {shape}, }}\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(told)) + told.encode()


def idx(array: NDArray[Any]) -> bytes:
    code = IDX_CODES[array.dtype.str[1:]]
    header = struct.pack(f">HBB{array.ndim}I", 0, code, array.ndim, *array.shape)
    return header + array.astype(array.dtype.newbyteorder(">")).tobytes()


def test_bundled_mnist_has_all_images(mnist: Splits) -> None:
    for data, n in ((mnist.train, 60_000), (mnist.test, 10_000)):
        assert data.images.shape == (n, 28, 28)
        assert data.images.dtype == np.uint8
        assert data.labels.shape == (n,)
        assert data.labels.dtype == np.uint8
        assert len(data) == n


def test_bundled_mnist_is_in_the_original_order(mnist: Splits) -> None:
    assert mnist.train.labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert mnist.test.labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]


def test_bundled_mnist_has_as_many_of_each_digit_as_the_original(mnist: Splits) -> None:
    assert np.bincount(mnist.train.labels).tolist() == [
        *(5923, 6742, 5958, 6131, 5842),
        *(5421, 5918, 6265, 5851, 5949),
    ]
    assert np.bincount(mnist.test.labels).tolist() == [
        *(980, 1135, 1032, 1010, 982),
        *(892, 958, 1028, 974, 1009),
    ]


def test_bundled_mnist_is_bright_ink_on_dark_paper(mnist: Splits) -> None:
    # 0.1307, the mean that everybody normalises MNIST with.
    assert mnist.train.images.mean() / 255 == pytest.approx(0.1307, abs=1e-4)
    assert mnist.train.images.max() == 255
    assert not mnist.train.images[:, 0, 0].any()


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.uint32, np.int8])
def test_labels_of_any_whole_number_type_are_kept_as_uint8(dtype: type) -> None:
    data = Dataset(some_images(), some_labels().astype(dtype))
    assert data.labels.dtype == np.uint8
    assert data.labels.tolist() == some_labels().tolist()


@pytest.mark.parametrize(
    ("images", "labels", "complaint"),
    [
        (some_images().astype(np.float32), some_labels(), "images must be uint8"),
        (some_images().astype(np.int16), some_labels(), "images must be uint8"),
        (some_images()[:, :, :27], some_labels(), "images must be uint8"),
        (some_images().reshape(N, 784), some_labels(), "images must be uint8"),
        (some_images()[0], some_labels(), "images must be uint8"),
        (some_images(), some_labels().astype(np.float64), "labels must be 5 whole"),
        (some_images(), some_labels() > 2, "labels must be 5 whole"),
        (some_images(), some_labels(N - 1), "labels must be 5 whole"),
        (some_images(), some_labels().reshape(N, 1), "labels must be 5 whole"),
        (some_images(), some_labels() + np.uint8(6), "digits 0 to 9; found 6 to 10"),
        (some_images(), some_labels().astype(int) - 1, "digits 0 to 9; found -1 to 3"),
        (some_images(), np.full(N, 256), "digits 0 to 9; found 256"),
        (some_images(0), some_labels(0), "no images"),
    ],
)
def test_arrays_that_are_no_dataset_are_refused(
    images: NDArray[Any], labels: NDArray[Any], complaint: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=complaint):
        Dataset(images, labels)
    path = npz(tmp_path / "data.npz", x_test=images, y_test=labels)
    with pytest.raises(InputError, match=complaint) as caught:
        read_npz(path, "test")
    assert str(path) in str(caught.value)


def test_npz_file_gives_the_part_that_is_asked_for(tmp_path: Path) -> None:
    path = npz(
        tmp_path / "data.npz",
        x_train=some_images(7),
        y_train=some_labels(7),
        x_test=some_images(3),
        y_test=some_labels(3),
    )
    assert len(read_npz(path, "train")) == 7
    assert len(read_npz(path, "test")) == 3
    assert np.array_equal(read_splits(path).test.images, some_images(3))


def test_missing_data_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.npz is not there"):
        read_splits(tmp_path / "nowhere.npz")


def test_npz_file_without_our_arrays_says_which_lack(tmp_path: Path) -> None:
    path = npz(tmp_path / "data.npz", images=some_images(), labels=some_labels())
    with pytest.raises(InputError, match="no arrays x_test and y_test"):
        read_npz(path, "test")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"this is not MNIST",
        bytes(range(256)) * 20,
        npz_bytes()[:-100],
        npz_bytes()[:3000],
        npz_bytes()[:2000] + b"\xff\x00" + npz_bytes()[2002:],
        npz_bytes()[100:],
    ],
    ids=["empty", "text", "rubbish", "no directory", "half", "changed", "no beginning"],
)
def test_damaged_npz_file_is_refused(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "data.npz"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=r"data\.npz is damaged or not a \.npz file"):
        read_npz(path, "test")


def test_damaged_npz_file_is_closed_again(tmp_path: Path) -> None:
    path = tmp_path / "data.npz"
    path.write_bytes(npz_bytes()[:3000])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with pytest.raises(InputError):
            read_npz(path, "test")
        gc.collect()
    assert [str(warning.message) for warning in caught] == []


@pytest.mark.parametrize(("offset", "value"), [(8, 1), (10, 99)], ids=["encrypted", "packed oddly"])
def test_npz_file_that_zipfile_cannot_unpack_is_refused(
    offset: int, value: int, tmp_path: Path
) -> None:
    raw = bytearray(npz_bytes())
    raw[raw.find(CENTRAL) + offset] = value
    path = tmp_path / "data.npz"
    path.write_bytes(raw)
    with pytest.raises(InputError, match="damaged"):
        read_npz(path, "test")


def test_npz_file_that_is_damaged_within_is_refused_however_it_is_packed(tmp_path: Path) -> None:
    path = tmp_path / "data.npz"
    for packed in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile(path, "w", packed) as archive:
            archive.writestr("x_test.npy", npz_bytes())
        raw = bytearray(path.read_bytes())
        raw[70:90] = bytes(byte ^ 0xFF for byte in raw[70:90])
        path.write_bytes(raw)
        with pytest.raises(InputError, match="damaged"):
            read_npz(path, "test")


def test_npz_file_is_as_large_as_all_that_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.npz"
    nothing = np.zeros(700_000, np.uint8)
    np.savez_compressed(path, x_test=nothing, y_test=nothing)
    monkeypatch.setattr(npz_file, "DATA", DATA._replace(most=MB))
    with pytest.raises(InputError, match="is too large: A data set can have 1 MB"):
        read_npz(path, "test")


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("names", b"no array"),
        ("names.npy", npy_header((10,), "<U1") + b"\xff" * 40),
    ],
    ids=["no array", "characters that there are none of"],
)
def test_names_that_are_no_texts_are_refused(name: str, texts: bytes, tmp_path: Path) -> None:
    path = npz(tmp_path / "data.npz", x_train=some_images(), y_train=some_labels())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, texts)
    with pytest.raises(InputError, match=r"^\S+data\.npz is damaged or not a \.npz file"):
        read_splits(path)


def test_arrays_with_python_objects_are_not_unpickled(tmp_path: Path) -> None:
    path = tmp_path / "data.npz"
    np.savez(path, allow_pickle=True, x_test=np.array([{}], object), y_test=some_labels(1))
    with pytest.raises(InputError, match="damaged"):
        read_npz(path, "test")


def test_single_array_file_is_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "data.npy", some_images())
    with pytest.raises(InputError, match="damaged"):
        read_splits(tmp_path / "data.npy")


@pytest.mark.parametrize("dtype", IDX_CODES)
def test_idx_holds_numbers_of_every_type(dtype: str) -> None:
    array = (np.arange(24).reshape(2, 3, 4) * 5).astype(dtype)
    read = read_idx(io.BytesIO(idx(array)), Path())
    assert np.array_equal(read, array)
    assert read.dtype == array.dtype
    assert read.dtype.isnative


HEADERS = st.builds(
    lambda code, sizes: struct.pack(f">HBB{len(sizes)}I", 0, code, len(sizes), *sizes),
    st.sampled_from(sorted(IDX_CODES.values())),
    st.lists(st.integers(0, 3) | st.integers(0, 2**32 - 1), max_size=70),
)


@settings(deadline=None, derandomize=True, max_examples=250)
@given(header=HEADERS | st.just(b""), rest=st.binary(max_size=40))
def test_rubbish_is_no_idx(header: bytes, rest: bytes) -> None:
    try:
        array = read_idx(io.BytesIO(header + rest), Path())
    except (InputError, ValueError, struct.error):
        return
    assert array.size * array.itemsize == len(header + rest) - 4 - 4 * array.ndim


# What is too much, or not what it says


def odd_npz(path: Path, images: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x_test.npy", images)
        archive.writestr("y_test.npy", npy_header((1,)) + b"\x01")
    return path


@pytest.mark.parametrize(
    ("images", "complaint"),
    [
        (npy_header((10**12, 28, 28)), "is too large: A data set can have 2,000 MB"),
        (npy_header((1,), "|S1000000000000"), "is too large|is damaged"),
        (npy_header("(1, 28, 28,"), "is damaged"),
        (npy_header("(" * 9000 + "1" + ",)" * 9000), "is damaged"),
        (npy_header((-1, 28, 28)) + bytes(784), "is damaged"),
        (npy_header((2**63, 2**63)), "is too large"),
        (npy_header((1, 28, 28)) + bytes(783), "is damaged"),
        (npy_header((1, 28, 28)) + bytes(785), "is damaged"),
        (npy_header((1,), "|O") + bytes(8), "is damaged"),
        (b"\x93NUMPY\x01\x00\xff\xff", "is damaged"),
        (b"\x93NUMPY\x09\x00" + npy_header((1, 28, 28))[8:] + bytes(784), "is damaged"),
        (b"", "is damaged"),
    ],
)
def test_a_header_is_not_believed(images: bytes, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=complaint):
        read_npz(odd_npz(tmp_path / "odd.npz", images), "test")


def test_images_in_columns_are_read_in_order(tmp_path: Path) -> None:
    images = np.asfortranarray(some_images())
    path = npz(tmp_path / "data.npz", x_test=images, y_test=some_labels())
    assert np.array_equal(read_npz(path, "test").images, images)


def test_a_path_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is damaged or not"):
        read_splits(tmp_path / ("x" * 300))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.npz")
    with pytest.raises(InputError, match="is a folder, a pipe or a device"):
        read_splits(tmp_path / "pipe.npz")


def test_somebody_who_watches_is_told_how_far_it_is() -> None:
    told: list[float] = []
    read_npz(resource("mnist", "mnist.npz"), "test", told.append)
    assert len(told) > 10
    assert max(told) <= 1


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_every_version_of_the_array_format_is_read(
    version: tuple[int, int], tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "data.npz", "w") as archive:
        for name, array in (("x_test", some_images()), ("y_test", some_labels())):
            raw = io.BytesIO()
            np.lib.format.write_array(raw, array, version)
            archive.writestr(f"{name}.npy", raw.getvalue())
    assert np.array_equal(read_npz(tmp_path / "data.npz", "test").images, some_images())
