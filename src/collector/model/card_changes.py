"""What a renewed card says differently: what was, and what is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from collector.model.card import PlatformCard, TimeAuthority, Transport, recipient_digest
from collector.model.card_rules import changes

_OF_THE_FILE: Final = {"schema", "serial", "previous"}


@dataclass(frozen=True)
class CardChange:
    """A field of the card, and what stood and stands in it.

    A field that holds one thing has one text, a list as many as it has entries.  Age recipients
    stand as the SHA-256 of their texts, as in ``revoked_keys``.
    """

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def card_changes(old: PlatformCard, new: PlatformCard) -> tuple[CardChange, ...]:
    """Return the fields in which a card differs from another one, but for its number."""
    return tuple(
        CardChange(name, _texts(name, old), _texts(name, new))
        for name in changes(old, new)
        if name not in _OF_THE_FILE
    )


def _texts(name: str, card: PlatformCard) -> tuple[str, ...]:
    value = getattr(card, name)
    if name.endswith("_recipients"):
        return tuple(map(recipient_digest, value))
    if value is None:
        return ()
    return tuple(map(_text, value)) if isinstance(value, tuple) else (_text(value),)


def _text(value: object) -> str:
    if isinstance(value, Transport):
        tor = " tor" if value.tor_required else ""
        return f"{value.kind} {value.address}{_pin(value)}{tor}"
    if isinstance(value, TimeAuthority):
        return f"{value.address} certificate {value.certificate}{_pin(value)}"
    return str(value)


def _pin(value: Transport | TimeAuthority) -> str:
    return f" pin {value.pin}" if value.pin else ""
