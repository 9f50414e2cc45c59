from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mnist_desk.core import file_lock
from mnist_desk.core.file_lock import locked

HOLDS = """
import sys, time
from pathlib import Path
from mnist_desk.core.file_lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_threads_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    def add_one(_: int) -> None:
        with locked(path):
            count = int(path.read_text() or 0) if path.exists() else 0
            time.sleep(0.002)
            path.write_text(str(count + 1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_one, range(20)))
    assert path.read_text() == "20"


def test_the_lock_of_a_program_that_was_killed_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate()
    begun = time.monotonic()
    with locked(path):
        assert time.monotonic() - begun < 1


def test_one_that_hangs_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_lock, "_PATIENCE", 0.05)
    with locked(tmp_path / "a.txt"), locked(tmp_path / "a.txt"):
        assert (tmp_path / ".a.txt.lock").exists()


def test_where_there_is_no_lock_nobody_waits(tmp_path: Path) -> None:
    with locked(tmp_path / "nowhere" / "a.txt"):
        pass
    with pytest.raises(OSError, match="of the block"), locked(tmp_path / "a.txt"):
        raise OSError("of the block")
