"""What the window is about, put together: each piece is an object of its own with its signals."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot

from mnist_desk.core.collection import CollectionFile
from mnist_desk.core.model import Model
from mnist_desk.core.runs import KeptRuns

from ..work.job import close_all
from .damaging import Damaging
from .digit_sets import DigitSets
from .engine import Engine
from .file_reading import FileReading
from .kept_room import KeptRoom
from .label_review import LabelReview
from .labelling import Labelling
from .left_runs import LeftRuns
from .lesson import Lesson
from .my_digits import MyDigits
from .network import Network
from .notices import Notices
from .open_data import OpenData
from .other_data import OtherData
from .pace import Pace
from .preference import Preference
from .preferences import DEVICE, Preferences
from .reader import Reader
from .runs import Runs
from .sheet import Sheet
from .training import Training
from .turn import Turn


class Session(QObject):
    """Makes the pieces, wires them and closes them. It outlives the window that shows it."""

    readyChanged = Signal(bool)
    """Notifies of the property `ready`: TensorFlow is loaded and warm."""

    def __init__(
        self,
        model: Model,
        kept_runs: KeptRuns,
        digits: CollectionFile,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.notices = Notices(self)
        self.files = FileReading(self.notices, self)
        self.sheet = Sheet(self)
        stack = self.sheet.undo_stack
        self.runs = Runs(model, kept_runs, stack, self.notices, self)
        self.left = LeftRuns(kept_runs, self.runs, stack, self.notices, self)
        self.kept_room = KeptRoom(kept_runs, self.runs, self.notices, self)
        self.network = Network(self.runs, self)
        self.damaging = Damaging(self.network, stack, self.notices, self)
        self.engine = Engine(self.notices, self)
        self.engine.choose(preferences.get(DEVICE))
        self.turn = Turn(self.engine, self)
        self.open_data = OpenData(self.notices, self.files, self)
        self.other_data = OtherData(self.network, self.open_data, self.notices, self)
        self.training = Training(
            self.engine, self.turn, self.runs, self.open_data, self.notices, self
        )
        self.pace = Pace(self.training, preferences, self.open_data, self)
        self.my_digits = MyDigits(digits, stack, self.network, self.files, self.notices, self)
        self.label_review = LabelReview(
            digits.path.parent, self.engine, self.turn, self.training, stack, self.notices,
            preferences, self,
        )  # fmt: skip
        self.digit_sets = DigitSets(self.open_data, self.my_digits, self.files, self)
        self.lesson = Lesson(
            self.my_digits, self.network, self.engine, self.turn, self.runs, self.open_data,
            self.notices, self,
        )  # fmt: skip
        self.reader = Reader(self.sheet, self.network, self.engine, self.turn, self)
        self.labelling = Labelling(self.sheet, self.reader, self.my_digits, self)
        self.engine.changed.connect(self._on_engine)
        preferences.changed.connect(self._on_preference)

    def _is_ready(self) -> bool:
        return self.engine.is_ready

    ready = Property(bool, _is_ready, notify=readyChanged)

    @Slot()
    def _on_engine(self) -> None:
        if self.engine.is_ready:
            self.readyChanged.emit(True)

    @Slot(Preference)
    def _on_preference(self, preference: object) -> None:
        if preference is DEVICE:
            self.engine.choose(self.preferences.get(DEVICE))

    def close(self, *others: QObject) -> None:
        """End all work, and that of `others` too: all are asked to stop before any is waited for.

        What was trained or taught and not saved is kept for the next start, and so are the
        preferences.
        """
        close_all(self, self.preferences, *others)
        self.lesson.keep_undecided()
        self.preferences.sync()
        self.left.delete_discarded()
        # Qt empties it when it goes, and tells of that widgets which are half gone themselves.
        self.sheet.undo_stack.blockSignals(True)
