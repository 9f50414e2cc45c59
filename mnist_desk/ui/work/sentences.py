"""From what the core says, or what went wrong, to a sentence in the person's language."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication

from mnist_desk.core.errors import TellingError
from mnist_desk.core.shown import sentence
from mnist_desk.core.translate import Phrase, translate

log = logging.getLogger(__name__)


def spoken(text: Phrase) -> str:
    """A text of the core in the person's language."""
    return QCoreApplication.translate(text.context, text.text)


def sentence_of(error: Exception) -> str:
    """One sentence for the person. What nobody expected is logged with its traceback."""
    if isinstance(error, TellingError):
        log.info("%s", error)
        return error.tell(QCoreApplication.translate)
    log.error("Something went wrong", exc_info=error)
    template = Phrase("work", translate("work", "Something went wrong: {error}"))
    return sentence(spoken(template), {"error": str(error) or type(error).__name__})
