"""Accounts: drafts, corrections, exhibits, consent given and withdrawn, each with its event."""

from __future__ import annotations

import hashlib
import json

import pytest

from collector.errors import CollectorError
from collector.model.consent import ConsentRecord
from collector.model.custody import CustodyEvent
from collector.model.media import MediaRecord
from collector.model.reading import read_as
from collector.model.records import read_record
from collector.model.testimony import TestimonyRecord as Account
from collector.model.testimony_input import InputRefused
from collector.store import accounts, drafts, identity, records, testimonies
from collector.store.errors import DraftExists, NoSuch
from collector.store.exhibits import GivenFile
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, form, given, make, trust

PHOTO, SCAN = OWN_SAMPLES / "courtyard.jpg", OWN_SAMPLES / "notice.jpg"
PLATFORM_CLASS = "V-RECIP-02"


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


def rows_of(session) -> dict[str, list]:
    db = session.vault.db
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: db.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
        for (name,) in tables
    }


def events(session) -> list[str]:
    rows = session.vault.db.execute("SELECT bytes FROM event ORDER BY leaf").fetchall()
    return [read_as(row[0], CustodyEvent).event for row in rows]


def sealed(session, testimony: str, kind: type) -> list:
    found = [read_record(it.data) for it in records.of_testimony(session.vault.db, testimony)]
    return [it for it in found if isinstance(it, kind)]


def attach(session, testimony: str, path, **changes) -> str:
    entry = given(exhibits=[exhibit(path.name, **changes)]).exhibits[0]
    return session.testimonies.attach(testimony, GivenFile(path, entry))


# --- drafts and sealing ---------------------------------------------------------------------------


def test_a_draft_has_no_leaf_and_no_record(session):
    testimony = add(session, identity=None)
    assert events(session) == []
    assert records.every(session.vault.db) == []
    assert accounts.show(session.vault.db, testimony).listed.state == "draft"


def test_sealing_writes_what_was_said_and_nothing_else(session):
    testimony = add(session, PHOTO)
    (shown,) = drafts.exhibits(session.vault.db, testimony)
    stored = session.testimonies.seal(testimony)
    (account,) = sealed(session, testimony, Account)
    (media,) = sealed(session, testimony, MediaRecord)
    (consent,) = sealed(session, testimony, ConsentRecord)

    assert stored.digest == hashlib.sha256(stored.data).digest()
    assert (account.id, account.revision) == (testimony, 1)
    assert account.about == form()["about"]
    assert [it.text for it in account.words] == [form()["words"][0]["text"]]
    assert account.identity.state == "sealed"
    assert [(it.media, it.sha256) for it in account.exhibits] == [
        (shown.media, hashlib.sha256(PHOTO.read_bytes()).hexdigest())
    ]
    assert (media.id, media.file.sha256) == (shown.media, account.exhibits[0].sha256)
    assert (consent.testimony.id, consent.testimony.revision) == (testimony, 1)
    assert consent.testimony.digest == stored.digest.hex()
    assert {it.author for it in (account, media, consent)} == {
        session.vault.signing_key.public.hex()
    }
    assert not drafts.exists(session.vault.db, testimony)
    assert b"courtyard" not in b"".join(it.data for it in records.every(session.vault.db))
    assert events(session) == ["acc", "X-SEAL", "X-CONSENT-GIVEN"]
    assert session.custody.head(session.custody.size()) is not None
    assert session.check() == []


def test_an_account_without_what_is_required_is_not_sealed_and_stays_a_draft(session):
    testimony = add(session, about=None, words=[])
    before = rows_of(session)
    with pytest.raises(InputRefused) as refused:
        session.testimonies.seal(testimony)
    assert {it.path for it in refused.value.problems} >= {"about", "words"}
    assert rows_of(session) == before


def test_what_names_nothing_changes_nothing(session):
    add(session)
    before = rows_of(session)
    nobody = "ab" * 16
    for call in (
        lambda: session.testimonies.seal(nobody),
        lambda: session.testimonies.withdraw(nobody, PLATFORM_CLASS, "V-WEFF-01"),
        lambda: session.testimonies.remove_draft(nobody),
        lambda: session.testimonies.detach(nobody, nobody),
        lambda: attach(session, nobody, PHOTO),
        lambda: add(session, corrects=nobody, correction_note="words"),
    ):
        with pytest.raises(NoSuch):
            call()
        assert rows_of(session) == before


