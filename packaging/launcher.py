"""What PyInstaller freezes: the program as ``python -m mnist_desk`` starts it."""

from __future__ import annotations

import sys

from mnist_desk.__main__ import main

sys.exit(main())
