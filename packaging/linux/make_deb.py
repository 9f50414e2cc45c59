"""Make dist/mnist-desk_VERSION-1_ARCH.deb of the frozen program.

    python3 packaging/linux/make_deb.py
    python3 packaging/linux/make_deb.py --quick     larger, packed in a tenth of the time

Needs dpkg-deb and objdump, which tells what the program needs of the system beside what it brings.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from email.utils import format_datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from release import FOLDER, ROOT, day, version  # noqa: E402
from shares import lay_out  # noqa: E402

PROGRAM = Path("usr/lib/mnist-desk")
MAINTAINER = "The MNIST Desk authors <maintainers@mnist-desk.org>"
DATA_PACKAGES = ["fontconfig-config", "xkb-data"]
"""Files, not libraries, that the bundled libfontconfig and libxkbcommon read."""
DESCRIPTION = """\
Train a small network on handwritten digits and watch it learn
 One window in which a network learns to read the digits of MNIST while you
 watch: the loss of every step, the accuracy of every epoch, and a sheet on
 which you draw digits that the network reads while it learns.
 .
 Everything works without a network and in a terminal as well. The package
 brings Python, Qt and TensorFlow in the versions that it was tested with."""


def main(quick: bool) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        tree = Path(temporary) / "tree"
        tree.mkdir()
        fill(tree)
        control = tree / "DEBIAN" / "control"
        control.parent.mkdir()
        control.write_text(control_file(tree), encoding="utf-8")
        # Nothing in it belongs to the umask of whoever built it.
        subprocess.run(["chmod", "-R", "u+rwX,go+rX,go-w", str(tree)], check=True)
        for library in (tree / PROGRAM / "_internal").rglob("*.so*"):
            if not library.is_symlink():
                library.chmod(0o644)
        name = f"mnist-desk_{version()}-1_{architecture()}.deb"
        package = FOLDER.parent / name
        packing = ["-Zgzip", "-z1"] if quick else ["-Zxz", "-z3"]
        command = ["dpkg-deb", "--root-owner-group", *packing]
        subprocess.run([*command, "--build", str(tree), str(package)], check=True)
    print(f"{package}: {package.stat().st_size / 1e6:.1f} MB")


def fill(tree: Path) -> None:
    """All files of the package, where the system will have them."""
    shutil.copytree(FOLDER, tree / PROGRAM, symlinks=True, copy_function=link_or_copy)
    commands = tree / "usr/bin"
    commands.mkdir()
    for name in ("mnist-desk", "mnist-desk-window"):
        (commands / name).symlink_to(f"../lib/mnist-desk/{name}")
    lay_out(tree / "usr/share", version(), f"{day():%Y-%m-%d}")
    documents = tree / "usr/share/doc/mnist-desk"
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(copyright_file(), encoding="utf-8")
    news = (ROOT / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(news, mtime=0))
    entry = (
        f"mnist-desk ({version()}-1) unstable; urgency=medium\n\n"
        f"  * Version {version()}; what is new is told in changelog.gz.\n\n"
        f" -- {MAINTAINER}  {format_datetime(day())}\n"
    )
    (documents / "changelog.Debian.gz").write_bytes(gzip.compress(entry.encode(), mtime=0))
    overrides = tree / "usr/share/lintian/overrides/mnist-desk"
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(HERE / "lintian-overrides", overrides)


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def control_file(tree: Path) -> str:
    size = sum(
        path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()
    )
    depends = sorted({*DATA_PACKAGES, *library_packages(tree / PROGRAM)})
    return (
        "Package: mnist-desk\n"
        f"Version: {version()}-1\n"
        "Section: education\n"
        "Priority: optional\n"
        f"Architecture: {architecture()}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {size // 1024}\n"
        f"Depends: {', '.join(depends)}\n"
        "Recommends: fonts-dejavu-core | fonts-noto-core\n"
        f"Description: {DESCRIPTION}\n"
    )


def library_packages(program: Path) -> list[str]:
    """The packages of libraries that are used and not brought along.

    dpkg-shlibdeps would know versions for all of them, after many minutes with TensorFlow's 580 MB;
    the version that matters is glibc's, and the rest are stable since long.
    """
    elf = [path for path in program.rglob("*") if path.is_file() and not path.is_symlink()]
    elf = [path for path in elf if is_elf(path)]
    command = ["objdump", "-p", *map(str, elf)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    brought = {path.name for path in program.rglob("*.so*")}
    needed = set(re.findall(r"^ +NEEDED +(\S+)$", told, re.MULTILINE)) - brought
    versions = re.findall(r" GLIBC_(\d+)\.(\d+)", told)
    newest = max((int(major), int(minor)) for major, minor in versions)
    packages = set(map(owner, needed)) - {"libc6"}
    return [f"libc6 (>= {newest[0]}.{newest[1]})", *packages]


def owner(library: str) -> str:
    """The installed package that has a library."""
    command = ["dpkg", "-S", f"*/{library}"]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return found.split(":")[0]


def is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def copyright_file() -> str:
    """In Debian's form: the program, MNIST, and where the terms of all the rest are."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)
    terms = "\n".join(f" {line}" if line else " ." for line in licence[2].strip().splitlines())
    parts = (FOLDER / "licences" / "SUMMARY.txt").read_text(encoding="utf-8").splitlines()[2:]
    listed = "\n".join(f"  {line}" for line in parts)
    return f"""\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: MNIST Desk
Source: made from the sources of MNIST Desk {version()}
Comment:
 The program brings other works. Their names, versions and licences are listed
 here; the full terms of each are in /usr/lib/mnist-desk/licences.
 .
{listed}

Files: *
Copyright: 2026 The MNIST Desk authors
License: Expat

Files: usr/lib/mnist-desk/_internal/resources/mnist/*
Copyright: Yann LeCun, Corinna Cortes and Christopher J. C. Burges
License: CC-BY-SA-3.0
 Creative Commons Attribution-ShareAlike 3.0,
 https://creativecommons.org/licenses/by-sa/3.0/

License: Expat
{terms}
"""


if __name__ == "__main__":
    main("--quick" in sys.argv[1:])
