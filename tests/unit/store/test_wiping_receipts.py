"""What a receipt says, and whose key signed it, before what it speaks of may go."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from collector import clock
from collector.crypto import fingerprint
from collector.crypto.age import parse_identity
from collector.crypto.ed25519 import SigningKey
from collector.errors import NoRoom
from collector.model.envelope import Stamp
from collector.session import wipe
from collector.store import account_items, identity, own_keys, switching
from collector.store.identity_sealing import form_bytes
from collector.store.sqlite import transaction
from collector.store.taken_over import Judge, Stays
from collector.store.wiping import NotTakenOver
from collector.sync.receipt_flaws import ReceiptItems
from delivering import carry, take
from makers import OWN_SAMPLES, PLATFORM, add, given, make, trust
from receipting import answer_to, made, receipt_key, rows, said, state_of
from stamped import renewed

PHOTO = OWN_SAMPLES / "courtyard.jpg"


@pytest.fixture
def both(tmp_path):
    with (
        make(tmp_path / "coordinator", "coordinator") as coordinator,
        make(tmp_path / "field") as session,
    ):
        trust(session, coordinator)
        yield session, coordinator


def sealed(session, *paths, **changes):
    testimony = add(session, *paths, **changes)
    session.testimonies.seal(testimony)
    return testimony


def hand_over(session):
    session.outbox.export(session.trust.platform(PLATFORM))


def ids(lines):
    return {it.id for it in lines}


def test_a_receipt_whose_key_was_revoked_since_lets_nothing_go(both):
    """Who stole the platform's keys may have signed it; handed over anew it may go."""
    field, coordinator = both
    account = sealed(field, PHOTO)
    hand_over(field)
    carry(field, coordinator)
    assert ids(field.wipeable().goes) == {account}
    old, new = coordinator.trust.own_card().card.receipt_key, SigningKey.generate()
    field.trust.take_renewed(renewed(coordinator, receipt_key=new.public.hex()).data)
    assert ids(field.wipeable().goes) == {account}  # replaced, not revoked
    field.trust.take_renewed(renewed(coordinator, revoked_keys=(old,)).data)
    assert [it.reason for it in field.wipeable().stays] == ["key-revoked"]
    with pytest.raises(NotTakenOver):
        wipe(field, [account])
    hand_over(field)
    take(field, field.outbox.every()[-1])
    assert ids(field.wipeable().goes) == {account}


def test_it_is_told_before_that_nobody_has_opened_the_identity_yet(both):
    field, coordinator = both
    account, nameless = sealed(field, PHOTO), sealed(field, identity=None)
    hand_over(field)
    carry(field, coordinator)
    unread = {it.id: it.identity_unread for it in field.wipeable().goes}
    assert unread == {account: True, nameless: False}
    held = coordinator.vault
    key = own_keys.private(held.db, held.wrap_key, own_keys.IDENTITY).decode("ascii")
    coordinator.identities.unseal(account, [parse_identity(key)])
    carry(field, coordinator)
    assert not any(it.identity_unread for it in field.wipeable().goes)


def test_what_was_refused_and_then_taken_anew_is_wiped_and_no_longer_called_refused(both):
    field, coordinator = both
    sealed(field, PHOTO)
    first = field.outbox.export(field.trust.platform(PLATFORM))
    take(field, field.outbox.every()[0], refused="bundle.too-large")
    second = field.outbox.export(field.trust.platform(PLATFORM))
    assert first.bundle != second.bundle
    carry(field, coordinator)
    session, wiped = wipe(field)
    with session:
        assert wiped.bundles == 2
        assert state_of(session, first.bundle) == ("withdrawn", None)
        assert state_of(session, second.bundle) == ("delivered", None)
        assert session.check() == []


