#!/usr/bin/env python3
"""Run, test, check and build MNIST Desk from a fresh checkout, with nothing but Python.

    python3 packaging/dev.py run [ARGS]    start the program (ARGS go to the command mnist-desk)
    python3 packaging/dev.py test [ARGS]   run the tests (ARGS go to pytest)
    python3 packaging/dev.py endure        bad files, kills and full disks, for a minute
    python3 packaging/dev.py check         lint, types, import contracts, and a wheel that works
    python3 packaging/dev.py build         the frozen program dist/mnist-desk (see build.py)
    python3 packaging/dev.py smoke         prove that dist/mnist-desk runs (see smoke_test.py)
    python3 packaging/dev.py package       installers of dist/mnist-desk for this system

Each makes the environment .venv in the checkout when it is missing and installs what it needs
there, again only when pyproject.toml changed. On Linux the system libraries that Qt loads are
installed with apt where this may be done; otherwise the command that does it is printed.
Only the standard library is used here, and the steps are the same on Linux, macOS and Windows.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "mnist-desk-installed.json"
SCREENSHOT = ROOT / "mnist-desk-demo.png"

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""What Qt needs on any platform plugin: the library's name, and the Debian package that has it."""

XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
}
"""What a window on X11 needs besides."""


class StepFailed(Exception):
    """A step did not work; the message says which and what to do."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=list(VERBS))
    parser.add_argument("args", nargs=argparse.REMAINDER, help="passed on")
    options = parser.parse_args()
    try:
        return VERBS[options.verb](options.args)
    except StepFailed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(args: list[str]) -> int:
    """Start mnist-desk; without a display a bare run makes a screenshot of the demo instead."""
    install([])
    if not args or args[0] == "demo":
        install_qt_libraries()
    if args or has_display():
        return start([console_script("mnist-desk"), *args])
    print("There is no display, so the demo runs off screen; this takes about half a minute.")
    code = start([console_script("mnist-desk"), "demo", "--screenshot", str(SCREENSHOT)])
    if code == 0:
        print(f"The window was drawn to {SCREENSHOT}")
    return code


def test(args: list[str]) -> int:
    """All of them in two processes, as TensorFlow takes a gigabyte in each; ARGS as they are."""
    install(["test"])
    install_qt_libraries()
    return start([python(), "-m", "pytest", *(args or ["-n", "2", "--dist", "loadfile"])])


def endure(args: list[str]) -> int:
    """The short forms of what tests/endurance/README.md tells of; ARGS go to each."""
    if not sys.platform.startswith("linux"):
        raise StepFailed("The attacks of tests/endurance need Linux.")
    install(["test"])
    install_qt_libraries()
    for name in ("attack", "kills", "disks"):
        step([python(), ROOT / "tests" / "endurance" / f"{name}.py", "--short", *args])
    return 0


def check(args: list[str]) -> int:
    """Everything a change must pass besides the tests."""
    if args:
        raise StepFailed("check takes no arguments.")
    install(["test", "dev"])
    step([python(), "-m", "ruff", "check"])
    step([python(), "-m", "ruff", "format", "--check"])
    step([python(), "-m", "mypy"])
    step([console_script("lint-imports")])
    step([python(), ROOT / "packaging" / "check_wheel.py"])
    return 0


def build(args: list[str]) -> int:
    """The frozen program. On Linux its libraries come from this system, so they must be here."""
    install_qt_libraries(every=True)
    install_tools({"strip": "binutils", "objdump": "binutils"})
    step([sys.executable, ROOT / "packaging" / "build.py", *args])
    return 0


def smoke(args: list[str]) -> int:
    install_qt_libraries(every=True)
    install_tools({"Xvfb": "xvfb"})
    bundle = ROOT / "dist" / "MNIST Desk.app"
    program = bundle if bundle.is_dir() else ROOT / "dist" / "mnist-desk"
    step([sys.executable, ROOT / "packaging" / "smoke_test.py", program, *args])
    return 0


def package(args: list[str]) -> int:
    """What a person installs, made of the frozen program."""
    if args:
        raise StepFailed("package takes no arguments.")
    if not (ROOT / "dist" / "mnist-desk").is_dir():
        raise StepFailed("There is no frozen program yet; run python3 packaging/dev.py build.")
    places = ROOT / "packaging"
    if sys.platform == "win32":
        step([sys.executable, places / "windows" / "make_installer.py"])
    elif sys.platform == "darwin":
        step([places / "macos" / "make_dmg.sh"])
    else:
        install_tools({"xz": "xz-utils", "objdump": "binutils"})
        step([sys.executable, places / "linux" / "make_archive.py"])
        step([sys.executable, places / "linux" / "make_deb.py"])
    return 0


def install(extras: list[str]) -> None:
    """Make .venv hold the package (editable) with the wanted extras."""
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        raise StepFailed(
            f"MNIST Desk needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}. "
            "Start this script with one of those."
        )
    if not Path(python()).exists():
        say(f"Making the environment {VENV}")
        step([sys.executable, "-m", "venv", "--clear", VENV])
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stamp = {}
    here = set(stamp.get("extras", []))
    if stamp.get("pyproject") == wanted and here.issuperset(extras):
        return
    names = sorted(here.union(extras))
    say("Installing MNIST Desk and what it needs; the first time this downloads about 700 MB")
    target = str(ROOT) + (f"[{','.join(names)}]" if names else "")
    step([python(), "-m", "pip", "--disable-pip-version-check", "install", "-q", "-e", target])
    STAMP.write_text(json.dumps({"pyproject": wanted, "extras": names}), encoding="utf-8")


def install_qt_libraries(every: bool = False) -> None:
    """On Linux, see to the system libraries that Qt loads; `every`: X11's without a display too."""
    if not sys.platform.startswith("linux"):
        return
    required = QT_LIBRARIES | (XCB_LIBRARIES if every or has_display() else {})
    missing = {p for name, p in (QT_LIBRARIES | XCB_LIBRARIES).items() if not loads(name)}
    if missing:
        install_packages(missing, "Qt needs system libraries", missing & set(required.values()))


