"""Small files that unpack to very much, made in a moment: a packed block is written many times."""

from __future__ import annotations

import functools
import gzip
import struct
import zlib

BLOCK = 2**24


@functools.cache
def _member(block: bytes) -> bytes:
    return gzip.compress(block, 6, mtime=0)


def gzip_bomb(pattern: bytes, size: int, before: bytes = b"", after: bytes = b"") -> bytes:
    """A gzip file that unpacks to `before`, about `size` bytes of a pattern, and `after`.

    It is made of many gzip members, which unpack as one.
    """
    block = pattern * (BLOCK // len(pattern))
    ends = [gzip.compress(end, mtime=0) if end else b"" for end in (before, after)]
    return ends[0] + _member(block) * (size // len(block)) + ends[1]


@functools.cache
def _deflated(block: bytes) -> bytes:
    """A block that ends at a whole byte and refers to nothing before it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)


def deflate_bomb(size: int, before: bytes = b"") -> bytes:
    """A raw deflate stream of `before` and `size` zeros; size must be whole blocks."""
    begin = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = begin.compress(before) + begin.flush(zlib.Z_FULL_FLUSH)
    return head + _deflated(bytes(BLOCK)) * (size // BLOCK) + zlib.compressobj(9, 8, -15).flush()


@functools.cache
def zlib_bomb(size: int, before: bytes = b"") -> bytes:
    """A zlib stream of `before` and `size` zeros; size must be whole blocks."""
    total = zlib.adler32(before)
    for _ in range(size // BLOCK):
        total = zlib.adler32(bytes(BLOCK), total)
    return b"\x78\xda" + deflate_bomb(size, before) + struct.pack(">I", total)


def zip_of(entries: dict[str, tuple[bytes, int, int]], *, flags: int = 0, method: int = 8) -> bytes:
    """A zip archive written by hand. entries: name -> (packed bytes, size unpacked, CRC)."""
    body, directory = bytearray(), bytearray()
    for name, (data, size, crc) in entries.items():
        title = name.encode()
        told = struct.pack("<HHHHIII", flags, method, 0, 33, crc, len(data), min(size, 2**32 - 1))
        lengths = struct.pack("<HH", len(title), 0)
        directory += b"PK\x01\x02" + struct.pack("<HH", 20, 20) + told + lengths
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + title
        body += b"PK\x03\x04" + struct.pack("<H", 20) + told + lengths + title + data
    count = len(entries)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory) + b"PK\x05\x06" + end
