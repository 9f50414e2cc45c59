"""Draw the icon files that the desktops want from resources/icons/mnist-desk.svg.

    python packaging/make_icons.py FOLDER

Writes N.png for each of SIZES, mnist-desk.ico and mnist-desk.icns. Needs PySide6 and Pillow.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "mnist-desk.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
WINDOWS = (16, 24, 32, 48, 64, 128, 256)
"""Sizes in the .ico; each is drawn by itself, not scaled."""
MAC = (16, 32, 64, 128, 256, 512, 1024)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(SOURCE))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"{size}.png"))
    application.quit()
    drawn = {size: Image.open(folder / f"{size}.png").convert("RGBA") for size in SIZES}
    for name, sizes in (("ico", WINDOWS), ("icns", MAC)):
        largest = drawn[sizes[-1]]
        largest.save(
            folder / f"mnist-desk.{name}",
            sizes=[(size, size) for size in sizes],
            append_images=[drawn[size] for size in sizes[:-1]],
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
