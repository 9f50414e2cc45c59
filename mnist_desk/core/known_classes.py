"""The classes of data sets that are well known, in words short enough for a bar."""

from __future__ import annotations

KNOWN = {
    "fashion": (
        *("T-shirt", "Trouser", "Pullover", "Dress", "Coat"),
        *("Sandal", "Shirt", "Sneaker", "Bag", "Boot"),
    ),
    # Hiragana in Latin letters, which every font has.
    "kmnist": ("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
    "kuzushiji": ("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
}
"""What stands in the name of a file or folder -> the classes (H. Xiao and others, "Fashion-MNIST",
2017; T. Clanuwat and others, "Deep Learning for Classical Japanese Literature", 2018)."""
