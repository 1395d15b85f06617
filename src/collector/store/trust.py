"""Whom this vault trusts: platforms by their cards, signers by their words.

And what it is itself: the vault of a platform makes cards and holds their keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from collector import clock
from collector.crypto import fingerprint
from collector.crypto.age import HybridIdentity, parse_recipient
from collector.crypto.ed25519 import SigningKey, check_public_key
from collector.errors import Unacceptable, WrongUsage
from collector.model.card import PlatformCard
from collector.model.card_rules import check_card, check_successor
from collector.model.envelope import SCHEMA
from collector.store import own_keys, platforms, signers
from collector.store.custody import POLICY, CustodyLog
from collector.store.errors import NoSuch
from collector.store.identity_sealing import Target
from collector.store.platform_cards import (
    TrustedCard,
    identity_target,
    make_card,
    own_card,
    read_card,
    trusted_cards,
)
from collector.store.signers import Signer
from collector.store.sqlite import transaction
from collector.store.testimonies import Testimonies
from collector.store.vault import Vault

CARD_ROOT, RECEIPT, CONTENT, IDENTITY = "card-root", "receipt", "content-1", "identity-1"
ACCOUNTABILITY_PLATFORM = "V-RECIP-02"
VALID_FOR = timedelta(days=730)


class WordsDiffer(Unacceptable):
    """The words given are not the words of the key."""

    code = "trust.words-differ"
    words = "the twelve words are not the ones of this key"
    hint = "nothing was trusted; read the words aloud again with the other side on a safe line"


class CardExists(WrongUsage):
    """The vault has a card already."""

    code = "card.exists"
    words = "this vault has a platform card already"
    hint = "use that card; a vault is one platform"


@dataclass(frozen=True)
class Trust:
    """The trust decisions of one open vault."""

    vault: Vault
    log: CustodyLog
    testimonies: Testimonies

    @property
    def own_signer(self) -> bytes:
        """Return the public key that signs what leaves this vault."""
        return self.vault.signing_key.public

    def new_card(self, name: str, identity_recipients: Sequence[str] = ()) -> TrustedCard:
        """Make this vault a platform: new keys, and its first card.

        ``identity_recipients`` are age recipients whose keys another person holds; without them
        the identity key is kept here and the card says so.  Raises ``CardExists``.
        """
        db, wrap_key = self.vault.db, self.vault.wrap_key
        if platforms.issued(db):
            raise CardExists
        root, receipt = SigningKey.generate(), SigningKey.generate()
        content, own_identity = HybridIdentity.generate(), HybridIdentity.generate()
        separate = tuple(str(parse_recipient(text)) for text in identity_recipients)
        card = PlatformCard(
            schema=SCHEMA,
            name=name,
            root_key=root.public.hex(),
            serial=1,
            valid_until=(date.fromisoformat(clock.today_utc()) + VALID_FOR).isoformat(),
            previous=None,
            revoked_keys=(),
            recipient_class=ACCOUNTABILITY_PLATFORM,
            content_recipients=(str(content.recipient()),),
            identity_recipients=separate or (str(own_identity.recipient()),),
            identity_separate=bool(separate),
            receipt_key=receipt.public.hex(),
            transports=(),
            time_authority=None,
        )
        made = read_card(make_card(card, root))
        with transaction(db):
            for key_name, key in ((CARD_ROOT, root), (RECEIPT, receipt)):
                own_keys.keep(db, wrap_key, key_name, key.public.hex(), key.seed)
            kept = [(CONTENT, content)] + ([] if separate else [(IDENTITY, own_identity)])
            for key_name, secret in kept:
                text = secret.secret_text().encode("ascii")
                own_keys.keep(db, wrap_key, key_name, str(secret.recipient()), text)
            platforms.issue(db, made.kept())
            self.log.append(POLICY, detail=("card-issued",))
        return made

    def own_card(self) -> TrustedCard | None:
        """Return the newest card this vault issued."""
        return own_card(self.vault.db)

    def content_keys(self) -> list[str]:
        """Return the private age keys that open bundles.  Whoever holds them reads every bundle."""
        names = [name for name in own_keys.names(self.vault.db) if name.startswith("content-")]
        if not names:
            raise NoSuch(what="platform key")
        wrap_key = self.vault.wrap_key
        found = [own_keys.private(self.vault.db, wrap_key, name).decode("ascii") for name in names]
        with transaction(self.vault.db):
            self.log.append("dis", detail=("platform-key-exported",))
        return found

    def trust_card(self, data: bytes, spoken: str) -> TrustedCard:
        """Trust a platform whose words were compared; seal what was open of identity to it.

        A renewed card of a trusted platform is checked against the one before.  Raises
        ``WordsDiffer``, ``CardUnsound`` and what ``model.card`` raises.
        """
        card = read_card(data)
        check_card(card.card, self.log.latest_day())
        if not fingerprint.matches(card.root, spoken):
            raise WordsDiffer
        db = self.vault.db
        before = platforms.trusted(db).get(card.root)
        if before is not None and before.digest != card.digest:
            old = read_card(before.data).card
            check_successor(old, card.card, old_digest=before.digest.hex())
        with transaction(db):
            platforms.trust(db, card.root, card.kept(), clock.now_utc())
            if before is None or before.digest != card.digest:
                self.log.append(POLICY, detail=("card-trusted",))
        self._seal_open_identities(card)
        return card

    def platforms(self) -> list[TrustedCard]:
        """Return the newest card of every trusted platform."""
        return trusted_cards(self.vault.db)

    def platform(self, wanted: str) -> TrustedCard:
        """Return a trusted platform by its exact name or its root key.  Raises ``NoSuch``."""
        found = [it for it in self.platforms() if wanted in (it.card.name, it.card.root_key)]
        if len(found) != 1:
            raise NoSuch(what="trusted platform")
        check_card(found[0].card, self.log.latest_day())
        return found[0]

    def targets(self, wanted: Sequence[str]) -> list[Target]:
        """Return whose identity keys these platforms have.  Raises ``NoSuch``."""
        cards = [self.platform(name) for name in wanted]
        return [identity_target(it) for it in cards if it.card.identity_recipients]

    def enrol(self, public: bytes, spoken: str) -> bool:
        """Vouch for a signing key whose words were compared; ``False`` if it was enrolled already.

        Raises ``WeakKey`` and ``WordsDiffer``.
        """
        check_public_key(public)
        if not fingerprint.matches(public, spoken):
            raise WordsDiffer
        with transaction(self.vault.db):
            new = signers.enrol(self.vault.db, public, clock.now_utc())
            if new:
                self.log.append(POLICY, detail=("signer-enrolled",))
        return new

    def signers(self) -> list[Signer]:
        """Return the enrolled keys."""
        return signers.every(self.vault.db)

    def _seal_open_identities(self, card: TrustedCard) -> None:
        """What was kept open for want of a card is sealed now, and the open copy destroyed."""
        if not card.card.identity_recipients:
            return
        target = identity_target(card)
        for testimony in self.testimonies.with_open_identity():
            self.testimonies.close_identity(testimony, [target])
