"""A correction begins with everything that was said, and changes nothing until it is sealed."""

from __future__ import annotations

import msgspec
import pytest

from collector.model.identity import IdentityForm
from collector.store import records
from collector.store.errors import DraftExists, NoSuch
from makers import OWN_SAMPLES, PLATFORM, add, form, given, make, trust

PHOTO = OWN_SAMPLES / "courtyard.jpg"


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


def sealed_rows(session) -> list:
    tables = ("record", "blob", "identity_file", "identity_open", "identity_open_exhibit")
    return [session.vault.db.execute(f"SELECT * FROM {it}").fetchall() for it in tables]  # noqa: S608


def test_it_is_filled_in_as_the_account_stands(session):
    asked = {"question": "Хто прачытае?", "answer": "Пляцоўка", "passed": True}
    rows = [form()["consent"][0] | {"teach_back": [asked], "valid_until": "2030-01-01"}]
    testimony = add(session, PHOTO, consent=rows)
    session.testimonies.seal(testimony)
    assert session.testimonies.begin_correction(testimony) == testimony
    shown = session.testimonies.draft(testimony)
    said = given(consent=rows, identity=None, corrects=testimony)
    assert shown.form == said
    assert [(it.path, it.code) for it in shown.problems] == [("correction_note", "correction.note")]
    assert (shown.corrects, shown.listed.revision) == (True, 2)
    assert [it.record.file.size for it in shown.exhibits] == [PHOTO.stat().st_size]


def test_it_is_sealed_as_the_next_revision(session):
    testimony = add(session, PHOTO)
    session.testimonies.seal(testimony)
    session.testimonies.begin_correction(testimony)
    changed = msgspec.structs.replace(
        session.testimonies.draft(testimony).form, about="Іншае", correction_note="іншы двор"
    )
    session.testimonies.keep(testimony, changed)
    session.testimonies.seal(testimony)
    shown = session.testimonies.sealed(testimony)
    assert [it.about for it in shown.revisions] == [form()["about"], "Іншае"]
    assert (shown.record.correction_note, len(shown.exhibits)) == ("іншы двор", 1)
    (row,) = shown.consent
    assert (row.decision, row.revision) == ("yes", 2)
    assert row.given_at.utc == row.sealed_at.utc
    assert session.check() == []


def test_the_second_correction_begins_with_the_first(session):
    testimony = add(session)
    session.testimonies.seal(testimony)
    for about in ("Другое", "Трэцяе"):
        session.testimonies.begin_correction(testimony)
        was = session.testimonies.draft(testimony).form
        assert was.correction_note is None
        now = msgspec.structs.replace(was, about=about, correction_note="памылка")
        session.testimonies.keep(testimony, now)
        session.testimonies.seal(testimony)
    session.testimonies.begin_correction(testimony)
    assert session.testimonies.draft(testimony).form.about == "Трэцяе"


def test_given_up_it_leaves_the_sealed_account_untouched(session):
    testimony = add(session, PHOTO)
    session.testimonies.seal(testimony)
    before = sealed_rows(session)
    session.testimonies.begin_correction(testimony)
    session.testimonies.remove_draft(testimony)
    assert sealed_rows(session) == before
    assert not session.testimonies.sealed(testimony).correction_open
    assert session.testimonies.begin_correction(testimony) == testimony
    assert session.check() == []


def test_consent_that_was_withdrawn_is_not_proposed_again(session):
    testimony = add(session)
    session.testimonies.seal(testimony)
    session.testimonies.withdraw(testimony, "V-RECIP-02", "V-WEFF-01")
    session.testimonies.begin_correction(testimony)
    assert session.testimonies.draft(testimony).form.consent == ()


def test_an_identity_that_was_withheld_stays_withheld(session):
    testimony = add(session, identity={"empty": "withheld_for_safety"})
    session.testimonies.seal(testimony)
    session.testimonies.begin_correction(testimony)
    was = session.testimonies.draft(testimony).form
    assert was.identity == IdentityForm(empty="declined")
    session.testimonies.keep(testimony, msgspec.structs.replace(was, correction_note="памылка"))
    session.testimonies.seal(testimony)
    assert session.testimonies.sealed(testimony).record.identity.state == "withheld"


def test_only_one_at_a_time_only_of_what_is_sealed_and_only_our_own(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        testimony = add(field)
        for name in (testimony, "ab" * 16):
            with pytest.raises(NoSuch):
                field.testimonies.begin_correction(name)
        field.testimonies.seal(testimony)
        platform.intake.take(field.outbox.export(field.trust.platform(PLATFORM)).file)
        field.testimonies.begin_correction(testimony)
        with pytest.raises(DraftExists):
            field.testimonies.begin_correction(testimony)
        with pytest.raises(NoSuch):
            platform.testimonies.begin_correction(testimony)
        assert len(records.testimonies(platform.vault.db)) == 1
