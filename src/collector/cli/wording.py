"""Words and shapes that several verbs share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from collector.cli.console import Console
from collector.verify.keys import PublicKey

_UNITS: Final = ("B", "kB", "MB", "GB", "TB")


def size(octets: int) -> str:
    """Return a size for people, in decimal units."""
    amount, unit = float(octets), _UNITS[0]
    for unit in _UNITS:
        if amount < 999.5 or unit == _UNITS[-1]:
            break
        amount /= 1000
    return f"{octets} B" if unit == "B" else f"{amount:.1f} {unit}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 account``, ``2 accounts``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def pairs(console: Console, lines: Iterable[tuple[str, str]]) -> None:
    """Say names and values, one below the other; a repeated name is left blank."""
    held = list(lines)
    width = max((len(name) for name, _ in held), default=0)
    before = ""
    for name, value in held:
        console.say(f"{'' if name == before else name:<{width}}  {value}")
        before = name


def key_lines(name: str, key: PublicKey) -> list[tuple[str, str]]:
    """Return a signing key and its words as pairs."""
    return [(name, key.line), ("its words", key.english), ("in Russian", key.russian)]


def key_fields(key: PublicKey) -> dict[str, Any]:
    """Return a signing key for ``--json``."""
    return {
        "key": key.hex,
        "line": key.line,
        "words": {"en": key.english, "ru": key.russian},
    }
