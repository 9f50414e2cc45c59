from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.drawing import Picture, picture_of
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord, read_ink, write_ink
from mnist_desk.core.intake import Watch
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.picture import normalise
from mnist_desk.core.picture_file import read_picture
from mnist_desk.core.raster import rasterise
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.preferences import RECENT
from mnist_desk.ui.window import documents
from mnist_desk.ui.window.main_window import MainWindow

from ...core.data_files import csv, idx_folder, npz, pictures
from ..opening import wait_for_files

INK = Ink((((60.0, 60.0), (200.0, 60.0), (120.0, 240.0)), ((90.0, 150.0), (190.0, 150.0))))


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes the file dialogs give this answer at once."""

    def answer(path: Path) -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))

    return answer


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A black bar on white, as a PNG file."""
    grey = np.full((90, 60), 255, np.uint8)
    grey[10:80, 25:35] = 0
    path = tmp_path / "bar.png"
    Image.fromarray(grey).save(path)
    return path


def action(window: MainWindow, name: str) -> QAction:
    return window.findChild(QAction, f"action_{name}")


def wait_for_drawing(qtbot: QtBot, window: MainWindow, act: Callable[[], None]) -> None:
    with qtbot.waitSignal(window.session.sheet.changed):
        act()


def test_a_picture_is_opened_and_undone(
    qtbot: QtBot, window: MainWindow, photo: Path, answer: Callable[[Path], None]
) -> None:
    answer(photo)
    wait_for_drawing(qtbot, window, action(window, "open").trigger)
    assert isinstance(window.session.sheet.drawing, Picture)
    np.testing.assert_allclose(
        picture_of(window.session.sheet.drawing), normalise(read_picture(photo)), atol=0.01
    )
    action(window, "undo").trigger()
    assert window.session.sheet.drawing == Ink()


