"""Offers the models that were trained last time and not saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from ..state.session import Session
from .message_bar import MessageBar


class UnsavedOffer(QObject):
    """Bring back or Discard, in the message bar; a discard can be undone as long as it is last."""

    def __init__(self, session: Session, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._runs, self._stack = session.runs, session.sheet.undo_stack
        self._messages = messages
        self._told = ""
        self._stack.indexChanged.connect(self._on_undo_stack)

    def offer(self) -> None:
        """Ask, if there is something to ask for."""
        if names := self._runs.left_unsaved():
            sentence = self.tr("Models that you trained last time and did not save: {number}.")
            self._messages.show_message(
                sentence.format(number=len(names)),
                choices=[
                    (self.tr("Bring back"), self._runs.bring_back),
                    (self.tr("Discard"), self._discard),
                ],
            )

    @Slot()
    def _discard(self) -> None:
        number = len(self._runs.left_unsaved())
        self._runs.discard_unsaved()
        self._told = self.tr("Models discarded: {number}.").format(number=number)
        self._messages.show_message(self._told, choices=[(self.tr("Undo"), self._stack.undo)])

    @Slot()
    def _on_undo_stack(self) -> None:
        """The button would take back something else now."""
        if self._told and self._told == self._messages.text:
            self._messages.dismiss()
            self.offer()
        self._told = ""
