"""Make a picture of every state of the window, to be looked at.

    python packaging/screenshots.py FOLDER [--only STATE ...]
    python packaging/screenshots.py --readme

Each state is shown in light and dark, at 1024 x 640, 1366 x 768, 1920 x 1080, and as 1366 x 768 is
at 150 %. The engine, the digits and the lesson are real; home and settings are temporary. With
--readme the picture of the README is made alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parent.parent
README = Path(__file__).with_name("screenshot.png")
SIZES = {"1024x640": (1024, 640), "1366x768": (1366, 768), "1920x1080": (1920, 1080)}
AT_150 = {"1366x768-at-150": (911, 512)}
"""1366 x 768 pixels of the screen in pixels of the window."""
PATIENCE = 180
"""Seconds until a state that does not come is given up."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--only", nargs="+", default=[], help="names of states")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--scaled", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not (options.folder or options.readme):
        parser.error("name a FOLDER, or --readme")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.scaled:
        os.environ["QT_SCALE_FACTOR"] = "1.5"
    elif options.folder:
        # The factor holds for a whole process.
        again = [sys.executable, __file__, *sys.argv[1:], "--scaled"]
        subprocess.run(again, check=True)
    with tempfile.TemporaryDirectory() as home:
        show = Show(Path(home), options.folder, options.only, scaled=options.scaled)
        if options.readme:
            show.for_readme()
        else:
            show.all()
    # The engine's threads need not be waited for.
    sys.stdout.flush()
    os._exit(0)


