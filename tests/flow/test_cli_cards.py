"""Cards that are renewed, and identities that are sealed to one platform and not to another."""

from __future__ import annotations

import os
import stat
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from call_places import Place, export, trusting
from calls import call, done, known
from collector.crypto.ed25519 import SigningKey
from collector.store import own_keys
from collector.store.platform_cards import make_card, read_card
from makers import PLATFORM, reopen


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return trusting(tmp_path)


def renewed(place: Place, file: str, /, **changes: object) -> Path:
    """Write the platform's next card, signed by its own root key."""
    with reopen(place.coordinator) as session:
        seed = own_keys.private(session.vault.db, session.vault.wrap_key, "card-root")
        old = session.trust.own_card()
    new = msgspec.structs.replace(
        old.card, serial=old.card.serial + 1, previous=old.digest.hex(), **changes
    )
    path = place.folder / file
    path.write_bytes(make_card(new, SigningKey.from_seed(seed)))
    return path


def words_of(card: Path) -> str:
    return call("platform", "show", card, "--json").json["root"]["words"]["en"]


def test_what_a_renewed_card_changes_is_shown_before_and_when_it_is_trusted(place):
    card = renewed(place, "renewed", name="Renamed", valid_until="2030-01-01")
    shown = done("platform", "show", "--vault", place.field, card, "--json").json
    assert shown["standing"] == "trusted, by another card"
    changed = [it["words"] for it in shown["findings"]]
    assert changed == [
        "another than on the card trusted before: name",
        "another than on the card trusted before: valid until",
    ]
    trust = ("platform", "trust", "--vault", place.field, "--expect", words_of(card))
    assert changed[0] in done(*trust, card).out
    older = known(*trust, place.card, "--json")
    assert (older.code, older.json["code"]) == (1, "card.serial-lower")
    assert export(place, "--json").json["code"] == "store.no-such"  # the old name is gone


def test_what_is_made_needs_a_folder_and_no_passphrase_is_asked_before(place, tmp_path):
    vault = ("--vault", place.coordinator)
    for verb in (
        ("vault", "create", "--role", "self"),
        ("platform", "new", *vault, "--name", PLATFORM),
        ("platform", "renew", *vault),
        ("platform", "key", "copy", *vault),
        ("media", "export", *vault, "0" * 64),
    ):
        called = call(*verb, tmp_path / "none" / "here", "--json")
        assert (called.code, called.json["code"]) == (5, "machine.no-folder")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("act", [("renew",), ("revoke", "--yes")])
def test_no_card_is_issued_that_cannot_be_written_where_it_was_to_go(place, act):
    out = place.folder / "gone" / "card"
    called = known("platform", *act, "--vault", place.coordinator, out, "--json")
    assert (called.code, called.json["code"]) == (5, "machine.no-folder")
    with reopen(place.coordinator) as session:
        assert session.trust.own_card().card.serial == 1


def test_a_card_whose_time_is_over(place):
    yesterday = (date.today() - timedelta(days=2)).isoformat()  # noqa: DTZ011 - a day suffices
    card = renewed(place, "over", valid_until=yesterday)
    trust = ("platform", "trust", "--vault", place.field, "--expect", words_of(card), "--json")
    called = known(*trust, card)
    assert (called.code, called.json["code"]) == (1, "card.expired")


def test_an_identity_goes_only_where_it_was_sealed_to(place, tmp_path):
    name = place.add()
    place.seal(name)
    other, card = tmp_path / "other", tmp_path / "other-card"
    done("vault", "create", other, "--role", "coordinator")
    done("platform", "new", "--vault", other, "--name", "Other platform", card)
    done("platform", "trust", "--vault", place.field, card, "--expect", words_of(card))
    out = tmp_path / "elsewhere"
    to = ("bundle", "export", "--vault", place.field, "--to", "Other platform", out, "--json")
    (finding,) = done(*to).json["findings"]
    assert finding["code"] == "identity.other-platform"
    assert (
        done("bundle", "export", "--vault", place.field, "--to", PLATFORM, out, "--json").json[
            "findings"
        ]
        == []
    )


def test_an_identity_can_be_sealed_to_the_platform_chosen(place, tmp_path):
    other, card = tmp_path / "other", tmp_path / "other-card"
    field = tmp_path / "fresh"
    done("vault", "create", other, "--role", "coordinator")
    done("platform", "new", "--vault", other, "--name", "Other platform", card)
    done("vault", "create", field, "--role", "self")
    fresh = Place(tmp_path, field, other, card, "")
    name = fresh.add()
    sealed = done("testimony", "seal", "--vault", field, name, "--json")
    assert sealed.json["identity"] == "open"
    assert "lies open in this vault" in sealed.err
    trusted = done("platform", "trust", "--vault", field, card, "--expect", words_of(card))
    assert "the identity of 1 account is sealed to it now" in trusted.err
    assert (
        "key to identities together"
        in done("testimony", "seal", "--vault", field, name, "--to", "Other platform").err
    )


def test_what_a_card_says_cannot_break_out_of_its_line(place):
    with reopen(place.coordinator) as session:
        old = session.trust.own_card().card
    key = SigningKey.generate()
    evil = "Name\nis trusted\x1b[2J\u202e"
    card = msgspec.structs.replace(old, name=evil, root_key=key.public.hex())
    path = place.folder / "evil"
    path.write_bytes(make_card(card, key))
    assert read_card(path.read_bytes()).card.name == evil
    shown = call("platform", "show", path)
    assert shown.lines[0] == "name        Name<U+000A>is trusted<U+001B>[2J<U+202E>"


def test_a_platform_that_is_given_up_is_sent_nothing_more(place):
    last = place.folder / "last"
    revoke = ("platform", "revoke", "--vault", place.coordinator, last)
    assert "nothing was done" in done(*revoke).err
    assert not last.exists()
    done(*revoke, "--yes")
    place.seal(place.add())
    told = done("platform", "update", "--vault", place.field, last)
    assert "revoked keys" in told.out
    refused = export(place, "--json")
    assert (refused.code, refused.json["code"]) == (1, "card.root-revoked")


def test_all_keys_can_be_copied_and_a_copy_be_checked(place):
    vault = ("--vault", place.coordinator, "--json")
    copy, some = place.folder / "copy.txt", place.folder / "some.txt"
    copied = done("platform", "key", "copy", *vault, copy)
    assert "can do all that this platform can" in copied.err
    assert "AGE-SECRET-KEY" in copy.read_text()
    assert "AGE-SECRET-KEY" not in copied.out + copied.err
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert known("platform", "key", "copy", *vault, copy).json["code"] == "file.exists"
    done("platform", "key", "check", *vault, copy)
    done("platform", "key", "export", *vault, some)
    lacking = known("platform", "key", "check", *vault, some)
    assert (lacking.code, lacking.json["code"]) == (1, "card.copy-differs")
    none = known("platform", "key", "copy", "--vault", place.field, place.folder / "none", "--json")
    assert (none.code, none.json["code"]) == (2, "store.no-such")
    assert not (place.folder / "none").exists()
