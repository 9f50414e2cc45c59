"""The exceptions that a person reads."""

from __future__ import annotations

from .translate import Phrase, Translate, filled, translate


class TellingError(Exception):
    """An error whose message is one sentence for the person: what is wrong and what to do.

    template: the English sentence, marked with `translate("errors", ...)`, with {names} for the
    values. What comes from outside, file names for one, is always a value and never part of the
    template; it is shown in one line, long ones elided. A value may be a Phrase or another
    TellingError, which is told in its place.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(self.tell())

    def tell(self, translator: Translate = translate) -> str:
        """The sentence in the translator's language; in English without one."""
        return filled(Phrase("errors", self.template), self.values, translator)


class InputError(TellingError):
    """Something given to the program cannot be used.

    The window shows the message without a dialog; the command line prints it and ends with exit
    code 2.
    """
