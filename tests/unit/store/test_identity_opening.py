"""The identity compartment opens to whoever holds the separate key, and to nobody else."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest

from collector.crypto.age import HybridIdentity, NoIdentityMatches, parse_identity
from collector.crypto.ed25519 import SigningKey
from collector.errors import CollectorError
from collector.model.canonical import canonical
from collector.model.custody import CustodyEvent
from collector.model.identity_plain import IdentityMismatch
from collector.store import identity_sealing, records
from collector.store.custody import RECORD, Item
from collector.store.errors import NoSuch, VaultDamaged
from collector.store.exhibits import GivenFile
from collector.store.identity_opening import Unsealed
from collector.store.sqlite import transaction
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, form, given, make, trust


@pytest.fixture
def keeper() -> HybridIdentity:
    return HybridIdentity.generate()


@pytest.fixture
def vaults(tmp_path, keeper):
    with make(tmp_path / "field") as field, make(tmp_path / "platform", "coordinator") as platform:
        platform.trust.new_card(PLATFORM, [str(keeper.recipient())])
        trust(field, platform)
        yield field, platform


def send(vaults, *testimonies):
    field, platform = vaults
    for testimony in testimonies:
        field.testimonies.seal(testimony)
    platform.intake.take(field.outbox.export(field.trust.platform(PLATFORM)).file)


def passport(field) -> str:
    """Begin an account with an exhibit that belongs to the identity; return its id."""
    path = OWN_SAMPLES / "window-3.jpg"
    entries = given(exhibits=[exhibit(path.name, compartment="identity")])
    return field.testimonies.add(entries, [GivenFile(path, entries.exhibits[0])])


def events(session) -> list[str]:
    rows = session.vault.db.execute("SELECT bytes FROM event ORDER BY leaf").fetchall()
    return [msgspec.json.decode(row[0], type=CustodyEvent).event for row in rows]


def test_an_opened_form_is_read_and_nothing_else_is_taken_for_one(vaults, keeper, monkeypatch):
    field, platform = vaults
    testimony = passport(field)
    send(vaults, testimony)
    opened_form, opened_exhibit = platform.identities.unseal(testimony, [keeper])
    assert platform.identities.read_form(opened_form) == given().identity
    with pytest.raises(NoSuch):
        platform.identities.read_form(opened_exhibit)

    before, read = events(platform), type(platform.vault.media).read
    steps: list[str] = []
    monkeypatch.setattr(
        type(platform.vault.media),
        "read",
        lambda self, digest: steps.append("reads") or read(self, digest),
    )
    seen = platform.identities.unseal_each(
        testimony, [keeper], lambda it: steps.append(it.content) or it.n
    )
    assert steps == ["reads", "form", "reads", "exhibit"], "more than one is held at a time"
    assert (seen, events(platform)) == ([1, 2], [*before, "X-UNSEAL"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"names":[{"alias":false,"script":"Latn","text":7}]}', "record.shape"),
        (b'{"names":"x"}', "record.shape"),
        (b'{"dob":{},"dob":{}}', "record.json.duplicate-key"),
        (b"[" * 100_000, "record.json.too-deep"),
        (b"", "record.json.malformed"),
        (b"\xff", "record.json.not-utf8"),
    ],
    ids=["number", "text", "twice", "deep", "empty", "no-text"],
)
def test_a_form_that_breaks_its_shape_is_refused_in_our_own_words(vaults, data, code):
    with pytest.raises(CollectorError) as refused:
        vaults[1].identities.read_form(Unsealed(1, "form", "application/json", len(data), data))
    assert refused.value.code == code


def test_the_separate_key_opens_form_and_exhibit_and_the_log_says_so(vaults, keeper):
    field, platform = vaults
    testimony = passport(field)
    send(vaults, testimony)

    opened_form, opened_exhibit = platform.identities.unseal(testimony, [keeper])

    assert (opened_form.content, opened_exhibit.content) == ("form", "exhibit")
    names = msgspec.json.decode(opened_form.data)["names"]
    assert [name["text"] for name in names] == [form()["identity"]["names"][0]["text"]]
    assert opened_exhibit.mime == "image/jpeg"
    assert opened_exhibit.data == (OWN_SAMPLES / "window-3.jpg").read_bytes()
    assert events(platform)[-1] == "X-UNSEAL"
    assert platform.check() == []


def test_the_keys_of_the_daily_coordinator_open_nothing_and_leave_no_trace(vaults):
    field, platform = vaults
    testimony = add(field)
    send(vaults, testimony)
    daily = [parse_identity(text) for text in platform.trust.content_keys()]
    before = events(platform)

    with pytest.raises(NoIdentityMatches):
        platform.identities.unseal(testimony, daily)
    assert events(platform) == before


def test_the_identity_of_an_account_corrected_later_still_opens(vaults, keeper):
    field, platform = vaults
    testimony = add(field)
    send(vaults, testimony)
    send(vaults, add(field, corrects=testimony, correction_note="the hour was wrong"))

    forms = platform.identities.unseal(testimony, [keeper])
    assert [it.content for it in forms] == ["form", "form"]


def test_a_file_that_belongs_to_another_account_is_refused(vaults, keeper, monkeypatch):
    field, platform = vaults
    first, second = add(field), add(field)
    send(vaults, first, second)
    sealed = {
        it: next(record for record in platform.media.of(it) if record.sealed).sha256
        for it in (first, second)
    }
    read = type(platform.vault.media).read
    swapped = {sealed[first]: sealed[second]}
    monkeypatch.setattr(
        type(platform.vault.media),
        "read",
        lambda self, digest: read(self, bytes.fromhex(swapped.get(digest.hex(), digest.hex()))),
    )

    with pytest.raises(IdentityMismatch):
        platform.identities.unseal(first, [keeper])


def test_an_account_without_sealed_identity_says_so(vaults, keeper):
    field, platform = vaults
    testimony = add(field, identity={"empty": "declined"})
    send(vaults, testimony)
    with pytest.raises(NoSuch):
        platform.identities.unseal(testimony, [keeper])


def test_an_account_corrected_before_it_first_travels_still_opens(vaults, keeper):
    field, platform = vaults
    first = add(field)
    field.testimonies.seal(first)
    changes = {"corrects": first, "correction_note": "Было цямней, чым я сказаў."}
    assert add(field, **changes, identity=None) == first
    send(vaults, first)

    (opened,) = platform.identities.unseal(first, [keeper])
    assert opened.content == "form"


def test_a_film_too_large_to_be_held_hides_neither_the_form_nor_that_it_is_there(
    vaults, keeper, monkeypatch
):
    """Spoken consent is often a film."""
    field, platform = vaults
    testimony = passport(field)
    send(vaults, testimony)
    size = (OWN_SAMPLES / "window-3.jpg").stat().st_size
    monkeypatch.setattr(identity_sealing, "HELD_AT_MOST", size - 1)

    opened_form, film = platform.identities.unseal(testimony, [keeper])
    assert platform.identities.read_form(opened_form) == given().identity
    assert (film.content, film.size, film.data) == ("exhibit", size, None)
    assert events(platform)[-1] == "X-UNSEAL"


def test_a_form_too_large_to_be_held_is_refused(vaults):
    with pytest.raises(CollectorError) as refused:
        vaults[1].identities.read_form(Unsealed(1, "form", "application/json", 2**31, None))
    assert refused.value.code == "record.json.too-large"


def test_a_sealed_file_that_is_damaged_is_told_as_damage_of_the_vault(vaults, keeper):
    field, platform = vaults
    testimony = add(field)
    send(vaults, testimony)
    platform.vault.db.execute("UPDATE blob SET size = size + 1")
    with pytest.raises(VaultDamaged):
        platform.identities.unseal(testimony, [keeper])


def test_what_another_signer_claims_of_the_identity_does_not_keep_it_shut(vaults, keeper):
    """An insider who knows the id could else point to a file that nobody opens."""
    field, platform = vaults
    testimony = add(field)
    send(vaults, testimony)
    db = platform.vault.db
    (pointer,) = [it for it in records.of_testimony(db, testimony) if it.kind == "identity"]
    claimed = json.loads(pointer.data) | {"author": SigningKey.generate().public.hex(), "n": 7}
    data = canonical(claimed)
    author, digest = bytes.fromhex(claimed["author"]), records.sha256(data)
    with transaction(db):
        records.add(db, replace(pointer, author=author, digest=digest, data=data))
        platform.custody.append("ing", (Item(RECORD, digest),))

    (opened,) = platform.identities.unseal(testimony, [keeper])
    assert platform.identities.read_form(opened) == given().identity
