"""Which recipe: its name, what it teaches, how long it takes and how well it will read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.expectation import Expectation, expect, measured
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPE_NOTES, RECIPES

from ..state.pace import Pace
from ..widgets.headings import heading, quiet
from ..widgets.plain import wrapping_tip
from ..widgets.tokens import TINY
from ..widgets.two_lines import DETAIL, TITLE, TwoLines
from .durations import duration
from .field_editor import recipe_text

NO_BREAK = "\u00a0"
_POPUP = 44
"""Width of the list of recipes, in widths of its letters."""


class RecipeChoice(QWidget):
    """The named recipes, and one's own. The words below keep their place whichever is chosen."""

    chosen = Signal(str)
    """The person wants this recipe, one of RECIPES, or his own."""

    def __init__(self, pace: Pace | None = None, parent: QWidget | None = None) -> None:
        """pace: what this machine takes; without one, what was measured elsewhere is told."""
        super().__init__(parent)
        self._pace = pace
        self._shown: tuple[Recipe | None, str, str] = (Recipe(), "quick", "")
        self.names = QComboBox()
        self.names.setObjectName("recipeName")
        self.names.setAccessibleName(self.tr("Recipe"))
        self.names.addItems([*RECIPES, recipe_text(Recipe.name)])
        self.names.setItemDelegate(TwoLines(self.names))
        self._expected = QLabel()
        self._expected.setObjectName("recipeExpected")
        self._expected.setWordWrap(True)
        self._note = quiet()
        self._note.setObjectName("recipeNote")
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        for widget in (heading(self.tr("Recipe")), self.names, self._expected, self._note):
            layout.addWidget(widget)
        self.names.textActivated.connect(self.chosen)
        if pace is not None:
            pace.changed.connect(self._on_pace)
        self._show_expectations()

    def show_recipe(self, recipe: Recipe | None, base: str, wrong: str = "") -> None:
        """recipe: what stands in the form, None while that is none. base: the recipe it is made
        from. wrong: title of a field that is why there is none.
        """
        self._shown = (recipe, base, wrong)
        known = recipe is not None and RECIPES.get(recipe.name) == recipe
        name = base if known else recipe_text(Recipe.name)
        self.names.setCurrentText(name)
        note = recipe_text(RECIPE_NOTES[base]) if known else self._of_ones_own(base)
        if recipe is None:
            note = self.tr("Mend it, or take back the value of {name} beside it.").format(name=base)
        self._note.setText(note)
        expectation = None if recipe is None else self._expect(recipe)
        if recipe is None or expectation is None:
            self._expected.setText(self.tr("⚠ Wrong value: {field}").format(field=wrong))
        else:
            self._expected.setText(self._words(recipe, expectation))
        tip = self._tip(expectation)
        self._expected.setToolTip(wrapping_tip(tip) if tip else "")
        self.names.setToolTip(wrapping_tip(note))
        said = " ".join(filter(None, (note, self._expected.text(), tip)))
        self.names.setAccessibleDescription(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _keep_room(self) -> None:
        """For the longest of the sentences."""
        notes = [recipe_text(note) for note in RECIPE_NOTES.values()]
        notes += [self._of_ones_own(name) for name in RECIPES]
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        rect = self._note.rect().adjusted(0, 0, self.width() - self._note.width(), 10_000)
        metrics = self._note.fontMetrics()
        self._note.setFixedHeight(
            max(metrics.boundingRect(rect, flags, note).height() for note in notes)
        )
        letters = self.names.fontMetrics().averageCharWidth()
        self.names.view().setMinimumWidth(max(self.names.width(), _POPUP * letters))

    @Slot()
    def _on_pace(self) -> None:
        self._show_expectations()
        self.show_recipe(*self._shown)

    def _show_expectations(self) -> None:
        own = recipe_text(Recipe.name)
        rows = [
            (recipe.name, self._words(recipe, self._expect(recipe)), RECIPE_NOTES[recipe.name])
            for recipe in RECIPES.values()
        ]
        for at, (name, detail, note) in enumerate((*rows, (own, self.tr("as in the form"), ""))):
            said = recipe_text(note)
            for role, text in (
                (TITLE, name),
                (DETAIL, detail),
                (Qt.ItemDataRole.ToolTipRole, wrapping_tip(said) if said else ""),
                (Qt.ItemDataRole.AccessibleTextRole, f"{name} · {detail}"),
                (Qt.ItemDataRole.AccessibleDescriptionRole, said),
            ):
                self.names.setItemData(at, text, role)

    def _expect(self, recipe: Recipe) -> Expectation:
        if self._pace is None:
            return expect(recipe, measured().figures)
        return self._pace.expect(recipe)

    def _of_ones_own(self, base: str) -> str:
        template = self.tr("As {name}, with what is marked changed: train it and compare.")
        return template.format(name=base)

    def _words(self, recipe: Recipe, expectation: Expectation) -> str:
        """ "10 epochs · about 8 s here · 97.6 % right"."""
        told = [self.tr("{number} epochs").format(number=recipe.epochs)]
        if recipe.epochs == 1:
            told = [self.tr("1 epoch")]
        if expectation.seconds is not None:
            here = expectation.is_here
            template = self.tr("about {time} here") if here else self.tr("about {time}")
            told.append(template.format(time=duration(expectation.seconds)))
        if expectation.figures is not None:
            template = self.tr("{accuracy:.1f} % right")
            told.append(template.format(accuracy=100 * expectation.figures.accuracy))
        # Only between them a line may end.
        return " · ".join(part.replace(" ", NO_BREAK) for part in told)

    def _tip(self, expectation: Expectation | None) -> str:
        """Where the figures come from."""
        told = []
        if expectation is not None and expectation.seconds is not None:
            here = self.tr("Timed on this computer.")
            template = self.tr("Timed on another computer ({machine}), so yours will differ.")
            elsewhere = template.format(machine=measured().machine)
            told.append(here if expectation.is_here else elsewhere)
        if expectation is not None and expectation.figures is not None:
            low, high = expectation.figures.interval
            template = self.tr(
                "So many of MNIST's test images are read right (95 % interval: {low:.1f} % to "
                "{high:.1f} %)."
            )
            told.append(template.format(low=100 * low, high=100 * high))
        return " ".join(told)
