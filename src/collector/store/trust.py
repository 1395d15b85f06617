"""Whom this vault trusts: platforms by their cards, signers by their words.

And what it is itself: the vault of a platform makes cards and holds their keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from collector import clock
from collector.crypto import fingerprint
from collector.crypto.ed25519 import check_public_key
from collector.errors import Unacceptable, WrongUsage
from collector.model.card_changes import CardChange, card_changes
from collector.model.card_rules import (
    CardNotTrusted,
    check_card,
    check_renewed,
    check_successor,
    revokes_itself,
)
from collector.model.card_terms import CardTerms
from collector.model.untrusted import shown
from collector.store import deliveries, issuing, key_copy, own_keys, platforms, signers
from collector.store.custody import POLICY, CustodyLog
from collector.store.errors import NoSuch
from collector.store.identity_sealing import Target
from collector.store.platform_cards import (
    TrustedCard,
    identity_target,
    own_card,
    read_card,
    trusted_cards,
)
from collector.store.signers import Signer
from collector.store.sqlite import transaction
from collector.store.testimonies import Testimonies
from collector.store.vault import Vault

_NO_TERMS: Final = CardTerms()
_SHOWN_OF_WORD: Final = 24  # the longest of the lists has eight letters


class WordsDiffer(Unacceptable):
    """The words given are not the words of the key."""

    code = "trust.words-differ"
    words = "the twelve words are not the ones of this key"
    hint = (
        "nothing was trusted; read the words aloud again with the other side, on a line you trust"
    )


class WordUnlisted(WordsDiffer):
    """One of the words given is a word of no key."""

    code = "trust.word-unlisted"
    words = "word {place} of those you typed, {word}, is on neither list of words"
    hint = "nothing was trusted; look for a typing mistake, or ask to hear this word again"


class CardExists(WrongUsage):
    """The vault has a card already."""

    code = "card.exists"
    words = "this vault has a platform card already"
    hint = "use that card; a vault is one platform"


class SignerRevoked(Unacceptable):
    """A key that was revoked here is not vouched for again."""

    code = "trust.signer-revoked"
    words = "this key was revoked here"
    hint = "nothing was changed; its holder needs a new vault with a new key"


@dataclass(frozen=True)
class Renewal:
    """What taking over a renewed card came to: what was, and what is.

    ``gap`` tells that cards between the two never came.  Of the very card that is trusted already
    there are no changes.
    """

    card: TrustedCard
    changes: tuple[CardChange, ...]
    gap: bool


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

    def new_card(
        self,
        name: str,
        identity_recipients: Sequence[str] = (),
        terms: CardTerms = _NO_TERMS,
    ) -> TrustedCard:
        """Make this vault a platform: new keys, and its first card.

        ``identity_recipients`` are age recipients whose keys another person holds; without them
        the identity key is kept here and the card says so.  Raises ``CardExists``, and what
        ``model.card_rules`` and ``model.card_terms`` raise.
        """
        if platforms.issued(self.vault.db):
            raise CardExists
        return issuing.issue_first(self.vault, self.log, name, identity_recipients, terms)

    def renew_card(
        self, valid_for_days: int = issuing.VALID_FOR_DAYS, terms: CardTerms | None = None
    ) -> TrustedCard:
        """Issue the next card: the same platform with the same keys, valid from now on.

        ``terms`` stay as they are where they are left out.  Raises as ``issuing.issue_next``.
        """
        return issuing.issue_next(self.vault, self.log, valid_for_days, terms)

    def revoke_card(self) -> TrustedCard:
        """Issue the last card: this platform is given up.  Raises as ``issuing.issue_last``."""
        return issuing.issue_last(self.vault, self.log)

    def own_card(self) -> TrustedCard | None:
        """Return the newest card this vault issued."""
        return own_card(self.vault.db)

    def content_keys(self) -> list[str]:
        """Return the private age keys that open bundles.  Whoever holds them reads every bundle."""
        found = own_keys.content_keys(self.vault.db, self.vault.wrap_key)
        if not found:
            raise NoSuch(what="platform key")
        with transaction(self.vault.db):
            self.log.append(key_copy.HANDED_OUT, detail=(key_copy.EXPORTED_DETAIL,))
        return found

    def key_copy(self) -> bytes:
        """Return the file without which, once the vault is lost, every bundle is lost.

        Whoever holds it can do all that the platform can.  Raises ``NoSuch``.
        """
        return key_copy.make_copy(self.vault, self.log)

    def check_key_copy(self, data: bytes) -> None:
        """Make sure that a file holds every key of the platform.  Raises ``KeyCopyDiffers``."""
        key_copy.check_copy(self.vault, self.log, data)

    def key_copy_checked(self) -> str | None:
        """Return when a copy was last found whole (UTC), None if never."""
        return key_copy.last_checked(self.vault)

    def trust_card(self, data: bytes, spoken: str) -> TrustedCard:
        """Trust a platform whose words were compared; seal what was open of identity to it.

        A renewed card of a trusted platform is checked against the one before.  Raises as
        ``compare_words``, ``CardUnsound`` and what ``model.card_rules`` raises.
        """
        card = read_card(data)
        check_card(card.card, self.log.latest_day())
        compare_words(card.root, spoken)
        self._take_over(card, self._before(card))
        return card

    def take_renewed(self, data: bytes) -> Renewal:
        """Take over a later card of a trusted platform; its words were compared already.

        So with the one that revokes the platform, whatever else it says: nothing is sent any more.
        Raises ``CardNotTrusted`` where no card of this root key is trusted, ``CardUnsound`` and
        what ``model.card_rules`` raises; nothing was changed then.
        """
        card = read_card(data)
        before = self._before(card)
        if before is None:
            raise CardNotTrusted
        check_renewed(card.card, self.log.latest_day())
        self._take_over(card, before)
        return Renewal(
            card=card,
            changes=card_changes(before.card, card.card),
            gap=card.card.serial > before.card.serial + 1,
        )

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

        Raises ``WeakKey``, ``SignerRevoked`` and as ``compare_words``.
        """
        return enrol_signer(self.vault, self.log, public, spoken)

    def revoke_signer(self, public: bytes) -> bool:
        """Believe a key no more; ``False`` if it was revoked already.

        What it signed before stays, and is marked; what it signs from now on is refused.  Raises
        ``NoSuch`` for a key nobody vouched for.
        """
        with transaction(self.vault.db):
            new = signers.revoke(self.vault.db, public, clock.now_utc())
            if new:
                self.log.append(POLICY, detail=("signer-revoked",))
        return new

    def signers(self) -> list[Signer]:
        """Return the enrolled keys."""
        return signers.every(self.vault.db)

    def _before(self, card: TrustedCard) -> TrustedCard | None:
        """Return the card of the same root key that is trusted until now."""
        kept = platforms.trusted(self.vault.db).get(card.root)
        return None if kept is None else read_card(kept.data)

    def _take_over(self, card: TrustedCard, before: TrustedCard | None) -> None:
        """Trust a card in place of the one before, and seal what was open of identity to it."""
        if before is not None and before.digest != card.digest:
            check_successor(before.card, card.card, old_digest=before.digest.hex())
        with transaction(self.vault.db):
            if platforms.trust(self.vault.db, card.root, card.kept(), clock.now_utc()):
                self.log.append(POLICY, detail=("card-trusted",))
                deliveries.let_go_to(self.vault.db, card.root)
        self._seal_open_identities(card)

    def _seal_open_identities(self, card: TrustedCard) -> None:
        """What was kept open for want of a card is sealed now, and the open copy destroyed."""
        if not card.card.identity_recipients or revokes_itself(card.card):
            return
        target = identity_target(card)
        for testimony in self.testimonies.with_open_identity():
            self.testimonies.close_identity(testimony, [target])


def compare_words(public: bytes, spoken: str) -> None:
    """Compare the words of a key with those that were heard.  Raises as ``whose_words``."""
    whose_words([public], spoken)


def whose_words(keys: Iterable[bytes], spoken: str) -> bytes:
    """Return which of these keys has the words that were heard.

    Raises ``WordUnlisted`` where one of them is a word of no key, else ``WordsDiffer``.
    """
    for public in keys:
        if fingerprint.matches(public, spoken):
            return public
    unlisted = fingerprint.unlisted(spoken)
    if unlisted is None:
        raise WordsDiffer
    place, word = unlisted
    raise WordUnlisted(place=place, word=shown(word, _SHOWN_OF_WORD))


def enrol_signer(vault: Vault, log: CustodyLog, public: bytes, spoken: str) -> bool:
    """Vouch for a signing key whose words were compared; see ``Trust.enrol``."""
    check_public_key(public)
    compare_words(public, spoken)
    if any(it.public == public and it.revoked_at for it in signers.every(vault.db)):
        raise SignerRevoked
    with transaction(vault.db):
        new = signers.enrol(vault.db, public, clock.now_utc())
        if new:
            log.append(POLICY, detail=("signer-enrolled",))
    return new