class Show:
    """Brings the window from state to state. Imports wait until Qt knows its platform and scale."""

    def __init__(self, home: Path, folder: Path | None, only: list[str], *, scaled: bool) -> None:
        from mnist_desk.app import create_application, create_window

        self.application = create_application()
        self._create = create_window
        self._home, self._folder, self._only = home, folder, only
        self._sizes = AT_150 if scaled else SIZES
        self._seen: QWidget | None = None
        """What is shown in the window's place."""
        self.window = create_window(home / "first")
        self.window.show()

    def all(self) -> None:
        for name in self._states():
            if self._only and name not in self._only:
                continue
            for theme in ("light", "dark"):
                self._set_theme(theme)
                for title, size in self._sizes.items():
                    self._shoot(f"{name}-{title}-{theme}", *size)

    def for_readme(self) -> None:
        self._set_theme("light")
        self.window.resize(1366, 768)
        for name in self._states():
            if name == "training":
                self.pump(1)
                self.window.grab().save(str(README))
                print(README)
                return

    def _shoot(self, name: str, width: int, height: int) -> None:
        assert self._folder is not None
        self._folder.mkdir(parents=True, exist_ok=True)
        seen = self._seen or self.window
        seen.resize(width, height)
        self.pump(0.15)
        seen.grab().save(str(self._folder / f"{name}.png"))
        print(name)

    def _set_theme(self, theme: str) -> None:
        from mnist_desk.ui.state.preferences import APPEARANCE

        self.window.session.preferences.set(APPEARANCE, theme)

    # Time

    def pump(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.application.processEvents()
            time.sleep(0.002)

    def until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            self.pump(0.02)
            if time.monotonic() > end:
                sys.exit("A state of the window did not come.")

    # States

    def _states(self) -> Iterator[str]:
        """Name after name; the window is in the state while the caller has it."""
        yield "first-start"
        self.until(lambda: self.window.session.ready)
        yield "ready"
        self.window.first_steps.put_away()
        yield "empty"
        yield from self._drawings()
        yield from self._trainings()
        yield from self._inside()
        yield from self._digits()
        yield from self._evaluations()
        yield from self._data()
        yield from self._failures()

    def draw(self, *labels: int) -> None:
        """Sample digits, side by side where there are several."""
        from mnist_desk.core.ink import CANVAS, Ink
        from mnist_desk.core.ink_file import read_ink
        from mnist_desk.core.places import resource

        samples = {one.label: one.ink for one in read_ink(resource("ink", "samples.jsonl"))}
        wide = len(labels)
        strokes = [
            tuple(
                ((point[0] + place * CANVAS) / wide, CANVAS / 2 + (point[1] - CANVAS / 2) / wide)
                for point in stroke
            )
            for place, label in enumerate(labels)
            for stroke in samples[label].strokes
        ]
        self.window.session.sheet.set_drawing(Ink(tuple(strokes)), "Stroke")
        self.pump(0.3)

    def _drawings(self) -> Iterator[str]:
        from mnist_desk.core.ink import Ink

        sheet = self.window.session.sheet
        self.draw(4)
        yield "drawn"
        self.draw(2, 0, 2, 6)
        yield "number"
        sheet.set_drawing(Ink((((40.0, 200.0), (90.0, 90.0), (150.0, 190.0), (230.0, 70.0)),)), "")
        yield "scribble"
        self.window.draw_panel.mnist_digits.put_wrong()
        self.until(lambda: not self.window.draw_panel.mnist_digits.busy)
        yield "wrong-test-digit"
        self.draw(4)
        self.window.set_full_screen(True)
        yield "full-screen"
        self.window.set_full_screen(False)

    def _trainings(self) -> Iterator[str]:
        from mnist_desk.core.recipes import RECIPES

        session, form = self.window.session, self.window.train_panel.form
        training, network = session.training, session.network
        self.draw(7)
        form.set_recipe(replace(RECIPES["quick"], epochs=20))
        self.window.train_panel.start()
        self.until(lambda: len(network.model.history.epochs) >= 5)
        yield "training"
        training.pause()
        self.pump(0.5)
        yield "paused"
        self.window.show_panel("look")
        yield "paused-elsewhere"
        self.window.show_panel("train")
        training.stop()
        self.until(lambda: not training.busy)
        yield "stopped"
        form.set_recipe(RECIPES["quick"])
        self.window.train_panel.start()
        self.until(lambda: not training.busy)
        yield "done"
        form.set_recipe(replace(RECIPES["classic"], learning_rate=1000.0))
        self.window.train_panel.start()
        self.until(lambda: not training.busy)
        self.pump(0.3)
        yield "diverged"
        self.window.messages.dismiss()
        session.runs.choose(session.runs.all[0])

    def _inside(self) -> Iterator[str]:
        from PySide6.QtWidgets import QAbstractButton

        self.window.session.sheet.clear()
        self.window.show_panel("look")
        yield "look-empty"
        self.draw(4)
        self.pump(1)
        yield "look"
        for name in ("evidenceSwitch", "become9"):
            button = self.window.look_panel.findChild(QAbstractButton, name)
            button.click()
        self.pump(3)
        yield "look-changed"

    def _digits(self) -> Iterator[str]:
        from mnist_desk.core.places import resource

        session = self.window.session
        self.window.show_panel("digits")
        yield "digits-empty"
        session.my_digits.import_files([resource("ink", "hundred.jsonl")])
        self.until(lambda: not session.lesson.why_not())
        self.pump(1.5)
        yield "digits"
        session.lesson.start()
        self.pump(1.5)
        yield "lesson"
        self.until(lambda: session.lesson.taught is not None and not session.lesson.busy)
        yield "lesson-done"
        session.lesson.drop()
        self.window.show_panel("train")

    def _evaluations(self) -> Iterator[str]:
        from mnist_desk.ui.evaluate.breaks_page import BreaksPage
        from mnist_desk.ui.evaluate.changes_page import ChangesPage
        from mnist_desk.ui.evaluate.class_page import ClassPage
        from mnist_desk.ui.evaluate.confusion_matrix import MatrixCell
        from mnist_desk.ui.evaluate.doubts_page import DoubtsPage
        from mnist_desk.ui.evaluate.sides import Side
        from mnist_desk.ui.state.digit_sets import Source

        session, panel = self.window.session, self.window.evaluate_panel
        self.draw(4)
        self.window.show_panel("evaluate")
        panel.pages.show_page("mistakes")
        mistakes = panel.matrix_page
        self.until(lambda: mistakes.answering.answers is not None)
        yield "mistakes"
        mistakes.matrix.choose(MatrixCell(5, 10))
        mistakes.digits.grid.step(1)
        self.pump(0.5)
        yield "mistakes-of-a-pair"
        mistakes.views.show_page("table")
        yield "mistakes-by-digit"
        mistakes.views.show_page("calibration")
        yield "mistakes-how-sure"
        mistakes.views.show_page("matrix")

        changes = panel.findChild(ChangesPage)
        panel.pages.show_page("changes")
        changes.comparing.choose(Side(session.runs.all[1]), Side(session.runs.all[0]))
        self.until(lambda: changes.comparing.comparison is not None)
        yield "what-changed"

        breaks = panel.findChild(BreaksPage)
        panel.pages.show_page("breaks")
        self.until(lambda: bool(breaks.breaking.tried) and not breaks.breaking.busy)
        self.pump(0.5)
        yield "how-it-breaks"
        breaks.distortion.setCurrentIndex(breaks.distortion.findData("pruning"))
        self.until(lambda: bool(breaks.breaking.tried) and not breaks.breaking.busy)
        breaks.plot.strength_chosen.emit(0, 0.9)
        breaks.look.click()
        self.until(lambda: len(breaks.digits.grid.order) > 0)
        yield "network-damaged"
        session.damaging.repair()
        breaks.distortion.setCurrentIndex(0)

        page = panel.findChild(ClassPage)
        panel.pages.show_page("class")
        session.digit_sets.choose(Source.MINE)
        self.until(lambda: not session.digit_sets.is_empty)
        yield "class-nobody"
        session.my_digits.import_files([self._class()])
        self.until(lambda: bool(page.table.scores))
        yield "class"
        yield from self._board(page.board)
        session.digit_sets.choose(Source.TEST)

        review, doubts = session.label_review, panel.findChild(DoubtsPage)
        panel.pages.show_page("doubts")
        yield "doubts-before"
        self.until(lambda: not review.why_not())
        doubts.finder.search.click()
        self.until(lambda: not review.busy and review.found is not None)
        doubts.grid.step(1)
        self.pump(0.3)
        yield "doubts"
        self.window.show_panel("train")

    def _data(self) -> Iterator[str]:
        self.draw(4)
        self.window.show_panel("data")
        page = self.window.data_panel.browse_page
        self.until(lambda: page.shown is not None and not page.is_due)
        yield "data"
        page.list.grid.step(1)
        page.neighbours.set_open(True)
        self.pump(0.5)
        self.until(lambda: not page.is_due)
        yield "data-digit"
        self.window.data_panel.pages.show_page("map")
        self.until(lambda: self.window.data_panel.map_page.view.map is not None)
        self.pump(1)
        yield "map"
        self.window.show_panel("train")

    def _board(self, board: QWidget) -> Iterator[str]:
        board.open()
        board.showNormal()
        self._seen = board
        yield "class-board"
        self._seen = None
        board.close()

    def _class(self) -> Path:
        """An ink file in which nine pupils drew the hundred sample digits."""
        from mnist_desk.core.ink_file import read_ink, write_ink
        from mnist_desk.core.places import resource

        names = ("Ada", "Béla", "Chloé", "Deniz", "Emre", "Fatima", "Grace", "Hugo", "Ines")
        hundred = read_ink(resource("ink", "hundred.jsonl"))
        file = self._home / "class.jsonl"
        write_ink(
            file,
            [
                replace(record, writer=names[number % len(names)])
                for number, record in enumerate(hundred)
            ],
        )
        return file

    def _failures(self) -> Iterator[str]:
        from mnist_desk.core.errors import InputError
        from mnist_desk.ui.work import jobs

        damaged = self._home / "damaged.safetensors"
        damaged.write_bytes(b"this is no model")
        self.window.documents.open_path(damaged)
        self.until(lambda: bool(self.window.messages.text))
        yield "damaged-file"

        def cannot_load(_recipe: object) -> Iterator[object]:
            raise InputError("TensorFlow could not be imported; install the program again.")
            yield

        jobs.load_engine = cannot_load
        theme = self.window.session.preferences
        self.window.close()
        self.window = self._create(self._home / "second")
        self.window.session.preferences.set(*_theme(theme))
        self.window.show()
        self.until(lambda: bool(self.window.messages.text))
        yield "no-engine"


def _theme(preferences: object) -> tuple[object, object]:
    from mnist_desk.ui.state.preferences import APPEARANCE

    return APPEARANCE, preferences.get(APPEARANCE)


if __name__ == "__main__":
    main()
