"""A queue for a platform whose card names three ways: one demands Tor, two do not."""

from __future__ import annotations

from collector import desk
from collector.model.card import Transport
from collector.model.card_terms import CardTerms
from collector.model.delivery import DeliveryChoices, ProxyChoice
from makers import PLATFORM, add

EXILE = DeliveryChoices(zone="V-ZONE-06")
TOR = ProxyChoice(host="127.0.0.1", port=9050)


def way(host: str, kind: str = "tus", *, tor: bool = False) -> Transport:
    scheme = "sftp" if kind == "sftp" else "https"
    address = f"{scheme}://{host}/here"
    return Transport(kind=kind, address=address, pin="ab" * 32, tor_required=tor)


ONION, FIRST, SECOND = way("a.example", tor=True), way("b.example"), way("c.example", "webdav")
WAYS = (ONION, FIRST, SECOND)


def trusting(field, platform, ways=WAYS):
    """Let a field vault trust a platform that names these ways."""
    card = platform.trust.new_card(PLATFORM, (), CardTerms(ways))
    field.trust.trust_card(card.data, desk.public_key(card.root).english)
    own = field.trust.own_signer
    platform.trust.enrol(own, desk.public_key(own).english)
    return field.trust.platform(PLATFORM)


def waiting(field, **changes) -> str:
    """Seal an account alone into a bundle; return its id."""
    account = add(field, **changes)
    field.testimonies.seal(account)
    return field.outbox.export(field.trust.platform(PLATFORM), [account]).bundle


def sent(field, bundle) -> None:
    """Let every octet of a bundle be there."""
    errand = field.delivery.set_out(bundle, field.delivery.question(bundle).endpoint)
    field.delivery.uploaded(errand)
