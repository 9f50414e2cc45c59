"""What is read from outside makes plain values: nothing unpacks objects or runs text.

The sources are read, not run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from .texts import PACKAGE, SOURCES

FORBIDDEN = {
    "QSettings": "PySide unpickles what stands in its files",
    "QDataStream": "PySide unpickles values in it, and it takes the memory that a file asks for",
    "restoreState": "it reads a QDataStream",
    "restoreGeometry": "it reads a QDataStream",
    **dict.fromkeys(("pickle", "dill", "joblib", "shelve", "marshal"), "it makes objects"),
    **dict.fromkeys(("eval", "popen", "startfile", "literal_eval"), "it runs text"),
    **dict.fromkeys(("subprocess", "QProcess", "openUrl", "QPluginLoader"), "it runs programs"),
}


ALLOWED = {
    ("ui/widgets/folders.py", "openUrl"): "it is given folders alone",
    ("ui/window/help.py", "QProcess"): "it starts this very program, with the word demo",
}
"""File and name -> why it is harmless there."""


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(name) | ast.Attribute(_, name):
            yield name
        case ast.Import(aliases) | ast.ImportFrom(_, aliases):
            for alias in aliases:
                yield from alias.name.split(".")
            if isinstance(node, ast.ImportFrom):
                yield from (node.module or "").split(".")


def _wrong(source: str) -> list[str]:
    wrong = []
    for node in ast.walk(ast.parse(source)):
        wrong += [name for name in _names(node) if name in FORBIDDEN]
        if isinstance(node, ast.Name) and node.id in ("exec", "compile"):
            wrong.append(node.id)
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "os.system":
            wrong.append("os.system")
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("np.load", "numpy.load"):
            allowed = [word.value for word in node.keywords if word.arg == "allow_pickle"]
            if [ast.unparse(value) for value in allowed] != ["False"]:
                wrong.append("np.load")
    return wrong


def test_nothing_in_the_package_makes_objects_of_files_or_runs_text() -> None:
    found = set()
    for path in SOURCES:
        file = path.relative_to(PACKAGE).as_posix()
        found |= {(file, name) for name in _wrong(path.read_text(encoding="utf-8"))}
    assert found == set(ALLOWED), FORBIDDEN


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtCore import QSettings",
        "import pickle",
        "from pickle import loads",
        "QtCore.QDataStream(data)",
        "splitter.restoreState(state)",
        "eval(text)",
        "exec(text)",
        "os.system(text)",
        "np.load(path)",
        "np.load(path, allow_pickle=True)",
    ],
)
def test_the_look_finds_what_it_looks_for(source: str) -> None:
    assert _wrong(source)


def test_the_look_passes_what_is_harmless() -> None:
    assert not _wrong("application.exec()\nnp.load(path, allow_pickle=False)\nre.compile('a')")
