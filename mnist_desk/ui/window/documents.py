"""Files and the clipboard: what is opened, saved, copied and pasted, and what was open lately."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QSettings, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mnist_desk.core.drawing import Drawing, Picture
from mnist_desk.core.grey import cut_to_ink
from mnist_desk.core.ink import Ink, InkRecord, is_ink_file, read_ink, write_ink
from mnist_desk.core.model import ENDING
from mnist_desk.core.picture import PICTURE_ENDINGS, read_picture
from mnist_desk.core.places import replacing

from ..state.session import Session
from ..work.job_queue import JobQueue
from .image_import import clean_image

_INK_ENDINGS = (".jsonl", ".jsonl.gz")
_ALL_ENDINGS = (ENDING, *_INK_ENDINGS, *PICTURE_ENDINGS)
_RECENT = 8


class Files(QObject):
    """Opens and saves for the window. Reading is a worker's, as a photograph may be large."""

    reading = Signal(str)
    """What is being read, for the status; empty when it is done."""
    ink_read = Signal(object)
    """The InkRecords of a file, at least one."""

    def __init__(
        self,
        session: Session,
        settings: QSettings,
        paint: Callable[[Drawing], QImage],
        window: QWidget,
    ) -> None:
        """paint: makes a picture of a drawing, to be copied or saved."""
        super().__init__(window)
        self._session, self._settings, self._paint = session, settings, paint
        self._window = window
        self._errands = JobQueue(self)
        self._errands.failed.connect(self._on_failed)
        self.recent_menu = QMenu(window)
        self._fill_recent()
        session.closing.connect(self._errands.finish)

    # Opening

    @Slot()
    def open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a model, ink or a picture"),
            self._folder(),
            ";;".join(
                self._filter(title, endings)
                for title, endings in (
                    (
                        self.tr("Models, ink and pictures"),
                        (ENDING, *_INK_ENDINGS, *PICTURE_ENDINGS),
                    ),
                    (self.tr("Models"), (ENDING,)),
                    (self.tr("Ink"), _INK_ENDINGS),
                    (self.tr("Pictures"), PICTURE_ENDINGS),
                    (self.tr("All files"), ("",)),
                )
            ),
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a file as what it is; when that fails, say so and change nothing."""
        self._remember(path)
        if path.name.lower().endswith(ENDING):
            self._session.open_model(path)
        elif is_ink_file(path):
            self.reading.emit(self.tr("Reading ink…"))
            self._errands.do(lambda: read_ink(path), self._show_ink)
        else:
            self._read_picture(lambda: Picture(cut_to_ink(read_picture(path))))

    @staticmethod
    def can_open(data: QMimeData) -> bool:
        """Whether something is dragged that this program reads."""
        paths = [url.toLocalFile().lower() for url in data.urls()]
        return any(path.endswith(_ALL_ENDINGS) for path in paths) or (not paths and data.hasImage())

    def take(self, data: QMimeData, what: str = "") -> None:
        """Open what was dropped or pasted: files, or a picture from another program."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            for path in paths:
                self.open_path(path)
        elif data.hasImage():
            image = QImage(data.imageData())
            name = what or self.tr("the picture")
            self._read_picture(lambda: Picture(cut_to_ink(clean_image(image, name))))
        else:
            self._session.told.emit(self.tr("There is no picture on the clipboard to paste."))

    def _read_picture(self, read: Callable[[], Picture]) -> None:
        self.reading.emit(self.tr("Reading picture…"))
        self._errands.do(read, self._show_picture)

    def _show_picture(self, picture: Picture) -> None:
        self.reading.emit("")
        self._session.set_drawing(picture, self.tr("Open"))

    def _show_ink(self, records: list[InkRecord]) -> None:
        self.reading.emit("")
        self.ink_read.emit(records)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.reading.emit("")
        self._session.said.emit(sentence)

    # Saving

    @Slot()
    def save_model(self) -> None:
        recipe = self._session.model.recipe.name.replace(" ", "-")
        path = self._ask(self.tr("Save the model"), recipe, self.tr("Models"), (ENDING,))
        if path is not None and self._session.save_model(path):
            self._saved(path)

    @Slot()
    def save_ink(self) -> None:
        drawing = self._session.drawing
        if not isinstance(drawing, Ink):
            self._session.told.emit(self.tr("A picture has no strokes; use Save picture."))
            return
        title, kind = self.tr("Save the drawing as ink"), self.tr("Ink")
        path = self._ask(title, self.tr("drawing"), kind, _INK_ENDINGS)
        if path is not None:
            self._write(path, lambda temporary: write_ink(temporary, [InkRecord(drawing)]))

    @Slot()
    def save_picture(self) -> None:
        image = self._paint(self._session.drawing)
        title, kind = self.tr("Save the drawing as a picture"), self.tr("PNG pictures")
        path = self._ask(title, self.tr("drawing"), kind, (".png",))
        if path is not None:
            self._write(path, lambda temporary: _save_png(image, temporary))

    def _ask(self, title: str, name: str, kind: str, endings: tuple[str, ...]) -> Path | None:
        proposal = str(Path(self._folder()) / f"{name}{endings[0]}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, title, proposal, self._filter(kind, endings)
        )
        if not chosen:
            return None
        return Path(chosen if chosen.lower().endswith(endings) else chosen + endings[0])

    def _write(self, path: Path, write: Callable[[Path], None]) -> None:
        try:
            write(path)
        except OSError as error:
            self._session.said.emit(
                self.tr("{path} cannot be written ({reason}); choose another place.").format(
                    path=path, reason=error.strerror or error
                )
            )
        else:
            self._saved(path)

    def _saved(self, path: Path) -> None:
        self._remember(path)
        self._session.told.emit(self.tr("Saved to {path}").format(path=path))

    # Copy and paste

    @Slot()
    def copy(self) -> None:
        if self._session.drawing:
            QGuiApplication.clipboard().setImage(self._paint(self._session.drawing))
            self._session.told.emit(self.tr("Copied as a picture"))

    @Slot()
    def paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData(), self.tr("the pasted picture"))

    # What is remembered

    def _folder(self) -> str:
        return str(self._settings.value("folder", str(Path.home())))

    def _remember(self, path: Path) -> None:
        self._settings.setValue("folder", str(path.parent))
        self._settings.setValue("recent", [str(path), *_without(self._recent(), path)][:_RECENT])
        self._fill_recent()

    def _recent(self) -> list[str]:
        value = self._settings.value("recent", [])
        paths = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [str(path) for path in paths]

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for number, name in enumerate(self._recent(), start=1):
            folder, file = os.path.split(name)
            text = f"&{number}  {file}".replace("&", "&&").replace("&&", "&", 1)
            action = QAction(text, self.recent_menu)
            action.setToolTip(folder)
            action.setData(name)
            action.triggered.connect(self._open_recent)
            self.recent_menu.addAction(action)
        self.recent_menu.setToolTipsVisible(True)
        self.recent_menu.setEnabled(not self.recent_menu.isEmpty())

    @Slot()
    def _open_recent(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.open_path(Path(action.data()))

    @staticmethod
    def _filter(title: str, endings: tuple[str, ...]) -> str:
        return f"{title} ({' '.join(f'*{ending}' for ending in endings)})"


def _without(names: list[str], path: Path) -> list[str]:
    return [name for name in names if name != str(path)]


def _save_png(image: QImage, path: Path) -> None:
    with replacing(path) as temporary:
        if not image.save(str(temporary), "PNG"):  # type: ignore[call-overload]
            raise OSError(0, "the picture could not be written")
