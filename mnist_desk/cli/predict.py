"""The verb predict: read pictures and drawings."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from mnist_desk.core.collection import drawing_of
from mnist_desk.core.drawing import picture_of
from mnist_desk.core.grey import Grey
from mnist_desk.core.ink_file import is_ink_file
from mnist_desk.core.picture import normalise
from mnist_desk.core.picture_file import read_picture
from mnist_desk.core.reading import read_drawing
from mnist_desk.core.shown import shown

from .inputs import chosen_model, drawings
from .outcome import DONE
from .output import check_writable, in_columns, write_json


def run(options: argparse.Namespace) -> int:
    """Read every picture of every file, in the order given; returns the exit code."""
    model = chosen_model(options.model)
    check_writable(options.json)
    items = []
    for file in options.files:
        for number, picture in enumerate(_pictures(file)):
            reading = read_drawing(model, picture)
            values = reading.values.astype(float).tolist()
            items.append(
                {
                    "file": str(file),
                    "item": number,
                    "digit": reading.winner,
                    "outputs": reading.outputs.astype(float).tolist(),
                    "probabilities": values if reading.are_probabilities else None,
                    "unsure": reading.unsure,
                    "doubt": reading.doubt or None,
                }
            )
            if options.json != "-":
                print(f"{shown(str(file))}:{number + 1}  {reading.winner}  {in_columns(values)}")
    write_json(options.json, {"items": items})
    return DONE


def _pictures(file: Path) -> Iterator[Grey]:
    """The pictures (28, 28) that the network is given for a file."""
    if is_ink_file(file):
        yield from (picture_of(drawing_of(record)) for record in drawings(file))
    else:
        yield normalise(read_picture(file))
