"""A platform's own side: the next card, and the copy of its keys."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta

import pytest

from collector import clock
from collector.crypto import fingerprint
from collector.crypto.age import HybridIdentity, parse_identities
from collector.model.card_rules import CardDate, CardExpired, CardName
from collector.store import own_keys
from collector.store.errors import NoSuch
from collector.store.key_copy import KeyCopyDiffers
from makers import PLATFORM, add, make, trust
from peers import tool


@pytest.fixture
def coordinator(tmp_path):
    with make(tmp_path / "coordinator", "coordinator") as opened:
        yield opened


def days_from_now(days: int) -> str:
    return (date.fromisoformat(clock.today_utc()) + timedelta(days=days)).isoformat()


def test_no_first_card_is_made_that_everybody_would_refuse(coordinator):
    with pytest.raises(CardName):
        coordinator.trust.new_card("Our \u202ename")
    assert coordinator.trust.own_card() is None
    assert set(own_keys.names(coordinator.vault.db)) == {own_keys.SIGNING}


def test_the_next_card_has_the_same_keys_and_follows_the_one_before(coordinator):
    first = coordinator.trust.new_card(PLATFORM)
    second = coordinator.trust.renew_card(30)
    assert second.card.valid_until == days_from_now(30)
    assert (second.card.serial, second.card.previous) == (2, first.digest.hex())
    for same in ("name", "root_key", "receipt_key", "content_recipients", "identity_recipients"):
        assert getattr(second.card, same) == getattr(first.card, same)
    assert coordinator.trust.own_card().data == second.data
    assert coordinator.trust.renew_card().card.valid_until == days_from_now(730)
    assert coordinator.check() == []


def test_who_trusts_the_first_card_takes_the_next_and_both_open_here(tmp_path, coordinator):
    with make(tmp_path / "field") as field:
        first = trust(field, coordinator)
        field.testimonies.seal(add(field))
        to_first = field.outbox.export(field.trust.platform(PLATFORM))
        second = coordinator.trust.renew_card()
        field.trust.trust_card(second.data, fingerprint.words(first.root))
        to_second = field.outbox.export(field.trust.platform(PLATFORM))
        for sent in (to_first, to_second):
            assert coordinator.intake.take(sent.file).verdict == "imported"


def test_without_a_card_there_is_nothing_to_renew_and_nothing_to_copy(coordinator):
    for ask in (coordinator.trust.renew_card, coordinator.trust.key_copy):
        with pytest.raises(NoSuch):
            ask()
    with pytest.raises(NoSuch):
        coordinator.trust.check_key_copy(b"")
    assert coordinator.trust.key_copy_checked() is None


def test_a_card_that_would_be_over_is_not_issued(coordinator):
    coordinator.trust.new_card(PLATFORM)
    with pytest.raises(CardExpired):
        coordinator.trust.renew_card(-1)
    assert coordinator.trust.own_card().card.serial == 1
    assert coordinator.check() == []


def test_a_card_for_longer_than_calendars_go_is_not_issued(coordinator):
    coordinator.trust.new_card(PLATFORM)
    with pytest.raises(CardDate):
        coordinator.trust.renew_card(10_000_000)
    assert coordinator.trust.own_card().card.serial == 1


def test_stock_age_opens_bundles_and_identities_with_the_copy(tmp_path, coordinator):
    age, tar = tool("age"), tool("tar")
    with make(tmp_path / "field") as field:
        trust(field, coordinator)
        field.testimonies.seal(add(field))
        bundle = field.outbox.export(field.trust.platform(PLATFORM))
    copy = tmp_path / "copy"
    copy.write_bytes(coordinator.trust.key_copy())
    plain, opened = tmp_path / "plain.tar", tmp_path / "opened"
    opened.mkdir()
    subprocess.run([age, "-d", "-i", copy, "-o", plain, bundle.file], check=True)
    subprocess.run([tar, "-x", "-f", plain, "-C", opened], check=True)
    (identity,) = opened.glob("*/data/identity/*.age")
    form = subprocess.run([age, "-d", "-i", copy, identity], check=True, capture_output=True)
    assert "Імя Прозвішча".encode() in form.stdout


@pytest.mark.parametrize("separate", [False, True], ids=["all-here", "identity-elsewhere"])
def test_the_copy_holds_every_key_but_the_one_that_signs_for_the_vault(coordinator, separate):
    elsewhere = [str(HybridIdentity.generate().recipient())] if separate else []
    coordinator.trust.new_card(PLATFORM, elsewhere)
    text = coordinator.trust.key_copy().decode("ascii")
    assert len(parse_identities(text)) == (1 if separate else 2)
    db, wrap_key = coordinator.vault.db, coordinator.vault.wrap_key
    for name in ("card-root", "receipt"):
        assert own_keys.private(db, wrap_key, name).hex() in text
    assert own_keys.private(db, wrap_key, own_keys.SIGNING).hex() not in text


def test_a_whole_copy_is_remembered_whatever_an_editor_did_to_its_line_ends(coordinator):
    coordinator.trust.new_card(PLATFORM)
    copy = coordinator.trust.key_copy()
    assert coordinator.trust.key_copy_checked() is None
    coordinator.trust.check_key_copy(b"\xef\xbb\xbf" + copy.replace(b"\n", b"  \r\n"))
    checked = coordinator.trust.key_copy_checked()
    assert checked is not None
    assert checked[:10] == clock.today_utc()
    coordinator.trust.renew_card()
    assert coordinator.trust.key_copy_checked() == checked
    assert coordinator.check() == []


def lines_but(copy: bytes, start: bytes) -> bytes:
    return b"".join(line for line in copy.splitlines(True) if not line.startswith(start))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda copy: lines_but(copy, b"# card-root"),
        lambda copy: lines_but(copy, b"# receipt"),
        lambda copy: lines_but(copy, b"AGE-SECRET-KEY"),
        lambda copy: copy[: copy.rindex(b"AGE-SECRET-KEY")],
        lambda copy: copy.replace(b"AGE-SECRET-KEY", b"AGE-SECRET-KEV"),
        lambda copy: b"\xff\xfe\x00" * 100,
        lambda copy: b"",
    ],
    ids=["no-root", "no-receipt", "no-age", "one-age-key", "mistyped", "noise", "empty"],
)
def test_a_copy_that_lacks_a_key_is_not_taken_for_one(coordinator, spoil):
    coordinator.trust.new_card(PLATFORM)
    spoiled = spoil(coordinator.trust.key_copy())
    leaves = coordinator.custody.size()
    with pytest.raises(KeyCopyDiffers) as refused:
        coordinator.trust.check_key_copy(spoiled)
    assert refused.value.code == "card.copy-differs"
    assert coordinator.trust.key_copy_checked() is None
    assert coordinator.custody.size() == leaves


def test_the_copy_of_another_platform_is_none_of_ours(tmp_path, coordinator):
    coordinator.trust.new_card(PLATFORM)
    with make(tmp_path / "other", "coordinator") as other:
        other.trust.new_card(PLATFORM)
        theirs = other.trust.key_copy()
    with pytest.raises(KeyCopyDiffers):
        coordinator.trust.check_key_copy(theirs)
