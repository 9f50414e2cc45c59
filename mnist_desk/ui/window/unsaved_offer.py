"""Offers the models that were trained last time and not saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from ..state.session import Session
from .message_bar import MessageBar

_LEFT, _DISCARDED = "left", "discarded"
"""What the messages are about."""


class UnsavedOffer(QObject):
    """Bring back or Discard, in the message bar; a discard can be undone.

    The offer waits while another message is shown. The Undo of the message is there as long as it
    would take back the discard. When the discard is undone later, by the menu, the models are
    offered again.
    """

    def __init__(self, session: Session, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._left, self._stack = session.left, session.sheet.undo_stack
        self._messages = messages
        self._is_open = False
        messages.closed.connect(self._on_closed)
        session.kept_room.gave_way.connect(self._renew)
        self._left.changed.connect(self.offer)
        self._stack.indexChanged.connect(self._on_undo_stack)

    @Slot()
    def offer(self) -> None:
        """Ask, if there is something to ask for; else nothing is asked any more."""
        self._messages.settle(_LEFT)
        self._is_open = False
        if names := self._left.names():
            self._is_open = True
            sentence = self.tr("{number} models that you trained last time were not saved.")
            if len(names) == 1:
                sentence = self.tr("A model that you trained last time was not saved.")
            self._messages.show_message(
                sentence.format(number=len(names)),
                about=_LEFT,
                choices=[
                    (self.tr("Bring back"), self._left.bring_back),
                    (self.tr("Discard"), self._discard),
                ],
            )

    @Slot(str)
    def _on_closed(self, about: str) -> None:
        """It was answered or put away, or the message that stood in its place is gone."""
        if about == _LEFT:
            self._is_open = False
        else:
            self._renew()

    @Slot()
    def _renew(self) -> None:
        if self._is_open:
            self.offer()

    @Slot()
    def _discard(self) -> None:
        number = self._left.discard()
        if self._left.names():
            return  # It is warned of what could not be discarded.
        told = self.tr("{number} models were discarded.")
        if number == 1:
            told = self.tr("The model was discarded.")
        self._messages.show_message(
            told.format(number=number),
            about=_DISCARDED,
            choices=[(self.tr("Undo"), self._stack.undo)],
        )

    @Slot()
    def _on_undo_stack(self) -> None:
        """The button would take back something else now."""
        self._messages.settle(_DISCARDED)
