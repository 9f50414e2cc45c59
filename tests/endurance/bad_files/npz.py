"""Data sets in .npz files, in the layout of Keras."""

from __future__ import annotations

import functools
import io
import pickle
import struct
import zipfile
import zlib

import numpy as np

from .bombs import BLOCK, deflate_bomb, zip_of
from .case import Kit, Verdict

COUNT = 20


def arrays() -> tuple[np.ndarray, np.ndarray]:
    """Images (20, 28, 28) and their labels."""
    images = np.random.default_rng(1).integers(0, 255, (COUNT, 28, 28), np.uint8)
    return images, (np.arange(COUNT) % 10).astype(np.uint8)


def good_npz() -> bytes:
    images, labels = arrays()
    file = io.BytesIO()
    np.savez(file, x_test=images, y_test=labels, x_train=images, y_train=labels)
    return file.getvalue()


def add_npz(kit: Kit) -> None:
    _add_arrays(kit)
    _add_headers(kit)
    _add_archives(kit)


def npy(header: str, data: bytes = b"", version: tuple[int, int] = (1, 0)) -> bytes:
    """A .npy file whose header says this."""
    text = header.encode("latin-1", errors="replace") + b"\n"
    length = struct.pack("<H" if version == (1, 0) else "<I", len(text) % 2**16)
    if version != (1, 0):
        length = struct.pack("<I", len(text))
    return b"\x93NUMPY" + bytes(version) + length + text + data


