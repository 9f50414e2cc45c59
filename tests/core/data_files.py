"""Small data sets in every layout that is read."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mnist_desk.core.dataset import Splits


def images(n: int = 120, seed: int = 0) -> NDArray[np.uint8]:
    """Noise on dark paper."""
    made = np.zeros((n, 28, 28), np.uint8)
    made[:, 4:24, 4:24] = np.random.default_rng(seed).integers(0, 256, (n, 20, 20), np.uint8)
    return made


def labels(n: int = 120) -> NDArray[np.uint8]:
    return (np.arange(n) % 10).astype(np.uint8)


def idx(array: NDArray[np.uint8]) -> bytes:
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def idx_folder(folder: Path, prefix: str = "", test: str = "t10k", packed: bool = True) -> Path:
    """120 training and 30 test images."""
    folder.mkdir(exist_ok=True)
    for part, n in (("train", 120), (test, 30)):
        for what, array in (("images-idx3", images(n)), ("labels-idx1", labels(n))):
            path = folder / f"{prefix}{part}-{what}-ubyte{'.gz' if packed else ''}"
            path.write_bytes(gzip.compress(idx(array)) if packed else idx(array))
    return folder


def npz_folder(folder: Path, name: str, images_name: str, labels_name: str) -> Path:
    """As idx_folder, each array alone in a file. name: with places for part and content."""
    folder.mkdir(exist_ok=True)
    for part, n in (("train", 120), ("test", 30)):
        np.savez(folder / name.format(part=part, content=images_name), images(n))
        np.savez(folder / name.format(part=part, content=labels_name), labels(n))
    return folder


def npz(path: Path, **more: NDArray[Any]) -> Path:
    arrays: dict[str, NDArray[Any]] = {"x_train": images(), "y_train": labels()}
    np.savez(path, **{**arrays, "x_test": images(30), "y_test": labels(30), **more})
    return path


def csv(path: Path, header: bool = True, last: bool = False, n: int = 120) -> Path:
    names = [f"pixel{number}" for number in range(784)]
    rows = [",".join([*names, "label"] if last else ["label", *names])] if header else []
    for image, label in zip(images(n).reshape(-1, 784).tolist(), labels(n).tolist(), strict=True):
        rows.append(",".join(map(str, [*image, label] if last else [label, *image])))
    text = "\n".join(rows).encode() + b"\n"
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def pictures(folder: Path, names: list[str], n: int = 6, invert: bool = False) -> Path:
    """n pictures of each class, 28 x 28."""
    for place, name in enumerate(names):
        (folder / name).mkdir(parents=True)
        for number, image in enumerate(images(n, place)):
            shown = 255 - image if invert else image
            Image.fromarray(shown).save(folder / name / f"{number:03}.png")
    return folder


def assert_both_parts(data: Splits, transposed: bool = False) -> None:
    for part, n in ((data.train, 120), (data.test, 30)):
        expected = images(n).transpose(0, 2, 1) if transposed else images(n)
        assert np.array_equal(part.images, expected)
        assert np.array_equal(part.labels, labels(n))
    assert not data.held_back
