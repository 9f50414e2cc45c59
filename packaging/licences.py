"""Gather the licences of what the frozen program brings with it.

    .venv-build/bin/python packaging/licences.py dist/mnist-desk

Writes FOLDER/licences: a folder with the licence files of each Python distribution that is
installed beside PyInstaller, on Debian the copyright files of the system libraries that were
bundled, and SUMMARY.txt, which names all of them.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = {"pip", "pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "libclang", "grpcio"}
"""Installed for the build, or left out of the program."""
WORDS = ("licen", "copying", "notice", "authors")


def main(folder: Path) -> None:
    target = folder / "licences"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copyfile(ROOT / "resources" / "mnist" / "NOTICE.md", target / "MNIST.md")
    shutil.copyfile(ROOT / "resources" / "icons" / "lucide" / "LICENSE", target / "Lucide.txt")
    lines = [
        "MNIST Desk: MIT",
        "MNIST (resources/mnist): CC BY-SA 3.0",
        "Icons by Lucide (resources/icons/lucide): ISC and MIT, see Lucide.txt",
        *python_parts(target),
    ]
    if shutil.which("dpkg"):
        lines += system_parts(folder / "_internal", target)
    (target / "SUMMARY.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def python_parts(target: Path) -> list[str]:
    lines = [f"Python {sys.version.split()[0]}: PSF-2.0, see Python.txt"]
    terms = Path(os.__file__).with_name("LICENSE.txt")
    if terms.is_file():
        shutil.copyfile(terms, target / "Python.txt")
    for part in sorted(importlib.metadata.distributions(), key=lambda part: part.name.lower()):
        if part.name.lower() in TOOLS or part.name == "mnist-desk":
            continue
        licence = part.metadata.get("License-Expression") or part.metadata.get("License") or ""
        first = licence.strip().splitlines()[0] if licence.strip() else "see its files"
        lines.append(f"{part.name} {part.version}: {first}")
        for file in part.files or []:
            path = Path(str(part.locate_file(file)))
            named = any(word in path.name.lower() for word in WORDS)
            if named and path.suffix not in (".py", ".pyc", ".h") and path.is_file():
                (target / part.name).mkdir(exist_ok=True)
                shutil.copyfile(path, target / part.name / path.name)
    return lines


def system_parts(inside: Path, target: Path) -> list[str]:
    """Libraries that PyInstaller took from the system, by the package that owns them."""
    names = {path.name for path in inside.iterdir() if ".so" in path.name}
    if not names:
        return []
    owners = subprocess.run(
        ["dpkg", "-S", *(f"*/{name}" for name in sorted(names))], capture_output=True, text=True
    ).stdout
    packages = {line.split(":")[0] for line in owners.splitlines() if "diversion" not in line}
    lines = []
    for package in sorted(packages):
        terms = Path("/usr/share/doc") / package / "copyright"
        if terms.is_file():
            shutil.copyfile(terms, target / f"{package}.txt")
            lines.append(f"{package} (Debian package): see {package}.txt")
    return lines


if __name__ == "__main__":
    main(Path(sys.argv[1]))
