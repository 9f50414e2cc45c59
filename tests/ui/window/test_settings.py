"""What the window makes of the file of its settings, whatever stands in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

import mnist_desk
from mnist_desk import app
from mnist_desk.core.places import user_settings
from mnist_desk.ui.state.preferences import RECENT, SPLITTER
from mnist_desk.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ..conftest import FakeEngine

KEYS = (
    *("recipe/name", "appearance", "folder", "pen", "geometry", "splitter", "reduceMotion"),
    *("recent", "writer"),
)


class Canary:
    """Whoever unpickles it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f'echo ran > "{self.path}"',)


@pytest.fixture
def start(qtbot: QtBot, engine: FakeEngine, own_home: Path) -> Iterator[Callable[[], MainWindow]]:
    """Starts the program on the settings of the test's own home."""
    user_settings().parent.mkdir()

    def start() -> MainWindow:
        window = app.create_window()
        qtbot.addWidget(window, before_close_func=lambda _: engine.free())
        window.resize(1000, 600)
        window.show()
        return window

    yield start


def test_a_python_object_in_the_old_settings_is_not_made(
    start: Callable[[], MainWindow], tmp_path: Path
) -> None:
    # Only a test may: what PySide itself writes for a Python object.
    from PySide6.QtCore import QSettings

    old, ran = user_settings().with_suffix(".ini"), tmp_path / "ran"
    made = tmp_path / "made.ini"
    settings = QSettings(str(made), QSettings.Format.IniFormat)
    settings.setValue("pen", 30)
    for key in ("writer", "recipe/name", "folder", "geometry"):
        settings.setValue(key, Canary(ran))
    settings.sync()
    shutil.copy(made, old)
    assert "PyObjectWrapper" in old.read_text("latin-1")
    before = old.read_bytes()
    # It would have worked: QSettings makes the object, and with it the file.
    QSettings(str(old), QSettings.Format.IniFormat).value("writer")
    assert ran.exists()
    ran.unlink()

    window = start()
    window.close()
    assert not ran.exists()
    assert window.draw_panel.tools.pen_width.value() == 30, "what is plain is taken over"
    assert window.digits_panel.writer.text() == ""
    assert old.read_bytes() == before
    assert json.loads(user_settings().read_text())["pen"] == 30


@pytest.mark.parametrize(
    "nonsense", ["nonsense", "", 10**12, -1, 1.5, True, None, [], {}, [[]], [1e9, "x", None]]
)
def test_settings_that_make_no_sense_are_passed_over(
    start: Callable[[], MainWindow], nonsense: object
) -> None:
    user_settings().write_text(json.dumps(dict.fromkeys(KEYS, nonsense)))
    window = start()
    assert window.isVisible()
    assert not window.messages.isVisible()


def test_damaged_settings_are_told_of_and_put_beside(start: Callable[[], MainWindow]) -> None:
    user_settings().write_text('{"pen": 30')
    window = start()
    assert str(user_settings()) in window.messages.text
    assert window.isVisible()
    window.close()
    beside = user_settings().with_name("damaged-settings.json")
    assert beside.read_text() == '{"pen": 30'
    assert "pen" in json.loads(user_settings().read_text())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_file_is_told_of_and_left_alone(
    start: Callable[[], MainWindow], kind: str
) -> None:
    path = user_settings()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    window = start()
    assert str(path) in window.messages.text
    window.close()
    assert not path.is_file()
    assert list(path.parent.iterdir()) == [path]


START = """
import json, os, sys
from pathlib import Path
from mnist_desk.app import create_application, create_window

application = create_application()
window = create_window(Path(sys.argv[1]))
window.show()
application.processEvents()
splitter = window.train_panel.splitter
if "first" in sys.argv:
    window.setGeometry(40, 50, 1200, 700)
    application.processEvents()
    splitter.setSizes([320, 380])
if "maximised" in sys.argv:
    window.showMaximized()
for _ in range(9):
    application.processEvents()
told = [window.geometry().getRect(), splitter.sizes(), window.isMaximized()]
window.close()
print(json.dumps(told), flush=True)
os._exit(0)
"""
"""The program on a screen of 1920 x 1080."""


def start_alone(folder: Path, *wishes: str) -> Any:
    """Opens and closes the program; returns the window's place, the splitter's sizes, and whether
    the window is maximised.
    """
    config = folder / "screens.json"
    screen = {"name": "s", "x": 0, "y": 0, "width": 1920, "height": 1080}
    config.write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "dpr": 1.0}]}))
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder), *wishes],
        env=os.environ
        | {
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "PYTHONPATH": str(Path(mnist_desk.__file__).parents[1]),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_window_stands_where_it_stood(tmp_path: Path) -> None:
    place, sizes, _ = first = start_alone(tmp_path, "first")
    assert place == [40, 50, 1200, 700]
    assert sizes[0] == 320
    for _ in range(2):
        assert start_alone(tmp_path) == first


def test_a_maximised_window_is_so_again_and_knows_its_size(tmp_path: Path) -> None:
    for wishes in (("first", "maximised"), ()):
        place, _, maximised = start_alone(tmp_path, *wishes)
        assert maximised
        assert place[2] > 1500
        settings = json.loads((tmp_path / "settings.json").read_text())
        assert settings["geometry"] == [40, 50, 1200, 700, 1], "not the size of the screen"


@pytest.mark.parametrize("place", [(30_000, 30_000, 30_000, 30_000, 0), (-9000, 0, 1, 1, 0)])
def test_a_place_out_of_sight_is_moved_into_the_screen(
    start: Callable[[], MainWindow], place: tuple[int, ...]
) -> None:
    user_settings().write_text(json.dumps({"geometry": place}))
    window = app.create_window()
    assert window.screen().availableGeometry().contains(window.geometry().center())
    window.close()


def test_a_tab_that_was_never_seen_does_not_forget_how_it_was(
    start: Callable[[], MainWindow],
) -> None:
    user_settings().write_text(json.dumps({"splitter": [300, 500]}))
    window = app.create_window()
    window.tabs.setCurrentIndex(1)
    window.show()
    window.close()
    left, right = window.session.preferences.get(SPLITTER)
    assert left == 300
    assert right > 0


def test_a_change_is_written_soon_so_that_a_killed_program_loses_little(
    qtbot: QtBot, start: Callable[[], MainWindow], tmp_path: Path
) -> None:
    window = start()
    window.documents.recent.add(tmp_path / "mine.safetensors")
    qtbot.waitUntil(user_settings().exists, timeout=5000)
    assert json.loads(user_settings().read_text())[RECENT.key]


def test_nothing_in_the_window_reads_what_is_dropped_as_python_objects(
    start: Callable[[], MainWindow],
) -> None:
    # A list that takes drops unpacks the values of another program's list, objects among them.
    views = start().findChildren(QAbstractItemView)
    assert views
    for view in views:
        assert view.dragDropMode() == QAbstractItemView.DragDropMode.NoDragDrop
        assert not view.acceptDrops()
        assert not view.viewport().acceptDrops()
