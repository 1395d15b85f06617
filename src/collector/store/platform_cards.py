"""Platform cards as files: signed bytes to a card, and what a card says about keys.

A card file is one line, the RFC 8785 JSON of ``model.card.PlatformCard`` and LF, followed by an
armored SSH signature of that line (LF included) by the card's root key, namespace
``collector-card``.  Stock tools check it: ``head -n 1 CARD | ssh-keygen -Y verify ...``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from collector.crypto import sshsig
from collector.crypto.age import HybridRecipient, parse_recipient
from collector.crypto.age.hybrid import RECIPIENT_PREFIX
from collector.crypto.ed25519 import SigningKey, check_public_key
from collector.crypto.namespaces import CARD
from collector.errors import CollectorError, Unacceptable
from collector.model.card import PlatformCard, recipient_digest
from collector.model.card_rules import RecipientRevoked, check_sending, revokes_itself
from collector.model.identity import IdentityRecord
from collector.model.reading import read_as, write
from collector.store import outbox, platforms
from collector.store.errors import NoSuch
from collector.store.identity_sealing import Target
from collector.store.platforms import KeptCard
from collector.store.sqlite import Connection

SIZE_LIMIT = 256 * 1024


class CardUnsound(Unacceptable):
    """The file is no platform card, or no sound one."""

    code = "card.unsound"
    words = "this file is not a platform card"
    hint = (
        "nothing was changed; choose the small file that the platform gave you, or ask for it"
        " again, in a way you trust"
    )


class CardSignature(CardUnsound):
    """The card is not signed by its own root key."""

    code = "card.signature"
    words = "this platform card is not signed by its own root key"
    hint = (
        "nothing was changed; somebody may have altered it: ask the platform for its card again,"
        " in a way you trust"
    )


class CardKey(CardUnsound):
    """A key on the card is unsound."""

    code = "card.key"
    words = "a key on this platform card is unsound"
    hint = "nothing was changed; ask the platform for its card again, in a way you trust"


@dataclass(frozen=True)
class TrustedCard:
    """A card whose signature holds.  Whether its root key is the platform's is for words to say."""

    card: PlatformCard
    digest: bytes
    data: bytes = field(repr=False)

    @property
    def root(self) -> bytes:
        """Return the root key."""
        return bytes.fromhex(self.card.root_key)

    @property
    def post_quantum(self) -> bool:
        """Tell whether the platform offers a post-quantum key for bundles.

        The keys were found sound when the card was read: how one begins tells what it is.
        """
        beginning = f"{RECIPIENT_PREFIX}1"
        return any(it.lower().startswith(beginning) for it in self.card.content_recipients)

    def kept(self) -> KeptCard:
        """Return the bytes as they are stored."""
        return KeptCard(self.card.serial, self.digest, self.data)


def make_card(card: PlatformCard, root: SigningKey) -> bytes:
    """Return the file of a card."""
    line = write(card) + b"\n"
    return line + sshsig.sign(root, CARD, line).encode("ascii")


def read_card(data: bytes) -> TrustedCard:
    """Return a card whose signature and keys are sound.

    Raises ``CardUnsound`` and its kinds, and what ``model.reading`` raises for an unreadable one.
    Whether it is still valid and continues the one before is checked by ``model.card``.
    """
    line, newline, armored = data.partition(b"\n")
    if len(data) > SIZE_LIMIT or not newline or not line.startswith((b"{", b"[")):
        raise CardUnsound
    card = read_as(line, PlatformCard)
    root = bytes.fromhex(card.root_key)
    _check_keys(card)  # before the signature: under some keys every signature holds
    try:
        signer = sshsig.verify(armored, CARD, line + newline)
    except CollectorError:
        raise CardSignature from None
    if signer != root:
        raise CardSignature
    return TrustedCard(card, hashlib.sha256(data).digest(), data)


def content_recipients(card: PlatformCard) -> list[str]:
    """Return the age recipients for bundles: the post-quantum ones where there are any."""
    hybrid = [text for text in card.content_recipients if _is_hybrid(text)]
    return sorted(hybrid or card.content_recipients)


def identity_recipients(card: PlatformCard) -> tuple[str, ...]:
    """Return the age recipients for identity: the post-quantum ones where there are any."""
    hybrid = [text for text in card.identity_recipients if _is_hybrid(text)]
    return tuple(sorted(hybrid or card.identity_recipients))


def identity_target(trusted: TrustedCard) -> Target:
    """Return whom identity is sealed to for this platform."""
    return Target(trusted.root, trusted.card.serial, identity_recipients(trusted.card))


def trusted_cards(db: Connection) -> list[TrustedCard]:
    """Return the newest trusted card of every platform."""
    return [read_card(kept.data) for kept in platforms.trusted(db).values()]


def trusted_card(db: Connection, root: bytes) -> TrustedCard | None:
    """Return the newest trusted card of one platform."""
    kept = platforms.trusted(db).get(root)
    return None if kept is None else read_card(kept.data)


def cards_since(db: Connection, root: bytes, serial: int) -> list[TrustedCard]:
    """Return the trusted cards of a platform from a serial on, the oldest first.

    Raises ``NoSuch`` where there is none.
    """
    found = [read_card(it.data) for it in platforms.of_platform(db, root) if it.serial >= serial]
    if not found:
        raise NoSuch(what="trusted platform")
    return found


def check_bundle_card(db: Connection, bundle: str, today: str) -> None:
    """Refuse to send a bundle of the outbox, on ``today``, for what its platform's cards say.

    Raises ``NoSuch``, and as ``model.card_rules.check_sending``; ``RecipientRevoked`` also where
    who a person is could be opened with such a key.
    """
    cards = cards_since(db, *outbox.card_of(db, bundle))
    check_sending(cards[-1].card, cards[0].card, today)
    found = (read_as(data, IdentityRecord) for data in outbox.identity_records(db, bundle))
    if {it.card.serial for it in found} & revoked_for_identity(db, cards[-1]):
        raise RecipientRevoked


def revoked_for_identity(db: Connection, newest: TrustedCard) -> frozenset[int]:
    """Return the serials of those cards of a platform that had an identity key revoked since."""
    revoked = set(newest.card.revoked_keys)
    cards = (read_card(it.data).card for it in platforms.of_platform(db, newest.root))
    return frozenset(
        card.serial
        for card in cards
        if revoked & set(map(recipient_digest, card.identity_recipients))
    )


def own_card(db: Connection) -> TrustedCard | None:
    """Return the newest card this vault issued."""
    issued = platforms.issued(db)
    return read_card(issued[-1].data) if issued else None


def issued_cards(db: Connection) -> list[PlatformCard]:
    """Return what the cards say that this vault issued, the first one first.

    Every bundle that comes is compared with them: their signatures are not checked each time.
    """
    return [read_as(it.data.partition(b"\n")[0], PlatformCard) for it in platforms.issued(db)]


def identity_targets(db: Connection) -> list[Target]:
    """Return whom identity is sealed to: platforms that have identity keys and are not given up."""
    return [
        identity_target(it)
        for it in trusted_cards(db)
        if it.card.identity_recipients and not revokes_itself(it.card)
    ]


def _check_keys(card: PlatformCard) -> None:
    try:
        for public in (card.root_key, card.receipt_key):
            check_public_key(bytes.fromhex(public))
        for text in (*card.content_recipients, *card.identity_recipients):
            parse_recipient(text)
    except CollectorError:
        raise CardKey from None


def _is_hybrid(text: str) -> bool:
    return isinstance(parse_recipient(text), HybridRecipient)
