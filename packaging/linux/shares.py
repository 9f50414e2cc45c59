"""The files that a Linux desktop looks for: menu entry, icons, file type, manual, description."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DRAWN_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def lay_out(share: Path, version: str, date: str) -> None:
    """Write them below `share`, which becomes /usr/share or ~/.local/share. date: YYYY-MM-DD."""

    def fill(source: Path) -> str:
        text = source.read_text(encoding="utf-8")
        return text.replace("@VERSION@", version).replace("@DATE@", date)

    def place(source: Path, *target: str) -> None:
        path = share.joinpath(*target)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)

    place(HERE / "mnist-desk.desktop", "applications", "mnist-desk.desktop")
    place(HERE / "mnist-desk.xml", "mime", "packages", "mnist-desk.xml")
    for size in DRAWN_SIZES:
        drawn = ROOT / "build" / "icons" / f"{size}.png"
        place(drawn, "icons", "hicolor", f"{size}x{size}", "apps", "mnist-desk.png")
    vector = ROOT / "resources" / "icons" / "mnist-desk.svg"
    place(vector, "icons", "hicolor", "scalable", "apps", "mnist-desk.svg")
    described = share / "metainfo" / "org.mnist_desk.MnistDesk.metainfo.xml"
    described.parent.mkdir(parents=True)
    described.write_text(fill(HERE / described.name), encoding="utf-8")
    manual = share / "man" / "man1"
    manual.mkdir(parents=True)
    packed = gzip.compress(fill(HERE / "mnist-desk.1").encode(), mtime=0)
    (manual / "mnist-desk.1.gz").write_bytes(packed)
    (manual / "mnist-desk-window.1.gz").symlink_to("mnist-desk.1.gz")
