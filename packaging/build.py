"""Build the frozen program: dist/mnist-desk, a folder that runs without Python.

    python3 packaging/dev.py build

Makes the environment .venv-build with what the program needs at run time and PyInstaller, installs
the package there without its dependencies (TensorFlow comes as tensorflow-cpu, which shares its
folder with tensorflow), draws the icons, runs PyInstaller with mnist_desk.spec, and strips the
libraries whose symbols nobody needs. Licences of all that is inside are put beside it. Only the
standard library is used here.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv-build"
STAMP = VENV / "installed"
DIST = ROOT / "dist"
FOLDER = DIST / "mnist-desk"
LARGEST = 1_100_000_000
"""Bytes that the folder may have; what is meant to come in must push something out."""


def main() -> int:
    start = time.monotonic()
    python = environment()
    run([python, ROOT / "packaging" / "make_icons.py", ROOT / "build" / "icons"])
    freezer = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", DIST, "--workpath", ROOT / "build" / "frozen"]
    run([*freezer, *places, ROOT / "packaging" / "mnist_desk.spec"])
    if sys.platform == "linux":
        strip()
        # There they are the same file; as a link it is 25 MB less.
        (FOLDER / "mnist-desk-window").unlink()
        (FOLDER / "mnist-desk-window").symlink_to("mnist-desk")
    run([python, ROOT / "packaging" / "licences.py", FOLDER])
    shutil.copy2(ROOT / "LICENSE", FOLDER)
    for bundle in DIST.glob("*.app"):
        shutil.copytree(FOLDER / "licences", bundle / "Contents" / "Resources" / "licences")
    total = print_sizes()
    print(f"{FOLDER} in {time.monotonic() - start:.0f} s")
    if total > LARGEST:
        print(f"The folder may have {LARGEST / 1e6:.0f} MB at most.", file=sys.stderr)
        return 1
    return 0


def environment() -> Path:
    """Make or refresh .venv-build; returns its Python."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["build"]]
    if sys.platform == "linux":
        needed = [re.sub(r"^tensorflow\b", "tensorflow-cpu", name) for name in needed]
    stamp = hashlib.sha256("\n".join(needed).encode()).hexdigest()
    if not STAMP.exists() or STAMP.read_text() != stamp:
        print(f"-- Making the environment {VENV}", flush=True)
        run([sys.executable, "-m", "venv", "--clear", VENV])
        pip(python, *needed)
        STAMP.write_text(stamp)
    pip(python, "--no-deps", "--force-reinstall", ROOT)
    return python


def pip(python: Path, *arguments: str | Path) -> None:
    run([python, "-m", "pip", "--disable-pip-version-check", "install", "-q", *arguments])


def strip() -> None:
    """Take out the symbols that only a debugger reads: a third of TensorFlow is that."""
    tool = shutil.which("strip")
    if tool is None:
        raise SystemExit("strip is not there; install the package binutils.")
    for library in libraries():
        before = library.stat()
        run([tool, "--strip-unneeded", library])
        os.utime(library, ns=(before.st_atime_ns, before.st_mtime_ns))


def libraries() -> list[Path]:
    """TensorFlow's and Python's: others are stripped already, or were laid out by patchelf."""
    inside = FOLDER / "_internal"
    found = [*inside.glob("tensorflow/**/*.so*"), *inside.glob("libpython*.so*")]
    found += inside.glob("python3*/lib-dynload/*.so")
    return [path for path in found if not path.is_symlink()]


def print_sizes() -> int:
    """Print what the parts weigh, in MB of 10^6 bytes; returns the bytes of all."""
    sizes: dict[str, int] = {}
    for path in FOLDER.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts = path.relative_to(FOLDER).parts
            inner = parts[1:] if parts[0] == "_internal" else parts
            name = inner[0] if len(inner) > 1 else "single files"
            if len(inner) > 1 and path.stat().st_size > 50_000_000:
                name = "/".join(inner)
            sizes[name] = sizes.get(name, 0) + path.stat().st_size
    total = sum(sizes.values())
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        if size > 4_000_000:
            print(f"{size / 1e6:8.1f} MB  {name}")
    print(f"{total / 1e6:8.1f} MB  all")
    return total


def run(command: list[str | Path]) -> None:
    # PyInstaller puts the current folder first where it looks for modules: not the checkout.
    (ROOT / "build").mkdir(exist_ok=True)
    subprocess.run([str(word) for word in command], check=True, cwd=ROOT / "build")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as failure:
        print(f"\nThis step failed: {' '.join(failure.cmd)}", file=sys.stderr)
        sys.exit(1)