def test_two_vaults_that_hear_the_same_words_make_different_bytes(tmp_path):
    digests = set()
    for name in ("one", "two"):
        with make(tmp_path / name) as session:
            digests.add(session.testimonies.seal(add(session, identity=None)).digest)
            digests.add(session.testimonies.seal(add(session, identity=None)).digest)
    assert len(digests) == 4


# --- corrections ----------------------------------------------------------------------------------


def correct(session, testimony: str, **changes) -> str:
    return add(session, corrects=testimony, correction_note="іншы двор", **changes)


def test_a_correction_is_a_revision_beside_the_old_one(session):
    testimony = add(session, PHOTO)
    first = session.testimonies.seal(testimony)
    assert correct(session, testimony, about="Іншае") == testimony
    second = session.testimonies.seal(testimony)
    old, new = sealed(session, testimony, Account)

    assert (old.revision, new.revision) == (1, 2)
    assert records.of_testimony(session.vault.db, testimony)[0].data != second.data
    assert [it.data for it in records.testimonies(session.vault.db)] == [first.data, second.data]
    assert (new.human_code, new.correction_note) == (old.human_code, "іншы двор")
    assert new.exhibits == old.exhibits
    assert new.identity.state == "sealed"
    assert accounts.show(session.vault.db, testimony).record == new
    assert session.check() == []


def test_consent_is_given_anew_for_the_revision_it_speaks_of(session):
    testimony = add(session)
    session.testimonies.seal(testimony)
    correct(session, testimony)
    second = session.testimonies.seal(testimony)
    first_row, second_row = sorted(
        sealed(session, testimony, ConsentRecord), key=lambda row: row.revision
    )
    assert first_row.id == second_row.id
    assert (first_row.revision, second_row.revision) == (1, 2)
    assert (first_row.testimony.revision, second_row.testimony.revision) == (1, 2)
    assert second_row.testimony.digest == second.digest.hex()


def test_one_correction_at_a_time(session):
    testimony = add(session)
    session.testimonies.seal(testimony)
    correct(session, testimony)
    with pytest.raises(DraftExists):
        correct(session, testimony)


def test_a_correction_that_is_given_up_leaves_what_was_sealed(session):
    testimony = add(session, PHOTO)
    first = session.testimonies.seal(testimony)
    correct(session, testimony)
    attach(session, testimony, SCAN)
    attach(session, testimony, PHOTO)
    session.testimonies.remove_draft(testimony)
    assert records.current(records.testimonies(session.vault.db)) == first
    assert session.vault.media.is_intact(hashlib.sha256(PHOTO.read_bytes()).digest())
    assert session.vault.media.known(hashlib.sha256(SCAN.read_bytes()).digest()) is None
    assert session.check() == []


def test_what_another_wrote_is_not_corrected_here(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "platform", "coordinator") as platform:
        trust(field, platform)
        testimony = add(field)
        field.testimonies.seal(testimony)
        exported = field.outbox.export(field.trust.platform(PLATFORM))
        platform.intake.take(exported.file)
        with pytest.raises(NoSuch):
            correct(platform, testimony)


# --- exhibits -------------------------------------------------------------------------------------


def test_a_wrong_exhibit_goes_with_its_bytes_and_its_name(session):
    testimony = add(session, identity=None)
    media = attach(session, testimony, PHOTO)
    digest = hashlib.sha256(PHOTO.read_bytes()).digest()
    session.testimonies.detach(testimony, media)
    assert session.vault.media.known(digest) is None
    assert repr(digest) not in repr(rows_of(session))
    assert events(session) == ["acc", "del"]
    assert session.check() == []


