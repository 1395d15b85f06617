"""A head is stamped, kept, logged, and travels only where it bounds the time of something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from collector.crypto import fingerprint
from collector.crypto.timestamps.errors import StampRefused
from collector.crypto.timestamps.token import read_token
from collector.store import stamps
from collector.store.sqlite import transaction
from collector.sync.transport.interface import Endpoint, Login, Proxy, Route
from makers import OWN_SAMPLES, add, make, trust
from stamped import ADDRESS, PIN, WAY, answering, trust_with_authority
from stamped import stamp as stamp_by
from time_authority import NOON, Authority

PHOTO = OWN_SAMPLES / "courtyard.jpg"
AUTHORITY = Authority()
OTHER = Authority()
EARLY, LATE = NOON - timedelta(days=30), NOON + timedelta(days=30)


@pytest.fixture
def pair(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        yield field, platform


@pytest.fixture
def field(pair):
    trust_with_authority(*pair, AUTHORITY)
    return pair[0]


def stamp(field, authority=AUTHORITY, **changes):
    return stamp_by(field, authority, **changes)


def sealed(field):
    account = add(field, PHOTO)
    field.testimonies.seal(account)
    return account


def handed_over(pair, tmp_path):
    """Return what the platform says of a bundle of all that is sealed."""
    field, platform = pair
    (card,) = field.trust.platforms()
    path = field.outbox.hand_out(field.outbox.export(card), tmp_path)
    return platform.intake.verify(path), platform.intake.take(path)


def test_a_stamp_is_kept_and_logged_and_found_whole(field):
    sealed(field)
    size = field.custody.size()
    kept = stamp(field)
    assert (kept.size, kept.leaf) == (size, size)
    assert kept.time == "2026-05-04T12:00:00Z"
    assert kept.authority == AUTHORITY.digest
    assert stamps.of_platform(field.vault.db, kept.platform) == [kept]
    assert field.check() == []
    field.vault.db.execute("DELETE FROM event_item WHERE label = 'stamp'")
    assert "custody.stamp-without-event" in {it.code for it in field.check(deep=False)}


def test_what_was_stamped_is_not_stamped_again(field):
    kept = stamp(field)
    (card,) = field.trust.platforms()
    assert field.stamping.question(card, WAY) is None
    sealed(field)
    assert stamp(field).size > kept.size


def test_of_two_answers_about_one_head_the_first_is_kept(field):
    (card,) = field.trust.platforms()
    first, second = (field.stamping.question(card, WAY) for _ in range(2))
    answer = answering(AUTHORITY)
    kept = field.stamping.take(first, answer(first.query.body))
    assert field.stamping.take(second, answer(second.query.body)) == kept
    assert field.check() == []


def test_the_authority_is_asked_over_the_way_out_that_leads_to_the_platform(field):
    (card,) = field.trust.platforms()
    route = Route(Proxy("127.0.0.1", 9050))
    way = Endpoint("sftp", "sftp://a@b/c", bytes(32), route, 5000, Login("name", "secret"))
    asked = field.stamping.question(card, way).endpoint
    assert (asked.route, asked.cap) == (route, 5000)
    assert asked.address == ADDRESS
    assert asked.pin == PIN
    assert asked.login is None


def test_a_card_without_an_authority_stamps_nothing(pair):
    field, platform = pair
    card = trust(field, platform)
    before = field.custody.size()
    assert field.stamping.question(card, WAY) is None
    assert field.custody.size() == before


@pytest.mark.parametrize(
    ("authority", "changes", "code"),
    [
        (AUTHORITY, {"status": 2}, "stamp.denied"),
        (AUTHORITY, {"nonce": 7}, "stamp.nonce"),
        (AUTHORITY, {"imprint": lambda _: bytes(32)}, "stamp.imprint"),
        (OTHER, {}, "stamp.authority"),
        (AUTHORITY, {"signature": lambda it: it[:-1] + bytes([it[-1] ^ 1])}, "stamp.signature"),
    ],
)
def test_of_a_refused_stamp_nothing_is_kept(field, authority, changes, code):
    before = field.custody.size()
    with pytest.raises(StampRefused) as refused:
        stamp(field, authority, **changes)
    assert refused.value.code == code
    assert field.custody.size() == before
    assert field.check() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE stamp SET time = '2026-05-03T12:00:00Z'",
        "UPDATE stamp SET authority = zeroblob(32)",
        "UPDATE stamp SET token = substr(token, 1, length(token) - 1)",
    ],
)
def test_a_stamp_that_was_changed_outside_is_found(field, change):
    stamp(field)
    with transaction(field.vault.db):
        field.vault.db.execute(change)
    assert "custody.stamp-changed" in {it.code for it in field.check()}


def test_a_stamp_that_was_removed_outside_is_found(field):
    stamp(field)
    with transaction(field.vault.db):
        field.vault.db.execute("DELETE FROM stamp")
    assert [it.code for it in field.check()] == ["custody.stamp-missing"]


def test_the_platform_is_told_between_which_times_each_item_was_logged(pair, field, tmp_path):
    stamp(field, time=EARLY)
    account = sealed(field)
    stamp(field, time=LATE)
    verified, taken = handed_over(pair, tmp_path)
    assert [it.believed for it in verified.dating.stamps] == [True, True]
    labels = {it.label for it in verified.dating.items}
    assert labels == {"record", "media", "identity"}
    for item in verified.dating.items:
        assert item.time.not_before.at == "2026-04-04T11:59:59Z"
        assert item.time.not_after.at == "2026-06-03T12:00:01Z"
        assert item.time.not_before.source == item.time.not_after.source == "stamp"
        assert "clock-too-late" in item.time.contradictions
    report = pair[1].intake.report_of(taken.bundle)
    assert report.dating == verified.dating
    assert report.testimonies == (account,)
    assert pair[1].check() == []


def test_without_a_stamp_the_platforms_own_clock_bounds_from_above(pair, field, tmp_path):
    sealed(field)
    verified, taken = handed_over(pair, tmp_path)
    assert verified.dating.stamps == ()
    report = pair[1].intake.report_of(taken.bundle)
    for item in report.dating.items:
        assert item.time.not_before is None
        assert item.time.not_after.source == "own-clock"
        assert item.time.not_after.at == report.bundle.imported_at
        assert item.time.contradictions == ()


def test_what_was_seen_with_an_earlier_bundle_was_there_then(pair, field, tmp_path):
    first = sealed(field)
    _, taken = handed_over(pair, tmp_path)
    sealed(field)
    verified, again = handed_over(pair, tmp_path)
    then = pair[1].intake.report_of(taken.bundle).bundle.imported_at
    times = pair[1].intake.entry_times(first)
    assert {it.time.not_after.at for it in times} == {then}
    assert again.verdict == "imported"
    assert verified.dating.items


def test_a_stamp_of_another_authority_is_shown_and_bounds_nothing(pair, field, tmp_path):
    sealed(field)
    (card,) = field.trust.platforms()
    with transaction(field.vault.db):
        head = field.custody.sign_head("stamp")
        token = read_token(OTHER.token(head.checkpoint), head.checkpoint)
        stamps.keep(field.vault.db, field.custody, card.root, head, token)
    verified, _ = handed_over(pair, tmp_path)
    assert [it.believed for it in verified.dating.stamps] == [False]
    assert verified.dating.stamps[0].certificate == OTHER.digest.hex()
    assert {it.time.not_after.source for it in verified.dating.items} == {"own-clock"}


def test_an_authority_that_an_earlier_card_named_is_still_believed(pair, field, tmp_path):
    sealed(field)
    stamp(field)
    trust_with_authority(*pair, OTHER)
    sealed(field)
    stamp(field, OTHER, time=LATE)
    verified, _ = handed_over(pair, tmp_path)
    assert [it.believed for it in verified.dating.stamps] == [True, True]


def test_stamps_that_bound_nothing_of_a_bundle_stay_at_home(pair, field, tmp_path):
    for days in range(4):
        stamp(field, time=EARLY + timedelta(days=days))
        add(field)
    sealed(field)
    for days in range(4):
        stamp(field, time=LATE + timedelta(days=days))
        add(field)
    verified, _ = handed_over(pair, tmp_path)
    assert [it.earliest for it in verified.dating.stamps] == [
        "2026-04-07T11:59:59Z",
        "2026-06-03T11:59:59Z",
    ]


def test_a_stamp_made_for_one_platform_is_not_told_to_another(pair, field, tmp_path):
    sealed(field)
    stamp(field)
    with make(tmp_path / "two", "coordinator") as other:
        card = other.trust.new_card("Another platform")
        field.trust.trust_card(card.data, fingerprint.words(card.root))
        own = field.trust.own_signer
        other.trust.enrol(own, fingerprint.words(own))
        renewed_card = field.trust.platform("Another platform")
        path = field.outbox.hand_out(field.outbox.export(renewed_card), tmp_path)
        assert other.intake.verify(path).dating.stamps == ()


def test_the_size_told_beforehand_counts_the_stamps(field):
    sealed(field)
    stamp(field)
    (card,) = field.trust.platforms()
    told = field.outbox.plan(card).size
    assert field.outbox.export(card).size <= told
