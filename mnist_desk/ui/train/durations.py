"""How long something takes, in a word or two."""

from __future__ import annotations

from mnist_desk.core.translate import Phrase, translate

from ..work.sentences import spoken

_SECONDS = Phrase("durations", translate("durations", "{seconds} s"))
_MINUTES = Phrase("durations", translate("durations", "{minutes} min"))
_HOURS = Phrase("durations", translate("durations", "{hours} h {minutes} min"))

_MINUTE, _HOUR = 60, 3600
_TWO_MINUTES = 2 * _MINUTE


def duration(seconds: float) -> str:
    """Seconds up to two minutes, minutes up to two hours: as exact as a person plans by."""
    if seconds < _TWO_MINUTES:
        return spoken(_SECONDS).format(seconds=max(1, round(seconds)))
    if seconds < 2 * _HOUR:
        return spoken(_MINUTES).format(minutes=round(seconds / _MINUTE))
    hours, rest = divmod(round(seconds / _MINUTE), _MINUTE)
    return spoken(_HOURS).format(hours=hours, minutes=rest)
