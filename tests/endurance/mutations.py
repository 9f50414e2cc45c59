"""What can be broken in core and engine: every small change by itself, and a draw of some of them.

cosmic-ray's operators say what can be changed: an operator, a comparison, a number, a condition, a
loop, a decorator. A seed chooses places, and one of the changes of each; where code has moved, the
choice stays. Spared is what does nothing when the program runs, annotations, `if TYPE_CHECKING` and
`__all__`, and what can hardly be more than a TypeError, as `&` between floats.
"""

from __future__ import annotations

import ast
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast  # type: ignore[import-not-found]
from cosmic_ray.mutating import mutate_code  # type: ignore[import-not-found]
from cosmic_ray.operators.provider import OperatorProvider  # type: ignore[import-not-found]

CHECKOUT = Path(__file__).parents[2]
FLOORS = ("core", "engine")
ALIKE = (
    {"Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow"},
    {"BitOr", "BitAnd", "BitXor", "LShift", "RShift"},
)
"""Binary operators that can stand for one another."""
HEADED = ast.ClassDef | ast.If | ast.For | ast.While | ast.With | ast.Try
"""Statements whose head runs apart from what is in them."""


@dataclass(frozen=True)
class Mutant:
    """occurrence: at which of the places where its operator fits. key: the same where it moved."""

    key: str
    module: str
    line: int
    operator: str
    occurrence: int

    def code(self) -> str | None:
        """The source of the module with the break; None if it is no Python."""

        source = (CHECKOUT / self.module).read_text("utf-8")
        code = mutate_code(source, OperatorProvider()[self.operator](), self.occurrence)
        try:
            compile(code, self.module, "exec")
        except SyntaxError:
            return None
        return str(code)

    def statement(self) -> range:
        """The lines of the smallest statement around it; of a whole function for its head."""
        tree = ast.parse((CHECKOUT / self.module).read_text("utf-8"))
        smallest = range(1, 100_000)
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt):
                first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
                last = node.end_lineno or first
                if isinstance(node, HEADED):
                    last = max(node.body[0].lineno - 1, first)
                if first <= self.line <= last and last - first < len(smallest):
                    smallest = range(first, last + 1)
        return smallest


def drawn(number: int, seed: int, modules: tuple[str, ...] = ("",)) -> list[Mutant]:
    """One mutant each of so many places, in modules whose names begin so."""

    def lot(text: str) -> str:
        return hashlib.sha256(f"{seed} {text}".encode()).hexdigest()

    places = defaultdict(list)
    for floor in FLOORS:
        for path in sorted((CHECKOUT / "mnist_desk" / floor).glob("*.py")):
            for place, mutant in _mutants(path) if path.name.startswith(modules) else ():
                places[place].append(mutant)
    chosen = []
    for place in sorted(places, key=lot):
        by_lot = sorted(places[place], key=lambda mutant: lot(mutant.key))
        chosen.extend([mutant for mutant in by_lot if mutant.code()][:1])
        if len(chosen) == number:
            break
    print(f"{len(chosen)} of {len(places)} places", flush=True)
    return chosen


def _mutants(path: Path) -> Iterator[tuple[str, Mutant]]:
    """All mutants of a module, each with its place."""

    source = path.read_text("utf-8")
    lines, module = source.splitlines(), path.relative_to(CHECKOUT).as_posix()
    provider, nodes = OperatorProvider(), list(ast_nodes(get_ast(source)))
    nth = [lines[:number].count(text) for number, text in enumerate(lines)]
    for name in provider:
        if provider[name].arguments() or not _is_telling(name):
            continue
        operator, occurrence = provider[name](), 0
        for node in nodes:
            for change, ((line, column), _) in enumerate(operator.mutation_positions(node)):
                if not _is_spared(node):
                    text = lines[line - 1].strip()
                    place = f"{module}:{text}:{1 + nth[line - 1]}:{column}"
                    mutant = Mutant(f"{place}:{name}:{change}", module, line, name, occurrence)
                    yield place, mutant
                occurrence += 1


def _is_telling(operator: str) -> bool:
    """Whether more can be expected than a TypeError, as of `&` between floats."""
    kind, *change = operator.removeprefix("Replace").split("Operator_")
    old, new = change[0].split("_") if change else ("", "")
    match kind:
        case "Binary":
            return any({old, new} <= alike for alike in ALIKE)
        case "Unary":
            return new not in {"Invert", "Not"}
        case "Comparison":
            return not new.startswith("Is") or old.startswith("Is")
    return True


def _is_spared(node: Any) -> bool:
    """Whether a node of the syntax tree is a part of what does nothing when the program runs."""
    if node.type == "operator" and node.parent.type == "parameters":
        return True  # The star before what can be given by name alone.
    while (parent := node.parent) is not None:
        kind, siblings = parent.type, parent.children
        if (
            (kind == "tfpdef" and node is siblings[-1])
            or (kind == "annassign" and node is siblings[1])
            or (kind == "funcdef" and node is parent.annotation)
            or (kind == "if_stmt" and siblings[1].get_code().strip() == "TYPE_CHECKING")
            or (kind == "expr_stmt" and siblings[0].get_code().strip() == "__all__")
        ):
            return True
        node = parent
    return False
