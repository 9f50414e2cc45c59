"""Where everything stands on the board of a class: as large as it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

MOST = 30
"""Digits that one writer has on the board at most, the newest: one who draws hundreds leaves room
for the others."""

_GAP = 16
"""Between the blocks of two writers, pixels."""
_SMALLEST_TILE = 28
"""Side of a digit at least, pixels."""
_LARGEST_TILE = 1 / 5
"""Side of a digit at most, as a part of the height."""
_HEAD = 1 / 22
"""Height of a name, as a part of the height."""
_SMALLEST_HEAD = 20
"""Pixels."""
_WIDE = 7
"""Width of a block at least, as a multiple of the height of its name: for a name and a count."""


@dataclass(frozen=True)
class BoardLayout:
    """columns: of blocks. width, height: of a block. head: height of a name. tile: side of a
    digit. across, down: digits that a block has room for. All but numbers of things in pixels.
    """

    columns: int
    rows: int
    width: float
    height: float
    head: float
    tile: float
    across: int
    down: int

    @property
    def room(self) -> int:
        """Digits that a block has room for."""
        return self.across * self.down

    @property
    def blocks(self) -> int:
        """Writers that have room."""
        return self.columns * self.rows

    def block(self, number: int) -> QRectF:
        row, column = divmod(number, self.columns)
        x, y = column * (self.width + _GAP), row * (self.height + _GAP)
        return QRectF(x, y, self.width, self.height)

    def tile_of(self, number: int, place: int) -> QRectF:
        """Where a digit of the block with this number stands."""
        row, column = divmod(place, self.across)
        block = self.block(number)
        x, y = block.x() + column * self.tile, block.y() + self.head + row * self.tile
        return QRectF(x, y, self.tile, self.tile)


def fit(counts: Sequence[int], width: float, height: float) -> BoardLayout:
    """The layout with the largest digits. counts: how many digits each writer has, at least one
    writer. Where it is too small for all of them, the last have no room.
    """
    most = min(max(counts), MOST)
    head = max(_SMALLEST_HEAD, height * _HEAD)
    best: BoardLayout | None = None
    for columns in range(1, len(counts) + 1):
        rows = -(-len(counts) // columns)
        one = _fitted(columns, rows, most, head, width, height)
        if one is not None and (best is None or one.tile > best.tile):
            best = one
    return best or _crowded(len(counts), head, width, height)


def _fitted(
    columns: int, rows: int, most: int, head: float, width: float, height: float
) -> BoardLayout | None:
    """With so many columns and rows; None when a writer's digits have no room."""
    block_width = (width - (columns - 1) * _GAP) / columns
    block_height = (height - (rows - 1) * _GAP) / rows
    room = block_height - head
    if block_width < _WIDE * head and columns > 1:
        return None
    tile = int(min(room, block_width, height * _LARGEST_TILE))
    while tile >= _SMALLEST_TILE:
        across, down = int(block_width // tile), int(room // tile)
        if across * down >= most:
            return BoardLayout(
                columns, rows, block_width, block_height, head, float(tile), across, down
            )
        tile -= 1
    return None


def _crowded(writers: int, head: float, width: float, height: float) -> BoardLayout:
    """The smallest digits, for as many writers as have room for a row of them."""
    tile = float(_SMALLEST_TILE)
    columns = max(1, int((width + _GAP) // (_WIDE * head + _GAP)))
    rows = min(-(-writers // columns), max(1, int((height + _GAP) // (head + tile + _GAP))))
    block_width = (width - (columns - 1) * _GAP) / columns
    block_height = (height - (rows - 1) * _GAP) / rows
    across = max(1, int(block_width // tile))
    down = max(1, int((block_height - head) // tile))
    return BoardLayout(columns, rows, block_width, block_height, head, tile, across, down)
