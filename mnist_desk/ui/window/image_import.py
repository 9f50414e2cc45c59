"""Pictures that come from other programs, by the clipboard or dropped."""

from __future__ import annotations

from PIL import Image
from PySide6.QtGui import QImage

from mnist_desk.core.errors import InputError
from mnist_desk.core.grey import Grey
from mnist_desk.core.picture_file import clean_picture
from mnist_desk.core.translate import translate


def clean_image(image: QImage, name: str) -> Grey:
    """The ink in a picture: float32 (h, w), 0 paper to 1 ink. It may be called in a worker.

    name: what the picture is called in an error. Raises InputError when there is no picture, when
    it is too large or shows no ink.
    """
    if image.isNull():
        raise InputError(
            translate("errors", "{name} is empty or damaged; copy it again."),
            name=name[:1].upper() + name[1:],
        )
    pixels = image.convertToFormat(QImage.Format.Format_RGBA8888)
    size = (pixels.width(), pixels.height())
    data = bytes(pixels.constBits())
    return clean_picture(
        Image.frombuffer("RGBA", size, data, "raw", "RGBA", pixels.bytesPerLine(), 1), name
    )
