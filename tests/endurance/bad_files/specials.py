"""What stands at a path and is no ordinary file, or none of a sensible size."""

from __future__ import annotations

import functools
import os
import socket
from collections.abc import Callable
from pathlib import Path

from .case import Kit, Verdict


def add_specials(kit: Kit, good: bytes, *, mark: str = "", padded: Verdict = "bad") -> None:
    """good: the bytes of a good file. mark: what the names begin with. padded: of a good file with
    much after it.
    """

    def add(
        name: str, make: Callable[[Path], object], verdict: Verdict = "bad", kind: str = "special"
    ) -> None:
        def made(folder: Path) -> Path:
            path = folder / kit.file
            make(path)
            return path

        kit.add_made(kind, mark + name, made, verdict)

    add("pipe", os.mkfifo)
    add("unix socket", _socket)
    add("folder", lambda path: path.mkdir())
    add("folder with a file", functools.partial(_folder_with, good))
    for device in ("zero", "full", "null", "random", "stdin", "tty", "ptmx"):
        if Path("/dev", device).exists():
            add(f"link to /dev/{device}", _link(f"/dev/{device}"))
    for device in ("zero", "full", "null"):
        kit.add_made("special", f"{mark}/dev/{device}", _at(Path("/dev", device)))
    kit.add_made("special", mark + "/proc/self/mem", _at(Path("/proc/self/mem")))
    kit.add_made("special", mark + "/proc/self/pagemap", _at(Path("/proc/self/pagemap")))
    kit.add_made("special", mark + "/", _at(Path("/")))
    add("link to itself", lambda path: path.symlink_to(path))
    add("link that dangles", _link("nowhere"))
    add("link to a pipe", _linked(os.mkfifo))
    add("link to a folder", _linked(lambda path: path.mkdir()))
    add("link to a good file", _linked(lambda path: path.write_bytes(good)), "good")
    add("not there", lambda path: None)
    kit.add_made("special", mark + "in a file", lambda folder: _inside_file(folder, kit.file))
    kit.add_made("special", mark + "folder not there", lambda folder: folder / "no" / kit.file)
    kit.add_made(
        "special", mark + "name of 300 bytes", lambda folder: folder / ("n" * 300 + kit.file)
    )
    kit.add_made("special", mark + "path of 5,000 bytes", _deep_path(kit.file))
    if os.geteuid() != 0:
        add("no permission", functools.partial(_forbidden, good))
    for size in (int(1.5 * 2**30), 2**31, 2**32 + 1, 5 * 2**30):
        add(f"sparse, {size / 2**30:.1f} GB", _sparse(b"", size), kind="too large")
    add("sparse after a good file, 3 GB", _sparse(good, 3 * 2**30), padded, kind="too large")


def _socket(path: Path) -> None:
    """Bound from its folder, as the path of a socket must be short."""
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(path.parent)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


def _folder_with(content: bytes, path: Path) -> None:
    path.mkdir()
    (path / "a").write_bytes(content)


def _forbidden(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    path.chmod(0)


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _linked(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def linked(path: Path) -> None:
        target = path.with_name("target")
        make(target)
        path.symlink_to(target)

    return linked


def _at(path: Path) -> Callable[[Path], Path]:
    return lambda _: path


def _inside_file(folder: Path, name: str) -> Path:
    (folder / "file").write_bytes(b"")
    return folder / "file" / name


def _deep_path(name: str) -> Callable[[Path], Path]:
    return lambda folder: folder.joinpath(*["deeper"] * 800, name)


def _sparse(begin: bytes, size: int) -> Callable[[Path], None]:
    def sparse(path: Path) -> None:
        with path.open("wb") as file:
            file.write(begin)
            file.truncate(size)

    return sparse
