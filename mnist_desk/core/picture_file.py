"""Picture files, and pictures from other programs, become ink."""

from __future__ import annotations

import contextlib
import os
import struct
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

import numpy as np
from PIL import Image, ImageOps

from .errors import InputError
from .grey import Grey
from .intake import PICTURE, Watch, opened, unwatched
from .photo import photographed_ink
from .translate import Phrase, translate

MAX_PIXELS = 50_000_000

Taken = TypeVar("Taken")

# The size is checked below, before a picture is unpacked, and said in our own words.
Image.MAX_IMAGE_PIXELS = None

# A picture can be shown whatever else its file holds.
warnings.filterwarnings("ignore", module=r"PIL\.")

_FORMATS = ("PNG", "JPEG", "BMP", "WEBP")
_MOST_PIECES = 50_000
_LARGEST = 1024
_FAINT = 0.12
_INK_CUT = 0.2
_TINY = 64
_ONE_SHADE = 0.015


def read_picture(path: Path, watch: Watch = unwatched) -> Grey:
    """Read a PNG, JPEG, BMP or WebP file as ink: float32 (h, w), 0 paper to 1 ink.

    Raises InputError when the file is not such a picture, is larger than 50 megapixels, or shows
    no ink.
    """
    return read_with(lambda image: clean_picture(image, path), path, watch)


def read_with(take: Callable[[Image.Image], Taken], path: Path, watch: Watch = unwatched) -> Taken:
    """What is taken of the picture in a file, which is checked before Pillow sees it.

    take: may raise InputError, and what Pillow raises of a damaged file. Raises InputError.
    """
    try:
        with opened(path, PICTURE, watch) as file:
            _count_pieces(file)
            file.seek(0)
            with Image.open(file, formats=_FORMATS) as image:
                return take(image)
    except FileNotFoundError:
        raise InputError(
            translate("errors", "The picture {path} is not there; check the path."), path=path
        ) from None
    except InputError:
        raise
    except _DAMAGED as error:
        raise InputError(
            translate(
                "errors",
                "{path} is not a picture that can be read; use a PNG, JPEG, BMP or WebP file.",
            ),
            path=path,
        ) from error


_DAMAGED = (
    *(OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError),
    *(AttributeError, MemoryError, NotImplementedError, struct.error, zlib.error),
)
"""What Pillow raises of a damaged file."""


def _count_pieces(file: IO[bytes]) -> None:
    """A PNG or JPEG file is a row of pieces, which Pillow goes through one by one: a million of
    them take it seconds. Raises ValueError when they are too many.
    """
    start = file.read(8)
    skip: Callable[[IO[bytes]], bool]
    if start == b"\x89PNG\r\n\x1a\n":
        skip = _skip_chunk
    elif start.startswith(b"\xff\xd8"):
        file.seek(2)
        skip = _skip_segment
    else:
        return
    for _ in range(_MOST_PIECES):
        if not skip(file):
            return
    raise ValueError("too many pieces")


def _skip_chunk(file: IO[bytes]) -> bool:
    """Go to the next chunk of a PNG file; whether there may be one."""
    length, kind = file.read(4), file.read(4)
    file.seek(int.from_bytes(length, "big") + 4, os.SEEK_CUR)
    return len(kind) == 4 and kind != b"IEND"


def _skip_segment(file: IO[bytes]) -> bool:
    """Go to the next segment of a JPEG file; whether there may be one before the picture itself."""
    marker, length = file.read(2), int.from_bytes(file.read(2), "big")
    file.seek(max(length - 2, 0), os.SEEK_CUR)
    return len(marker) == 2 and marker[0] == 0xFF and marker[1] != _START_OF_SCAN


_START_OF_SCAN = 0xDA


def clean_picture(image: Image.Image, name: Path | str | Phrase) -> Grey:
    """The ink in a picture, up to 1024 pixels long: float32 (h, w), 0 paper to 1 ink.

    Dark on light and light on dark are told apart by the paper. What a program has drawn keeps
    its shades; a photograph is cleaned. name: what the picture is called in an error, a text of
    ours as a Phrase. Raises InputError when it is larger than 50 megapixels or shows no ink,
    OSError when it is damaged.
    """
    if image.width * image.height > MAX_PIXELS:
        raise InputError(
            translate("errors", "{name} has more than {most} megapixels; make it smaller."),
            name=name,
            most=MAX_PIXELS // 1_000_000,
        )
    image.draft("RGB", (_LARGEST, _LARGEST))
    colour = _as_colour(image)
    grey = np.asarray(colour.convert("L"), np.float32) / np.float32(255)
    ink = _ink_of(grey) if _is_flat(grey) else photographed_ink(colour)
    if ink is None:
        raise InputError(
            translate("errors", "There is no ink in {name}: it is all of one shade."), name=name
        )
    return ink


def _is_flat(grey: Grey) -> bool:
    """Whether a program has drawn it: it is tiny, or most of its paper is of one shade."""
    if max(grey.shape) <= _TINY:
        return True
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    paper = np.median(border)
    alike = np.abs(grey - paper) < _ONE_SHADE
    return bool(np.mean(alike) > 0.5 and np.mean(np.abs(border - paper) < _ONE_SHADE) > 0.9)


def _as_colour(image: Image.Image) -> Image.Image:
    """At most 1024 pixels long, the right way up, on paper: mode RGB."""
    image.load()
    with contextlib.suppress(Exception):
        # Damaged EXIF is no reason to refuse the picture.
        image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):
        # Pillow cuts 16 bits off at 255 instead of scaling them.
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    see_through = image.has_transparency_data
    if see_through or image.mode != "L":
        image = image.convert("RGBA" if see_through else "RGB")
    image.thumbnail((_LARGEST, _LARGEST))
    return (_on_paper(image) if see_through else image).convert("RGB")


def _on_paper(image: Image.Image) -> Image.Image:
    """A transparent picture on paper that its ink can be seen on: white, or black for light ink."""
    grey, alpha = (np.asarray(image.convert(mode), np.float32) for mode in ("L", "RGBA"))
    shown = alpha[:, :, 3]
    is_light = shown.any() and np.average(grey, weights=shown) > 127
    paper = Image.new("RGBA", image.size, "black" if is_light and shown.min() < 128 else "white")
    return Image.alpha_composite(paper, image)


def _ink_of(grey: Grey) -> Grey | None:
    """Shades of grey -> ink: what differs from the border, stretched to [0, 1], noise removed."""
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    difference = grey - np.median(border)
    if -difference.min() > difference.max():
        difference = -difference
    strongest = float(difference.max())
    if strongest < _FAINT:
        return None
    ink: Grey = np.clip(difference / strongest, 0, 1).astype(np.float32)
    ink[ink < _INK_CUT] = 0
    return ink
