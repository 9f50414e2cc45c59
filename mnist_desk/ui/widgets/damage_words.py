"""What is done to a network, in words."""

from __future__ import annotations

from mnist_desk.core.damage import Damage
from mnist_desk.core.translate import Phrase, translate

from ..work.sentences import spoken

_PRUNED = Phrase("damage", translate("damage", "{share:.0f} % pruned"))
_NOISE = Phrase("damage", translate("damage", "noise of {noise:.0f} %"))
_ONE = Phrase("damage", translate("damage", "1 neuron silenced"))
_SOME = Phrase("damage", translate("damage", "{count} neurons silenced"))


def damage_told(damage: Damage) -> str:
    """In a few words; empty when nothing is done to it."""
    told = []
    if damage.pruned:
        told.append(spoken(_PRUNED).format(share=100 * damage.pruned))
    if damage.noise:
        told.append(spoken(_NOISE).format(noise=100 * damage.noise))
    if count := len(damage.silenced):
        told.append(spoken(_ONE) if count == 1 else spoken(_SOME).format(count=count))
    return ", ".join(told)
