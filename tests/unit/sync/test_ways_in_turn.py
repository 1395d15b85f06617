"""Where one way of a card fails for good the next is tried, and the way out never changes."""

from __future__ import annotations

import pytest

from collector import clock
from collector.model.delivery import DeliveryChoices
from collector.store import deliveries
from collector.store.sqlite import transaction
from collector.sync.connection import Judgement, Line
from collector.sync.transport.errors import Cut, Refused, WrongKey
from makers import make, reopen
from queueing import EXILE, FIRST, ONION, SECOND, TOR, WAYS, sent, trusting, waiting

WRONG_KEY = Judgement((Line.against("key", WrongKey()),), of_way=True)


@pytest.fixture
def field(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "desk", "coordinator") as platform:
        trusting(field, platform)
        yield field


def test_a_way_that_failed_for_good_is_passed_over_and_the_next_one_tried_at_once(field):
    field.delivery.choose(EXILE)
    bundle = waiting(field)
    field.delivery.judged(bundle, field.delivery.question(bundle), WRONG_KEY)
    found = field.delivery.of_bundle(bundle)
    assert found.other_way
    assert dict(found.failed) == {f"tus {FIRST.address}": WrongKey.code}
    assert [it.sent.bundle for it in field.delivery.turn()] == [bundle]
    question = field.delivery.question(bundle)
    assert question.transport == SECOND
    errand = field.delivery.set_out(bundle, question.endpoint)
    assert (errand.token, errand.tries) == (None, 0)
    field.delivery.held(errand, Cut.code, clock.in_seconds(-1))
    assert not field.delivery.of_bundle(bundle).other_way
    assert field.delivery.question(bundle).transport == SECOND
    errand = field.delivery.set_out(bundle, question.endpoint)
    field.delivery.way_failed(errand, Refused.code)
    found = field.delivery.of_bundle(bundle)
    assert dict(found.failed) == {
        f"tus {FIRST.address}": WrongKey.code,
        f"webdav {SECOND.address}": Refused.code,
    }
    assert (found.other_way, found.delivery.reason) == (False, Refused.code)
    assert field.delivery.turn() == []
    assert field.check() == []


def test_what_failed_on_every_way_begins_anew_once_the_person_says_so(field, tmp_path):
    field.delivery.choose(EXILE)
    lets_go = (
        field.delivery.wanted_now,
        lambda _: field.delivery.choose(EXILE),
        field.delivery.again,
    )
    for act in lets_go:
        bundle = waiting(field)
        for _ in (FIRST, SECOND):
            field.delivery.wanted_now(bundle)  # amid the ways, it changes nothing
            field.delivery.judged(bundle, field.delivery.question(bundle), WRONG_KEY)
        assert field.delivery.question(bundle).transport == FIRST
        act(bundle)
        found = field.delivery.of_bundle(bundle)
        assert (dict(found.failed), found.delivery.reason) == ({}, None)
    field.delivery.judged(bundle, field.delivery.question(bundle), WRONG_KEY)
    field.close()
    with reopen(tmp_path / "field") as later:  # and it is known after a kill
        assert later.delivery.question(bundle).transport == SECOND
        sent(later, bundle)
        assert dict(later.delivery.of_bundle(bundle).failed) == {}


def test_no_failure_leads_to_a_way_out_that_was_not_chosen(field):
    """The first way demands Tor, the others do not: the proxy stays, whatever fails."""
    field.delivery.choose(DeliveryChoices(zone="V-ZONE-06", proxy=TOR))
    bundle = waiting(field)
    for way in WAYS:
        question = field.delivery.question(bundle)
        assert question.transport == way
        assert question.endpoint.route.proxy.port == TOR.port
        field.delivery.judged(bundle, question, WRONG_KEY)
    field.delivery.choose(DeliveryChoices())  # from inside, and no proxy: no way is allowed
    field.delivery.judged(bundle, field.delivery.question(bundle), WRONG_KEY)
    assert field.delivery.turn() == []
    assert field.delivery.question(bundle).transport == ONION


def test_a_receipt_is_asked_for_where_the_bundle_went(field):
    field.delivery.choose(EXILE)
    bundle = waiting(field)
    field.delivery.judged(bundle, field.delivery.question(bundle), WRONG_KEY)
    sent(field, bundle)
    (wanted,) = field.delivery.receipts_wanted()
    assert wanted.question.transport == SECOND
    with transaction(field.vault.db):
        deliveries.uploaded(field.vault.db, bundle, "folder")
    (wanted,) = field.delivery.receipts_wanted()
    assert wanted.question.transport == FIRST
