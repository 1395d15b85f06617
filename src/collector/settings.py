"""What a person set about the window.  Nothing here tells what is in a vault, or where one is.

One small JSON file in the folder the system has for settings.  A file that is missing or unsound
is as if nothing had been set: the program starts all the same.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

import msgspec
import platformdirs

from collector.paths import machine_errors, write_synced

Language = Literal["en", "be", "ru"]
Theme = Literal["system", "light", "dark"]
TextSize = Literal[100, 125, 150, 200]
LockAfter = Literal[2, 5, 15, 60]

LANGUAGES: Final[Mapping[Language, str]] = MappingProxyType(
    {"be": "Беларуская", "ru": "Русский", "en": "English"}
)
"""The languages of the window, each named in itself."""

THEMES: Final[tuple[Theme, ...]] = ("system", "light", "dark")
TEXT_SIZES: Final[tuple[TextSize, ...]] = (100, 125, 150, 200)
LOCK_AFTER: Final[tuple[LockAfter, ...]] = (2, 5, 15, 60)

_FOLDER: Final = "collector"
_FILE: Final = "window.json"
_LIMIT: Final = 4096


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``text_size`` is in percent, ``lock_after`` in minutes without a key or a movement.

    ``language`` is None until somebody chose one; theme ``system`` is dark or light as that is.
    """

    language: Language | None = None
    theme: Theme = "system"
    text_size: TextSize = 100
    lock_after: LockAfter = 5


def load() -> Settings:
    """Return what was set."""
    try:
        with _path().open("rb") as stream:
            return msgspec.json.decode(stream.read(_LIMIT), type=Settings)
    except (OSError, ValueError, RecursionError):
        return Settings()


def save(settings: Settings) -> None:
    """Keep what was set.  Raises the machine's errors."""
    with machine_errors():
        path = _path()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(OSError):
            path.parent.chmod(0o700)
        write_synced(path, msgspec.json.encode(settings) + b"\n")


def forget() -> None:
    """Remove what was set, and the folders of this program where nothing is left in them.

    Raises the machine's errors.
    """
    with machine_errors():
        _path().unlink(missing_ok=True)
    for folder in (_path().parent, usual_vault().parent):
        with suppress(OSError):  # something of somebody else's lies there
            folder.rmdir()


def usual_vault() -> Path:
    """Return where a vault of this computer lies when nobody chose another place."""
    return Path(platformdirs.user_data_dir(_FOLDER, appauthor=False)) / "vault"


def _path() -> Path:
    folder = os.environ.get("COLLECTOR_SETTINGS") or platformdirs.user_config_dir(
        _FOLDER, appauthor=False
    )
    return Path(folder) / _FILE
