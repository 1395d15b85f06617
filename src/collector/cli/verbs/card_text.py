"""What a platform card says, for people and for ``--json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from collector import desk
from collector.cli.wording import key_fields
from collector.desk import TrustedCard
from collector.model.card import PlatformCard, TimeAuthority, Transport
from collector.model.card_changes import CardChange
from collector.model.untrusted import shown
from collector.vocabularies import load

_FIELDS: Final = {
    "name": "name",
    "valid_until": "valid until",
    "recipient_class": "kind of recipient",
    "content_recipients": "keys for bundles",
    "identity_recipients": "keys for identities",
    "identity_separate": "who keeps the key for identities",
    "receipt_key": "key for receipts",
    "transports": "ways to deliver",
    "time_authority": "time authority",
    "revoked_keys": "revoked keys",
}


def card_lines(trusted: TrustedCard) -> list[tuple[str, str]]:
    """Return what to show of a card."""
    card, root = trusted.card, desk.public_key(trusted.root)
    return [
        ("name", shown(card.name, 80)),
        ("root key", root.hex),
        ("its words", root.english),
        ("in Russian", root.russian),
        ("card", f"number {card.serial}, valid until {card.valid_until}"),
        ("file", trusted.digest.hex()),
        ("kind", load("V-RECIP").label(card.recipient_class, "en")),
        ("bundles", "post-quantum" if trusted.post_quantum else "X25519 alone"),
        ("identities", _identities(card)),
        *(("delivery", _way(it)) for it in card.transports),
        *((("stamps", _authority(card.time_authority)),) if card.time_authority else ()),
        *(("revoked", key) for key in card.revoked_keys),
    ]


def card_fields(trusted: TrustedCard) -> dict[str, Any]:
    """Return a card for ``--json``."""
    card = trusted.card
    return {
        "name": card.name,
        "root": key_fields(desk.public_key(trusted.root)),
        "serial": card.serial,
        "valid_until": card.valid_until,
        "sha256": trusted.digest.hex(),
        "recipient_class": card.recipient_class,
        "post_quantum": trusted.post_quantum,
        "identity_separate": card.identity_separate,
        "revoked_keys": list(card.revoked_keys),
        "transports": [msgspec.to_builtins(it) for it in card.transports],
        "time_authority": msgspec.to_builtins(card.time_authority),
    }


def change_words(change: CardChange) -> str:
    """Return what was and what is, in one line."""
    before, after = (
        ", ".join(shown(text, 300) for text in texts) or "none"
        for texts in (change.before, change.after)
    )
    return f"{_FIELDS[change.field]}: {before} before, {after} now"


def changes(old: PlatformCard, new: PlatformCard) -> Iterator[str]:
    """Yield what a renewed card says differently, in words."""
    for field, name in _FIELDS.items():
        if getattr(old, field) != getattr(new, field):
            yield name


def _way(way: Transport) -> str:
    tor = ", only through Tor" if way.tor_required else ""
    return f"{shown(f'{way.kind} {way.address}', 300)}{tor}"


def _authority(authority: TimeAuthority) -> str:
    return shown(authority.address, 300)


def _identities(card: PlatformCard) -> str:
    if not card.identity_recipients:
        return "not received"
    if card.identity_separate:
        return "their key is kept by another person than bundles are opened by"
    return "their key is kept in the same vault as the key for bundles"
