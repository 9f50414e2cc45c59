"""Texts and numbers that are hard to take, wherever they stand."""

from __future__ import annotations

HUGE_NUMBER = "9" * 5000
"""Python refuses to read a whole number of so many digits."""

NASTY = (
    "<b>bold</b><img src='file:///etc/passwd'>",
    "<table><tr><td width=99999>wide</td></tr></table>",
    "\x1b[31mred\x1b[2J\x1b]0;title\x07",
    "two\nlines\r\nand\ta tab",
    "\x00\x01\x07\x08\x7f\x85\x9b31m",
    "\u202egnp.tiderrevo\u202c\u2066\u2067\u200f",
    "%p %s %n {path} {0} {reason!r} &amp; & %1",
    "\ud800 alone",
    "Z\u0334\u0335\u0336\u0337\u0338" * 100,
    "W" * 5_000,
    "👩‍👩‍👧‍👦" * 500,
)
"""Markup, escape sequences, control and bidirectional characters, templates, very long ones."""


def deep(brackets: int) -> bytes:
    """JSON so deep that a reader that calls itself runs out of stack."""
    return b"[" * brackets + b"]" * brackets


def shown(text: str) -> str:
    """As part of the name of a case."""
    return ascii(text if len(text) < 50 else f"{text[:30]}…{text[-10:]}")