def test_a_large_picture_does_not_hold_up_the_window(
    qtbot: QtBot, window: MainWindow, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, reader = threading.Event(), []

    def slow(path: Path, watch: Watch) -> object:
        reader.append(threading.current_thread())
        may_go_on.wait(10)
        return read_picture(path, watch)

    monkeypatch.setattr(documents, "read_picture", slow)
    window.documents.open_path(photo)
    bar = window.findChild(QWidget, "readingBar")
    qtbot.waitUntil(bar.isVisible)
    assert bar.findChild(QLabel, "readingWhat").text() == "Reading a picture…"
    window.session.sheet.set_drawing(INK, "Stroke")
    assert window.session.sheet.drawing == INK
    wait_for_drawing(qtbot, window, may_go_on.set)
    assert isinstance(window.session.sheet.drawing, Picture)
    assert not bar.isVisible()
    assert reader != [threading.main_thread()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("torn.png", b"\x89PNG\r\n\x1a\nnothing"),
        ("torn.jsonl", b'{"strokes": [[['),
        ("torn.jsonl.gz", b"no gzip"),
        ("torn.safetensors", b"no model"),
        ("torn.txt", b"words"),
        ("absent.webp", None),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    window.session.sheet.set_drawing(INK, "Stroke")
    said = QSignalSpy(window.session.notices.warned)
    window.documents.open_path(tmp_path / name)
    qtbot.waitUntil(lambda: said.count() == 1)
    assert name in window.messages.text
    assert window.messages.text.count("\n") == 0
    assert window.session.sheet.drawing == INK


def test_ink_is_saved_and_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, answer: Callable[[Path], None]
) -> None:
    window.session.sheet.set_drawing(INK, "Stroke")
    answer(tmp_path / "mine")
    action(window, "save_ink").trigger()
    (record,) = read_ink(tmp_path / "mine.jsonl")
    assert record.ink == INK
    window.session.sheet.clear()
    answer(tmp_path / "mine.jsonl")
    wait_for_drawing(qtbot, window, action(window, "open").trigger)
    assert window.session.sheet.drawing == INK
    assert not window.draw_panel.pages.isVisible()


def test_a_file_of_several_drawings_can_be_gone_through(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    write_ink(tmp_path / "two.jsonl", [InkRecord(INK), InkRecord(Ink(INK.strokes[1:]))])
    wait_for_drawing(qtbot, window, lambda: window.documents.open_path(tmp_path / "two.jsonl"))
    assert window.session.sheet.drawing == INK
    assert window.draw_panel.pages.isVisible()
    window.draw_panel.pages.show_next()
    assert window.session.sheet.drawing == Ink(INK.strokes[1:])
    action(window, "undo").trigger()
    assert window.session.sheet.drawing == INK


def test_a_picture_has_no_ink_to_save(
    window: MainWindow, tmp_path: Path, answer: Callable[[Path], None]
) -> None:
    window.session.sheet.set_drawing(Picture(np.ones((5, 5), np.float32)), "Open")
    answer(tmp_path / "mine.jsonl")
    action(window, "save_ink").trigger()
    assert not (tmp_path / "mine.jsonl").exists()
    assert "no strokes" in window.statusBar().currentMessage()


def test_a_saved_picture_is_read_as_the_drawing(
    window: MainWindow, tmp_path: Path, answer: Callable[[Path], None]
) -> None:
    window.session.sheet.set_drawing(INK, "Stroke")
    answer(tmp_path / "mine")
    action(window, "save_picture").trigger()
    with Image.open(tmp_path / "mine.png") as image:
        assert image.size == (560, 560)
        assert image.convert("L").getpixel((0, 0)) == 255
    picture = normalise(read_picture(tmp_path / "mine.png"))
    assert np.abs(picture - rasterise(INK)).mean() < 0.06


def test_what_cannot_be_saved_is_told(
    window: MainWindow, tmp_path: Path, answer: Callable[[Path], None]
) -> None:
    window.session.sheet.set_drawing(INK, "Stroke")
    for name in ("save_ink", "save_picture"):
        window.messages.hide()
        answer(tmp_path / "nowhere" / "mine")
        action(window, name).trigger()
        assert "cannot be written" in window.messages.text
        assert window.messages.isVisible()


def test_a_drawing_is_copied_and_pasted_as_a_picture(qtbot: QtBot, window: MainWindow) -> None:
    window.session.sheet.set_drawing(INK, "Stroke")
    action(window, "copy").trigger()
    assert QGuiApplication.clipboard().image().width() == 560
    window.session.sheet.clear()
    wait_for_drawing(qtbot, window, action(window, "paste").trigger)
    picture = picture_of(window.session.sheet.drawing)
    assert np.abs(picture - rasterise(INK)).mean() < 0.06


def test_a_clipboard_without_a_picture_changes_nothing(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("seven")
    action(window, "paste").trigger()
    assert window.session.sheet.drawing == Ink()
    assert "no picture" in window.statusBar().currentMessage()


def test_a_blank_picture_is_not_pasted(qtbot: QtBot, window: MainWindow) -> None:
    blank = QImage(100, 100, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(blank)
    with qtbot.waitSignal(window.session.notices.warned):
        action(window, "paste").trigger()
    assert "no ink in the pasted picture" in window.messages.text


def test_copy_and_paste_are_the_canvas_own_while_it_has_the_focus(
    qtbot: QtBot, window: MainWindow
) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.session.sheet.set_drawing(INK, "Stroke")
    field = window.findChild(QLineEdit, "recipe_hidden")
    field.setFocus()
    field.selectAll()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == field.text()
    window.draw_panel.tools.undo.setFocus()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == field.text()
    window.draw_panel.canvas.setFocus()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().mimeData().hasImage()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_E)
    assert window.draw_panel.tools.eraser.isChecked()


@pytest.mark.parametrize("kind", ["file", "picture"])
def test_a_picture_is_dropped(qtbot: QtBot, window: MainWindow, photo: Path, kind: str) -> None:
    data = QMimeData()
    if kind == "file":
        data.setUrls([QUrl.fromLocalFile(str(photo))])
    else:
        data.setImageData(QImage(str(photo)))
    what = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    enter = QDragEnterEvent(QPoint(5, 5), *what)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(5, 5), *what)
    wait_for_drawing(qtbot, window, lambda: QApplication.sendEvent(window, drop))
    assert isinstance(window.session.sheet.drawing, Picture)


def test_recent_files_are_remembered_newest_first(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    assert not action(window, "recent").menu().isEnabled()
    save_model(window.session.network.model, tmp_path / "mine.safetensors")
    window.documents.open_path(tmp_path / "mine.safetensors")
    wait_for_drawing(qtbot, window, lambda: window.documents.open_path(photo))
    window.documents.open_path(tmp_path / "mine.safetensors")
    wait_for_files(qtbot, window)
    entries = [entry.text() for entry in window.documents.recent.menu.actions()]
    assert entries == ["&1  mine.safetensors", "&2  bar.png"]
    window.session.sheet.clear()
    wait_for_drawing(qtbot, window, window.documents.recent.menu.actions()[1].trigger)
    assert isinstance(window.session.sheet.drawing, Picture)


def test_the_window_says_when_a_stroke_takes_the_place_of_a_picture(
    qtbot: QtBot, window: MainWindow
) -> None:
    picture = Picture(np.ones((5, 5), np.float32))
    window.session.sheet.set_drawing(picture, "Open")
    qtbot.mouseClick(window.draw_panel.canvas, Qt.MouseButton.LeftButton)
    assert "Undo" in window.statusBar().currentMessage()
    action(window, "undo").trigger()
    assert window.session.sheet.drawing is picture
    assert window.findChild(QLabel, "statusLabel") is not None


# What is said of a file


def good_model(folder: Path) -> Path:
    save_model(Model.fresh(Recipe(hidden=())), folder / "good.safetensors")
    return folder / "good.safetensors"


def good_ink(folder: Path) -> Path:
    write_ink(folder / "good.jsonl", [InkRecord(INK)])
    return folder / "good.jsonl"


def good_picture(folder: Path) -> Path:
    grey = np.full((90, 60), 255, np.uint8)
    grey[10:80, 25:35] = 0
    Image.fromarray(grey).save(folder / "good.png")
    return folder / "good.png"


@pytest.mark.parametrize("bad", ["bad.safetensors", "bad.jsonl", "bad.png"])
@pytest.mark.parametrize("make", [good_model, good_ink, good_picture])
def test_the_error_of_a_file_goes_when_the_next_one_is_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, make: Callable[[Path], Path], bad: str
) -> None:
    good, session = make(tmp_path), window.session
    window.documents.open_path(tmp_path / bad)
    qtbot.waitUntil(window.messages.isVisible)
    assert bad in window.messages.text
    window.documents.open_path(good)
    qtbot.waitUntil(lambda: bool(session.sheet.drawing) or session.runs.current.title == "good")
    assert not window.messages.isVisible()


@pytest.mark.parametrize("name", ["save_ink", "save_picture", "save_model"])
def test_the_error_of_a_file_goes_when_one_is_saved(
    window: MainWindow, tmp_path: Path, answer: Callable[[Path], None], name: str
) -> None:
    window.session.sheet.set_drawing(INK, "Stroke")
    answer(tmp_path / "nowhere" / "mine")
    action(window, name).trigger()
    assert window.messages.isVisible()
    answer(tmp_path / "mine")
    action(window, name).trigger()
    assert not window.messages.isVisible()


def test_a_warning_of_something_else_stays_when_a_file_is_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.session.notices.warn("The loss grew beyond all numbers.", "training")
    window.documents.open_path(good_model(tmp_path))
    wait_for_files(qtbot, window)
    assert window.messages.isVisible()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("absent.safetensors", None),
        ("absent.png", None),
        ("torn.safetensors", b"no model"),
        ("torn.jsonl", b'{"strokes": [[['),
        ("torn.png", b"\x89PNG\r\n\x1a\nnothing"),
    ],
)
def test_a_file_that_cannot_be_opened_is_no_recent_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str, content: bytes | None
) -> None:
    window.documents.open_path(good_model(tmp_path))
    if content is not None:
        (tmp_path / name).write_bytes(content)
    warned = QSignalSpy(window.session.notices.warned)
    window.documents.open_path(tmp_path / name)
    qtbot.waitUntil(lambda: warned.count() == 1)
    entries = [entry.text() for entry in window.documents.recent.menu.actions()]
    assert entries == ["&1  good.safetensors"]