def test_what_came_in_part_and_a_receipt_of_a_platform_that_gave_itself_up_let_nothing_go(both):
    field, coordinator = both
    account = sealed(field, PHOTO)
    hand_over(field)
    carry(field, coordinator)
    (whole,) = account_items.accounts(field.vault.db)
    judge = Judge(field.vault)
    assert judge.of(whole).only_here == ()
    mine, *rest = whole.held
    for came in (
        dataclasses.replace(mine, author=bytes(32)),
        dataclasses.replace(mine, bundle="b"),
    ):
        held_in_part = dataclasses.replace(whole, held=(came, *rest))
        assert judge.of(held_in_part) == Stays(account, whole.human_code, "not-ours")
    told_twice = dataclasses.replace(whole, in_conflict=True)
    assert judge.of(told_twice) == Stays(account, whole.human_code, "not-ours")
    field.trust.take_renewed(coordinator.trust.revoke_card().data)
    (line,) = field.wipeable().stays
    assert (line.id, line.reason) == (account, "key-revoked")


def test_where_the_new_database_would_not_fit_nothing_is_decided(both, monkeypatch):
    field, coordinator = both
    sealed(field, PHOTO)
    hand_over(field)
    carry(field, coordinator)
    before = {**rows(field), "volume": []}

    def full(_folder):
        raise NoRoom

    with monkeypatch.context() as patched, pytest.raises(NoRoom):
        patched.setattr(switching, "check_room", full)
        wipe(field)
    assert {**rows(field), "volume": []} == before
    assert not (field.vault.folder / switching.NEXT).exists()
    assert field.check() == []


def test_what_one_platform_took_stays_while_another_one_refused_it(both, tmp_path):
    field, coordinator = both
    with make(tmp_path / "another", "coordinator") as other:
        card = other.trust.new_card("Example newsroom")
    field.trust.trust_card(card.data, fingerprint.words(card.root))
    account = sealed(field, PHOTO)
    hand_over(field)
    carry(field, coordinator)
    assert ids(field.wipeable().goes) == {account}
    field.outbox.export(field.trust.platform("Example newsroom"))
    (second,) = [it for it in field.outbox.every() if it.platform == card.root]
    take(field, second, refused="bundle.too-large")
    assert [it.reason for it in field.wipeable().stays] == ["refused"]


def test_a_receipt_for_a_bundle_that_was_taken_back_is_taken_after_the_wipe_too(both, tmp_path):
    """Somebody had carried it on; what it names is not here to be compared any more."""
    field, coordinator = both
    account = sealed(field, PHOTO)
    stays = sealed(field, identity=None)
    first = field.outbox.export(field.trust.platform(PLATFORM))
    carried = tmp_path / "carried"
    carried.write_bytes(first.file.read_bytes())
    field.delivery.withdraw(first.bundle)
    second = field.outbox.export(field.trust.platform(PLATFORM), [account])
    carry(field, coordinator)
    session, _ = wipe(field)
    with session:
        before = said(session, second.bundle, answer_to(coordinator, second.bundle))
        later = Stamp(utc="2126-01-01T00:00:00Z", clock="unknown")
        more = replace(
            before, items=(*before.items, replace(before.items[0], revision=9)), time=later
        )
        with pytest.raises(ReceiptItems):  # what was wiped is known by the receipt that let it go
            session.receipts.take(made(session, second.bundle, receipt_key(coordinator), more))
        coordinator.intake.take(carried)
        answer = answer_to(coordinator, first.bundle)
        receipt = said(session, first.bundle, answer)
        less = replace(receipt, items=tuple(it for it in receipt.items if it.id != stays))
        with pytest.raises(ReceiptItems):
            session.receipts.take(made(session, first.bundle, receipt_key(coordinator), less))
        session.receipts.take(answer)
        assert ids(session.wipeable().goes) == {stays}
        assert session.check() == []


def test_who_the_person_is_written_into_a_correction_exists_only_here(both):
    """It is sealed to the platform at once, and no record that left points to it."""
    field, coordinator = both
    account = sealed(field, PHOTO)
    hand_over(field)
    carry(field, coordinator)
    field.testimonies.begin_correction(account)
    form = given().identity
    with transaction(field.vault.db):  # as where no platform had keys for it yet
        identity.keep_open(field.vault.db, account, form_bytes(form), clock.now_utc())
    assert [it.only_here for it in field.wipeable().named_only] == [("identity", "correction")]
    assert field.testimonies.keep_identity(account, form) == "sealed"
    (line,) = field.wipeable().named_only
    assert line.only_here == ("identity", "correction")
