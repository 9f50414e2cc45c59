"""What stands in the place of the gallery while it has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ..widgets.buttons import named_button
from ..widgets.headings import heading
from ..widgets.icon_label import IconLabel
from ..widgets.tokens import LARGE, MEDIUM, SMALL


class EmptyGallery(QWidget):
    """A picture, what there is to know, and what to do."""

    all_asked = Signal()
    """Show all digits."""
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyGallery")
        self._title = heading()
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = QLabel()
        self._text.setObjectName("digitsEmpty")
        self._text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        self._all = named_button("showAllButton", self.tr("Show all"), kind="flat")
        self._all.clicked.connect(self.all_asked)
        self._import = named_button(
            "importFirstButton",
            self.tr("Import digits of others…"),
            icon_name="download",
            kind="flat",
        )
        self._import.clicked.connect(self.import_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        layout.setSpacing(SMALL)
        layout.addStretch(1)
        layout.addWidget(IconLabel("pencil-line"), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        for button in (self._all, self._import):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.tell(has_digits=False)

    def tell(self, *, has_digits: bool) -> None:
        """has_digits: whether there are some, which are not among those to be shown."""
        if has_digits:
            self._title.setText(self.tr("None of your digits is among these"))
            self._text.setText(self.tr("Choose another digit above, or right and wrong ones."))
        else:
            self._title.setText(self.tr("Your digits will be kept here"))
            self._text.setText(
                self.tr(
                    "Draw a digit on the right, then press the key of the digit that you meant, 0 "
                    "to 9. It is kept with what the network read, and the sheet is empty for the "
                    "next one. Ten are enough to teach the network your way of writing."
                )
            )
        self._all.setVisible(has_digits)
        self._import.setVisible(not has_digits)
