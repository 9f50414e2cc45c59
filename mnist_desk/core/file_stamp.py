"""A file as it was: whether it is another one since can be told without reading it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileStamp:
    """size: bytes. changed: when it was last written, nanoseconds, as the disk has it."""

    path: str
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> FileStamp | None:
        """The file that is there now; None when there is none."""
        try:
            status = path.stat()
        except (OSError, ValueError):
            return None
        return cls(str(path), status.st_size, status.st_mtime_ns)

    @property
    def still_holds(self) -> bool:
        """Whether the file is there and nobody has written to it since."""
        return FileStamp.of(Path(self.path)) == self
