"""The program as a whole, mostly in processes of its own, on the offscreen platform."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk import app
from mnist_desk.core.collection import MY_DIGITS, CollectionFile
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.preferences import DATA_FOLDER, Preferences

LIMIT = 60
"""Seconds after which a process that does not end fails its test."""

Run = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a process with a home of its own."""
    homes = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    return {**os.environ, **dict.fromkeys(homes, str(tmp_path)), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def run(environment: dict[str, str]) -> Iterator[Run]:
    """Starts Python with a script; the process is ended with the test."""
    processes = []

    def run(script: str, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), *arguments],
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        processes.append(process)
        return process

    yield run
    for process in processes:
        process.kill()
        process.communicate()


def test_models_and_digits_live_where_the_person_wants_them_from_the_next_start_on(
    qtbot: QtBot, tmp_path: Path
) -> None:
    home, elsewhere = tmp_path / "first", tmp_path / "elsewhere"
    home.mkdir()
    (home / MY_DIGITS).write_text('{"strokes": [[[9, 9], [99, 99]]], "label": 1}\n')
    for folder, there in ((str(elsewhere), elsewhere), (str(elsewhere), elsewhere), ("", home)):
        preferences = Preferences(home / "settings.json")
        preferences.set(DATA_FOLDER, folder)
        preferences.sync()
        window = app.create_window(home)
        qtbot.addWidget(window)
        assert (there / MY_DIGITS).is_file()
        window.session.my_digits.load()
        qtbot.waitUntil(lambda w=window: len(w.session.my_digits.digits) == 1)
        window.close()
    assert not (elsewhere / MY_DIGITS).exists()


def test_what_cannot_be_moved_is_told_and_stays(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / MY_DIGITS).touch()
    (tmp_path / "file").touch()
    preferences = Preferences(tmp_path / "settings.json")
    preferences.set(DATA_FOLDER, str(tmp_path / "file" / "folder"))
    preferences.sync()
    window = app.create_window(tmp_path)
    qtbot.addWidget(window)
    assert "they are where they were" in window.messages.text
    assert (tmp_path / MY_DIGITS).exists()


def test_a_window_is_made_but_not_shown(qtbot: QtBot) -> None:
    window = app.create_window()
    qtbot.addWidget(window)
    assert not window.isVisible()
    assert window.session.property("ready") is False
    assert window.session.network.model.scores is not None
    assert not window.messages.isVisibleTo(window)


