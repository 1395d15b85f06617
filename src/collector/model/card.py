"""The platform card: what a platform gives out so that material can be addressed to it.

The same root key with a higher serial renews a card; another root key is another platform.
Whether the signature and the keys on it hold is for whoever reads the file to check.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta

from collector.errors import Unacceptable
from collector.model.envelope import Document
from collector.model.terms import RECIPIENT_NEVER, Recipient
from collector.model.values import Count, Day, Line, PublicKey, Sha256, Value, whole

POST_QUANTUM: Final = "age1pq1"
AgeRecipient = Annotated[
    str, Meta(pattern=whole("age1[a-z0-9]{10,4000}"), description="age recipient")
]
TransportKind = Literal["folder", "tus", "webdav", "sftp"]


class Transport(Value, frozen=True, kw_only=True):
    """A way to deliver: where, the pin its certificate or host key must have, and whether Tor."""

    transport: TransportKind
    address: Line
    pin: Sha256 | None = None
    tor_required: bool


class TimeAuthority(Value, frozen=True, kw_only=True):
    """A time-stamping authority (RFC 3161), and the SHA-256 of its certificate."""

    address: Line
    certificate: Sha256


class PlatformCard(Document, frozen=True, kw_only=True, tag="card"):
    """A card.  ``previous`` is the SHA-256 of the card file before, None for serial 1.

    ``identity_separate`` says that the identity keys are held by another person than the vault
    that opens bundles.
    """

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    root_key: PublicKey
    serial: Count
    valid_until: Day
    previous: Sha256 | None
    revoked_keys: tuple[PublicKey, ...]
    recipient_class: Recipient
    content_recipients: Annotated[tuple[AgeRecipient, ...], Meta(min_length=1, max_length=16)]
    identity_recipients: Annotated[tuple[AgeRecipient, ...], Meta(max_length=16)]
    identity_separate: bool
    receipt_key: PublicKey
    transports: Annotated[tuple[Transport, ...], Meta(max_length=16)]
    time_authority: TimeAuthority | None


class CardExpired(Unacceptable):
    """The card's time is over."""

    code = "card.expired"
    words = "this platform card was valid until {day}"
    hint = "nothing was sent; ask the platform for its renewed card"


class CardContradiction(Unacceptable):
    """The card contradicts itself."""

    code = "card.contradiction"
    words = "this platform card contradicts itself"
    hint = "nothing was changed; ask the platform for its card again, on a way you trust"


class CardOlder(Unacceptable):
    """A card that was overtaken, or does not follow the trusted one."""

    code = "card.older"
    words = "this platform card does not follow the one that is trusted here"
    hint = "the trusted card stays; ask the platform for its newest card"


class CardWeaker(Unacceptable):
    """A renewal that drops the post-quantum keys (formats.md section 4)."""

    code = "card.post-quantum-dropped"
    words = "this renewed platform card no longer offers the post-quantum key it offered before"
    hint = "the trusted card stays; ask the platform why, on a way you trust"


class CardOtherRoot(Unacceptable):
    """A card of another platform in the place of a renewal."""

    code = "card.other-root"
    words = "this card belongs to another platform: its root key differs"
    hint = "the trusted card stays; a new root key is a new platform"


def check_card(card: PlatformCard, today: str) -> None:
    """Refuse a card that is over on ``today`` (``YYYY-MM-DD``) or contradicts itself.

    A clock put back can revive a card; the caller gives the latest day it has reason to believe.
    Raises ``CardExpired`` and ``CardContradiction``.
    """
    keys = (card.root_key, card.receipt_key)
    contradicts = (
        (card.serial == 1) != (card.previous is None)
        or card.recipient_class == RECIPIENT_NEVER
        or card.root_key == card.receipt_key
        or set(keys) & set(card.revoked_keys)
        or set(card.content_recipients) & set(card.identity_recipients)
        or _mixed(card.content_recipients)
        or _mixed(card.identity_recipients)
    )
    if contradicts:
        raise CardContradiction
    if card.valid_until < today:
        raise CardExpired(day=card.valid_until)


def check_successor(old: PlatformCard, old_digest: str, new: PlatformCard) -> None:
    """Refuse a renewal that is none.  ``old_digest`` is the SHA-256 of the trusted card's file.

    Raises ``CardOtherRoot``, ``CardOlder`` and ``CardWeaker``.
    """
    if new.root_key != old.root_key:
        raise CardOtherRoot
    if new.serial <= old.serial:
        raise CardOlder
    if new.serial == old.serial + 1 and new.previous != old_digest:
        raise CardOlder
    for before, after in (
        (old.content_recipients, new.content_recipients),
        (old.identity_recipients, new.identity_recipients),
    ):
        if _has_hybrid(before) and not _has_hybrid(after):
            raise CardWeaker


def _has_hybrid(recipients: tuple[str, ...]) -> bool:
    return any(text.startswith(POST_QUANTUM) for text in recipients)


def _mixed(recipients: tuple[str, ...]) -> bool:
    """age files are never mixed, so a card that offers both kinds must mean one of them."""
    return len({text.startswith(POST_QUANTUM) for text in recipients}) > 1
