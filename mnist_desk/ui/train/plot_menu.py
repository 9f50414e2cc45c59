"""What can be done with a plot: copy, save, read as a table, see the whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMenu

from mnist_desk.core.places import file_name

from ..state.notices import Notices
from ..state.preferences import Preferences
from ..widgets.icons import icon
from ..widgets.plot_files import picture_of, save_csv, save_png, save_svg
from ..widgets.plot_table import PlotTableDialog
from ..widgets.plots import Plot


class PlotMenu(QMenu):
    """Opens where the plot wants it: at the mouse, or in its middle by the menu key."""

    def __init__(self, plot: Plot, preferences: Preferences, notices: Notices) -> None:
        super().__init__(plot)
        self.setObjectName(f"{plot.objectName()}Menu")
        self._plot, self._preferences, self._notices = plot, preferences, notices
        self._add(self.tr("&Copy as a picture"), self.copy, "copy")
        self._add(self.tr("Save as a &picture (PNG)…"), self.save_picture, "save")
        self._add(self.tr("Save as a &drawing (SVG)…"), self.save_drawing, "pen-tool")
        self._add(self.tr("Save the &numbers (CSV)…"), self.save_numbers, "download")
        self.addSeparator()
        self._add(self.tr("Show as a &table"), self.show_table, "scroll-text")
        self._whole = self._add(self.tr("Show the &whole"), plot.zoom_view.reset, "expand")
        self._whole.setEnabled(False)
        plot.zoom_view.zoom_changed.connect(self._whole.setEnabled)
        plot.menu_wanted.connect(self.open_at)

    def add_switch(self, text: str, box: QCheckBox) -> None:
        """Another entry, which is on while the box is checked."""
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(box.isChecked())
        action.toggled.connect(box.setChecked)
        box.toggled.connect(action.setChecked)

    def _add(self, text: str, does: Callable[[], object], icon_name: str) -> QAction:
        action = self.addAction(icon(icon_name), text)
        action.triggered.connect(does)
        return action

    @Slot(QPoint)
    def open_at(self, place: QPoint) -> None:
        """Open it at a place of the screen."""
        self.popup(place)

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setImage(picture_of(self._plot))
        self._notices.confirm(self.tr("Copied as a picture"))

    @Slot()
    def save_picture(self) -> None:
        self._save(self.tr("Save the plot as a picture"), self.tr("PNG pictures"), "png", save_png)

    @Slot()
    def save_drawing(self) -> None:
        self._save(self.tr("Save the plot as a drawing"), self.tr("SVG drawings"), "svg", save_svg)

    @Slot()
    def save_numbers(self) -> None:
        self._save(self.tr("Save the numbers of the plot"), self.tr("Tables"), "csv", save_csv)

    @Slot()
    def show_table(self) -> None:
        PlotTableDialog(self._plot).show()

    def _save(
        self, title: str, kind: str, ending: str, write: Callable[[Plot, Path], None]
    ) -> None:
        name = file_name(f"{self._plot.whose} {self._plot.accessibleName()}".strip())
        proposal = str(self._preferences.folder / f"{name}.{ending}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._plot.window(), title, proposal, f"{kind} (*.{ending})"
        )
        if not chosen:
            return
        path = Path(chosen if chosen.lower().endswith(f".{ending}") else f"{chosen}.{ending}")
        try:
            write(self._plot, path)
        except OSError as error:
            template = self.tr("{path} cannot be written ({reason}); choose another place.")
            self._notices.warn(template.format(path=path, reason=error.strerror or error), "file")
        else:
            self._preferences.use_folder_of(path)
            self._notices.settle("file")
            self._notices.confirm(self.tr("Saved to {path}").format(path=path))
