"""Make dist/mnist-desk-VERSION-windows-setup.exe of the frozen program, with makensis.

python packaging/windows/make_installer.py
python packaging/windows/make_installer.py --stand-in    prove the script anywhere, with a
                                                         folder that stands for the program
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from release import FOLDER, ROOT, version  # noqa: E402


def main(stands_in: bool) -> None:
    ended = "stand-in" if stands_in else "windows-setup"
    output = FOLDER.parent / f"mnist-desk-{version()}-{ended}.exe"
    output.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        program = stand_in(Path(temporary)) if stands_in else FOLDER
        values = {
            "VERSION": version(),
            "PROGRAM": program,
            "OUTPUT": output,
            "ICON": ROOT / "build" / "icons" / "mnist-desk.ico",
            "LICENCE": ROOT / "LICENSE",
        }
        defined = [f"-D{name}={value}" for name, value in values.items()]
        command = [makensis(), "-V2", "-WX", *defined, str(HERE / "mnist-desk.nsi")]
        subprocess.run(command, check=True)
    print(f"{output}: {output.stat().st_size / 1e6:.1f} MB")


def stand_in(folder: Path) -> Path:
    """Files with the names that the script knows."""
    for name in ("mnist-desk.exe", "mnist-desk-window.exe", "LICENSE", "_internal/library.dll"):
        path = folder / "mnist-desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"stands for a file")
    return folder / "mnist-desk"


def makensis() -> str:
    usual = Path(r"C:\Program Files (x86)\NSIS\makensis.exe")
    return shutil.which("makensis") or str(usual)


if __name__ == "__main__":
    main("--stand-in" in sys.argv[1:])
