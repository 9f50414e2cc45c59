from __future__ import annotations

from pathlib import Path

from mnist_desk.core import endings
from mnist_desk.core.ink_file import is_ink_file


def test_ink_is_known_by_its_ending() -> None:
    assert all(is_ink_file(Path(f"a{ending}")) for ending in endings.INK_ENDINGS)
    assert not any(is_ink_file(Path(f"a{ending}")) for ending in endings.PICTURE_ENDINGS)
