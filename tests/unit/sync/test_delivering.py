"""The queue as a rule: which way is tried, what holds a bundle, what lets it go."""

from __future__ import annotations

import pytest

from collector import clock, desk
from collector.model.card_rules import CardExpired
from collector.model.card_terms import CardTerms
from collector.model.delivery import (
    TRIES_ON_ONE_WAY,
    DeliveryChoices,
    LoginChoice,
    next_transport,
)
from collector.store import deliveries, sealed_files
from collector.store.deliveries import NotNow
from collector.store.errors import NoSuch
from collector.store.sqlite import transaction
from collector.sync.connection import Judgement, Line
from collector.sync.transport.errors import Cut, ParcelChanged
from collector.sync.transport.interface import Endpoint
from collector.sync.waiting import NoWay
from contract.watches import Recorder
from makers import PLATFORM, make, reopen
from queueing import EXILE, FIRST, ONION, SECOND, TOR, WAYS, sent, trusting, waiting
from receipting import answer_to


@pytest.fixture
def both(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "desk", "coordinator") as platform:
        trusting(field, platform)
        yield field, platform


@pytest.fixture
def field(both):
    return both[0]


def state(field, bundle):
    return field.delivery.of_bundle(bundle).delivery


# --- the ways of a card -------------------------------------------------------------------------


def tried(field, choices, count=12):
    card = field.trust.platform(PLATFORM).card
    return [next_transport(card, choices, tries) for tries in range(count)]


def test_ways_are_tried_in_the_order_of_the_card_each_three_times_round_and_round(field):
    proxied = DeliveryChoices(proxy=TOR)
    turns = [it for it in WAYS for _ in range(TRIES_ON_ONE_WAY)]
    assert tried(field, proxied) == [*turns, *turns[:3]]


def test_a_way_that_the_choices_do_not_allow_is_passed_over(field):
    turns = [it for it in (FIRST, SECOND) for _ in range(TRIES_ON_ONE_WAY)]
    assert tried(field, EXILE, 6) == turns


def test_where_no_way_is_allowed_the_first_is_judged_so_that_the_reason_is_told(field):
    assert tried(field, DeliveryChoices(), 1) == [ONION]
    bundle = waiting(field)
    assert field.delivery.question(bundle).transport == ONION


def test_a_question_carries_what_was_chosen(field):
    bundle = waiting(field)
    field.delivery.choose(DeliveryChoices(proxy=TOR, interface="tun0", cap=64_000))
    endpoint = field.delivery.question(bundle).endpoint
    assert (endpoint.kind, endpoint.address) == (ONION.kind, ONION.address)
    assert endpoint.pin == bytes.fromhex("ab" * 32)
    assert (endpoint.route.proxy.port, endpoint.route.interface) == (9050, None)
    assert endpoint.cap == 64_000
    field.delivery.choose(DeliveryChoices(zone="V-ZONE-06", interface="tun0"))
    route = field.delivery.question(bundle).endpoint.route
    assert (route.proxy, route.interface) == (None, "tun0")


def test_a_card_without_ways_says_so_and_asks_for_no_receipts(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "desk", "coordinator") as platform:
        trusting(field, platform, ())
        bundle = waiting(field)
        with pytest.raises(NoWay):
            field.delivery.question(bundle)
        with transaction(field.vault.db):
            deliveries.uploaded(field.vault.db, bundle, "folder /stick")
        assert field.delivery.receipts_wanted() == []


# --- what holds, what lets go -------------------------------------------------------------------


