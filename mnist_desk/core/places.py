"""Where things are: the data that comes with the program, and the user's own folders."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import platformdirs

log = logging.getLogger(__name__)

_PART = ".part"
_LONGEST_PREFIX = _LONGEST_NAME = 60
_AN_HOUR = 3600

APP_NAME = "MNIST Desk"
_FOLDER = "mnist-desk"


def resource(*parts: str) -> Path:
    """The path of a bundled file or folder, e.g. ``resource("mnist", "mnist.npz")``.

    Found in a frozen program (PyInstaller's unpacked folder), in an installed wheel (inside the
    package) and in a source checkout (beside the package), in this order. The path is returned
    whether or not something is there.
    """
    package = Path(__file__).resolve().parent.parent
    roots = [package / "resources", package.parent / "resources"]
    if frozen := getattr(sys, "_MEIPASS", None):
        roots.insert(0, Path(frozen) / "resources")
    root = next((folder for folder in roots if folder.is_dir()), roots[-1])
    return root.joinpath(*parts)


def shipped_model() -> Path:
    """The model that comes with the program."""
    return resource("models", "shipped.safetensors")


def user_data() -> Path:
    """The folder of what the program keeps for this user: models not saved, drawings."""
    return Path(platformdirs.user_data_dir(_FOLDER, appauthor=False))


def user_settings() -> Path:
    """The file that remembers the window: size, theme, last recipe."""
    return Path(platformdirs.user_config_dir(_FOLDER, appauthor=False)) / "settings.json"


def user_logs() -> Path:
    """The folder of what went wrong: crash.log and errors.log."""
    return Path(platformdirs.user_log_dir(_FOLDER, appauthor=False))


def file_name(title: str) -> str:
    """A title, whatever stands in it, as a name for a file: letters, digits and hyphens."""
    return re.sub(r"[\W_]+", "-", title).strip("-")[:_LONGEST_NAME] or "unnamed"


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Write a file whole or not at all.

    Yields a temporary path beside `path`; when the block ends well it is renamed to `path`, and
    when it fails it is removed and what was at `path` stays. What is there and no ordinary file, a
    pipe or a device, is written to straight away. Temporary files of programs that were killed are
    removed when they are an hour old: nobody writes to them any more.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        yield path
        return
    # A name may be as long as the file system allows; this one is longer by a few characters.
    prefix = f".{path.name[:_LONGEST_PREFIX]}."
    remove_half_written(path.parent, prefix)
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=_PART, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def remove_half_written(folder: Path, prefix: str = ".") -> None:
    """Remove the temporary files of programs that were killed, as `replacing` does; those of all
    files, in a folder that is ours alone.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as files:
        for left in files:
            is_ours = left.name.startswith(prefix) and left.name.endswith(_PART)
            if is_ours and time.time() - left.stat().st_mtime > _AN_HOUR:
                Path(left).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def put_beside(path: Path) -> None:
    """Under a name that no file has yet: nothing is lost."""
    if not path.exists():
        return
    for number in itertools.count(1):
        name = f"damaged-{path.stem}{'' if number == 1 else f'-{number}'}{path.suffix}"
        beside = path.with_name(name)
        if not beside.exists() and not beside.is_symlink():
            path.rename(beside)
            log.info("What could not be read is in %s now", beside)
            return
