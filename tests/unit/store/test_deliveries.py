"""A bundle's way moves only on proof, and survives whatever interrupts it."""

from __future__ import annotations

import pytest

from collector.store import deliveries
from collector.store.deliveries import STATES, NotNow
from collector.store.errors import NoSuch
from collector.store.sqlite import transaction
from makers import PLATFORM, add, make, reopen, trust

THERE = "tus https://there.example/files"
ELSEWHERE = "tus https://elsewhere.example/files"


@pytest.fixture
def field(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "desk", "coordinator") as desk:
        trust(field, desk)
        yield field


def exported(field) -> str:
    field.testimonies.seal(add(field))
    return field.outbox.export(field.trust.platform(PLATFORM)).bundle


def state(field, bundle) -> str:
    return deliveries.of_bundle(field.vault.db, bundle).state


def test_a_finished_bundle_waits_at_the_end_of_the_queue(field):
    first, second = exported(field), exported(field)
    assert [it.sent.bundle for it in field.delivery.every()] == [first, second]
    assert {it.delivery.state for it in field.delivery.every()} == {"waiting"}
    field.delivery.put_first(second)
    assert [it.sent.bundle for it in field.delivery.every()] == [second, first]


def test_exporting_again_makes_no_second_copy_of_the_same_thing(field):
    bundle = exported(field)
    again = field.outbox.export(field.trust.platform(PLATFORM))
    assert (again.bundle, again.again) == (bundle, True)
    assert len(list(field.vault.outbox.iterdir())) == 1
    assert field.vault.db.execute("SELECT count(*) FROM outbox").fetchone() == (1,)


def test_a_renewed_card_gets_a_bundle_of_its_own_once_and_may_mend_what_held(tmp_path):
    """What was made for the card before stays as it is; a new key there may be the cure."""
    with make(tmp_path / "field") as field, make(tmp_path / "desk", "coordinator") as desk:
        trust(field, desk)
        bundle = exported(field)
        with transaction(field.vault.db):
            deliveries.way_failed(field.vault.db, bundle, THERE, "x", others_left=False)
        assert field.delivery.turn() == []
        field.trust.take_renewed(desk.trust.renew_card().data)
        assert [it.sent.bundle for it in field.delivery.turn()] == [bundle]
        assert dict(field.delivery.of_bundle(bundle).failed) == {}
        card = field.trust.platform(PLATFORM)
        made = field.outbox.export(card)
        assert (made.again, made.sequence) == (False, 2)
        assert field.outbox.export(card).bundle == made.bundle


def test_what_was_refused_or_taken_back_can_be_exported_anew(field):
    bundle = exported(field)
    field.delivery.withdraw(bundle)
    assert list(field.vault.outbox.iterdir()) == []
    again = field.outbox.export(field.trust.platform(PLATFORM))
    assert (again.again, again.sequence) == (False, 2)
    assert field.check() == []
    with transaction(field.vault.db):
        deliveries.refused(field.vault.db, again.bundle, "bundle.digest")
    assert field.outbox.export(field.trust.platform(PLATFORM)).sequence == 3


@pytest.mark.parametrize("state", ["delivered", "refused"])
def test_a_state_that_nobody_signed_for_is_a_finding(field, state):
    bundle = exported(field)
    with transaction(field.vault.db):
        field.vault.db.execute("UPDATE delivery SET state = ?", (state,))
    assert [(it.code, it.where) for it in field.check()] == [("outbox.receipt-missing", bundle)]


def test_an_account_is_delivered_only_when_every_bundle_of_it_is(field):
    bundle = exported(field)

    def told() -> list[str]:
        return [it.state for it in field.testimonies.every()]

    assert told() == ["queued"]
    with transaction(field.vault.db):
        deliveries.sending(field.vault.db, bundle, THERE)
    assert told() == ["queued"]
    with transaction(field.vault.db):
        deliveries.uploaded(field.vault.db, bundle, THERE)
    assert told() == ["exported"]
    with transaction(field.vault.db):
        deliveries.delivered(field.vault.db, bundle)
    assert told() == ["delivered"]
    both = exported(field)  # the first account goes along once more
    assert told() == ["queued", "queued"]
    with transaction(field.vault.db):
        deliveries.uploaded(field.vault.db, both, THERE)
    assert told() == ["exported", "exported"]
    with transaction(field.vault.db):
        deliveries.delivered(field.vault.db, both)
    assert told() == ["delivered", "delivered"]