def test_failures_lead_to_the_next_way_and_a_token_is_of_one_way_alone(field):
    field.delivery.choose(EXILE)
    bundle = waiting(field)
    for tries in range(2 * TRIES_ON_ONE_WAY):
        errand = field.delivery.set_out(bundle, field.delivery.question(bundle).endpoint)
        assert errand.endpoint.address == (FIRST, SECOND)[tries // TRIES_ON_ONE_WAY].address
        fresh = tries % TRIES_ON_ONE_WAY == 0
        assert errand.token == (None if fresh else f"token {tries - 1}")
        assert errand.tries == tries
        field.delivery.keep(errand, f"token {tries}")
        field.delivery.held(errand, Cut.code, clock.in_seconds(-1))
    assert field.delivery.question(bundle).transport == FIRST


def test_a_connection_judged_unsafe_holds_with_the_first_reason(field):
    bundle = waiting(field)
    question = field.delivery.question(bundle)
    lines = (
        Line("card", "yes", "safe.card"),
        Line("place", "no", "safe.place.never"),
        Line("clock", "no", "safe.clock.wrong"),
    )
    field.delivery.judged(bundle, question, Judgement(lines))
    held = state(field, bundle)
    assert (held.state, held.reason, held.not_before) == ("waiting", "safe.place.never", None)
    assert field.delivery.turn() == []
    unreached = Judgement((Line.against("reached", Cut()),), retry=True, of_way=True)
    field.delivery.judged(bundle, question, unreached)
    held = state(field, bundle)
    assert held.reason == Cut.code
    assert clock.now_utc() < held.not_before <= clock.in_seconds(300)
    assert field.delivery.turn() == []


def test_a_choice_or_a_login_lets_go_what_was_held_and_nothing_else(field):
    names = [waiting(field) for _ in range(4)]
    held, paused, gone, taken_back = names
    for name in (held, paused):
        field.delivery.hold(name, "safe.place.never", None)
    field.delivery.pause(paused, on=True)
    sent(field, gone)
    field.delivery.withdraw(taken_back)
    field.delivery.choose(EXILE)
    assert [it.sent.bundle for it in field.delivery.turn()] == [held]
    assert [state(field, it).state for it in (gone, taken_back)] == ["uploaded", "withdrawn"]
    assert state(field, paused).reason is None
    assert state(field, paused).paused
    field.delivery.hold(held, "network.login-unusable", None)
    card = field.trust.platform(PLATFORM)
    field.delivery.choose_login(card, SECOND, LoginChoice(username="me"))
    assert [it.sent.bundle for it in field.delivery.turn()] == [held]


def test_what_was_chosen_for_one_address_is_told_to_no_other(field, tmp_path):
    card = field.trust.platform(PLATFORM)
    login = LoginChoice(username="я", password="не кажы нікому")
    field.delivery.choose_login(card, SECOND, login)
    assert field.delivery.login(card, SECOND) == login
    assert field.delivery.login(card, FIRST) is None
    with make(tmp_path / "other", "coordinator") as other:
        card_of_another = other.trust.new_card("Another", (), CardTerms((SECOND,)))
        assert field.delivery.login(card_of_another, SECOND) is None
    field.close()
    with reopen(tmp_path / "field") as later:
        assert later.delivery.login(card, SECOND) == login
        later.delivery.choose_login(card, SECOND, None)
        assert later.delivery.login(card, SECOND) is None


def test_a_card_that_ran_out_speaks_against_sending(field, monkeypatch):
    bundle = waiting(field)
    assert field.delivery.question(bundle).card_problem is None
    monkeypatch.setattr(clock, "today_utc", lambda: "2999-01-01")
    assert isinstance(field.delivery.question(bundle).card_problem, CardExpired)


# --- taking back, receipts ----------------------------------------------------------------------


def test_what_is_taken_back_leaves_no_file_and_cannot_set_out(field):
    bundle = waiting(field)
    question = field.delivery.question(bundle)
    file = field.vault.outbox / field.delivery.of_bundle(bundle).sent.file
    assert file.exists()
    field.delivery.withdraw(bundle)
    assert not file.exists()
    with pytest.raises(NotNow):
        field.delivery.set_out(bundle, question.endpoint)
    assert field.check() == []


def test_v4_what_was_taken_back_when_the_machine_stopped_goes_at_the_next_opening(
    both, tmp_path, monkeypatch
):
    field, _ = both
    bundle = waiting(field)
    file = field.vault.outbox / field.delivery.of_bundle(bundle).sent.file
    with monkeypatch.context() as stopped:
        stopped.setattr(sealed_files, "remove", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            field.delivery.withdraw(bundle)
    assert file.exists()
    field.close()
    with reopen(tmp_path / "field") as later:
        assert later.delivery.of_bundle(bundle).delivery.state == "withdrawn"
        assert not file.exists()
        assert later.check() == []


def test_what_is_being_sent_is_not_taken_back_under_the_hands_of_its_sender(field):
    bundle = waiting(field)
    field.delivery.set_out(bundle, field.delivery.question(bundle).endpoint)
    for act in (field.delivery.withdraw, field.delivery.put_first, field.delivery.again):
        with pytest.raises(NotNow):
            act(bundle)
    with pytest.raises(NotNow):  # and no second sender beside the first
        field.delivery.set_out(bundle, field.delivery.question(bundle).endpoint)
    assert (field.vault.outbox / field.delivery.of_bundle(bundle).sent.file).exists()


def test_a_bundle_is_found_by_its_id_or_its_file(field):
    bundle = waiting(field)
    found = field.delivery.of_bundle(bundle)
    assert field.delivery.of_bundle(found.sent.file).sent == found.sent
    with pytest.raises(NoSuch):
        field.delivery.of_bundle("0" * 32)


def test_receipts_are_asked_for_until_there_is_nothing_left_to_hear(both):
    field, platform = both
    known = waiting(field, identity=None)
    unread = waiting(field)
    waits = waiting(field)
    for bundle in (known, unread):
        platform.intake.take(field.vault.outbox / field.delivery.of_bundle(bundle).sent.file)
        sent(field, bundle)
    wanted = {it.bundle: it for it in field.delivery.receipts_wanted()}
    assert set(wanted) == {known, unread}
    names = {it.file for it in platform.outbox.receipts()}
    assert {it.name for it in wanted.values()} == names
    for bundle in (known, unread):
        field.receipts.take(answer_to(platform, bundle))
    assert [it.bundle for it in field.delivery.receipts_wanted()] == [unread]
    assert state(field, waits).state == "waiting"


# --- disks and names ----------------------------------------------------------------------------


def test_a_bundle_that_changed_on_the_disk_is_held_and_nothing_is_said_to_be_sent(field):
    field.delivery.choose(EXILE)
    bundle = waiting(field)
    file = field.vault.outbox / field.delivery.of_bundle(bundle).sent.file
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    for damage in (lambda: file.write_bytes(content), file.unlink):
        damage()
        errand = field.delivery.set_out(bundle, field.delivery.question(bundle).endpoint)
        with pytest.raises(ParcelChanged):
            desk.deliver(errand, field.delivery, Recorder())
        held = state(field, bundle)
        assert (held.state, held.reason) == ("waiting", ParcelChanged.code)
        assert field.delivery.turn() == []
        field.delivery.again(bundle)


def test_an_endpoint_is_known_by_kind_and_address_alone(field):
    bundle = waiting(field)
    one = Endpoint("tus", FIRST.address, bytes(32))
    field.delivery.keep(field.delivery.set_out(bundle, one), "kept")
    with transaction(field.vault.db):
        deliveries.interrupted(field.vault.db, bundle)
    assert field.delivery.set_out(bundle, Endpoint("tus", FIRST.address, cap=9)).token == "kept"
    with transaction(field.vault.db):
        deliveries.interrupted(field.vault.db, bundle)
    assert field.delivery.set_out(bundle, Endpoint("webdav", FIRST.address)).token is None


def test_what_a_sender_could_not_even_write_down_waits_again(field):
    sending, gone = waiting(field), waiting(field)
    sent(field, gone)
    errand = field.delivery.set_out(sending, field.delivery.question(sending).endpoint)
    field.delivery.keep(errand, "a token")
    field.delivery.nobody_sends()
    assert (state(field, sending).state, state(field, sending).token) == ("waiting", "a token")
    assert state(field, gone).state == "uploaded"
