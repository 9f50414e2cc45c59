"""The page How it breaks: digits that are spoilt more and more, with the drawing below."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mnist_desk.core.answers import Answers
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model
from mnist_desk.core.robustness import DISTORTIONS, PRUNING, Distortion

from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.headings import quiet
from ..widgets.plain import plain_name, plain_sentence
from ..widgets.tokens import MEDIUM, SMALL, TINY
from ..work import jobs
from ..work.latest_job import LatestJob
from .breaking import Breaking
from .digits_list import DigitsList
from .distortion_words import said, strength
from .robustness_plot import RobustnessPlot
from .run_picks import RunPicks
from .spoilt_drawing import SpoiltDrawing

_NONE = np.zeros(0, np.intp)
_TITLE = 24
"""Letters of a network's name."""


class BreaksPage(QWidget):
    """Rests while it is not in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breaksPage")
        self._session = session
        self.breaking = Breaking(session, self)
        self.distortion = QComboBox()
        self.distortion.setObjectName("distortionChoice")
        self.distortion.setAccessibleName(self.tr("What spoils the digits"))
        for one in DISTORTIONS.values():
            self.distortion.addItem(said(one.title), one.name)
        self.picks = RunPicks(session.runs)
        self.cancel = named_button("breaksCancel", self.tr("Cancel"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("How much is measured"))
        self.look = named_button(
            "damageButton",
            self.tr("Look at it like this"),
            self.tr("Read with the network as it is at the chosen strength; Undo puts it back"),
        )
        self._level: float | None = None
        """The strength that was chosen last."""
        self._whose = ""
        """The network whose curve the digits are of, where there are several."""
        self._about = quiet()
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self.plot = RobustnessPlot()
        self.digits = DigitsList(session, "breaksDigits")
        self.drawing = SpoiltDrawing(session)
        self._examples = LatestJob(self)
        self._lay_out()
        self._connect()
        self._on_distortion()
        self._on_runs()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(SMALL)
        above.addWidget(self.distortion)
        above.addWidget(self.picks)
        above.addWidget(self.look)
        above.addWidget(self._progress, 1)
        above.addWidget(self.cancel)
        keep = self._progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(keep)
        keep = self.cancel.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.cancel.setSizePolicy(keep)
        curves = QVBoxLayout()
        curves.setSpacing(TINY)
        curves.addWidget(self.plot.legend)
        curves.addWidget(self.plot, 1)
        both = QHBoxLayout()
        both.setSpacing(MEDIUM)
        both.addLayout(curves, 3)
        both.addWidget(self.digits, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addLayout(above)
        layout.addWidget(self._about)
        layout.addLayout(both, 1)
        layout.addWidget(self.drawing)

    def _connect(self) -> None:
        session, breaking = self._session, self.breaking
        self.distortion.currentIndexChanged.connect(self._on_distortion)
        self.picks.picked.connect(breaking.set_others)
        self.cancel.clicked.connect(breaking.cancel)
        self.look.clicked.connect(self._inflict)
        breaking.changed.connect(self._show)
        breaking.begun.connect(self._invite)
        breaking.runs_changed.connect(self._on_runs)
        self.plot.strength_chosen.connect(self._ask_examples)
        self._examples.arrived.connect(self._show_examples)
        self._examples.failed.connect(self._about.setText)
        session.digit_sets.changed.connect(self._invite)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._session.digit_sets.choose(self._session.digit_sets.source)
        self.breaking.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.breaking.watch(False)
        super().hideEvent(event)

    # Curves

    @property
    def _chosen(self) -> Distortion:
        return DISTORTIONS[self.distortion.currentData()]

    @Slot()
    def _on_distortion(self) -> None:
        self._level = None
        self.breaking.choose(self._chosen)
        self._invite()
        self._show()
        self.drawing.choose(self._chosen)

    @Slot()
    def _on_runs(self) -> None:
        self.picks.show_runs(self.breaking.runs)

    @Slot()
    def _show(self) -> None:
        breaking = self.breaking
        self._progress.setVisible(breaking.busy)
        self.cancel.setVisible(breaking.busy)
        self._progress.setValue(round(100 * breaking.part))
        distortion = breaking.distortion
        title = f"{said(distortion.title)}, {said(distortion.unit)}"
        curves = [(plain_name(one.run.title, _TITLE), one.curve) for one in breaking.tried]
        self.plot.show_curves(distortion, title, curves)
        told = said(distortion.help)
        if self._session.digit_sets.is_empty:
            told = self.tr("There are no digits of yours yet: draw one and press its key.")
        elif breaking.tried:
            template = self.tr("Tried on {n} digits; bars are 95 % intervals.")
            told += " " + template.format(n=f"{breaking.tried[0].curve.n:,}")
        elif why := self._session.turn.why_busy():
            told += " " + why
        self._about.setText(plain_sentence(breaking.failure) or told)
        self._show_damage()

    # Examples

    @Slot()
    def _invite(self) -> None:
        """No point of a curve is chosen."""
        self._level = None
        self._show_damage()
        self._examples.drop()
        self.digits.show_digits(self.tr("Click a point of a curve for its digits."), None, _NONE)

    @Slot(int, float)
    def _ask_examples(self, number: int, level: float) -> None:
        digits, self._level = self._session.digit_sets.current, level
        self._show_damage()
        if number < len(self.breaking.tried) and digits is not None:
            tried = self.breaking.tried[number]
            self._whose = tried.run.title if len(self.breaking.tried) > 1 else ""
            self._examples.ask(functools.partial(_spoilt, tried.model, digits, self._chosen, level))

    @Slot(object)
    def _show_examples(self, found: tuple[Answers, float]) -> None:
        answers, level = found
        wrong = answers.mistakes
        title = self.tr("{strength}: {wrong} of {n} misread").format(
            strength=strength(self._chosen, level),
            wrong=f"{len(wrong):,}",
            n=f"{len(answers):,}",
        )
        if self._whose:
            title = self.tr("{network}, {what}").format(
                network=plain_name(self._whose, _TITLE), what=title
            )
        self.digits.show_digits(title, answers, wrong)

    # Damage

    def _show_damage(self) -> None:
        self.look.setVisible(self._chosen.damage is not None)
        self.look.setEnabled(self._level is not None)

    @Slot()
    def _inflict(self) -> None:
        """The network that is looked at becomes what it is at the chosen strength."""
        level, damaging = self._level or 0.0, self._session.damaging
        if self._chosen.name == PRUNING:
            damage = replace(damaging.damage, pruned=level)
        else:
            damage = replace(damaging.damage, noise=level)
        damaging.inflict(damage, self.tr("Damage the network"))


def _spoilt(
    model: Model, digits: DigitSet, distortion: Distortion, level: float
) -> Iterator[tuple[Answers, float]]:
    for answers in jobs.spoilt(model, digits, distortion, level):
        yield answers, level
