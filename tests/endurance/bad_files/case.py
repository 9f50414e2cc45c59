"""A case: what the program is given, and what it may do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Format = Literal["model", "ink", "data", "picture", "settings", "digits", "kept", "socket"]
"""What a file is given as. The last four are the window's alone: its settings, the digits and the
unsaved models in its folder, and what comes by the socket of the single instance."""

Verdict = Literal["bad", "odd", "good"]
"""bad: must be refused. good: must be taken. odd: either, but told in one sentence or silent."""

Content = bytes | Callable[[], bytes]


@dataclass(frozen=True)
class Case:
    """kind: what is wrong, in a word or two; name: which of its kind. make: puts it in an empty
    folder and returns the path to give. heavy: too slow or too large for the short form.
    """

    format: Format
    kind: str
    name: str
    make: Callable[[Path], Path]
    verdict: Verdict
    heavy: bool = False

    @property
    def title(self) -> str:
        return f"{self.format}/{self.kind}/{self.name}"


@dataclass
class Kit:
    """Collects the cases of one format. file: the name that its files have."""

    format: Format
    file: str
    cases: list[Case] = field(default_factory=list)

    def add(
        self,
        kind: str,
        name: str,
        content: Content,
        verdict: Verdict = "bad",
        *,
        file: str | None = None,
        heavy: bool = False,
    ) -> None:
        """A file of these bytes."""

        def make(folder: Path) -> Path:
            path = folder / (file or self.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content())
            return path

        self.add_made(kind, name, make, verdict, heavy=heavy)

    def add_made(
        self,
        kind: str,
        name: str,
        make: Callable[[Path], Path],
        verdict: Verdict = "bad",
        *,
        heavy: bool = False,
    ) -> None:
        """Whatever `make` makes."""
        self.cases.append(Case(self.format, kind, name, make, verdict, heavy))
