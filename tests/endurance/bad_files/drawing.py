"""A good picture, to be damaged or wrapped oddly."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

FILE = "digit.png"
NAMES = {"PNG": FILE, "JPEG": "digit.jpg", "BMP": "digit.bmp", "WEBP": "digit.webp"}


def drawn(mode: str = "L", size: tuple[int, int] = (64, 64)) -> Image.Image:
    """A 7 in black on white."""
    image = Image.new("L", size, 255)
    width, height = size
    line = [(width * 0.25, height * 0.2), (width * 0.75, height * 0.2), (width * 0.4, height * 0.8)]
    ImageDraw.Draw(image).line(line, fill=0, width=max(1, min(size) // 10))
    return image if mode == "L" else image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
