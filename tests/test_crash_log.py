from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import logging, sys
from pathlib import Path
from mnist_desk.crash_log import keep_logs

print(keep_logs(Path(sys.argv[1])))
"""


def run(folder: Path, then: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT + then, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_fault_leaves_the_stack(tmp_path: Path) -> None:
    done = run(tmp_path / "logs", "import faulthandler; faulthandler._sigsegv()")
    assert done.returncode != 0
    assert "most recent call first" in (tmp_path / "logs" / "crash.log").read_text()


def test_warnings_are_kept_and_still_said(tmp_path: Path) -> None:
    done = run(tmp_path, "logging.getLogger('a.b').error('broken'); logging.info('fine')")
    kept = (tmp_path / "errors.log").read_text()
    assert kept.endswith("ERROR a.b: broken\n")
    assert done.stderr == "broken\n"
    assert done.stdout == "True\n"


def test_an_earlier_crash_stays_until_the_file_is_large(tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    log.write_text("earlier\n")
    run(tmp_path, "")
    assert log.read_text() == "earlier\n"
    log.write_text("x" * 300_000)
    run(tmp_path, "")
    assert log.read_text() == ""


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(tmp_path / "file" / "logs", "logging.warning('still said')")
    assert done.stdout == "False\n"
    assert "Traceback" not in done.stderr
    assert "still said" in done.stderr


@pytest.mark.parametrize("name", ["crash.log", "errors.log"])
def test_a_pipe_in_the_place_of_a_log_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert run(tmp_path, "logging.warning('still said')").stdout == "False\n"
