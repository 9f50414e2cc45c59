"""Pieces of HTML: whatever they hold is text, never markup."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable, Sequence

from PIL import Image

from .dataset import SIDE
from .grey import Grey
from .shown import shown

_SCALE = 2
"""Pixels of the page for each of a picture's."""


def said(template: str, **values: object) -> str:
    """A sentence of ours with values from anywhere, as text and never as markup."""
    return html.escape(template.format(**{key: shown(str(one)) for key, one in values.items()}))


def heading(text: str) -> str:
    return f"<h2>{html.escape(text)}</h2>"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{html.escape(one)}</th>' for one in headings)
    body = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def data_url(image: Grey) -> str:
    """A picture, uint8 (28, 28), as a part of the page."""
    file = io.BytesIO()
    side = _SCALE * SIDE
    Image.fromarray(image).resize((side, side), Image.Resampling.NEAREST).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")
