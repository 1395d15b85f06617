"""A vault as a platform: its keys and first card, and the cards that follow.

The keys are made once, with the first card; a later card names the same ones, so that what was
encrypted to any of them opens as long as the vault, or a copy of its keys, is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from collector.crypto.age import HybridIdentity, parse_recipient
from collector.crypto.ed25519 import SigningKey
from collector.model.card import PlatformCard
from collector.model.card_rules import (
    CardDate,
    check_card,
    check_successor,
    revokes_itself,
)
from collector.model.card_terms import CardTerms, check_terms
from collector.model.envelope import SCHEMA
from collector.store import own_keys, platforms
from collector.store.custody import POLICY, CustodyLog
from collector.store.errors import NoSuch
from collector.store.own_keys import CARD_ROOT, CONTENT, IDENTITY, RECEIPT
from collector.store.platform_cards import TrustedCard, make_card, own_card, read_card
from collector.store.sqlite import transaction
from collector.store.vault import Vault

VALID_FOR_DAYS = 730
ACCOUNTABILITY_PLATFORM = "V-RECIP-02"
ISSUED = "card-issued"


def issue_first(
    vault: Vault,
    log: CustodyLog,
    name: str,
    identity_recipients: Sequence[str],
    terms: CardTerms,
) -> TrustedCard:
    """Make the keys of a platform and its first card; the vault must have none.

    ``identity_recipients`` are age recipients whose keys another person holds; without them the
    identity key is kept here and the card says so.  Raises what ``parse_recipient``,
    ``model.card_rules`` and ``model.card_terms`` raise.
    """
    check_terms(terms)
    db, wrap_key = vault.db, vault.wrap_key
    root, receipt = SigningKey.generate(), SigningKey.generate()
    content, own_identity = HybridIdentity.generate(), HybridIdentity.generate()
    separate = tuple(str(parse_recipient(text)) for text in identity_recipients)
    card = PlatformCard(
        schema=SCHEMA,
        name=name,
        root_key=root.public.hex(),
        serial=1,
        valid_until=_last_day(log, VALID_FOR_DAYS),
        previous=None,
        revoked_keys=terms.revoked_keys,
        recipient_class=ACCOUNTABILITY_PLATFORM,
        content_recipients=(str(content.recipient()),),
        identity_recipients=separate or (str(own_identity.recipient()),),
        identity_separate=bool(separate),
        receipt_key=receipt.public.hex(),
        transports=terms.transports,
        time_authority=terms.time_authority,
    )
    check_card(card, log.latest_day())
    made = read_card(make_card(card, root))
    with transaction(db):
        for key_name, key in ((CARD_ROOT, root), (RECEIPT, receipt)):
            own_keys.keep(db, wrap_key, key_name, key.public.hex(), key.seed)
        kept = [(CONTENT, content)] + ([] if separate else [(IDENTITY, own_identity)])
        for key_name, secret in kept:
            text = secret.secret_text().encode("ascii")
            own_keys.keep(db, wrap_key, key_name, str(secret.recipient()), text)
        _issue(vault, log, made)
    return made


def issue_next(
    vault: Vault, log: CustodyLog, valid_for_days: int, terms: CardTerms | None = None
) -> TrustedCard:
    """Issue the card that follows the newest one: the same keys, a later last day.

    ``terms`` are those of the newest card where they are left out.  Raises ``NoSuch`` where there
    is no card, and what ``model.card_rules`` and ``model.card_terms`` raise.
    """
    newest = own_card(vault.db)
    if newest is None:
        raise NoSuch(what="platform card")
    terms = CardTerms.of(newest.card) if terms is None else terms
    check_terms(terms)
    card = replace(
        newest.card,
        serial=newest.card.serial + 1,
        previous=newest.digest.hex(),
        valid_until=_last_day(log, valid_for_days),
        transports=terms.transports,
        time_authority=terms.time_authority,
        revoked_keys=terms.revoked_keys,
    )
    check_card(card, log.latest_day())
    check_successor(newest.card, card, old_digest=newest.digest.hex())
    return _signed(vault, log, card)


def issue_last(vault: Vault, log: CustodyLog) -> TrustedCard:
    """Issue the card that revokes the platform: whoever takes it over sends nothing any more.

    No card follows it; where it was issued already, it is returned again.  Raises ``NoSuch`` where
    there is no card.
    """
    newest = own_card(vault.db)
    if newest is None:
        raise NoSuch(what="platform card")
    if revokes_itself(newest.card):
        return newest
    card = replace(
        newest.card,
        serial=newest.card.serial + 1,
        previous=newest.digest.hex(),
        revoked_keys=(*newest.card.revoked_keys, newest.card.root_key),
    )
    return _signed(vault, log, card)


def _signed(vault: Vault, log: CustodyLog, card: PlatformCard) -> TrustedCard:
    root = SigningKey.from_seed(own_keys.private(vault.db, vault.wrap_key, CARD_ROOT))
    made = read_card(make_card(card, root))
    with transaction(vault.db):
        _issue(vault, log, made)
    return made


def _issue(vault: Vault, log: CustodyLog, made: TrustedCard) -> None:
    platforms.issue(vault.db, made.kept())
    log.append(POLICY, detail=(ISSUED,))


def _last_day(log: CustodyLog, days: int) -> str:
    """Count from the latest day there is reason to believe in, whatever the clock says."""
    try:
        return (date.fromisoformat(log.latest_day()) + timedelta(days=days)).isoformat()
    except OverflowError:
        raise CardDate from None
