"""How a value of the network is written."""

from __future__ import annotations

from mnist_desk.core.reading import Reading

_LARGE = 1000


def value_text(reading: Reading, digit: int) -> str:
    """A probability in percent, or a raw output; a dash where there is no answer."""
    if not reading.is_answer:
        return "–"
    value = float(reading.values[digit])
    if not reading.are_probabilities:
        return f"{value:.2f}" if abs(value) < _LARGE else f"{value:.1e}"
    return "<0.1 %" if value < 0.0005 else f"{100 * value:.1f} %"
