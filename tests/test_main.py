from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import mnist_desk
from mnist_desk import __version__, cli
from mnist_desk.__main__ import main

CODES = {"app": 11, "demo": 12, "cli": 13}

Calls = list[tuple[str, Any]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Where main() went and with what, while nothing is opened or run."""
    noted: Calls = []

    def noting(place: str) -> Any:
        def note(argument: Any = None) -> int:
            noted.append((place, argument))
            return CODES[place]

        return note

    for place in ("app", "demo"):
        monkeypatch.setattr(mnist_desk, place, SimpleNamespace(main=noting(place)), raising=False)
    monkeypatch.setattr(cli, "run", noting("cli"))
    return noted


@pytest.mark.parametrize(
    ("arguments", "place", "argument"),
    [
        ([], "app", None),
        (["open"], "app", None),
        (["my.safetensors"], "app", Path("my.safetensors")),
        (["some folder/my.safetensors"], "app", Path("some folder/my.safetensors")),
        (["open", "my.safetensors"], "app", Path("my.safetensors")),
        (["open", "another name"], "app", Path("another name")),
        (["demo"], "demo", None),
        (["demo", "--screenshot", "a.png"], "demo", Path("a.png")),
    ],
)
def test_the_window_and_its_demo_are_opened(
    arguments: list[str], place: str, argument: Path | None, calls: Calls
) -> None:
    assert main(arguments) == CODES[place]
    assert calls == [(place, argument)]


@pytest.mark.parametrize(
    "arguments", [["train"], ["evaluate"], ["evaluate", "a.safetensors"], ["predict", "a.png"]]
)
def test_the_other_verbs_go_to_the_command_line(arguments: list[str], calls: Calls) -> None:
    assert main(arguments) == CODES["cli"]
    ((place, options),) = calls
    assert place == "cli"
    assert options.verb == arguments[0]


def test_arguments_of_the_process_are_taken(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mnist-desk", "demo"])
    assert main() == CODES["demo"]


@pytest.mark.parametrize("arguments", [["fly"], ["--fly"], ["open", "a", "b"], ["demo", "a"]])
def test_nothing_is_opened_by_what_is_not_understood(arguments: list[str], calls: Calls) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert calls == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(["--version"], 0, f"mnist-desk {__version__}\n"), (["predict", "no.png"], 2, "")],
)
def test_module_can_be_run_and_gives_its_exit_code(
    arguments: list[str], code: int, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "mnist_desk", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert (done.returncode, done.stdout) == (code, said)


def test_ctrl_c_before_all_else_ends_with_130(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "parse", interrupted)
    assert main([]) == 130
    assert calls == []
