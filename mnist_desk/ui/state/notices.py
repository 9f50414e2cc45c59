"""What a person should be told, whoever tells it and wherever it is shown."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal

from mnist_desk.core.shown import LONGEST, elided

About = Literal["", "digits", "file", "training"]
"""What a sentence is about: who shows it, and when it is true no longer."""


class Notices(QObject):
    """Sentences on their way to the window, of 300 characters at most."""

    warned = Signal(str, str)
    """A sentence, something could not be done, and what it is About."""
    confirmed = Signal(str, str)
    """A sentence, something was done, and what it is About; shown for a moment."""
    settled = Signal(str)
    """What was said about this is out of date; about everything when it is empty."""

    def warn(self, sentence: str, about: About = "") -> None:
        self.warned.emit(elided(sentence, LONGEST), about)

    def confirm(self, sentence: str, about: About = "") -> None:
        self.confirmed.emit(elided(sentence, LONGEST), about)

    def settle(self, about: About = "") -> None:
        self.settled.emit(about)
