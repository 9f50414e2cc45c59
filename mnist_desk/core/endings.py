"""How the names of files end that the program reads and writes; light, since every start asks."""

from __future__ import annotations

ENDING = ".safetensors"
"""Of model files."""

INK_ENDINGS = (".jsonl", ".jsonl.gz")
"""Of files of drawings; the second is packed."""

DATA_ENDINGS = (".npz", ".csv", ".csv.gz", "-ubyte", "-ubyte.gz")
"""Of data sets; the last two are those of MNIST's own files."""

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".webp")
"""Of pictures that can be read."""
