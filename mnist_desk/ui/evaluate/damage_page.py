"""The page Damage: what the network loses when a part of it is missing or shaken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mnist_desk.core.comparison import Comparison
from mnist_desk.core.robustness import DISTORTIONS, PRUNING

from ..state.session import Session
from ..widgets.headings import RoomyLabel, heading, quiet
from ..widgets.pages import Pages
from ..widgets.plain import plain_name
from ..widgets.scroll import Scroll
from ..widgets.tokens import MEDIUM, SMALL, TINY
from .damage_controls import DamageControls
from .damage_cost import DamageCost
from .digits_list import DigitsList
from .distortion_words import said
from .pruning_plot import PruningPlot

_NONE = np.zeros(0, np.intp)


class DamagePage(Scroll):
    """Rests while it is not in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("damagePage")
        self._session = session
        self.cost = DamageCost(session, self)
        self.controls = DamageControls(session)
        self._score = heading()
        self._score.setObjectName("damageScore")
        self._rest = RoomyLabel(1)
        self._rest.setObjectName("damageTold")
        self._rest.setForegroundRole(quiet().foregroundRole())
        self.plot = PruningPlot()
        self.digits = DigitsList(session, "damagedDigits")
        self._lay_out()
        self.cost.changed.connect(self._show)
        self.cost.failed.connect(self._rest.setText)
        self.plot.strength_chosen.connect(self._prune)
        session.damaging.changed.connect(self._show)

    def _lay_out(self) -> None:
        of_curve = QWidget()
        column = QVBoxLayout(of_curve)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        about = self.tr("Click a point to prune as much; the dashed line is where you are.")
        column.addWidget(quiet(f"{said(DISTORTIONS[PRUNING].help)} {about}"))
        column.addWidget(self.plot, 1)
        self.views = Pages()
        self.views.add("pruning", self.tr("Curve"), of_curve)
        self.views.add("broken", self.tr("Broken digits"), self.digits)
        both = QHBoxLayout()
        both.setSpacing(MEDIUM)
        both.addWidget(self.controls, 2)
        both.addWidget(self.views, 3)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(self._score)
        layout.addWidget(self._rest)
        layout.addSpacing(SMALL)
        layout.addLayout(both, 1)
        self.setWidget(inner)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        sets = self._session.digit_sets
        sets.choose(sets.source)
        self.cost.watch(True)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        self.controls.rest()
        self.cost.watch(False)
        self.digits.show_digits("", None, _NONE)
        super().hideEvent(event)

    @Slot(int, float)
    def _prune(self, _curve: int, part: float) -> None:
        damaging = self._session.damaging
        damaging.inflict(replace(damaging.damage, pruned=part), self.tr("Prune weights"))

    @Slot()
    def _show(self) -> None:
        if not self.isVisible():
            return
        damage = self._session.damaging.damage
        self.plot.show_now(damage.pruned)
        self.plot.show_curve(plain_name(self._session.runs.current.title, 24), self.cost.curve)
        comparison = self.cost.comparison
        is_whole = comparison is not None and comparison.after is comparison.before
        if comparison is None or (damage and is_whole):
            self._score.setText(self._session.damaging.in_words() or self.tr("Not damaged"))
            self._rest.setText(self._why_nothing())
            self.digits.show_digits("", None, _NONE)
            return
        self._tell(comparison)

    def _why_nothing(self) -> str:
        if not self._session.network.can_be_damaged:
            return self.tr("This network is too large to be damaged.")
        if self._session.digit_sets.is_empty:
            return self.tr("There are no digits of yours yet: draw one and press its key.")
        return self.tr("Reading the digits…")

    def _tell(self, comparison: Comparison) -> None:
        """What a network that was just repaired reads is what it read before."""
        before, now = comparison.before.scores.accuracy, comparison.after.scores.accuracy
        title = plain_name(comparison.after.digits.title)
        n = f"{len(comparison.after):,}"
        if not self._session.damaging.damage:
            self._score.setText(self.tr("{now:.2f} % right, not damaged").format(now=100 * before))
            told = self.tr("Of {n} digits of {title}. Damage it, and see what it costs.")
            self._rest.setText(told.format(n=n, title=title))
            nothing = self.tr("Nothing is broken: the network is as it was trained.")
            self.digits.show_digits(nothing, None, _NONE)
            return
        score = self.tr("{before:.2f} % → {now:.2f} % right")
        self._score.setText(score.format(before=100 * before, now=100 * now))
        broken, fixed = comparison.broken, comparison.fixed
        told = self.tr("{broken} broken, {fixed} fixed, of {n} digits of {title}.")
        told = told.format(broken=f"{len(broken):,}", fixed=f"{len(fixed):,}", n=n, title=title)
        self._rest.setText(told)
        heading = self.tr("{broken} were right before the damage").format(broken=f"{len(broken):,}")
        self.digits.show_digits(heading, comparison.after, broken)
