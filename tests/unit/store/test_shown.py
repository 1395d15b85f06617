"""What the window is shown of a draft and of a sealed account."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from collector.model.identity import IdentityForm
from collector.model.testimony_input import InputRefused
from collector.store.errors import NoSuch, TooLarge, VaultDamaged
from collector.store.exhibits import GivenFile
from collector.store.sqlite import transaction
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, form, given, make, trust

PHOTO, SCAN = OWN_SAMPLES / "courtyard.jpg", OWN_SAMPLES / "notice.jpg"
NOBODY = "ab" * 16


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


def attach(session, testimony: str, path, **changes) -> str:
    entry = given(exhibits=[exhibit(path.name, **changes)]).exhibits[0]
    return session.testimonies.attach(testimony, GivenFile(path, entry))


def correct(session, testimony: str, **changes) -> str:
    return add(session, corrects=testimony, correction_note="іншы двор", **changes)


# --- drafts ---------------------------------------------------------------------------------------


def test_a_draft_is_shown_with_its_exhibits_and_its_open_identity(session):
    testimony = add(session, PHOTO)
    paper = attach(session, testimony, SCAN, compartment="identity")
    shown = session.testimonies.draft(testimony)
    photo, scan = shown.exhibits
    assert shown.listed == session.testimonies.every()[0]
    assert shown.form == given(identity=None)
    assert shown.identity_form == given().identity
    assert (shown.identity_sealed, shown.problems, shown.corrects) == (0, (), False)
    assert (photo.name, photo.compartment, photo.here) == (PHOTO.name, "exhibit", True)
    assert photo.sha256 == hashlib.sha256(PHOTO.read_bytes()).hexdigest()
    assert (photo.size, photo.file.mime) == (PHOTO.stat().st_size, "image/jpeg")
    assert (photo.entry.kind, photo.record, photo.person) == ("V-MEDK-03", None, None)
    assert photo.claims is not None
    assert (scan.media, scan.compartment) == (paper, "identity")


def test_of_a_sealed_identity_only_the_number_of_files_is_shown(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        testimony = add(field)
        name = attach(field, testimony, SCAN, compartment="identity")
        shown = field.testimonies.draft(testimony)
        (scan,) = shown.exhibits
        assert (shown.identity_form, shown.identity_sealed) == (None, 2)
        assert (scan.media, scan.name, scan.entry, scan.file) == (None, "", None, None)
        assert (scan.sha256, scan.compartment, scan.here) == (name, "identity", True)
        assert scan.size > SCAN.stat().st_size


def test_what_is_missing_is_what_keeps_it_from_being_sealed(session):
    testimony = add(session, PHOTO, about=None, identity=None)
    (photo,) = session.testimonies.draft(testimony).exhibits
    reversed_dates = {"value": "2021-10-19/2020-10-19", "precision": "range", "basis": "saw"}
    said = given(exhibits=[exhibit(PHOTO.name, claims={"when": reversed_dates})]).exhibits[0]
    session.testimonies.describe(testimony, photo.media, said)
    found = session.testimonies.draft(testimony).problems
    assert {it.path for it in found} == {"about", "exhibits[0].claims.when.value"}
    with pytest.raises(InputRefused) as refused:
        session.testimonies.seal(testimony)
    assert refused.value.problems == found


def test_a_correction_shows_what_it_keeps_of_the_revision_before(session):
    testimony = add(session, PHOTO)
    session.testimonies.seal(testimony)
    correct(session, testimony, identity=None)
    attach(session, testimony, SCAN)
    shown = session.testimonies.draft(testimony)
    scan, photo = shown.exhibits
    assert (shown.corrects, shown.listed.revision, shown.listed.exhibits) == (True, 2, 2)
    assert shown.listed == session.testimonies.every()[0]
    assert (scan.name, scan.record) == (SCAN.name, None)
    assert (photo.name, photo.entry) == ("", None)
    assert photo.record.id == photo.media
    assert photo.person == photo.record.person_claims
    assert photo.claims == photo.record.file_claims


def test_what_is_no_draft_is_not_shown_as_one(session):
    testimony = add(session)
    for name in (NOBODY, session.testimonies.seal(testimony).id):
        with pytest.raises(NoSuch):
            session.testimonies.draft(name)


# --- sealed accounts ------------------------------------------------------------------------------


def test_a_sealed_account_is_shown_with_its_exhibits_and_consent(session):
    testimony = add(session, PHOTO)
    with pytest.raises(NoSuch):
        session.testimonies.sealed(testimony)
    session.testimonies.seal(testimony)
    shown = session.testimonies.sealed(testimony)
    (photo,) = shown.exhibits
    (row,) = shown.consent
    assert shown.listed == session.testimonies.every()[0]
    assert shown.record.about == form()["about"]
    assert shown.revisions == (shown.record,)
    assert (shown.ours, shown.apart, shown.correction_open) == (True, (), False)
    assert (photo.name, photo.here, photo.compartment) == ("", True, "exhibit")
    assert photo.file == photo.record.file
    assert (row.recipient, row.decision, row.withdrawn) == ("V-RECIP-02", "yes", False)


def test_the_newest_revision_is_shown_with_the_consent_that_speaks_of_it(session):
    other = form()["consent"][0] | {"recipient": "V-RECIP-03"}
    testimony = add(session, PHOTO, consent=[*form()["consent"], other])
    session.testimonies.seal(testimony)
    correct(session, testimony, about="Іншае", identity=None)
    assert session.testimonies.sealed(testimony).correction_open
    session.testimonies.seal(testimony)
    shown = session.testimonies.sealed(testimony)
    assert [it.about for it in shown.revisions] == [form()["about"], "Іншае"]
    assert shown.record == shown.revisions[-1]
    assert len(shown.exhibits) == 1
    assert [(it.recipient, it.revision) for it in shown.consent] == [("V-RECIP-02", 2)]


def test_consent_that_was_withdrawn_is_shown_so_whatever_was_said_later(session):
    testimony = add(session)
    session.testimonies.seal(testimony)
    session.testimonies.withdraw(testimony, "V-RECIP-02", "V-WEFF-01")
    correct(session, testimony, identity=None)
    session.testimonies.seal(testimony)
    (row,) = session.testimonies.sealed(testimony).consent
    assert (row.withdrawn, row.withdrawal.effect) == (True, "V-WEFF-01")


def test_what_was_withheld_on_the_way_is_shown_as_not_here(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        testimony = add(field)
        attach(field, testimony, PHOTO, depicts=form()["consent"][0]["media"] | {"body": True})
        field.testimonies.seal(testimony)
        exported = field.outbox.export(field.trust.platform(PLATFORM))
        assert field.testimonies.sealed(testimony).listed.state == "queued"
        platform.intake.take(exported.file)
        shown = platform.testimonies.sealed(testimony)
        (photo,) = shown.exhibits
        assert (shown.ours, shown.identity_sealed, shown.listed.state) == (False, 1, "sealed")
        assert (photo.here, photo.file, photo.record, photo.size) == (False, None, None, 0)
        assert len(photo.sha256) == 64


# --- the list -------------------------------------------------------------------------------------


def test_an_account_is_queued_until_a_newer_revision_is_sealed(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        one, two = add(field), add(field)
        field.testimonies.seal(one)
        field.testimonies.seal(two)

        def states() -> dict[str, str]:
            return {it.id: it.state for it in field.testimonies.every()}

        field.outbox.export(field.trust.platform(PLATFORM), [one])
        assert states() == {one: "queued", two: "sealed"}
        correct(field, one, identity=None)
        field.testimonies.seal(one)
        assert states() == {one: "sealed", two: "sealed"}


def test_a_bundle_that_was_never_finished_exports_nothing(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        field.testimonies.seal(add(field))
        field.outbox.export(field.trust.platform(PLATFORM))
        with transaction(field.vault.db):
            field.vault.db.execute(
                "UPDATE outbox SET state = 'building', tagmanifest = NULL, sha256 = NULL,"
                " size = NULL, head_size = NULL, head_root = NULL"
            )
            field.vault.db.execute("DELETE FROM delivery")
        assert [it.state for it in field.testimonies.every()] == ["sealed"]


def test_the_list_counts_the_exhibits_of_each_account(session):
    drafted = add(session, PHOTO, SCAN, identity=None)
    empty = add(session, identity=None)
    sealed = add(session, PHOTO, identity=None)
    session.testimonies.seal(sealed)
    counts = {it.id: it.exhibits for it in session.testimonies.every()}
    assert counts == {drafted: 2, empty: 0, sealed: 1}
    assert session.testimonies.every()[-1].id == sealed


# --- looking at an exhibit ------------------------------------------------------------------------


def test_an_exhibit_is_looked_at_in_memory_and_never_above_the_limit(session):
    testimony = add(session, PHOTO, identity=None)
    (photo,) = session.testimonies.draft(testimony).exhibits
    assert session.media.content(photo.sha256, photo.size) == PHOTO.read_bytes()
    with pytest.raises(TooLarge):
        session.media.content(photo.sha256, photo.size - 1)
    for name in ("ab" * 32, "ab", "no digest"):
        with pytest.raises(NoSuch):
            session.media.content(name, 10**9)


def test_an_exhibit_that_is_not_what_it_was_is_not_looked_at(session):
    testimony = add(session, PHOTO, identity=None)
    (photo,) = session.testimonies.draft(testimony).exhibits
    with transaction(session.vault.db):
        session.vault.db.execute("UPDATE blob_part SET item = zeroblob(16)")
    with pytest.raises(VaultDamaged):
        session.media.content(photo.sha256, photo.size)


def test_nothing_that_is_shown_says_in_its_representation_what_it_holds(session):
    testimony = add(session, PHOTO)
    draft = session.testimonies.draft(testimony)
    session.testimonies.seal(testimony)
    sealed = session.testimonies.sealed(testimony)
    said = repr(msgspec.structs.replace(draft.form, identity=draft.identity_form))
    for text in (repr(draft), repr(sealed), said, repr(draft.exhibits)):
        assert "courtyard" not in text
        assert "Прозвішча" not in text
        assert "дзявятай" not in text
    assert isinstance(draft.identity_form, IdentityForm)
