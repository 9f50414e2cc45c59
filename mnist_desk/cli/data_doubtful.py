"""The verb data doubtful: training images that may be labelled wrongly."""

from __future__ import annotations

import argparse

from mnist_desk.core.dataset import load_mnist
from mnist_desk.core.label_doubt import LabelDoubts, write_doubts
from mnist_desk.core.translate import translate

from .outcome import DONE
from .output import check_writable, console, delivering, table, write_json
from .waiting import progress_of

_PRINTED = 20
"""Labels that are printed; the files have all."""


def run(options: argparse.Namespace) -> int:
    """Find them, tell of the first, write all; returns the exit code."""
    check_writable(options.json, options.out)
    data = load_mnist().train

    # TensorFlow takes seconds to import; what is wrong with the options has been told by now.
    from mnist_desk.engine.label_doubt import doubts

    found: LabelDoubts | None = None
    with progress_of(translate("cli", "Checking the labels"), is_long=True) as watch:
        for progress in doubts(data, options.k, options.device):
            watch(progress.done)
            found = progress.doubts
    assert found is not None
    if options.json != "-":
        _print(found)
    if options.out is not None:
        with delivering():
            write_doubts(found, options.out)
    write_json(options.json, found.to_json())
    return DONE


def _print(found: LabelDoubts) -> None:
    out = console()
    text = translate(
        "cli",
        "{number:,} labels are doubted by networks that did not learn from them ({parts} parts, "
        "{seconds:.0f} s); the most doubtful:",
    )
    out.print(text.format(number=len(found.labels), parts=found.parts, seconds=found.seconds))
    headings = (
        translate("cli", "number"),
        translate("cli", "label"),
        translate("cli", "suggested"),
        translate("cli", "doubt"),
    )
    rows = (
        (f"{one.image + 1:,}", str(one.label), str(one.suggested), f"{one.doubt:.4f}")
        for one in found.labels[:_PRINTED]
    )
    out.print(table(headings, rows))
