"""U11: a card that its root key signed, and that names ways no platform may name."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from collector import desk
from collector.crypto.ed25519 import SigningKey
from collector.model.card import Transport
from collector.model.delivery import DeliveryChoices, ProxyChoice, next_transport
from collector.store import own_keys
from collector.store.platform_cards import make_card
from collector.sync.carrying import Carrying
from collector.sync.delivering import NoWay
from makers import add

TOR = DeliveryChoices(proxy=ProxyChoice(host="127.0.0.1", port=9050))
PIN = "ab" * 32
TUS = Transport(kind="tus", address="https://a.example/x", pin=PIN, tor_required=False)


def naming(*ways):
    return tuple(
        Transport(kind=kind, address=address, pin=PIN, tor_required=False) for kind, address in ways
    )


def taken_over(pair, *ways):
    """Let a field vault take over a card with these ways, whatever they are."""
    field, platform = pair
    vault = platform.vault
    root = SigningKey.from_seed(own_keys.private(vault.db, vault.wrap_key, "card-root"))
    old = field.trust.platforms()[0]
    card = replace(
        old.card, serial=old.card.serial + 1, previous=old.digest.hex(), transports=tuple(ways)
    )
    return field.trust.take_renewed(make_card(card, root)).card


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("folder", "/srv/share"),
        ("folder", r"\\share.example\x"),
        ("folder", "//share.example/x"),
        ("timestamp", "https://a.example/x"),
        ("later", "https://a.example/x"),
        ("tus", "http://a.example/x"),
        ("sftp", "https://a.example/x"),
        ("webdav", "/srv"),
    ],
)
def test_u11_what_is_no_way_over_a_network_is_never_gone(pair, kind, address, tmp_path):
    field, _ = pair
    odd = naming((kind, address))
    card = taken_over(pair, *odd)
    account = add(field)
    field.testimonies.seal(account)
    bundle = field.outbox.export(card, [account]).bundle
    field.delivery.choose(TOR)
    with pytest.raises(NoWay):
        field.delivery.question(bundle)
    assert not field.delivery.of_bundle(bundle).has_way
    with pytest.raises(NoWay):
        Carrying(desk.TrustedCard(card.card, card.digest, card.data), TOR).question()
    assert next_transport(replace(card.card, transports=(*odd, TUS)), TOR, 0) == TUS
