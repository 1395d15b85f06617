"""Platform cards: what cannot be accepted alone, and what cannot follow another."""

import hashlib

import pytest

from collector.model import card_rules as cr
from collector.model.canonical import canonical, parse
from collector.model.card import PlatformCard, Transport, recipient_kind
from collector.model.reading import BadShape, read_as, write
from collector.model.receipt import Receipt, ReceiptItem
from unit.model import makers

TODAY = "2026-11-22"
OLD_DIGEST = makers.a_digest(30)


def key_digest(recipient):
    return hashlib.sha256(recipient.encode()).hexdigest()


def refusal(card, today=TODAY):
    with pytest.raises(cr.CardRefused) as caught:
        cr.check_card(card, today)
    return caught.value.code


def next_card(**changes):
    return makers.card(**{"serial": 2, "previous": OLD_DIGEST, **changes})


def succession(old, new):
    with pytest.raises(cr.CardRefused) as caught:
        cr.check_successor(old, new, old_digest=OLD_DIGEST)
    return caught.value.code


def test_a_card_is_read_back_and_accepted():
    card = makers.card()
    assert read_as(write(card), PlatformCard) == card
    cr.check_card(card, TODAY)
    cr.check_card(makers.card(valid_until=TODAY), TODAY)


def test_a_platform_that_has_only_classical_keys_is_accepted():
    card = makers.card(
        content_recipients=tuple(makers.CLASSICAL[:1]),
        identity_recipients=tuple(makers.CLASSICAL[1:]),
    )
    cr.check_card(read_as(write(card), PlatformCard), TODAY)
    assert recipient_kind(card.content_recipients[0]) == "classical"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_until": "2026-11-21"}, "card.expired"),
        ({"valid_until": "2027-02-30"}, "card.date"),
        ({"name": "Under\u202eground"}, "card.name"),
        ({"name": "a\nb"}, "card.name"),
        ({"name": " "}, "card.name"),
        ({"recipient_class": "V-RECIP-16"}, "card.recipient-class"),
        ({"recipient_class": "V-RECIP-98"}, "card.recipient-class"),
        ({"recipient_class": "V-RECIP-99"}, "card.recipient-class"),
        ({"serial": 2}, "card.previous"),
        ({"previous": OLD_DIGEST}, "card.previous"),
        ({"revoked_keys": ("c3" * 32,)}, "card.root-revoked"),
        ({"revoked_keys": ("d5" * 32,)}, "card.revoked-in-use"),
        ({"revoked_keys": (key_digest(makers.POST_QUANTUM[0]),)}, "card.revoked-in-use"),
        ({"revoked_keys": (key_digest(makers.POST_QUANTUM[1]),)}, "card.revoked-in-use"),
        (
            {"content_recipients": (makers.POST_QUANTUM[0], makers.CLASSICAL[0])},
            "card.mixed-recipients",
        ),
        (
            {"identity_recipients": (makers.POST_QUANTUM[1], makers.CLASSICAL[0])},
            "card.mixed-recipients",
        ),
        ({"content_recipients": (makers.POST_QUANTUM[0],) * 2}, "card.repeated-key"),
        ({"identity_recipients": (makers.POST_QUANTUM[0],)}, "card.not-separate"),
    ],
)
def test_a_card_that_cannot_be_accepted_is_refused(changes, code):
    assert refusal(makers.card(**changes)) == code


def test_one_vault_for_both_is_accepted_when_the_card_says_so():
    same = {"identity_recipients": (makers.POST_QUANTUM[0],), "identity_separate": False}
    cr.check_card(makers.card(**same), TODAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"content_recipients": ()},
        {"content_recipients": ("age1pq1" + "q" * 1951,)},
        {"content_recipients": ("age1" + "q" * 57 + "b",)},
        {"content_recipients": ("AGE1" + "Q" * 58,)},
        {"content_recipients": ("age1" + "q" * 58 + "\n",)},
        {"content_recipients": ("ssh-ed25519 AAAA",)},
        {"name": ""},
        {"name": "x" * 101},
        {"serial": 0},
        {"root_key": "C3" * 32},
        {"transports": (Transport(kind="tus", address="https://a b", tor_required=False),)},
        {"transports": (Transport(kind="tus", address="x", pin="12", tor_required=False),)},
    ],
)
def test_a_card_of_the_wrong_shape_is_not_even_read(changes):
    with pytest.raises(BadShape):
        write(makers.card(**changes))


def test_whether_tor_is_required_is_never_left_open():
    value = parse(write(makers.card()))
    del value["transports"][0]["tor_required"]
    with pytest.raises(BadShape):
        read_as(canonical(value), PlatformCard)


def test_a_higher_serial_of_the_same_root_follows():
    old = makers.card()
    cr.check_successor(old, next_card(name="Новы"), old_digest=OLD_DIGEST)
    later = next_card(serial=7, previous=makers.a_digest(99))
    cr.check_successor(old, later, old_digest=OLD_DIGEST)


def test_the_same_card_again_is_no_event():
    cr.check_successor(makers.card(), makers.card(), old_digest=OLD_DIGEST)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"root_key": "c4" * 32}, "card.other-root"),
        ({"previous": makers.a_digest(31)}, "card.previous-differs"),
        ({"content_recipients": (makers.CLASSICAL[0],)}, "card.post-quantum-dropped"),
        ({"identity_recipients": (makers.CLASSICAL[0],)}, "card.post-quantum-dropped"),
        ({"identity_recipients": ()}, "card.post-quantum-dropped"),
    ],
)
def test_what_does_not_follow_is_refused(changes, code):
    assert succession(makers.card(), next_card(**changes)) == code


def test_an_older_card_never_comes_back():
    new = next_card()
    assert succession(new, makers.card()) == "card.serial-lower"
    assert succession(new, next_card(name="Іншы")) == "card.serial-same"


def test_a_revocation_is_never_taken_back():
    old = makers.card(revoked_keys=("e1" * 32,))
    assert succession(old, next_card()) == "card.revocation-dropped"
    kept = next_card(revoked_keys=("e2" * 32, "e1" * 32))
    cr.check_successor(old, kept, old_digest=OLD_DIGEST)


def test_post_quantum_may_be_gained_and_what_never_had_it_goes_on_without():
    classical = {"content_recipients": (makers.CLASSICAL[0],)}
    named = {"identity_recipients": (makers.CLASSICAL[1],)}
    old = makers.card(**classical, **named)
    cr.check_successor(old, next_card(), old_digest=OLD_DIGEST)
    cr.check_successor(old, next_card(**classical, **named), old_digest=OLD_DIGEST)
    nobody = makers.card(identity_recipients=())
    cr.check_successor(nobody, next_card(**named), old_digest=OLD_DIGEST)


def test_what_changed_is_named():
    new = next_card(recipient_class="V-RECIP-13")
    assert cr.changes(makers.card(), new) == ("serial", "previous", "recipient_class")


def test_a_receipt_is_read_back():
    receipt = makers.receipt()
    assert read_as(write(receipt), Receipt) == receipt


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": 0},
        {"identity_opened": True},
        {"items": (ReceiptItem(kind="card", id="0" * 32, revision=1, verdict="accepted"),)},
        {"items": (ReceiptItem(kind="media", id="0" * 32, revision=1, verdict="fine"),)},
        {"safe_to_delete": "yes"},
    ],
)
def test_a_receipt_of_the_wrong_shape_is_not_read(changes):
    with pytest.raises(BadShape):
        write(makers.receipt(**changes))