@pytest.mark.parametrize("button", ["import", "export"])
def test_dialogs_of_my_digits_start_where_a_file_was_opened(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
) -> None:
    starts: list[Path] = []

    def cancelled(_parent: object, _title: str, start: str, *_: object) -> tuple[list[str], str]:
        starts.append(Path(start))
        return [], ""

    for dialog in ("getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, dialog, cancelled)
    (tmp_path / "lessons").mkdir()
    window.session.sheet.set_drawing(INK, "Stroke")
    window.session.labelling.keep(7)
    window.show_panel("digits")
    window.documents.open_path(good_model(tmp_path / "lessons"))
    found = window.findChild(QPushButton, f"{button}Button")
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    assert len(starts) == 1
    assert starts[0] in (tmp_path / "lessons", tmp_path / "lessons" / "my-digits.jsonl")


@pytest.mark.parametrize("content", [b"", b"not a model", None], ids=["empty", "text", "absent"])
def test_a_bad_model_file_changes_nothing_and_is_told_of(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, content: bytes | None
) -> None:
    session = window.session
    path = tmp_path / "bad.safetensors"
    if content is not None:
        path.write_bytes(content)
    said, models, runs = (
        QSignalSpy(signal)
        for signal in (session.notices.warned, session.network.changed, session.runs.listed)
    )
    before, current = list(session.runs.all), session.runs.current
    window.documents.open_path(path)
    qtbot.waitUntil(lambda: said.count() > 0)
    assert str(path) in said.at(0)[0]
    assert session.runs.all == before
    assert session.runs.current is current
    assert models.count() == runs.count() == 0


def test_a_file_that_takes_long_can_be_left(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, told = threading.Event(), QSignalSpy(window.session.notices.warned)

    def slow(path: Path, watch: Watch) -> object:
        watch(0.42)
        may_go_on.wait(10)
        watch(0.5)
        return read_picture(path, watch)

    monkeypatch.setattr(documents, "read_picture", slow)
    bar, part = window.findChild(QWidget, "readingBar"), window.findChild(QWidget, "readingPart")
    for path in (good_picture(tmp_path), good_ink(tmp_path), good_model(tmp_path)):
        window.documents.open_path(path)
    qtbot.waitUntil(lambda: bar.isVisible() and part.value() == 42)
    qtbot.mouseClick(window.findChild(QPushButton, "readingCancel"), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    may_go_on.set()
    qtbot.waitUntil(lambda: not window.session.files.busy)
    assert not window.session.sheet.drawing
    assert window.session.runs.current.title == "Shipped model"
    assert told.count() == 0


def test_of_many_files_that_are_dropped_some_are_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    told, read = QSignalSpy(window.session.notices.confirmed), QSignalSpy(window.documents.ink_read)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(good_ink(tmp_path)))] * 25)
    window.documents.take(data)
    assert told.at(0)[0] == "Only 20 of the files are opened."
    wait_for_files(qtbot, window)
    assert read.count() == 20