def test_a_damaged_shipped_model_is_told_of(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "shipped.safetensors"
    path.write_bytes(b"torn")
    monkeypatch.setattr(app, "shipped_model", lambda: path)
    window = app.create_window()
    qtbot.addWidget(window)
    assert str(path) in window.messages.text
    assert window.messages.isVisibleTo(window)


def test_the_window_is_shown_before_tensorflow_is_imported(run: Run) -> None:
    process = run(
        """
        import sys
        from PySide6.QtTest import QTest
        from mnist_desk.app import create_application, create_window

        application = create_application()
        window = create_window()
        window.show()
        assert QTest.qWaitForWindowExposed(window)
        heavy = {"tensorflow", "keras", "mnist_desk.engine"}
        print(window.session.property("ready"), sorted(heavy & set(sys.modules)))
        """
    )
    out, err = process.communicate(timeout=LIMIT)
    assert out == "False []\n", err


def test_without_a_display_there_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert app.main() == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "demo --screenshot" in captured.err


STARTED = """
    import sys
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from mnist_desk import __main__, app

    original = app.run

    def run(application, window):
        {when}
        return original(application, window)

    app.run = run
    sys.exit(__main__.main(sys.argv[1:]))
"""
"""The program as ``python -m mnist_desk`` starts it, which does something more when it runs."""

UP = STARTED.format(when="QTimer.singleShot(0, lambda: print('up', flush=True))")
LOADING = STARTED.format(
    when="""window.session.engine.told.connect(
            lambda _: print("up", flush=True))"""
)


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent Ctrl+C alone there")
@pytest.mark.parametrize(
    ("script", "name", "code"),
    [
        (UP, "SIGINT", 130),
        (UP, "SIGTERM", 143),
        (UP, "SIGHUP", 129),
        (LOADING, "SIGINT", 130),
    ],
    ids=["Ctrl+C", "told to end", "terminal gone", "Ctrl+C while loading"],
)
def test_a_signal_to_end_closes_the_window(run: Run, script: str, name: str, code: int) -> None:
    process = run(script)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    process.send_signal(getattr(signal, name))
    _, err = process.communicate(timeout=LIMIT)
    assert process.returncode == code
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that can be caught")
def test_what_is_being_kept_is_kept_when_the_program_is_told_to_end(
    run: Run, tmp_path: Path
) -> None:
    process = run(
        STARTED.format(
            when="""
        import dataclasses, os, signal
        from mnist_desk.core.model import Model
        from mnist_desk.core.recipe import Recipe
        from mnist_desk.core.ink import Ink
        from mnist_desk.core.collection import record_of
        from mnist_desk.ui.state.digit import Digit

        def work():
            session = window.session
            made = session.runs.trained(Model.fresh(Recipe(hidden=())))
            session.runs.add(made)
            session.runs.keep_soon(made)
            for label in range(10):
                session.my_digits.keep(Digit(record_of(Ink((((1.0, label),),)), label)))
            os.kill(os.getpid(), signal.SIGTERM)

        QTimer.singleShot(0, work)"""
        )
    )
    _, err = process.communicate(timeout=LIMIT)
    assert process.returncode == 143
    assert "Traceback" not in err
    assert len(list(tmp_path.rglob("kept/*.safetensors"))) == 1
    (digits,) = tmp_path.rglob("my-digits.jsonl")
    assert len(CollectionFile(digits).read().records) == 10


def test_closing_the_window_ends_the_program(run: Run) -> None:
    process = run(STARTED.format(when="QTimer.singleShot(0, window.close)"))
    _, err = process.communicate(timeout=LIMIT)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "propagateSizeHints" not in err, "what Qt says to nobody's use is left out"


def test_a_model_file_is_opened_at_the_start(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.safetensors"
    save_model(Model.fresh(Recipe(hidden=())), path)
    process = run(
        STARTED.format(
            when="""
        def watch():
            if not window.session.files.what:
                print(window.windowTitle())
                window.close()

        timer = QTimer(window, interval=10)
        timer.timeout.connect(watch)
        timer.start()
        """
        ),
        str(path),
    )
    out, err = process.communicate(timeout=LIMIT)
    assert out.startswith("mine "), err


def test_an_unexpected_error_is_told_and_the_program_goes_on(run: Run) -> None:
    process = run(
        STARTED.format(
            when="""
        import threading

        def fail(where):
            raise RuntimeError(f"broken {where}")

        def watch():
            if "broken slot" in window.messages.text:
                window.messages.show_message("")
                threading.Thread(target=fail, args=["thread"]).start()
            elif "broken thread" in window.messages.text:
                window.close()

        timer = QTimer()
        timer.timeout.connect(watch)
        timer.start(0)
        QTimer.singleShot(0, lambda: fail("slot"))"""
        )
    )
    _, err = process.communicate(timeout=LIMIT)
    assert process.returncode == 0
    assert err.count("Traceback") == 2, "both are logged"


def test_a_second_start_hands_over_its_file_and_ends(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.safetensors"
    save_model(Model.fresh(Recipe(hidden=())), path)
    first = run(
        STARTED.format(
            when="""window.session.network.changed.connect(lambda _: window.close())
        QTimer.singleShot(0, lambda: print('up', flush=True))"""
        )
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "up\n"
    second = run(STARTED.format(when="QTimer.singleShot(0, window.close)"), str(path))
    out, err = second.communicate(timeout=LIMIT)
    assert (second.returncode, out, err) == (0, "", "")
    _, err = first.communicate(timeout=LIMIT)
    assert first.returncode == 0
    assert "Traceback" not in err


def test_a_display_that_is_not_there_ends_with_a_sentence(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mnist_desk"],
        env={**environment, "QT_QPA_PLATFORM": "missing"},
        text=True,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("mnist-desk: no window can be opened")
