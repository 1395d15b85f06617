"""Receipts, cards and signers by verbs alone: what comes back, what it says, how calls end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from call_places import Place, export, trusting
from calls import call, done, known
from collector.crypto.age import parse_identity
from collector.store import own_keys
from makers import OWN_SAMPLES, PLATFORM, reopen

PIN = "ab" * 32


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return trusting(tmp_path)


def answered(place: Place, folder: Path, bundle: Path) -> Path:
    """Import a bundle and put the receipts into a folder; return the newest."""
    before = set(folder.iterdir()) if folder.exists() else set()
    done("bundle", "import", "--vault", place.coordinator, "--receipts", folder, bundle)
    (receipt,) = set(folder.iterdir()) - before
    return receipt


def apply(place: Place, receipt: Path, *more: object):
    return known("receipt", "apply", "--vault", place.field, receipt, *more)


def sent(place: Place) -> Path:
    place.seal(place.add(media=(OWN_SAMPLES / "window-3.jpg",)))
    return place.export()


def test_a_receipt_comes_back_on_a_stick_and_says_in_words_what_is_known(place, tmp_path):
    receipt = answered(place, tmp_path / "stick", sent(place))
    called = apply(place, receipt)
    assert called.code == 0
    assert f"{PLATFORM} has this bundle, and signed that on 20" in called.out
    assert "arrived, not yet read" in called.out
    assert "safe to delete  yes" in called.out
    assert "this deleted nothing here" in called.err
    listed = done("outbox", "list", "--vault", place.field, "--json").json
    assert [it["state"] for it in listed["bundles"]] == ["delivered"]
    again = apply(place, receipt, "--json")
    assert (again.code, again.json["code"]) == (1, "receipt.replayed")


def test_json_says_the_same(place, tmp_path):
    bundle = sent(place)
    found = apply(place, answered(place, tmp_path / "stick", bundle), "--json").json
    listed = done("outbox", "list", "--vault", place.field, "--json").json["bundles"]
    assert found.pop("at").startswith("20")
    assert found == {
        "ok": True,
        "code": "done",
        "ids": [it["bundle"] for it in listed],
        "findings": [],
        "state": "delivered",
        "refused": None,
        "identity": "not_yet",
        "safe_to_delete": True,
        "put_back": False,
    }


def test_once_the_keeper_read_the_identity_the_next_receipt_says_so(place, tmp_path):
    folder = tmp_path / "stick"
    receipt = answered(place, folder, sent(place))
    assert apply(place, receipt).code == 0
    with reopen(place.coordinator) as session:
        key = own_keys.private(session.vault.db, session.vault.wrap_key, "identity-1")
        (line,) = session.testimonies.every()
        session.identities.unseal(line.id, [parse_identity(key.decode())])
    out = done("receipt", "export", "--vault", place.coordinator, folder)
    assert "0 receipts put there, 1 replaced by a later one, 0 there already" in out.out
    assert "read by the person who keeps that key" in apply(place, receipt).out


def test_exit_codes_tell_foreign_altered_and_missing_apart(place, tmp_path):
    receipt = answered(place, tmp_path / "stick", sent(place))
    other = tmp_path / "other"
    done("vault", "create", other, "--role", "self")
    foreign = known("receipt", "apply", "--vault", other, receipt, "--json")
    assert (foreign.code, foreign.json["code"]) == (3, "receipt.foreign")
    altered = tmp_path / "altered"
    altered.write_bytes(receipt.read_bytes()[:-1])
    assert apply(place, altered).code == 1
    assert apply(place, place.card).code == 1
    assert apply(place, tmp_path / "nothing").code == 5
    large = tmp_path / "large"
    with large.open("wb") as out:
        out.truncate(8 * 1024 * 1024 + 1)
    assert apply(place, large, "--json").json["code"] == "file.too-large"
    assert apply(place, receipt).code == 0


def test_a_refusal_is_answered_too(place, tmp_path):
    card = tmp_path / "card-2"
    done("platform", "renew", "--vault", place.coordinator, card)
    done("platform", "update", "--vault", place.field, card)
    bundle = sent(place)
    with reopen(place.coordinator) as session:  # as if put back from before the renewal
        session.vault.db.execute("DELETE FROM own_card WHERE serial = 2")
    folder = tmp_path / "stick"
    called = known(
        *("bundle", "import", "--vault", place.coordinator, "--receipts", folder, bundle)
    )
    assert called.code == 1
    assert "a receipt that tells its sender so: outbox/" in called.err
    (receipt,) = folder.iterdir()
    told = apply(place, receipt)
    assert told.code == 0
    assert f"{PLATFORM} took nothing of this bundle" in told.out
    assert "bundle.card-unknown" in told.out
    listed = done("outbox", "list", "--vault", place.field, "--json").json
    assert [it["state"] for it in listed["bundles"]] == ["refused"]


def test_what_was_imported_is_told_also_where_a_receipt_cannot_be_put(place, tmp_path):
    importing = ("bundle", "import", "--vault", place.coordinator, "--json")
    lost = done(*importing, sent(place)).json["files"][0]["receipt"]
    (place.coordinator / lost).unlink()
    called = known(*importing, "--receipts", tmp_path / "stick", sent(place))
    assert (called.code, called.json["code"]) == (1, "receipt.lost")
    assert [it["code"] for it in called.json["files"]] == ["imported"]
    assert called.json["ids"] == called.json["files"][0]["testimonies"]
    assert called.json["findings"][-1]["code"] == "receipt.lost"
    assert len(list((tmp_path / "stick").iterdir())) == 1


def test_a_rewritten_history_is_shown_with_both_heads_and_its_sender_is_told(place, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(place.field, copy)
    importing = ("bundle", "import", "--vault", place.coordinator, "--json")
    first = done(*importing, sent(place)).json
    assert [it["code"] for it in first["findings"]] == ["history.first-contact"]
    assert first["files"][0]["known"] is None
    second = done(*importing, sent(place)).json
    assert [it["code"] for it in second["findings"]] == ["history.continues"]
    assert second["files"][0]["known"] == first["files"][0]["head"]
    old = Place(tmp_path, copy, place.coordinator, place.card, place.signer)
    bundle = sent(old)
    folder = tmp_path / "stick"
    called = done(*importing[:-1], "--receipts", folder, bundle)
    known_head = second["files"][0]["head"]
    assert "the sender's log contradicts what was seen of it before" in called.out
    assert f"{known_head['root']} at {known_head['size']} events was known" in called.out
    told = {it.name: apply(old, it, "--json").json for it in folder.iterdir()}
    (mine,) = [it for it in told.values() if it["ok"]]
    assert mine["put_back"] is True
    (finding,) = mine["findings"]
    assert (finding["code"], finding["seen"]) == ("vault.put-back", known_head)
    check = known("vault", "check", copy, "--json").json
    assert "custody.head-beyond" in [it["code"] for it in check["findings"]]


def test_a_card_is_renewed_with_ways_to_deliver_and_taken_over_without_words(place, tmp_path):
    card = tmp_path / "card-2"
    way = f"tus=https://example.org/in,box,pin={PIN},tor"
    stamps = f"https://time.example.org/,certificate={'cd' * 32},pin={PIN}"
    called = done(
        *("platform", "renew", "--vault", place.coordinator, "--days", 900),
        *("--transport", way, "--time-authority", stamps, "--revoke", "EE" * 32, card),
    )
    assert "collector platform update CARD" in called.err
    shown = call("platform", "show", card, "--json").json
    assert shown["transports"] == [
        {"kind": "tus", "address": "https://example.org/in,box", "pin": PIN, "tor_required": True}
    ]
    assert shown["time_authority"]["pin"] == PIN
    assert shown["revoked_keys"] == ["ee" * 32]
    update = done("platform", "update", "--vault", place.field, card, "--json").json
    assert {it["field"] for it in update["findings"]} == {
        "valid_until",
        "transports",
        "time_authority",
        "revoked_keys",
    }
    assert update["gap"] is False
    again = done("platform", "update", "--vault", place.field, card)
    assert again.lines[0] == "nothing on it has changed"
    plain = tmp_path / "card-3"
    done("platform", "renew", "--vault", place.coordinator, "--no-transport", plain)
    told = done("platform", "update", "--vault", place.field, plain).out
    assert f"ways to deliver: tus https://example.org/in,box pin {PIN} tor before, none now" in told
    assert call("platform", "show", plain, "--json").json["time_authority"] is not None


def test_an_older_card_or_one_of_a_stranger_is_not_taken_over(place, tmp_path):
    card = tmp_path / "card-2"
    done("platform", "renew", "--vault", place.coordinator, card)
    done("platform", "update", "--vault", place.field, card)
    older = known("platform", "update", "--vault", place.field, place.card, "--json")
    assert (older.code, older.json["code"]) == (1, "card.serial-lower")
    other, strange = tmp_path / "other", tmp_path / "strange"
    done("vault", "create", other, "--role", "coordinator")
    done("platform", "new", "--vault", other, "--name", "Other", strange)
    called = known("platform", "update", "--vault", place.field, strange, "--json")
    assert (called.code, called.json["code"]) == (1, "card.not-trusted")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--transport", "tus"),
        ("--transport", "https://example.org"),
        ("--transport", "tus=https://example.org,pin=12"),
        ("--transport", "TUS=https://example.org"),
        ("--transport", f"tus=https://exa mple.org,pin={PIN}"),
        ("--time-authority", "https://time.example.org"),
        ("--time-authority", "https://time.example.org,certificate=12"),
        ("--revoke", "12"),
    ],
)
def test_terms_that_are_not_understood_are_told_and_nothing_is_issued(place, option, value):
    out = place.folder / "never"
    called = known("platform", "renew", "--vault", place.coordinator, option, value, out)
    assert called.code == 2
    assert value not in called.err
    assert not out.exists()


def test_a_way_without_a_pin_is_no_way(place, tmp_path):
    way = ("--transport", "tus=https://example.org/in")
    called = known(
        *("platform", "renew", "--vault", place.coordinator, *way, tmp_path / "no"), "--json"
    )
    assert (called.code, called.json["code"]) == (1, "card.way")


def test_a_first_card_names_ways_too_and_another_call_writes_the_same_card(tmp_path):
    vault, card = tmp_path / "vault", tmp_path / "card"
    done("vault", "create", vault, "--role", "coordinator")
    way = ("--transport", f"sftp=sftp://in@example.org:22/in,pin={PIN}")
    new = ("platform", "new", "--vault", vault, "--name", PLATFORM)
    done(*new, *way, card)
    for number, more in enumerate([(), way]):
        again = tmp_path / f"again-{number}"
        done(*new, *more, again)
        assert again.read_bytes() == card.read_bytes()
    other = ("--transport", f"tus=https://example.org/in,pin={PIN}")
    called = known(*new, *other, tmp_path / "other", "--json")
    assert (called.code, called.json["code"]) == (2, "card.exists")


def test_a_signer_is_revoked_and_what_it_signed_stays_marked(place, tmp_path):
    name = place.add()
    place.seal(name)
    done("bundle", "import", "--vault", place.coordinator, place.export())
    revoke = ("signer", "revoke", "--vault", place.coordinator, place.signer)
    said = done(*revoke)
    assert "this key is revoked now" in said.out
    assert "1 bundle that it signed before stay" in said.out
    assert done(*revoke, "--json").json["new"] is False
    listed = done("signer", "list", "--vault", place.coordinator)
    assert "revoked 20" in listed.out
    shown = done("testimony", "show", "--vault", place.coordinator, name)
    assert "signed by a key that was revoked here on 20" in shown.out
    lines = done("testimony", "list", "--vault", place.coordinator)
    assert "signed by a revoked key" in lines.out
    found = json.loads(done("testimony", "list", "--vault", place.coordinator, "--json").out)
    assert [it["signer_revoked"] for it in found["testimonies"]] == [True]
    place.seal(place.add())
    refused = export(place)
    called = known("bundle", "import", "--vault", place.coordinator, refused.lines[0], "--json")
    assert (called.code, called.json["code"]) == (1, "bundle.signer-revoked")
    again = known(*("signer", "trust", "--vault", place.coordinator, place.signer), "--expect", "x")
    assert again.code == 1
