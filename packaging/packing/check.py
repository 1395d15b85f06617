"""Is a folder what it should be: small enough, and free of what must not be in it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from packing.contents import PLUGINS
from packing.folder import INSIDE, size
from packing.licences import FOLDER

MEGABYTE: Final = 1_000_000
MOST: Final = {"collector": 200 * MEGABYTE, "collector-verify": 40 * MEGABYTE}
# Qt's modules under the GPL alone, what is large and unused, what needs a GPU; readline is GPL.
_UNWANTED: Final = re.compile(
    r"(?i)charts|datavis|virtualkeyboard|networkauth|httpserver|lottie|waylandcompositor"
    r"|quick|qml|pdf|eglfs|readline|Qt6Network"
)
_PARTS: Final = {
    "collector": (
        "PySide6/QtWidgets.abi3.so",
        *(f"PySide6/Qt/plugins/{name}" for name in sorted(PLUGINS)),
        "collector/samples/account-be.json",
        "collector/store/schema.sql",
        "collector/ui/fonts/NotoSans-Regular.ttf",
        "collector/ui/locales/be/shell.ftl",
        "collector/vocabularies/data/v-role.json",
    ),
    "collector-verify": (),
}
_WITH_A_VAULT: Final = re.compile(r"(?i)PySide6|shiboken|sqlcipher|/libQt|libxcb")


def faults(folder: Path) -> Iterator[str]:
    """Yield what is wrong with what lies in the folder."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    if (octets := size(folder)) > MOST[folder.name]:
        yield f"{octets / MEGABYTE:.0f} MB are more than {MOST[folder.name] / MEGABYTE:.0f}"
    for name in names:
        if name.startswith(INSIDE) and _UNWANTED.search(name):
            yield f"{name} must not be there"
        if folder.name == "collector-verify" and _WITH_A_VAULT.search(f"/{name}"):
            yield f"{name} is of no use without a vault or a window"
    for part in _PARTS[folder.name]:
        if f"{INSIDE}/{part}" not in names:
            yield f"{part} is missing"
    for paper in ("LICENSE", "THIRD-PARTY.md", f"{FOLDER}/Python/LICENSE.txt"):
        if paper not in names:
            yield f"{paper} is missing"
    yield from (f"{it} points to nothing" for it in names if not (folder / it).exists())
