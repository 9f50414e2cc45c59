"""The fields of a recipe as a form, made from what core.recipe says of them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.errors import InputError
from mnist_desk.core.recipe import LONGEST_NAME, SPECS, Recipe
from mnist_desk.core.recipes import RECIPES
from mnist_desk.core.shown import elided

from ..state.pace import Pace
from ..state.preferences import MORE_FIELDS, Preferences
from ..widgets.disclosure import Disclosure
from ..widgets.tokens import SMALL, application
from ..work.sentences import sentence_of
from .error_bubble import ErrorBubble
from .field_editor import (
    Editor,
    TextEditor,
    change_signal,
    make_editor,
    put_text,
    recipe_text,
    shown_text,
    text_of,
)
from .field_group import FieldGroup
from .field_row import FieldRow
from .field_slider import FieldSlider
from .recipe_choice import RecipeChoice
from .wheel_guard import leave_wheel_to_scrolling

_NAMED = 2
"""Fields that the name of an own recipe tells of."""


class RecipeForm(QWidget):
    """Choose a named recipe, change its fields. What differs from the recipe is marked and has a
    way back; a field with a wrong value says so below itself.
    """

    changed = Signal()
    more_shown = Signal(QWidget)
    """The rest of the fields is shown; the line above it."""

    def __init__(
        self,
        recipe: Recipe,
        pace: Pace | None = None,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """pace: tells what to expect on this machine. preferences: remember what is open."""
        super().__init__(parent)
        self._wrong: dict[str, str] = {}
        """Field name -> what is wrong with its value."""
        self.setObjectName("recipeForm")
        self._preferences = preferences
        self._base = RECIPES.get(recipe.name, RECIPES["quick"])
        """The named recipe that was chosen last: what differs from it is marked."""
        self._fills = False
        """Whether a recipe is being put in, which is one change and not one for each field."""
        self._editors: dict[str, Editor] = {}
        self._rows: dict[str, FieldRow] = {}
        self._choice = RecipeChoice(pace)
        self._first, self._rest = FieldGroup(), FieldGroup()
        self._more = Disclosure("moreFields", self._rest)
        group = ""
        for name, spec in SPECS.items():
            if not spec.first and spec.group != group:
                group = spec.group
                self._rest.add_heading(recipe_text(group))
            self._add(name, self._first if spec.first else self._rest)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, SMALL, 0)
        layout.setSpacing(SMALL)
        for widget in (self._choice, self._first, self._more, self._rest):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._bubble = ErrorBubble(self)
        self._bubble.setObjectName("recipeError")
        self._show(recipe)
        leave_wheel_to_scrolling(self._choice.names)
        self._choice.chosen.connect(self._choose)
        self._more.opened.connect(self._remember)
        application().focusChanged.connect(self._show_bubble)
        if preferences is not None:
            self._more.set_open(preferences.get(MORE_FIELDS))

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and self._wrong:
            self._show_bubble()
        return handled

    def add_group(self, group: str, title: str, widget: QWidget) -> None:
        """Put something beside the recipe at the end of the form."""
        leave_wheel_to_scrolling(widget)
        self._rest.add_heading(group)
        self._rest.add_row(FieldRow(title, widget, widget.toolTip()))

    def recipe(self) -> Recipe:
        """The recipe as the form has it; one of one's own is named by what differs: "quick,
        learning rate 1". Raises InputError when a field has a wrong value.
        """
        recipe = Recipe()
        for name, editor in self._editors.items():
            recipe = recipe.with_text(name, text_of(editor))
        for named in RECIPES.values():
            if _same(named, recipe):
                return named
        return replace(recipe, name=self._own_name(recipe))

    def _own_name(self, recipe: Recipe) -> str:
        differing = [
            f"{recipe_text(spec.title).lower()} "
            + (shown_text(name, recipe.text(name)) or self.tr("none"))
            for name, spec in SPECS.items()
            if getattr(recipe, name) != getattr(self._base, name)
        ]
        told = [self._base.name, *differing[:_NAMED]]
        if len(differing) > _NAMED:
            told.append("…")
        return elided(", ".join(told), LONGEST_NAME)

    def set_recipe(self, recipe: Recipe) -> None:
        self._show(recipe)
        self.changed.emit()

    def texts(self) -> dict[str, str]:
        """Field name -> what stands in it, also when it has a wrong value."""
        return {name: text_of(editor) for name, editor in self._editors.items()}

    def set_texts(self, texts: dict[str, str]) -> None:
        """Fill in what `texts` told of."""
        for name, text in texts.items():
            put_text(self._editors[name], text)

    def _add(self, name: str, group: FieldGroup) -> None:
        spec = SPECS[name]
        editor = make_editor(name)
        slider = None
        if spec.slides and isinstance(editor, TextEditor):
            slider = FieldSlider(spec, editor)
            slider.setObjectName(f"slider_{name}")
            leave_wheel_to_scrolling(slider)
        leave_wheel_to_scrolling(editor)
        row = FieldRow(recipe_text(spec.title), editor, recipe_text(spec.help), slider, name=name)
        row.reset_asked.connect(self._reset)
        change_signal(editor).connect(self._on_edit)
        self._editors[name], self._rows[name] = editor, row
        group.add_row(row)

    @Slot(str)
    def _choose(self, name: str) -> None:
        if name in RECIPES:
            self.set_recipe(RECIPES[name])
        else:
            self._on_edit()

    @Slot(str)
    def _reset(self, name: str) -> None:
        # First, as the button that has the focus is about to go.
        self._editors[name].setFocus()
        put_text(self._editors[name], self._base.text(name))

    @Slot()
    def _on_edit(self) -> None:
        if not self._fills:
            self._show_state()
            self.changed.emit()

    @Slot(bool)
    def _remember(self, is_open: bool) -> None:
        if self._preferences is not None:
            self._preferences.set(MORE_FIELDS, is_open)
        self._show_bubble()
        if is_open:
            self.more_shown.emit(self._more)

    def _show(self, recipe: Recipe) -> None:
        self._base = RECIPES.get(recipe.name.partition(",")[0], self._base)
        self._fills = True
        for name, editor in self._editors.items():
            put_text(editor, recipe.text(name))
        self._fills = False
        self._show_state()

    def _show_state(self) -> None:
        """What is wrong, what differs from the recipe, and which recipe this is."""
        self._wrong, differing = {}, set()
        for name, editor in self._editors.items():
            try:
                value = getattr(Recipe().with_text(name, text_of(editor)), name)
            except InputError as error:
                self._wrong[name] = sentence_of(error)
                value = None
            if value != getattr(self._base, name):
                differing.add(name)
        recipe = None if self._wrong else self.recipe()
        if recipe is not None and recipe.name in RECIPES and recipe.name != self._base.name:
            # Field by field it has become another of the named ones.
            self._base, differing = RECIPES[recipe.name], set()
        for name, row in self._rows.items():
            row.show_state(self._way_back(name, differing), self._wrong.get(name, ""))
        wrong = next((recipe_text(SPECS[name].title) for name in self._wrong), "")
        self._choice.show_recipe(recipe, self._base.name, wrong)
        self._show_more(differing)
        self._show_bubble()

    def _way_back(self, name: str, differing: set[str]) -> str:
        if name not in differing:
            return ""
        template = self.tr("Back to {value}, as in {name}")
        value = shown_text(name, self._base.text(name)) or self.tr("none")
        return template.format(value=value, name=self._base.name)

    def _show_more(self, differing: set[str]) -> None:
        hidden = [name for name in differing if not SPECS[name].first]
        self._more.set_text(
            self.tr("More ({number} changed)").format(number=len(hidden))
            if hidden
            else self.tr("More")
        )
        if any(not SPECS[name].first for name in self._wrong):
            self._more.set_open(True)

    @Slot()
    def _show_bubble(self) -> None:
        """Below the wrong field that has the focus, else below the first, unless another field has
        it, which must be seen.
        """
        focus = application().focusWidget()
        rows = {name: row for name, row in self._rows.items() if row.isVisibleTo(self)}
        focused = next((n for n, row in rows.items() if focus and row.isAncestorOf(focus)), "")
        name = focused or next((name for name in rows if name in self._wrong), "")
        if name in self._wrong:
            row = rows[name]
            self._bubble.show_below(row.editor, row, self._wrong[name])
        else:
            self._bubble.hide()


def _same(one: Recipe, other: Recipe) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SPECS)
