"""Data sets in folders of IDX files."""

from __future__ import annotations

import functools
import gzip
import os
import random
import struct
from collections.abc import Callable
from pathlib import Path

from .bombs import gzip_bomb
from .case import Case, Kit, Verdict
from .damage import add_foreign, add_usual
from .npz import COUNT, arrays

IMAGES, LABELS = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"


def idx(code: int, sizes: tuple[int, ...], data: bytes = b"", zeros: int = 0) -> bytes:
    return struct.pack(f">HBB{len(sizes)}I", zeros, code, len(sizes), *sizes) + data


def idx_folder(images: bytes, labels: bytes, ending: str = "") -> Callable[[Path], Path]:
    """Makes a folder of two files."""

    def make(folder: Path) -> Path:
        inner = folder / "idx"
        inner.mkdir()
        (inner / f"{IMAGES}{ending}").write_bytes(images)
        (inner / f"{LABELS}{ending}").write_bytes(labels)
        return inner

    return make


def add_idx(kit: Kit, rng: random.Random) -> None:
    images, labels = arrays()
    right = idx(8, (COUNT, 28, 28), images.tobytes())
    right_labels = idx(8, (COUNT,), labels.tobytes())

    def add(kind: str, name: str, image_file: bytes, verdict: Verdict = "bad") -> None:
        kit.add_made(kind, name, idx_folder(image_file, right_labels), verdict)
        packed = gzip.compress(image_file, mtime=0), gzip.compress(right_labels, mtime=0)
        kit.add_made(kind, f"{name}, packed", idx_folder(*packed, ".gz"), verdict)

    add("good", "idx", right, "good")
    damaged = Kit("data", "damaged")
    add_usual(damaged, right, rng, truncations=20, flips=20)
    add_foreign(damaged, rng)
    for case in damaged.cases:
        kit.add_made(case.kind, f"idx {case.name}", _image_file(case, right_labels), case.verdict)
    packed = Kit("data", "damaged")
    add_usual(packed, gzip.compress(right, mtime=0), rng, truncations=20, flips=20)
    for case in packed.cases:
        make = _image_file(case, gzip.compress(right_labels, mtime=0), ".gz")
        kit.add_made(case.kind, f"idx.gz {case.name}", make, case.verdict)
    for code in (0, 7, 9, 10, 11, 12, 13, 14, 15, 255):
        add("idx headers", f"code {code}", idx(code, (COUNT, 28, 28), images.tobytes()))
    add("idx headers", "zeros are not", idx(8, (COUNT, 28, 28), images.tobytes(), zeros=1))
    most = 2**32 - 1
    for sizes in (
        *((), (0,), (0, 28, 28), (COUNT, 28), (COUNT, 28, 27), (COUNT + 1, 28, 28), (COUNT, 784)),
        *((most,), (most, most, most), (2**31, 28, 28), (2**16,) * 4, (1,) * 255, (0,) * 64),
        (most,) * 255,
    ):
        title = f"{len(sizes)} sizes {str(sizes)[:40]}"
        add("idx headers", title, idx(8, sizes, images.tobytes()))
    add("idx headers", "data too long", right + b"x")
    for name, wrong in (
        ("10", idx(8, (COUNT,), bytes([10] * COUNT))),
        ("-1", idx(9, (COUNT,), b"\xff" * COUNT)),
        ("float", idx(13, (COUNT,), bytes(4 * COUNT))),
        ("too few", idx(8, (COUNT - 1,), bytes(COUNT - 1))),
        ("empty", b""),
        ("images", right),
    ):
        kit.add_made("idx labels", name, idx_folder(right, wrong))
    _add_idx_bombs(kit, right_labels)
    _add_idx_specials(kit, right, right_labels)


def _image_file(case: Case, labels: bytes, ending: str = "") -> Callable[[Path], Path]:
    """The damaged file of a case as the images of a folder."""

    def make(folder: Path) -> Path:
        content = case.make(folder).read_bytes()
        return idx_folder(content, labels, ending)(folder)

    return make


def _add_idx_bombs(kit: Kit, labels: bytes) -> None:
    for size, count in ((4 * 2**30, 5_400_000), (2**30, 20), (2**30, 1_369_568)):
        head = idx(8, (count, 28, 28))

        def make(folder: Path, head: bytes = head, size: int = size) -> Path:
            bomb = gzip_bomb(b"\x00", size, before=head)
            return idx_folder(bomb, gzip.compress(labels, mtime=0), ".gz")(folder)

        kit.add_made("idx bombs", f"{size / 2**30:.0f} GB, {count:,} images", make)

    for size in (3 * 2**30, 2**30):

        def sparse(folder: Path, size: int = size) -> Path:
            inner = idx_folder(idx(8, (size // 784, 28, 28)), labels)(folder)
            os.truncate(inner / IMAGES, 16 + size // 784 * 784)
            return inner

        kit.add_made("too large", f"idx, sparse, {size / 2**30:.0f} GB", sparse)


def _link_to(device: str, ending: str, path: Path) -> None:
    path.with_name(f"{IMAGES}{ending}").symlink_to(f"/dev/{device}")


def _add_idx_specials(kit: Kit, images: bytes, labels: bytes) -> None:
    def made(change: Callable[[Path], object]) -> Callable[[Path], Path]:
        def make(folder: Path) -> Path:
            inner = idx_folder(images, labels)(folder)
            (inner / IMAGES).unlink()
            change(inner / IMAGES)
            return inner

        return make

    kit.add_made("special", "idx, no images", made(lambda path: None))
    kit.add_made("special", "idx, a pipe", made(os.mkfifo))
    kit.add_made("special", "idx, a folder", made(lambda path: path.mkdir()))
    kit.add_made("special", "idx, link to itself", made(lambda path: path.symlink_to(path)))
    kit.add_made("special", "idx, link that dangles", made(lambda path: path.symlink_to("no")))
    for device in ("zero", "null", "full"):
        link = made(functools.partial(_link_to, device, ""))
        kit.add_made("special", f"idx, link to /dev/{device}", link)
        packed = made(functools.partial(_link_to, device, ".gz"))
        kit.add_made("special", f"idx.gz, link to /dev/{device}", packed)
