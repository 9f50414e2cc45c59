"""What Windows shows under Properties, Details of an executable."""

from __future__ import annotations

from typing import Any


def version_resource(version: str, name: str) -> Any:
    """The version resource of `name`.exe, for PyInstaller. Works where PyInstaller does."""
    from PyInstaller.utils.win32 import versioninfo as info

    numbers = tuple(int(part) for part in (*version.split(".")[:3], "0"))
    told = {
        "FileDescription": "MNIST Desk",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "MNIST Desk",
        "ProductVersion": version,
    }
    english, unicode = 0x0409, 0x04B0
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            info.StringFileInfo(
                [
                    info.StringTable(
                        f"{english:04X}{unicode:04X}",
                        [info.StringStruct(key, value) for key, value in told.items()],
                    )
                ]
            ),
            info.VarFileInfo([info.VarStruct("Translation", [english, unicode])]),
        ],
    )