def npz(images: bytes | None, labels: bytes | None) -> bytes:
    """An archive of two .npy files; None leaves one out."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in (("x_test.npy", images), ("y_test.npy", labels)):
            if data is not None:
                archive.writestr(name, data)
    return file.getvalue()


def _npy_of(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def _add_arrays(kit: Kit) -> None:
    """Arrays that are well written and are no images or labels."""
    images, labels = arrays()
    right_images, right_labels = _npy_of(images), _npy_of(labels)
    wrong = {
        "float64": images.astype(float),
        "int8": images.astype(np.int8),
        "bool": images > 127,
        "complex": images.astype(complex),
        "text": images.astype("U3"),
        "dates": images.astype("M8[s]"),
        "uint16, big endian": images.astype(">u2"),
        "in rows": images.reshape(COUNT, 784),
        "with channels": images[..., None],
        "27 by 28": images[:, 1:],
        "none": images[:0],
        "a number": np.uint8(5),
        "records": np.zeros((COUNT, 28, 28), [("a", "u1"), ("b", "f8")]),
        "bytes": images.view("V1"),
    }
    for name, array in wrong.items():
        kit.add("arrays", f"images {name}", npz(_npy_of(np.asarray(array)), right_labels))
    wrong_labels = {
        "float64": labels.astype(float),
        "bool": labels > 4,
        "text": labels.astype("U1"),
        "-1": labels.astype(int) - 1,
        "10": labels + 1,
        "uint64 largest": labels.astype(np.uint64) + np.uint64(2**64 - 20),
        "int64 smallest": labels.astype(np.int64) + np.int64(-(2**63)),
        "one-hot": np.eye(10)[labels],
        "one-hot, whole": np.eye(10, dtype=np.uint8)[labels],
        "a column": labels[:, None],
        "too few": labels[1:],
        "too many": np.append(labels, labels),
        "none": labels[:0],
        "a number": np.uint8(5),
        "NaN": np.full(COUNT, np.nan),
        "records": np.zeros(COUNT, [("a", "u1")]),
        "durations": labels.astype("m8[s]"),
    }
    for name, array in wrong_labels.items():
        verdict: Verdict = "odd" if name == "durations" else "bad"
        kit.add("arrays", f"labels {name}", npz(right_images, _npy_of(np.asarray(array))), verdict)
    for kind in (">i8", "<i2", "<u8", ">u4"):
        kit.add("arrays", f"labels {kind}", npz(right_images, _npy_of(labels.astype(kind))), "good")
    kit.add(
        "arrays", "Fortran order", npz(_npy_of(np.asfortranarray(images)), right_labels), "good"
    )
    kit.add("arrays", "no labels", npz(right_images, None))
    kit.add("arrays", "no images", npz(None, right_labels))
    kit.add("arrays", "nothing", npz(None, None))
    kit.add("arrays", "exchanged", npz(right_labels, right_images))
    objects = _pickled(images)
    kit.add("pickles", "images", npz(objects, right_labels))
    kit.add("pickles", "labels", npz(right_images, _pickled(labels)))
    kit.add("pickles", "alone", pickle.dumps(images))
    kit.add("pickles", ".npy of objects", objects)
    kit.add("arrays", ".npy alone", right_images)


def _pickled(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array.astype(object), allow_pickle=True)
    return file.getvalue()


def _header(descr: str = "'|u1'", shape: str = "(20, 28, 28)", fortran: str = "False") -> str:
    return f"{{'descr': {descr}, 'fortran_order': {fortran}, 'shape': {shape}, }}"


_SHAPES = (
    *("(1000000000000,)", "(1000000000000, 28, 28)", "(9223372036854775807,)", "(-1, 28, 28)"),
    *("(9223372036854775808,)", "(4294967296, 4294967296, 28)", "(0, 28, 28)", "(20, 28)"),
    *("(20, -28, -28)", "(20.0, 28, 28)", "('20', 28, 28)", "[20, 28, 28]", "20", "None", "()"),
    *("(True, 28, 28)", "(" + "1, " * 70 + ")", "(" + "0, " * 32 + ")", "(" + "9" * 5000 + ",)"),
    *("(0, 9223372036854775807, 28)", "(20, 28, 28,", "(1e9, 28, 28)", "range(3)", "(2**20,)"),
    *("(30000000, 28, 28)", "(3000000, 28, 28)", "(60000, 28, 28)"),
)
_DTYPES = (
    *("'|V1000000000000'", "'<U300000000000'", "'|O'", "'<f16'", "'|S0'", "'|V0'", "'<U0'", "''"),
    *("'u1,f8'", "[('a', '|u1')]", "[]", "[('a', '|u1', (1000000, 1000000))]", "None", "7", "'x'"),
    *("('|u1', (28,))", "'(1000000,1000000)u1'", "'<M8[999999999999s]'", "'float64'", "'|u1\\x00'"),
    *("[('a', [('b', [('c', '|O')])])]", "[('a', 'u1'), ('a', 'u1')]", "'>u9'", "'=i4'", "'|b1'"),
)


def _add_headers(kit: Kit) -> None:
    """.npy headers that promise what is not there, or are none."""
    images, labels = arrays()
    body, right_labels = images.tobytes(), _npy_of(labels)

    def add(name: str, image_file: bytes, verdict: Verdict = "bad") -> None:
        kit.add("npy headers", name, npz(image_file, right_labels), verdict)

    for shape in _SHAPES:
        add(f"shape {shape[:40]}", npy(_header(shape=shape), body))
    for descr in _DTYPES:
        add(f"dtype {descr[:40]}", npy(_header(descr=descr), body))
    for fortran in ("True", "1", "None", "'no'"):
        verdict: Verdict = "odd" if fortran == "True" else "bad"
        add(f"Fortran {fortran}", npy(_header(fortran=fortran), body), verdict)
    for version in ((1, 0), (2, 0), (3, 0)):
        kit.add(
            *("npy headers", f"version {version}"),
            npz(npy(_header(), body, version), right_labels),
            "good",
        )
    for version in ((0, 0), (4, 0), (9, 9), (255, 255)):
        add(f"version {version}", npy(_header(), body, version))
    odd_headers = {
        "9,000 brackets": "[" * 9000 + "]" * 9000,
        "900,000 brackets": "(" * 900_000 + ")" * 900_000,
        "1 MB of blanks": _header() + " " * 1_000_000,
        "minus signs": "-" * 9000 + "1",
        "operators": "+".join(["1"] * 9000),
        "code": "__import__('os').system('true')",
        "a key too many": "{'descr': '|u1', 'fortran_order': False, 'shape': (20,), 'x': 1}",
        "a key too few": "{'descr': '|u1', 'shape': (20,)}",
        "a list": "[1, 2]",
        "nothing": "",
        "NUL": "\x00" * 100,
        "long whole numbers of Python 2": _header(shape="(20L, 28L, 28L)"),
        "wide characters": "{'\u20ac': 1}",
    }
    for name, text in odd_headers.items():
        odd = name in ("1 MB of blanks", "long whole numbers of Python 2")
        for version in ((1, 0), (3, 0)):
            add(f"{name}, version {version[0]}", npy(text, body, version), "odd" if odd else "bad")
    huge = b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**32 - 1) + b"{"
    add("header of 4 GB", huge)
    add("data too short", npy(_header(), body[:-1]))
    add("data too long", npy(_header(), body + b"x"), "odd")
    add("no data", npy(_header()))


def _add_archives(kit: Kit) -> None:
    """Archives that are odd themselves."""
    images, labels = (_npy_of(array) for array in arrays())
    for size, shape in ((4 * 2**30 - BLOCK, 5_000_000), (2**30, 1_300_000), (2**30, 10**12)):
        head = npy(_header(shape=f"({shape}, 28, 28)"))
        kit.add(
            "npz bombs",
            f"{size / 2**30:.1f} GB of zeros, {shape:,} images",
            functools.partial(_bomb, head, labels, size),
        )
    kit.add("npz bombs", "labels of 4 GB", lambda: _labels_bomb(images))
    kit.add("npz bombs", "50,000 entries", _many_entries, "bad")
    for method in (1, 6, 12, 14, 93, 95, 99, 65535):
        kit.add("archives", f"method {method}", _by_hand(images, labels, method=method))
    for flags in (0x1, 0x41, 0x2000, 0x20, 0xFFFF):
        kit.add("archives", f"flags {flags:x}", _by_hand(images, labels, flags=flags), "odd")
    kit.add("archives", "wrong CRC", _by_hand(images, labels, crc=1))
    stored = npz(images, labels)
    directory = stored.rindex(b"PK\x05\x06")
    for offset in (0, 1, 2**31, 2**32 - 1):
        moved = stored[: directory + 16] + struct.pack("<I", offset) + stored[directory + 20 :]
        kit.add("archives", f"directory at {offset}", moved)
    for size in (0, 1, 2**31, 2**32 - 1):
        moved = stored[: directory + 12] + struct.pack("<I", size) + stored[directory + 16 :]
        kit.add("archives", f"directory of {size}", moved)
    for name in ("../x_test.npy", "/x_test.npy", "x_test", "X_TEST.npy", "x_test.npy\x00.npy"):
        odd = zip_of({name: _entry(images), "y_test.npy": _entry(labels)})
        # Python's zipfile ends a name at its NUL.
        is_found = name == "x_test" or "\x00" in name
        kit.add("archives", f"entry {name!r}", odd, "odd" if is_found else "bad")
    packers = {"stored": zipfile.ZIP_STORED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}
    for title, packer in packers.items():
        kit.add("archives", title, _packed(images, labels, packer), "odd")
    kit.add("archives", "comment", _with_comment(stored, b"\x1b[31m" * 10_000), "odd")
    kit.add("archives", "script before", b"#!/bin/sh\nexit 1\n" * 1000 + stored, "odd")


def _entry(data: bytes) -> tuple[bytes, int, int]:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(), len(data), zlib.crc32(data)


def _by_hand(
    images: bytes, labels: bytes, *, flags: int = 0, method: int = 8, crc: int = 0
) -> bytes:
    data, size, right = _entry(images)
    entries = {"x_test.npy": (data, size, crc or right), "y_test.npy": _entry(labels)}
    return zip_of(entries, flags=flags, method=method)


def _bomb(head: bytes, labels: bytes, size: int) -> bytes:
    """The checksum is wrong, which is found out after everything is unpacked."""
    entry = (deflate_bomb(size, head), size + len(head), 0)
    return zip_of({"x_test.npy": entry, "y_test.npy": _entry(labels)})


def _labels_bomb(images: bytes) -> bytes:
    size = 4 * 2**30 - BLOCK
    head = npy(_header("'|u1'", f"({size},)"))
    entry = (deflate_bomb(size, head), size + len(head), 0)
    return zip_of({"x_test.npy": _entry(images), "y_test.npy": entry})


def _many_entries() -> bytes:
    empty = (b"\x03\x00", 0, 0)
    return zip_of({f"{number}.npy": empty for number in range(50_000)})


def _packed(images: bytes, labels: bytes, packer: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packer) as archive:
        archive.writestr("x_test.npy", images)
        archive.writestr("y_test.npy", labels)
    return file.getvalue()


def _with_comment(archive: bytes, comment: bytes) -> bytes:
    return archive[:-2] + struct.pack("<H", len(comment)) + comment