def test_the_same_bytes_twice_are_two_exhibits_and_stored_once(session):
    testimony = add(session, PHOTO, PHOTO)
    first, second = drafts.exhibits(session.vault.db, testimony)
    assert first.media != second.media
    session.testimonies.detach(testimony, first.media)
    assert session.vault.media.is_intact(second.sha256)
    session.testimonies.seal(testimony)
    assert len(sealed(session, testimony, MediaRecord)) == 1
    assert session.check() == []


def test_bytes_of_a_sealed_account_outlive_every_draft_that_shows_them(session):
    session.testimonies.seal(add(session, PHOTO))
    session.testimonies.remove_draft(add(session, PHOTO))
    assert session.vault.media.is_intact(hashlib.sha256(PHOTO.read_bytes()).digest())
    assert session.check() == []


def test_an_exhibit_of_the_identity_is_in_no_record_of_the_account(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        testimony = add(field, identity=None)
        name = attach(field, testimony, SCAN, compartment="identity")
        assert [it.sha256.hex() for it in identity.sealed_files(field.vault.db, testimony)] == [
            name
        ]
        field.testimonies.seal(testimony)
        (account,) = sealed(field, testimony, Account)
        assert account.exhibits == ()
        assert account.identity.state == "sealed"
        assert field.vault.media.known(hashlib.sha256(SCAN.read_bytes()).digest()) is None
        assert "notice" not in repr(rows_of(field))
        assert field.check() == []


# --- consent --------------------------------------------------------------------------------------


def test_a_withdrawal_is_the_next_revision_of_the_row_and_says_what_for(session):
    testimony = add(session)
    session.testimonies.seal(testimony)
    session.testimonies.withdraw(testimony, PLATFORM_CLASS, "V-WEFF-01")
    before, after = sorted(sealed(session, testimony, ConsentRecord), key=lambda row: row.revision)
    assert (before.withdrawn, after.withdrawn) == (False, True)
    assert (after.id, after.revision) == (before.id, 2)
    assert after.withdrawal.effect == "V-WEFF-01"
    assert after.testimony == before.testimony
    assert events(session)[-1] == "X-CONSENT-WITHDRAWN"
    assert session.check() == []


@pytest.mark.parametrize("answer", ["yes", "ask"])
def test_a_withdrawal_stays_whatever_is_said_later(tmp_path, answer):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        card = field.trust.platform(PLATFORM)
        testimony = add(field)
        field.testimonies.seal(testimony)
        field.outbox.export(card)
        field.testimonies.withdraw(testimony, PLATFORM_CLASS, "V-WEFF-01")
        row = form()["consent"][0] | {"decision": answer}
        correct(field, testimony, consent=[row])
        field.testimonies.seal(testimony)
        before = rows_of(field)
        with pytest.raises(CollectorError) as refused:
            field.outbox.export(card)
        assert (refused.value.code, int(refused.value.exit)) == ("consent.refused", 1)
        assert rows_of(field) == before
        assert len(list(field.vault.outbox.iterdir())) == 1


def test_consent_that_was_never_given_cannot_be_withdrawn(session):
    testimony = add(session)
    session.testimonies.seal(testimony)
    before = rows_of(session)
    with pytest.raises(NoSuch):
        session.testimonies.withdraw(testimony, "V-RECIP-05", "V-WEFF-01")
    assert rows_of(session) == before


def test_the_record_is_the_bytes_it_was_sealed_as(session):
    """Reading, showing and handing on never write them anew."""
    stored = session.testimonies.seal(add(session))
    again = json.dumps(
        json.loads(stored.data), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert again.encode() == stored.data


def test_a_code_that_another_account_has_is_drawn_anew(session, monkeypatch):
    one, two, three = "K7-QMD-4", "00-001-0", "ZZ-ZZZ-Z"
    drawn = iter([one, one, two, two, one, three])
    monkeypatch.setattr(testimonies, "new_human_code", lambda: next(drawn))
    sealed = add(session)
    session.testimonies.seal(sealed)
    add(session)
    add(session)
    assert [it.human_code for it in session.testimonies.every()][-1] == one
    assert {it.human_code for it in session.testimonies.every()} == {one, two, three}
    session.testimonies.begin_correction(sealed)
    assert session.testimonies.draft(sealed).listed.human_code == one