def test_a_token_is_kept_for_one_place_and_forgotten_for_another(field, tmp_path):
    bundle = exported(field)
    with transaction(field.vault.db):
        deliveries.sending(field.vault.db, bundle, THERE)
        deliveries.keep_token(field.vault.db, bundle, "https://there.example/files/abc")
        deliveries.confirmed(field.vault.db, bundle, 65_536)
    field.close()
    with reopen(tmp_path / "field") as later:
        db = later.vault.db
        found = deliveries.of_bundle(db, bundle)
        assert (found.state, found.confirmed) == ("waiting", 65_536)
        with transaction(db):
            same = deliveries.sending(db, bundle, THERE)
            assert same.token == "https://there.example/files/abc"
            deliveries.interrupted(db, bundle)
            other = deliveries.sending(db, bundle, ELSEWHERE)
        assert (other.token, other.confirmed) == (None, 0)


def test_a_paused_bundle_is_not_sent(field):
    bundle = exported(field)
    field.delivery.pause(bundle, on=True)
    assert field.delivery.turn() == []
    with pytest.raises(NotNow), transaction(field.vault.db):
        deliveries.sending(field.vault.db, bundle, THERE)
    field.delivery.pause(bundle, on=False)
    assert [it.sent.bundle for it in field.delivery.turn()] == [bundle]


def test_what_time_may_mend_waits_for_its_time_and_what_it_may_not_waits_for_a_person(field):
    bundle = exported(field)
    field.delivery.hold(bundle, "network.cut", "2999-01-01T00:00:00Z")
    assert field.delivery.turn() == []
    field.delivery.hold(bundle, "network.cut", "2001-01-01T00:00:00Z")
    assert deliveries.of_bundle(field.vault.db, bundle).tries == 2
    assert len(field.delivery.turn()) == 1
    field.delivery.hold(bundle, "network.wrong-key", None)
    assert field.delivery.turn() == []
    field.delivery.choose(field.delivery.choices)  # the person looked at their choices
    assert len(field.delivery.turn()) == 1


ALLOWED = {
    "interrupted": {"sending"},
    "uploaded": {"waiting", "sending", "uploaded"},
    "held": {"waiting", "sending"},
    "way_failed": {"waiting", "sending"},
    "withdrawn": {"waiting", "uploaded"},
    "again": {"waiting", "uploaded", "refused"},
    "pause": {"waiting"},
    "put_first": {"waiting"},
    "let_go": {"waiting"},
    "sending": {"waiting"},
}
STEPS = {
    "interrupted": deliveries.interrupted,
    "uploaded": lambda db, it: deliveries.uploaded(db, it, THERE),
    "held": lambda db, it: deliveries.held(db, it, "network.cut", None),
    "way_failed": lambda db, it: deliveries.way_failed(db, it, THERE, "x", others_left=True),
    "withdrawn": deliveries.withdrawn,
    "again": deliveries.again,
    "pause": lambda db, it: deliveries.pause(db, it, on=True),
    "put_first": deliveries.put_first,
    "let_go": deliveries.let_go,
    "sending": lambda db, it: deliveries.sending(db, it, THERE),
}


def test_no_step_is_taken_from_a_state_that_does_not_allow_it(field):
    bundle, db = exported(field), field.vault.db
    for name, step in STEPS.items():
        for before in STATES:
            with transaction(db):
                db.execute("UPDATE delivery SET state = ?, paused = 0", (before,))
            if before in ALLOWED[name]:
                with transaction(db):
                    step(db, bundle)
            else:
                with pytest.raises(NotNow), transaction(db):
                    step(db, bundle)
                assert state(field, bundle) == before


def test_a_bundle_that_is_not_there_is_said_to_be_so(field):
    for step in (*STEPS.values(), deliveries.delivered):
        with pytest.raises(NoSuch), transaction(field.vault.db):
            step(field.vault.db, "00" * 16)


def test_a_missing_way_of_a_bundle_is_a_finding(field):
    bundle = exported(field)
    with transaction(field.vault.db):
        field.vault.db.execute("DELETE FROM delivery")
    assert [(it.code, it.where) for it in field.check()] == [("outbox.delivery-missing", bundle)]
