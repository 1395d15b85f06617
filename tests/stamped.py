"""A platform whose card names a time authority of the tests, and the way to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from collector.crypto.ed25519 import SigningKey
from collector.model.card import TimeAuthority
from collector.session import Session
from collector.store import own_keys, platforms
from collector.store.custody import POLICY
from collector.store.issuing import ISSUED
from collector.store.own_keys import CARD_ROOT
from collector.store.platform_cards import TrustedCard, make_card, read_card
from collector.store.sqlite import transaction
from collector.store.stamps import KeptStamp
from collector.sync.transport.interface import Endpoint
from makers import trust
from time_authority import Authority

ADDRESS = "https://time.example:443/stamp"
PIN = bytes(range(32))


def renewed(platform: Session, **changes: Any) -> TrustedCard:
    """Issue the next card of a platform with these fields."""
    newest = platform.trust.own_card()
    assert newest is not None
    card = replace(
        newest.card,
        serial=newest.card.serial + 1,
        previous=newest.digest.hex(),
        **changes,
    )
    vault = platform.vault
    root = SigningKey.from_seed(own_keys.private(vault.db, vault.wrap_key, CARD_ROOT))
    made = read_card(make_card(card, root))
    with transaction(vault.db):
        platforms.issue(vault.db, made.kept())
        platform.custody.append(POLICY, detail=(ISSUED,))
    return made


def trust_with_authority(field: Session, platform: Session, authority: Authority) -> TrustedCard:
    """Let both sides trust each other, by a card that names this authority."""
    if platform.trust.own_card() is None:
        trust(field, platform)
    named = TimeAuthority(address=ADDRESS, certificate=authority.digest.hex(), pin=PIN.hex())
    renewed(platform, time_authority=named)
    return trust(field, platform)


WAY = Endpoint("tus", "https://platform.example/files", bytes(32))


def stamp(field: Session, authority: Authority, **changes: Any) -> KeptStamp:
    """Have the head stamped by an authority that nobody needs a network for."""
    (card,) = field.trust.platforms()
    question = field.stamping.question(card, WAY)
    assert question is not None
    return field.stamping.take(question, answering(authority, **changes)(question.query.body))


def answering(authority: Authority, **changes: Any) -> Callable[[bytes], bytes]:
    """Return what carries a question to an authority, which answers what it is asked."""

    def post(body: bytes) -> bytes:
        digest, nonce = read_question(body)
        told = {"imprint": lambda _: digest, "nonce": nonce}
        return authority.answer(b"", **(told | changes))

    return post


def read_question(body: bytes) -> tuple[bytes, int]:
    """Return digest and nonce of a TimeStampReq over SHA-256."""
    at = body.index(b"\x04\x20") + 2
    digest, rest = body[at : at + 32], body[at + 32 :]
    assert rest[0] == 2, "the nonce follows"
    nonce = int.from_bytes(rest[2 : 2 + rest[1]], "big")
    assert rest[2 + rest[1] :] == b"\x01\x01\xff", "the certificate is asked for"
    return digest, nonce