def test_a_model_is_saved_under_a_name_that_a_file_can_have(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposals: list[str] = []

    def cancelled(_parent: object, _title: str, proposal: str, *_: object) -> tuple[str, str]:
        proposals.append(proposal)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", cancelled)
    window.session.runs.add(
        window.session.runs.trained(Model.fresh(Recipe(name="../<b>a\n/b", hidden=())))
    )
    action(window, "save_model").trigger()
    assert Path(proposals[0]).name == "b-a-b.safetensors"
    assert Path(proposals[0]).parent == window.session.preferences.folder


# Data sets


def test_a_data_set_is_opened_by_the_menu_and_closed_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, answer: Callable[[Path], None]
) -> None:
    answer(npz(tmp_path / "mine.npz"))
    data = window.session.open_data
    action(window, "open_data").trigger()
    wait_for_files(qtbot, window)
    assert data.origin.title == "mine"
    assert str(tmp_path / "mine.npz") in window.session.preferences.get(RECENT)
    action(window, "close_data").trigger()
    assert data.origin.title == "MNIST"


def test_a_folder_is_opened_by_the_menu(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = idx_folder(tmp_path / "fashion")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    action(window, "open_data_folder").trigger()
    wait_for_files(qtbot, window)
    assert window.session.open_data.names[9] == "Boot"


@pytest.mark.parametrize("kind", ["npz", "csv", "idx", "folder", "pictures"])
def test_dropped_data_is_opened(
    kind: str, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    if kind == "npz":
        path = npz(tmp_path / "a.npz")
    elif kind == "csv":
        path = csv(tmp_path / "a.csv.gz")
    elif kind == "pictures":
        path = pictures(tmp_path / "a", ["cat", "dog"])
    else:
        path = idx_folder(tmp_path / "a")
        path = path / "train-images-idx3-ubyte.gz" if kind == "idx" else path
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert window.documents.can_open(data)
    window.documents.take(data)
    wait_for_files(qtbot, window)
    assert window.session.open_data.splits is not None


@pytest.mark.parametrize("damage", ["half", "text", "no pictures"])
def test_damaged_data_is_told_and_the_open_one_stays(
    damage: str, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.documents.open_path(npz(tmp_path / "good.npz"))
    wait_for_files(qtbot, window)
    path = tmp_path / f"bad.{'npz' if damage == 'half' else 'csv'}"
    path.write_bytes((tmp_path / "good.npz").read_bytes()[:3000])
    if damage == "no pictures":
        path = tmp_path / "bad"
        path.mkdir()
    with qtbot.waitSignal(window.session.notices.warned) as told:
        window.documents.open_path(path)
    assert "bad" in told.args[0]
    assert window.session.open_data.origin.title == "good"
    assert str(path) not in window.session.preferences.get(RECENT)


def test_ink_that_was_opened_as_data_is_no_recent_file_of_drawings(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "class.jsonl"
    ink = Ink((((10.0, 10.0), (90.0, 200.0)),))
    write_ink(path, [InkRecord(ink, number % 10) for number in range(70)])
    window.documents.open_data_path(path)
    wait_for_files(qtbot, window)
    assert window.session.open_data.origin.title == "class"
    assert window.documents.recent.menu.actions() == []
