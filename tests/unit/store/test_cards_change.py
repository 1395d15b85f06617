"""Cards change: taken over without words, refused backwards, and a reason not to send."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from collector import clock
from collector.crypto import sshsig
from collector.crypto.age import HybridIdentity, X25519Identity
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import CARD
from collector.errors import CollectorError
from collector.model.canonical import canonical
from collector.model.card import TimeAuthority, Transport, recipient_digest
from collector.model.card_terms import CardTerms
from collector.store import own_keys
from collector.store.platform_cards import check_bundle_card, make_card
from makers import PLATFORM, add, make, trust
from receipting import rows

PIN = "ab" * 32
TUS = Transport(kind="tus", address="https://example.org/in", pin=PIN, tor_required=True)
SFTP = Transport(kind="sftp", address="sftp://in@example.org:22/in", pin=PIN, tor_required=False)
STAMPS = TimeAuthority(address="https://time.example.org/", certificate="cd" * 32)


@pytest.fixture
def pair(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        yield field, platform


def next_card(pair, **changes: object) -> bytes:
    """Return a card the platform could issue, with anything in it."""
    field, platform = pair
    vault = platform.vault
    root = SigningKey.from_seed(own_keys.private(vault.db, vault.wrap_key, "card-root"))
    old = field.trust.platforms()[0]
    fields = {"serial": old.card.serial + 1, "previous": old.digest.hex(), **changes}
    return make_card(replace(old.card, **fields), root)


def test_a_renewed_card_is_taken_over_without_words_and_its_changes_are_told(pair):
    field, platform = pair
    terms = CardTerms(transports=(TUS, SFTP), time_authority=STAMPS, revoked_keys=("ee" * 32,))
    card = platform.trust.renew_card(900, terms)
    before = field.trust.platforms()[0].card
    renewal = field.trust.take_renewed(card.data)
    assert (renewal.card.digest, renewal.gap) == (card.digest, False)
    told = {it.field: (it.before, it.after) for it in renewal.changes}
    assert told == {
        "valid_until": ((before.valid_until,), (card.card.valid_until,)),
        "revoked_keys": ((), ("ee" * 32,)),
        "transports": (
            (),
            (
                f"tus https://example.org/in pin {PIN} tor",
                f"sftp sftp://in@example.org:22/in pin {PIN}",
            ),
        ),
        "time_authority": ((), (f"https://time.example.org/ certificate {'cd' * 32}",)),
    }
    assert field.trust.platform(PLATFORM).card.transports == (TUS, SFTP)
    assert (field.check(), platform.check()) == ([], [])


def test_a_pin_that_changes_is_told(pair):
    field, platform = pair
    field.trust.take_renewed(platform.trust.renew_card(900, CardTerms((TUS,))).data)
    other = replace(TUS, pin="ba" * 32)
    renewal = field.trust.take_renewed(platform.trust.renew_card(900, CardTerms((other,))).data)
    (change,) = renewal.changes
    assert change.field == "transports"
    assert PIN in change.before[0]
    assert "ba" * 32 in change.after[0]


def test_recipients_that_change_are_told_by_what_a_card_revokes_them_by(pair):
    field, platform = pair
    old = platform.trust.own_card().card.identity_recipients
    new = (str(HybridIdentity.generate().recipient()),)
    renewal = field.trust.take_renewed(next_card(pair, identity_recipients=new))
    (change,) = renewal.changes
    assert change.before == tuple(map(recipient_digest, old))
    assert change.after == tuple(map(recipient_digest, new))


def test_the_very_card_again_changes_nothing_and_a_gap_is_said(pair):
    field, platform = pair
    before = rows(field)
    again = field.trust.take_renewed(platform.trust.own_card().data)
    assert (again.changes, again.gap) == ((), False)
    assert rows(field) == before
    platform.trust.renew_card(800)
    last = platform.trust.renew_card(900)
    assert field.trust.take_renewed(last.data).gap


def test_other_bytes_that_say_the_same_are_the_card_that_is_trusted(pair):
    """A platform with a newer program may add a field that is not known here."""
    field, platform = pair
    vault, before = platform.vault, rows(field)
    root = SigningKey.from_seed(own_keys.private(vault.db, vault.wrap_key, "card-root"))
    said = json.loads(platform.trust.own_card().data.partition(b"\n")[0])
    line = canonical(said | {"unknown": 1}) + b"\n"
    field.trust.take_renewed(line + sshsig.sign(root, CARD, line).encode("ascii"))
    assert rows(field) == before
    assert field.check() == []


def test_terms_stay_unless_they_are_changed(pair):
    _, platform = pair
    platform.trust.renew_card(900, CardTerms((TUS,), STAMPS))
    kept = platform.trust.renew_card().card
    assert (kept.transports, kept.time_authority) == ((TUS,), STAMPS)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"serial": 1, "previous": None}, "card.serial-lower"),
        ({"serial": 2, "name": "Another"}, "card.serial-same"),
        ({"valid_until": "2020-01-01"}, "card.expired"),
        ({"previous": "00" * 32}, "card.previous-differs"),
        (
            {"content_recipients": (str(X25519Identity.generate().recipient()),)},
            "card.post-quantum-dropped",
        ),
    ],
)
def test_what_does_not_follow_is_refused_and_nothing_changes(pair, changes, code):
    field, _ = pair
    field.trust.take_renewed(next_card(pair))
    before = rows(field)
    with pytest.raises(CollectorError) as refused:
        field.trust.take_renewed(next_card(pair, **changes))
    assert refused.value.code == code
    assert rows(field) == before


def test_a_revoked_key_in_use_is_refused_on_both_sides(pair):
    field, platform = pair
    card = platform.trust.own_card().card
    for key in (card.receipt_key, *map(recipient_digest, card.content_recipients)):
        with pytest.raises(CollectorError) as refused:
            platform.trust.renew_card(900, CardTerms(revoked_keys=(key,)))
        assert refused.value.code == "card.revoked-in-use"
        with pytest.raises(CollectorError) as refused:
            field.trust.take_renewed(next_card(pair, revoked_keys=(key,)))
        assert refused.value.code == "card.revoked-in-use"
    assert platform.trust.own_card().card.serial == 1


def test_a_card_of_a_platform_nobody_trusts_needs_its_words(pair, tmp_path):
    field, _ = pair
    with make(tmp_path / "two", "coordinator") as other:
        card = other.trust.new_card("Another platform")
        with pytest.raises(CollectorError) as refused:
            field.trust.take_renewed(card.data)
    assert refused.value.code == "card.not-trusted"
    assert [it.card.name for it in field.trust.platforms()] == [PLATFORM]


@pytest.mark.parametrize(
    "way",
    [
        replace(TUS, pin=None),
        replace(TUS, address="http://example.org/in"),
        replace(TUS, address="https://"),
        replace(SFTP, address="https://example.org"),
        replace(TUS, kind="ftp"),
    ],
)
def test_no_card_is_issued_with_a_way_that_nobody_could_go(pair, way):
    _, platform = pair
    with pytest.raises(CollectorError) as refused:
        platform.trust.renew_card(900, CardTerms((way,)))
    assert refused.value.code == "card.way"
    with pytest.raises(CollectorError) as refused:
        authority = replace(STAMPS, address="ftp://x")
        platform.trust.renew_card(900, CardTerms(time_authority=authority))
    assert refused.value.code == "card.time-authority"
    assert platform.trust.own_card().card.serial == 1


def test_a_bundle_for_a_key_that_was_revoked_since_or_for_a_card_that_is_over_is_not_sent(
    pair, tmp_path
):
    field, platform = pair
    field.trust.take_renewed(platform.trust.renew_card(900, CardTerms((TUS,))).data)
    field.testimonies.seal(add(field))
    bundle = field.outbox.export(field.trust.platform(PLATFORM)).bundle
    db, today = field.vault.db, clock.today_utc()
    check_bundle_card(db, bundle, today)
    assert field.delivery.question(bundle).card_problem is None
    card = platform.trust.own_card().card
    over = (date.fromisoformat(card.valid_until) + timedelta(days=1)).isoformat()
    with pytest.raises(CollectorError) as stopped:
        check_bundle_card(db, bundle, over)
    assert stopped.value.code == "card.expired"
    new = (str(HybridIdentity.generate().recipient()),)
    gone = recipient_digest(card.content_recipients[0])
    field.trust.take_renewed(next_card(pair, content_recipients=new))
    check_bundle_card(db, bundle, today)
    field.trust.take_renewed(next_card(pair, revoked_keys=(gone,)))
    with pytest.raises(CollectorError) as stopped:
        check_bundle_card(db, bundle, today)
    assert stopped.value.code == "card.recipient-revoked"
    assert field.delivery.question(bundle).card_problem.code == "card.recipient-revoked"
    (sent,) = field.outbox.every()
    with pytest.raises(CollectorError) as stopped:
        field.outbox.hand_out_again(sent, tmp_path / "stick")
    assert stopped.value.code == "card.recipient-revoked"
    assert not (tmp_path / "stick").exists()


def test_nothing_is_made_or_put_on_a_stick_for_a_card_that_is_over(pair, tmp_path, monkeypatch):
    field, _ = pair
    card = field.trust.platform(PLATFORM)
    field.testimonies.seal(add(field))
    made = field.outbox.export(card)
    monkeypatch.setattr(clock, "today_utc", lambda: "2126-01-01")
    (sent,) = field.outbox.every()
    for again in (
        lambda: field.outbox.export(card),
        lambda: field.outbox.hand_out(made, tmp_path / "stick"),
        lambda: field.outbox.hand_out_again(sent, tmp_path / "stick"),
    ):
        with pytest.raises(CollectorError) as stopped:
            again()
        assert stopped.value.code == "card.expired"
    assert not (tmp_path / "stick").exists()


def test_s12_a_clock_put_back_does_not_revive_a_card_that_is_over(pair, monkeypatch):
    field, platform = pair
    field.trust.take_renewed(platform.trust.renew_card(900, CardTerms((TUS,))).data)
    field.testimonies.seal(add(field))
    made = field.outbox.export(field.trust.platform(PLATFORM))
    with monkeypatch.context() as later:
        later.setattr(clock, "now_utc", lambda: "2126-01-01T00:00:00Z")
        field.testimonies.seal(add(field))
    assert field.delivery.question(made.bundle).card_problem.code == "card.expired"
    with pytest.raises(CollectorError) as stopped:
        field.trust.platform(PLATFORM)
    assert stopped.value.code == "card.expired"
