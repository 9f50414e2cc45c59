"""What the sources say to people: texts that are marked for translation, and prose that is not.

The sources are read, not run. A mark is `translate("context", "text")`, also of QCoreApplication,
`QT_TRANSLATE_NOOP("context", "text")`, or `self.tr("text")`, whose context is its class.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import mnist_desk

PACKAGE = Path(mnist_desk.__file__).resolve().parent

SOURCES = sorted(PACKAGE.rglob("*.py"))

ERRORS = frozenset(("Diverged", "InputError", "TellingError"))
"""The exceptions that a person reads; they look their template up in the context "errors"."""

_SHOWS = ERRORS | frozenset(
    (
        *("QAction", "QCheckBox", "QGroupBox", "QLabel", "QMenu", "QMessageBox", "QPushButton"),
        *("QRadioButton", "QUndoCommand", "addAction", "addButton", "addItem", "addItems"),
        *("addMenu", "addRow", "addTab", "addToolBar", "beginMacro", "critical", "drawText"),
        *("emit", "getOpenFileName", "getSaveFileName", "information", "insertItem", "insertTab"),
        *("question", "setAccessibleDescription", "setAccessibleName", "setDetailedText"),
        *("setHeaderLabels", "setInformativeText", "setItemText", "setLabel", "setLabelText"),
        *("setPlaceholderText", "setPrefix", "setSpecialValueText", "setStatusTip", "setSuffix"),
        *("setTabText", "setTabToolTip", "setText", "setTitle", "setToolTip", "setWhatsThis"),
        *("setWindowTitle", "showMessage", "showText", "warning"),
    )
)
"""Calls that show what they are given: one word with a capital anywhere makes it a text there."""

_HIDES = frozenset(
    (
        *("AssertionError", "KeyError", "NotImplementedError", "RuntimeError", "TypeError"),
        *("ValueError", "setObjectName", "setProperty", "setStyleSheet"),
    )
)
"""Calls whose strings nobody reads, or programmers alone."""

_HIDING_OWNERS = frozenset(("log", "logger", "logging", "re", "warnings"))
"""All calls of these hide theirs."""

_WORD = re.compile(r"""(?<!\S)["'“(]*[^\W\d_]{2,}(?:['’-][^\W\d_]+)*[])"'”.,;:!?…]*(?!\S)""")
_TITLE = re.compile(r"[A-Z][a-zé]+[….:!?]?")
_FILLED = re.compile(r"\{\} [^\W\d_]{3,}|[^\W\d_]{3,}[,;]? \{\}|[A-Z][a-z]+: \{\}")
_CAPITALISED = re.compile(r"(?<![\w.-])[A-Z][a-zé]+")


class Place(NamedTuple):
    """file: relative to the package, with slashes."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{PACKAGE.name}/{self.file}:{self.line}"


class Mark(NamedTuple):
    """A text that is marked for translation."""

    place: Place
    context: str
    text: str


class Found(NamedTuple):
    """A piece of code or a string, as it is written."""

    place: Place
    what: str


class Raised(NamedTuple):
    """An error with its template and the names of the values that it is given."""

    place: Place
    template: str
    names: frozenset[str]


class Texts(NamedTuple):
    """What some modules say.

    unread: calls of translate and tr, and errors, whose text is no literal or whose context is not
    known. misplaced: marks in another context than the text is looked up in. prose: texts for a
    person without a mark.
    """

    marks: list[Mark]
    unread: list[Found]
    misplaced: list[Found]
    raised: list[Raised]
    prose: list[Found]


@functools.cache
def texts() -> Texts:
    """The texts of the whole package."""
    found = Texts([], [], [], [], [])
    for path in SOURCES:
        reader = _Reader(path.relative_to(PACKAGE).as_posix(), found)
        reader.visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


def is_prose(text: str) -> bool:
    """Whether a string looks like one for a person: it has two words, as sentences have and
    identifiers have not, or is one word with a capital, or a word and {} that is filled in.
    """
    text = text.replace("&", "")
    return len(_WORD.findall(text)) > 1 or bool(_TITLE.fullmatch(text) or _FILLED.search(text))


def has_capital(text: str) -> bool:
    """Whether a string has a word with a capital anywhere."""
    return bool(_CAPITALISED.search(text.replace("&", "")))


class _Reader(ast.NodeVisitor):
    """Adds the texts of one module to what was found."""

    def __init__(self, file: str, found: Texts) -> None:
        self._file, self._found = file, found
        self._classes: list[str] = []
        self._hidden = 0

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults, *node.body):
            if part is not None:
                self.visit(part)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        if ast.unparse(node.targets[0]) != "__all__":
            self.visit(node.value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if ast.unparse(node.value) != "Literal":
            self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        self.visit(node.test)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # A docstring is one.
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        owner, name = _called(node)
        if name in ("translate", "QT_TRANSLATE_NOOP") and owner in ("", "QCoreApplication"):
            self._mark(node, node.args)
        elif name == "tr":
            known = owner == "self" and self._classes
            self._mark(node, [ast.Constant(self._classes[-1]), *node.args] if known else [])
        elif name in _HIDES or owner in _HIDING_OWNERS:
            self._hidden += 1
            self.generic_visit(node)
            self._hidden -= 1
        else:
            if name in ERRORS or name == "Phrase":
                self._check_context(node, name)
            if name in _SHOWS:
                for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                    for part in _shown(argument):
                        self._check(part, lambda text: has_capital(text) and not is_prose(text))
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._check(node, is_prose)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        self._check(node, is_prose)

    def _mark(self, node: ast.Call, arguments: list[ast.expr]) -> None:
        match arguments:
            case [ast.Constant(str(context)), ast.Constant(str(text)), *_]:
                self._found.marks.append(Mark(self._place(node), context, text))
            case _:
                self._found.unread.append(Found(self._place(node), ast.unparse(node)))

    def _check_context(self, node: ast.Call, name: str) -> None:
        """An error or a Phrase must be given a mark, in the context that it is looked up in."""
        wanted = "errors" if name in ERRORS else getattr(node.args[0], "value", None)
        match node.args[0 if name in ERRORS else 1]:
            case ast.Call(ast.Name("translate"), [context, ast.Constant(str(template))]):
                if not (isinstance(context, ast.Constant) and context.value == wanted):
                    self._found.misplaced.append(Found(self._place(node), ast.unparse(node)))
                if name in ERRORS:
                    names = frozenset(keyword.arg or "**" for keyword in node.keywords)
                    self._found.raised.append(Raised(self._place(node), template, names))
            case text:
                self._found.unread.append(Found(self._place(node), f"{name}({ast.unparse(text)})"))

    def _check(self, node: ast.Constant | ast.JoinedStr, is_text: Callable[[str], bool]) -> None:
        text = _as_template(node)
        if not self._hidden and is_text(text):
            self._found.prose.append(Found(self._place(node), text))

    def _place(self, node: ast.expr) -> Place:
        return Place(self._file, node.lineno)


def _called(node: ast.Call) -> tuple[str, str]:
    """The name before the last dot of what is called, or nothing, and the last name."""
    match node.func:
        case ast.Name(name):
            return "", name
        case ast.Attribute(ast.Name(owner) | ast.Attribute(attr=owner), name):
            return owner, name
        case ast.Attribute(attr=name):
            return "?", name
    return "", ""


def _as_template(node: ast.Constant | ast.JoinedStr) -> str:
    """A string, with {} for what an f-string fills in; nothing for other constants."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return "".join(str(part) for part in parts)


def _shown(node: ast.expr) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The strings that an argument may come to: plain, chosen, joined, formatted or in a list."""
    match node:
        case ast.Constant() | ast.JoinedStr():
            yield node
        case ast.IfExp(_, one, other) | ast.BinOp(one, _, other):
            yield from _shown(one)
            yield from _shown(other)
        case ast.List(parts) | ast.Tuple(parts) | ast.BoolOp(_, parts):
            for part in parts:
                yield from _shown(part)
        case ast.Call(ast.Attribute(text, "format" | "join")):
            yield from _shown(text)
