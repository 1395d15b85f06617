"""The platform card: what a platform gives out, so that accounts can be addressed to it.

The card file holds these bytes and a signature by the root key (``crypto``).  Here is what the
card says; ``card_rules`` says whether that can be accepted.  Age keys are told apart by shape only.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from msgspec import Meta

from collector.model.envelope import Document
from collector.model.terms import Recipient
from collector.model.values import Count, Day, PublicKey, Sha256, Value, whole

# Bech32 letters (BIP 173); the lengths follow from those of the keys: 1216 and 32 bytes.
_LETTER = "[02-9ac-hj-np-z]"
POST_QUANTUM_PREFIX = "age1pq1"

AgeRecipient = Annotated[
    str,
    Meta(
        pattern=whole(f"(age1pq1{_LETTER}{{1952}}|age1{_LETTER}{{58}})"),
        description="age recipient: mlkem768x25519 (age1pq1...) or X25519 (age1...)",
    ),
]
AgeRecipients = Annotated[tuple[AgeRecipient, ...], Meta(min_length=1, max_length=16)]
Address = Annotated[
    str, Meta(pattern=whole("[!-~]{1,2000}"), description="address in visible ASCII")
]


class Transport(Value, frozen=True, kw_only=True):
    """A way to deliver.  ``pin`` is the SHA-256 of the server's public key (RFC 7469)."""

    kind: Annotated[str, Meta(pattern=whole("[a-z][a-z0-9-]{0,31}"))]
    address: Address
    pin: Sha256 | None = None
    tor_required: bool


class TimeAuthority(Value, frozen=True, kw_only=True):
    """Who stamps times for this platform (RFC 3161).

    ``certificate`` is the SHA-256 of the certificate (DER) that its stamps are made with; ``pin``
    that of the public key of its server, as in ``Transport``.
    """

    address: Address
    certificate: Sha256
    pin: Sha256 | None = None


class PlatformCard(Document, frozen=True, kw_only=True, tag="card"):
    """The body of a card.

    ``previous`` is the SHA-256 of the card file before; null on the first card, serial 1.
    ``revoked_keys`` are Ed25519 public keys, or SHA-256 digests of age recipients as texts; with
    the root key among them the platform is given up, and the card says nothing else that counts.
    ``identity_separate`` says that no vault holds both kinds of private key.
    """

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    root_key: PublicKey
    serial: Count
    valid_until: Day
    previous: Sha256 | None
    revoked_keys: Annotated[tuple[Sha256, ...], Meta(max_length=1_000)]
    recipient_class: Recipient
    content_recipients: AgeRecipients
    identity_recipients: AgeRecipients
    identity_separate: bool
    receipt_key: PublicKey
    transports: Annotated[tuple[Transport, ...], Meta(max_length=16)]
    time_authority: TimeAuthority | None = None


RecipientKind = Literal["post-quantum", "classical"]


def recipient_kind(recipient: str) -> RecipientKind:
    """Return of which kind an age recipient is."""
    return "post-quantum" if recipient.startswith(POST_QUANTUM_PREFIX) else "classical"


def recipient_digest(recipient: str) -> str:
    """Return what names an age recipient where its text is not said: the SHA-256 of that text.

    So it stands on a card that revokes it, in an identity record, and in a bundle's ``bag-info``.
    """
    return hashlib.sha256(recipient.encode()).hexdigest()
