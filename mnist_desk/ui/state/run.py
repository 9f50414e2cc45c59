"""One run: its networks while they are in memory, and what is known of it while they are not."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import NamedTuple

from mnist_desk.core.errors import InputError
from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.model_summary import ModelSummary
from mnist_desk.core.timeline import Timeline
from mnist_desk.core.translate import translate

LARGEST = 64_000_000
"""Bytes of a model file that is read while the person waits: 6 ms when the system has read it
before, half a second from a slow disk. The default network with its optimiser's state has 2 MB.
"""


class _Copy(NamedTuple):
    """model: what was written or read, weakly. stamp: the file that it is in since."""

    model: weakref.ref[Model]
    stamp: FileStamp


class Run:
    """One entry of the list of models: trained here, opened, or shipped with the program.

    kept: its name among the kept runs while it is not saved, else None. grows: whether it is being
    trained. diverged: whether its training failed, so that there is nothing to go on with.

    A run that nobody looks at can let go of its networks when the newest is on the disk, and take
    them up again from there: it is 1 KB then instead of 2.5 MB. The moments before the newest are
    nowhere else and are forgotten.
    """

    __slots__ = (
        *("title", "kept", "grows", "diverged", "summary"),
        *("_timeline", "_copy", "__weakref__"),
    )

    def __init__(
        self, title: str, timeline: Timeline, kept: str | None = None, grows: bool = False
    ) -> None:
        self.title, self.kept, self.grows, self.diverged = title, kept, grows, False
        self.summary = ModelSummary.of(timeline.newest)
        """Of the newest model; it stays when that is let go."""
        self._timeline: Timeline | None = timeline
        self._copy: _Copy | None = None

    @property
    def timeline(self) -> Timeline:
        """Its networks, while they are in memory: they are for the run that is looked at."""
        assert self._timeline is not None, "Its networks were let go: take_up() reads them again."
        return self._timeline

    @property
    def model(self) -> Model:
        """The newest, while it is in memory."""
        return self.timeline.newest

    @property
    def is_held(self) -> bool:
        """Whether its networks are in memory."""
        return self._timeline is not None

    @property
    def can_go_on(self) -> bool:
        """Whether its training was stopped before its end."""
        return self.summary.steps > 0 and self.summary.steps_left > 0 and not self.diverged

    def reach(self, model: Model) -> None:
        """Its training has come to this model."""
        self.timeline.reach(model)
        self.summary = ModelSummary.of(model)

    @property
    def file(self) -> Path | None:
        """The file that its newest model was read from or written to last, while it is there."""
        copy = self._copy
        return Path(copy.stamp.path) if copy is not None and copy.stamp.still_holds else None

    @property
    def size(self) -> int:
        """Bytes of its newest model in memory, about: weights, optimiser's state and history."""
        if self._timeline is None:
            return 0
        model = self._timeline.newest
        slots = () if model.state is None else model.state.slots
        arrays = [part for layers in (model.layers, *slots) for layer in layers for part in layer]
        return sum(array.nbytes for array in (*arrays, model.history.losses))

    # Memory and disk

    def note_copy(self, model: Model, stamp: FileStamp | None) -> None:
        """This model is on the disk, in this file. May be called in a worker."""
        self._copy = None if stamp is None else _Copy(weakref.ref(model), stamp)

    @property
    def is_safe(self) -> bool:
        """Whether the newest model can be read again: it is just what is on the disk."""
        copy, timeline = self._copy, self._timeline
        if copy is None or (timeline is not None and copy.model() is not timeline.newest):
            return False
        return copy.stamp.still_holds

    def let_go(self) -> None:
        """Leave memory, unless the newest model would be lost or take long to be read again."""
        copy = self._copy
        if copy is not None and copy.stamp.size <= LARGEST and self.is_safe and not self.grows:
            self._timeline = None

    def take_up(self) -> None:
        """Be in memory again. Raises InputError when what was written cannot be read any more."""
        if self._timeline is not None:
            return
        copy = self._copy
        model = self.read()
        self._timeline = Timeline(model)
        if copy is not None:
            self.note_copy(model, copy.stamp)

    def read(self) -> Model:
        """The newest model as it is on the disk. May be called in a worker. Raises InputError when
        what was written cannot be read any more.
        """
        copy = self._copy
        assert copy is not None, "Nothing is let go that is not on the disk."
        path = Path(copy.stamp.path)
        model = load_model(path)
        if not copy.stamp.still_holds or ModelSummary.of(model) != self.summary:
            raise InputError(
                translate(
                    "errors", "{path} is another file than before; open it again to see what it is."
                ),
                path=path,
            )
        return model