def install_tools(packages: dict[str, str]) -> None:
    """On Linux, see to programs that a step needs: the name of each, and its Debian package."""
    if not sys.platform.startswith("linux"):
        return
    missing = {package for name, package in packages.items() if shutil.which(name) is None}
    if missing:
        install_packages(missing, "This step needs programs", missing)


def install_packages(missing: set[str], what: str, required: set[str]) -> None:
    """Install Debian packages, or tell how; raises StepFailed if `required` is not empty then."""
    apt = shutil.which("apt-get")
    command = ["apt-get", "install", "-y", "--no-install-recommends", *sorted(missing)]
    if apt and os.geteuid() == 0:
        say(f"Installing {' '.join(sorted(missing))}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        step(["apt-get", "update", "-qq"], environment)
        step([*command[:2], "-qq", *command[2:]], environment)
        return
    how = f"sudo {shlex.join(command)}" if apt else f"(Debian names) {' '.join(sorted(missing))}"
    advice = f"{what} that are missing here. Install them with:\n  {how}"
    if required:
        raise StepFailed(advice)
    print(advice, file=sys.stderr)


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def python() -> str:
    return console_script("python")


def console_script(name: str) -> str:
    if os.name == "nt":
        return str(VENV / "Scripts" / f"{name}.exe")
    return str(VENV / "bin" / name)


def say(text: str) -> None:
    print(f"-- {text}", flush=True)


def start(command: list[str]) -> int:
    """Run to the end with this terminal; the exit code is the caller's."""
    try:
        return subprocess.run(command, cwd=None if "pytest" not in command else ROOT).returncode
    except KeyboardInterrupt:
        return 130


def step(command: list[str | Path], environment: dict[str, str] | None = None) -> None:
    """Run one step, its output in sight; raise StepFailed naming the command if it fails."""
    words = [str(word) for word in command]
    try:
        code = subprocess.run(words, cwd=ROOT, env=environment).returncode
    except OSError as error:
        raise StepFailed(f"This step could not start: {shlex.join(words)}\n{error}") from error
    if code != 0:
        raise StepFailed(f"This step failed with exit code {code}: {shlex.join(words)}")


VERBS = {
    "run": run,
    "test": test,
    "endure": endure,
    "check": check,
    "build": build,
    "smoke": smoke,
    "package": package,
}

if __name__ == "__main__":
    sys.exit(main())
