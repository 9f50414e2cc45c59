"""What the window is about: the drawing, the model, the runs. The panels meet here, by signals."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from mnist_desk.core.collection import MY_DIGITS, CollectionFile, record_of
from mnist_desk.core.digit_reading import NumberReader, Part, newest
from mnist_desk.core.drawing import Drawing, Picture, prepared
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model, load_model, save_model
from mnist_desk.core.picture import Prepared
from mnist_desk.core.places import user_data
from mnist_desk.core.reading import Outputs, Reading, numpy_outputs
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.core.stages import ALL, Stages

from ..work.job_queue import JobQueue
from .lesson import Teaching
from .my_digits import Digit, MyDigits
from .training import State, Training


@dataclass(eq=False)
class Run:
    """One entry of the list of models: trained here, opened, or shipped with the program.

    kept: its name among the kept runs while it is not saved, else None. diverged: whether its
    training failed, so that there is nothing to go on with.
    """

    title: str
    model: Model
    kept: str | None = None
    diverged: bool = False

    @property
    def can_go_on(self) -> bool:
        """Whether its training was stopped before its end."""
        return self.model.steps > 0 and self.model.steps_left > 0 and not self.diverged


class Session(QObject):
    """Holds the current drawing, the current model, the runs of this sitting and the training."""

    drawing_changed = Signal(object)
    """The Drawing on the canvas; told during a stroke too."""
    reading_changed = Signal(object)
    """The Reading of the drawing, or of its selected digit; None when the canvas is empty."""
    stages_changed = Signal(object)
    """The Stages that drawings go through."""
    model_changed = Signal(object)
    """The current Model."""
    runs_changed = Signal()
    """The list of runs, or which of them is current."""
    readyChanged = Signal(bool)
    """Whether TensorFlow is loaded and warm."""
    closing = Signal()
    """All work must end now; who has a worker stops it and waits for it."""
    drawing_kept = Signal(int)
    """The drawing was kept as this digit."""
    said = Signal(str)
    """One sentence for the person: something could not be done."""
    told = Signal(str)
    """One sentence for the person, shown for a moment: something was done."""

    def __init__(
        self,
        model: Model,
        kept_runs: KeptRuns,
        parent: QObject | None = None,
        digits: CollectionFile | None = None,
    ) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.drawing: Drawing = Ink()
        self.parts: tuple[Part, ...] = ()
        self.selected = 0
        self.runs = [Run(self.tr("Shipped model"), model)]
        self.current = self.runs[0]
        self.training = Training(self)
        self.training.state_changed.connect(self._on_state)
        self.training.progressed.connect(self._on_progress)
        self.training.failed.connect(self.said)
        self.training.diverged.connect(self._on_diverged)
        self.training.ended.connect(self._on_ended)
        file = digits or CollectionFile(user_data() / MY_DIGITS)
        self.my_digits = MyDigits(file, self.undo_stack, model, self)
        self.my_digits.said.connect(self.said)
        self.model_changed.connect(self.my_digits.read_with)
        self.teaching = Teaching(self)
        self.teaching.failed.connect(self.said)
        self._safe = JobQueue(self)
        self._safe.failed.connect(self.said)
        self._drawn: Drawing = Ink()
        self._reading_due = QTimer(self)
        self._reading_due.setSingleShot(True)
        self._reading_due.setInterval(0)
        self._reading_due.timeout.connect(self._read)
        self.stages = ALL
        self._reader = NumberReader()
        self._last_read: Drawing = self._drawn
        self._trained: Run | None = None
        self._kept_runs = kept_runs
        self._ready = False
        self._outputs: Outputs = numpy_outputs

    def _get_ready(self) -> bool:
        return self._ready

    ready = Property(bool, _get_ready, notify=readyChanged)

    @property
    def model(self) -> Model:
        return self.current.model

    # The drawing

    @property
    def has_picture(self) -> bool:
        """Whether the drawing, but for a stroke that is not finished, is a picture."""
        return isinstance(self._drawn, Picture)

    @property
    def reading(self) -> Reading | None:
        """What the network says of the only digit, or of the selected one."""
        return self.parts[self.selected].reading if self.parts else None

    @property
    def readings(self) -> tuple[tuple[Drawing, Reading], ...]:
        """The digits of the drawing from left to right, each with what the network says of it."""
        return tuple((part.drawing, part.reading) for part in self.parts)

    @property
    def prepared(self) -> Prepared:
        """How the picture of the only digit, or of the selected one, came about."""
        return self.parts[self.selected].prepared if self.parts else prepared(Ink())

    def select(self, place: int) -> None:
        """Choose the digit that bars and pictures are about, counted from 0 at the left."""
        if place != self.selected and 0 <= place < len(self.parts):
            self.selected = place
            self.reading_changed.emit(self.reading)

    def show_stroke(self, drawing: Drawing) -> None:
        """Show a drawing that is still being drawn or erased; nothing to undo yet.

        However many points arrive at once, the drawing is read once, when they are through.
        """
        self.drawing = drawing
        self.drawing_changed.emit(drawing)
        self._reading_due.start()

    def set_drawing(self, drawing: Drawing, what: str) -> None:
        """Change the drawing; `what` names the change in the Undo menu."""
        if drawing != self._drawn:
            self.undo_stack.push(_Draw(self, self._drawn, drawing, what))

    def clear_drawing(self) -> None:
        self.set_drawing(Ink(), self.tr("Clear"))

    def _put_drawing(self, drawing: Drawing) -> None:
        self._drawn = self.drawing = drawing
        self.drawing_changed.emit(drawing)
        self._read()

    def set_stages(self, stages: Stages) -> None:
        """Choose which stages the drawing goes through on its way to the network."""
        if stages != self.stages:
            self.stages = stages
            self.stages_changed.emit(stages)
            self._read()

    @Slot()
    def _read(self) -> None:
        self._reading_due.stop()
        # While it trains, TensorFlow's threads are busy and a reading waits 7 ms for them;
        # NumPy takes 0.1 ms beside them.
        busy = self.training.busy or self.teaching.busy
        outputs = numpy_outputs if busy else self._outputs
        self.parts = self._reader.read(self.drawing, self.stages, self.model, outputs)
        if self.drawing is not self._last_read:
            self.selected, self._last_read = newest(self.parts, self.drawing), self.drawing
        self.reading_changed.emit(self.reading)

    # My digits

    def keep_drawing(self, label: int) -> None:
        """Keep the drawing as this digit and take an empty sheet; both are undone as one.

        Of a number the selected digit is kept, and the next one selected.
        """
        if not self.drawing or self.drawing != self._drawn:
            return  # Nothing is there, or a stroke is still being drawn.
        self._read()
        part = self.parts[self.selected]
        record = record_of(part.drawing, label, part.reading.winner, self.my_digits.writer or None)
        what = self.tr("Keep as {label}").format(label=label)
        self.undo_stack.beginMacro(what)
        self.my_digits.keep(Digit(record))
        if len(self.parts) == 1:
            self.clear_drawing()
        else:
            self.select(self.selected + 1)
        self.undo_stack.endMacro()
        self.drawing_kept.emit(label)

    # Models and runs

    def choose_run(self, run: Run) -> None:
        """Make a run's model the current one."""
        if run is self.current:
            return
        self.current = run
        self.runs_changed.emit()
        self._model_changed()

    def open_model(self, path: Path) -> None:
        """Open a model file; when that fails, say so and change nothing."""
        try:
            model = load_model(path)
        except InputError as error:
            self.said.emit(str(error))
            return
        self._add(Run(path.stem, model))

    def save_model(self, path: Path) -> bool:
        """Save the current model; when that fails, say so and return False."""
        run = self.current
        try:
            save_model(run.model, path)
        except InputError as error:
            self.said.emit(str(error))
            return False
        goes_on = run is self._trained and self.training.busy
        if run.kept is not None and not goes_on:
            discard = functools.partial(self._kept_runs.discard, run.kept)
            if self._safe.busy:
                # It may be about to be kept.
                self._safe.do(discard)
            else:
                discard()
            run.kept = None
        run.title = path.stem
        self.runs_changed.emit()
        return True

    def kept_runs(self) -> list[str]:
        """Names of trained models that an earlier sitting left unsaved."""
        here = {run.kept for run in self.runs}
        return [name for name in self._kept_runs.names() if name not in here]

    def restore_kept_runs(self) -> None:
        """Add what an earlier sitting left unsaved; the newest becomes the current model."""
        for name in self.kept_runs():
            try:
                model = self._kept_runs.load(name)
            except InputError as error:
                self.said.emit(str(error))
                continue
            self._add(Run(self.tr("{recipe}, restored").format(recipe=model.recipe.name), model))
            self.current.kept = name

    def discard_kept_runs(self) -> None:
        for name in self.kept_runs():
            self._kept_runs.discard(name)

    def _add(self, run: Run) -> None:
        self.runs.append(run)
        self.choose_run(run)

    def _model_changed(self) -> None:
        self.model_changed.emit(self.model)
        self._read()

    # Training

    @property
    def trained(self) -> Run | None:
        """The run that is being trained, or was last."""
        return self._trained

    def start_training(self, begin: Recipe | Model) -> None:
        """Train a new network from a recipe, or go on with a model, as a new run."""
        if self.training.state is not State.IDLE or self.teaching.busy:
            return
        model = begin if isinstance(begin, Model) else Model.fresh(begin)
        name = self._new_name()
        title = f"{model.recipe.name} {datetime.now():%H:%M:%S}"
        self._trained = Run(title, model, kept=name)
        self._add(self._trained)
        self.training.start(begin, functools.partial(self._kept_runs.keep, name))

    def _new_name(self) -> str:
        """A name among the kept runs."""
        number = sum(run.kept is not None for run in self.runs) + 1
        return f"{datetime.now():%Y%m%d-%H%M%S}-{number}"

    def close(self) -> None:
        """End all work; what was trained and not saved is kept for the next start."""
        self.closing.emit()
        self.training.close()
        self.teaching.close()
        self.my_digits.close()
        self._safe.finish()

    # Teaching

    def teach(self) -> None:
        """Teach the current model my digits; `teaching` tells of it. The model stays as it is."""
        if self.training.state is State.IDLE:
            self.teaching.start(self.model, self.my_digits.dataset(), self.training.choice)

    def keep_taught(self, model: Model) -> None:
        """A model that was taught becomes the current one, kept like those that were trained."""
        name = self._new_name()
        title = f"{model.recipe.name} {datetime.now():%H:%M:%S}"
        self._add(Run(title, model, kept=name))
        self._safe.do(functools.partial(self._kept_runs.keep, name, model))

    @Slot(object)
    def _on_progress(self, progress: Any) -> None:
        assert self._trained is not None
        self._trained.model = progress.model
        if self._trained is self.current:
            self._model_changed()

    @Slot()
    def _on_ended(self) -> None:
        """A run that did not get to its first step leaves nothing behind."""
        run = self._trained
        if run is None or run.model.steps or run not in self.runs:
            return
        self.runs.remove(run)
        if run is self.current:
            self.current = self.runs[-1]
            self._model_changed()
        self.runs_changed.emit()

    @Slot()
    def _on_diverged(self) -> None:
        """A model that diverged is shown, and not kept for another day."""
        if (run := self._trained) is None:
            return
        run.diverged = True
        run.title = self.tr("{title}, diverged").format(title=run.title)
        if run.kept is not None:
            self._kept_runs.discard(run.kept)
            run.kept = None
        self.runs_changed.emit()

    @Slot(object)
    def _on_state(self, state: State) -> None:
        if state is State.IDLE and not self._ready:
            from ..work.jobs import DrawingReader

            self._outputs = DrawingReader()
            self._ready = True
            self.readyChanged.emit(True)
            self._read()


class _Draw(QUndoCommand):
    """Replaces the whole drawing: a Drawing is a small value, so both are kept."""

    def __init__(self, session: Session, before: Drawing, after: Drawing, what: str) -> None:
        super().__init__(what)
        self._session, self._before, self._after = session, before, after

    def redo(self) -> None:
        self._session._put_drawing(self._after)

    def undo(self) -> None:
        self._session._put_drawing(self._before)
