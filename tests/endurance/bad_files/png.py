"""PNG files put together chunk by chunk."""

from __future__ import annotations

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    sum_of = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + sum_of


def chunks_of(data: bytes) -> list[tuple[bytes, bytes]]:
    """(kind, data) of each chunk."""
    found, at = [], len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


def with_chunks(data: bytes, more: bytes, before: bytes) -> bytes:
    """A picture with something put in before its first chunk of a kind."""
    at = data.index(before) - 4
    return data[:at] + more + data[at:]


def assembled(
    width: int, height: int, packed: bytes, *, depth: int = 8, colour: int = 0, interlace: int = 0
) -> bytes:
    """A picture of rows that are packed already."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    return SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def png(width: int, height: int, rows: bytes, *, depth: int = 8, colour: int = 0) -> bytes:
    """A picture of rows, each with its filter byte before it."""
    return assembled(width, height, zlib.compress(rows, 1), depth=depth, colour=colour)
