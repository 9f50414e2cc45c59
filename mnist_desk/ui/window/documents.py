"""Files and the clipboard: what is opened, saved, copied and pasted."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from mnist_desk.core.drawing import Drawing, Picture
from mnist_desk.core.endings import DATA_ENDINGS, ENDING, INK_ENDINGS, PICTURE_ENDINGS
from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.grey import cut_to_ink
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord, is_ink_file, read_ink, write_ink
from mnist_desk.core.intake import Watch
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.picture_file import read_picture
from mnist_desk.core.places import file_name, replacing
from mnist_desk.core.translate import Phrase, translate

from ..state.session import Session
from ..work.sentences import spoken
from .image_import import clean_image
from .recent import RecentFiles

_UNWRITTEN = Phrase("documents", translate("documents", "the picture could not be written"))

_MOST_DROPPED = 20
"""Files that are opened of those that are dropped at once."""

_ALL_ENDINGS = (ENDING, *INK_ENDINGS, *PICTURE_ENDINGS)
_DROPPED_ENDINGS = (*_ALL_ENDINGS, *DATA_ENDINGS)


class Documents(QObject):
    """Opens and saves for the window. Reading is a worker's, as any file may be large."""

    ink_read = Signal(object)
    """A list of the InkRecords of a file, at least one."""

    def __init__(
        self, session: Session, paint: Callable[[Drawing], QImage], window: QWidget
    ) -> None:
        """paint: makes a picture of a drawing, to be copied or saved."""
        super().__init__(window)
        self._sheet, self._runs, self._network = session.sheet, session.runs, session.network
        self._notices, self._preferences = session.notices, session.preferences
        self._files, self._open_data = session.files, session.open_data
        self._paint = paint
        self._window = window
        self.recent = RecentFiles(session.preferences, self)
        self.recent.chosen.connect(self.open_path)

    # Opening

    @Slot()
    def open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a model, ink or a picture"),
            str(self._preferences.folder),
            ";;".join(
                _filter(title, endings)
                for title, endings in (
                    (self.tr("Models, ink and pictures"), _ALL_ENDINGS),
                    (self.tr("Models"), (ENDING,)),
                    (self.tr("Ink"), INK_ENDINGS),
                    (self.tr("Pictures"), PICTURE_ENDINGS),
                    (self.tr("All files"), ("",)),
                )
            ),
        )
        if name:
            self.open_path(Path(name))

    @Slot()
    def open_data(self) -> None:
        """Choose a file of a data set; one IDX file stands for the others beside it."""
        kinds = (*DATA_ENDINGS, *INK_ENDINGS)
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a data set"),
            str(self._preferences.folder),
            ";;".join((_filter(self.tr("Data sets"), kinds), _filter(self.tr("All files"), ("",)))),
        )
        if name:
            self.open_data_path(Path(name))

    @Slot()
    def open_data_folder(self) -> None:
        """Choose a folder of IDX files, or of folders of pictures."""
        title = self.tr("Open a folder of data")
        name = QFileDialog.getExistingDirectory(self._window, title, str(self._preferences.folder))
        if name:
            self.open_data_path(Path(name))

    def open_data_path(self, path: Path) -> None:
        """Open a file or folder as a data set; when that fails, say so and keep what is open."""
        path = path.absolute()
        self._preferences.use_folder_of(path)
        self._open_data.open(path, functools.partial(self._data_opened, path))

    @Slot(Path)
    def open_path(self, path: Path) -> None:
        """Open a file as what it is; when that fails, say so and change nothing."""
        path = path.absolute()
        if _is_data(path):
            self.open_data_path(path)
            return
        self._preferences.use_folder_of(path)
        if path.name.lower().endswith(ENDING):
            self._files.read(
                self.tr("Reading a model…"),
                functools.partial(_read_model, path),
                functools.partial(self._show_model, path),
            )
        elif is_ink_file(path):
            self._files.read(
                self.tr("Reading ink…"),
                functools.partial(read_ink, path),
                functools.partial(self._show_ink, path),
            )
        else:
            self._read_picture(functools.partial(_read_picture, path), path)

    @staticmethod
    def can_open(data: QMimeData) -> bool:
        """Whether something is dragged that this program reads."""
        paths = [url.toLocalFile() for url in data.urls()]
        if any(path.lower().endswith(_DROPPED_ENDINGS) or _is_data(Path(path)) for path in paths):
            return True
        return not paths and data.hasImage()

    def take(self, data: QMimeData, what: str = "") -> None:
        """Open what was dropped or pasted: files, or a picture from another program."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            for path in paths[:_MOST_DROPPED]:
                self.open_path(path)
            if len(paths) > _MOST_DROPPED:
                template = self.tr("Only {number} of the files are opened.")
                self._notices.confirm(template.format(number=_MOST_DROPPED))
        elif data.hasImage():
            image = QImage(data.imageData())
            name = what or self.tr("the picture")
            self._read_picture(lambda _: Picture(cut_to_ink(clean_image(image, name))))
        else:
            self._notices.confirm(self.tr("There is no picture on the clipboard to paste."))

    def _read_picture(self, read: Callable[[Watch], Picture], path: Path | None = None) -> None:
        what = self.tr("Reading a picture…")
        self._files.read(what, read, functools.partial(self._show_picture, path))

    def _show_model(self, path: Path, read: tuple[Model, FileStamp | None]) -> None:
        self._opened(path)
        self._runs.add_opened(path, *read)

    def _show_picture(self, path: Path | None, picture: Picture) -> None:
        self._opened(path)
        self._sheet.set_drawing(picture, self.tr("Open"))

    def _show_ink(self, path: Path, records: list[InkRecord]) -> None:
        self._opened(path)
        self.ink_read.emit(records)

    def _data_opened(self, path: Path) -> None:
        # From the list of recent files ink would be opened as drawings.
        self._opened(path if _is_data(path) else None)
        learnt, given = self._network.model.data, self._open_data.origin
        if learnt.digest == given.digest:
            self._notices.confirm(self.tr("The data is open: {title}").format(title=given.title))

    def _opened(self, path: Path | None) -> None:
        """What could not be opened before does not matter any more."""
        self._notices.settle("file")
        if path is not None:
            self.recent.add(path)

    # Saving

    @Slot()
    def save_model(self) -> None:
        name = file_name(self._network.model.recipe.name)
        path = self._ask(self.tr("Save the model"), name, self.tr("Models"), (ENDING,))
        # While the dialog was open the training went on.
        if path is not None and self._runs.save(self._network.undamaged, path):
            self._saved(path)

    @Slot()
    def save_ink(self) -> None:
        drawing = self._sheet.drawing
        if not isinstance(drawing, Ink):
            self._notices.confirm(self.tr("A picture has no strokes; use Save picture."))
            return
        title, kind = self.tr("Save the drawing as ink"), self.tr("Ink")
        path = self._ask(title, self.tr("drawing"), kind, INK_ENDINGS)
        if path is not None:
            self._write(path, lambda temporary: write_ink(temporary, [InkRecord(drawing)]))

    @Slot()
    def save_picture(self) -> None:
        image = self._paint(self._sheet.drawing)
        title, kind = self.tr("Save the drawing as a picture"), self.tr("PNG pictures")
        path = self._ask(title, self.tr("drawing"), kind, (".png",))
        if path is not None:
            self._write(path, lambda temporary: _save_png(image, temporary))

    def _ask(self, title: str, name: str, kind: str, endings: tuple[str, ...]) -> Path | None:
        proposal = str(self._preferences.folder / f"{name}{endings[0]}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, title, proposal, _filter(kind, endings)
        )
        if not chosen:
            return None
        return Path(chosen if chosen.lower().endswith(endings) else chosen + endings[0])

    def _write(self, path: Path, write: Callable[[Path], None]) -> None:
        try:
            write(path)
        except OSError as error:
            template = self.tr("{path} cannot be written ({reason}); choose another place.")
            sentence = template.format(path=path, reason=error.strerror or error)
            self._notices.warn(sentence, "file")
        else:
            self._saved(path)

    def _saved(self, path: Path) -> None:
        self._preferences.use_folder_of(path)
        self._opened(path)
        self._notices.confirm(self.tr("Saved to {path}").format(path=path))

    # Copy and paste

    @Slot()
    def copy(self) -> None:
        if self._sheet.drawing:
            QGuiApplication.clipboard().setImage(self._paint(self._sheet.drawing))
            self._notices.confirm(self.tr("Copied as a picture"))

    @Slot()
    def paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData(), self.tr("the pasted picture"))


def _is_data(path: Path) -> bool:
    with contextlib.suppress(OSError):  # A name that is too long.
        return path.name.lower().endswith(DATA_ENDINGS) or path.is_dir()
    return False


def _read_model(path: Path, watch: Watch) -> tuple[Model, FileStamp | None]:
    stamp = FileStamp.of(path)
    return load_model(path, watch), stamp


def _read_picture(path: Path, watch: Watch) -> Picture:
    return Picture(cut_to_ink(read_picture(path, watch)))


def _filter(title: str, endings: tuple[str, ...]) -> str:
    return f"{title} ({' '.join(f'*{ending}' for ending in endings)})"


def _save_png(image: QImage, path: Path) -> None:
    with replacing(path) as temporary:
        if not image.save(str(temporary), "PNG"):  # type: ignore[call-overload]
            raise OSError(0, spoken(_UNWRITTEN))
