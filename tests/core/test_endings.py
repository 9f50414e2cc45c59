from __future__ import annotations

from pathlib import Path

from mnist_desk.core import endings, model, picture
from mnist_desk.core.ink import is_ink_file


def test_endings_are_those_that_the_files_are_known_by() -> None:
    assert model.ENDING == endings.ENDING
    assert picture.PICTURE_ENDINGS == endings.PICTURE_ENDINGS
    assert all(is_ink_file(Path(f"a{ending}")) for ending in endings.INK_ENDINGS)
    assert not any(is_ink_file(Path(f"a{ending}")) for ending in endings.PICTURE_ENDINGS)
