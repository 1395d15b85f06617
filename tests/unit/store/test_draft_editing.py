"""Keeping what is typed: overwritten in place, also while a film is being taken in."""

from __future__ import annotations

import msgspec
import pytest

from collector import clock
from collector.model.identity import IdentityForm
from collector.model.testimony_input import InputRefused
from collector.store import drafts, identity
from collector.store.errors import NoSuch
from collector.store.exhibits import GivenBytes, GivenFile
from makers import OWN_SAMPLES, add, exhibit, given, make, reopen, trust

PHOTO = OWN_SAMPLES / "courtyard.jpg"
BIG = 12 * 1024 * 1024
NOBODY = "ab" * 16


class Stopped(Exception):
    """What a person's wish to stop becomes in the window."""


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


@pytest.fixture
def film(tmp_path):
    path = tmp_path / "film.bin"
    path.write_bytes(bytes(range(256)) * (BIG // 256))
    return path


def rows_of(session) -> dict[str, list]:
    db = session.vault.db
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: db.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
        for (name,) in tables
    }


def entry(file: str, **changes):
    return given(exhibits=[exhibit(file, **changes)]).exhibits[0]


def written(session, testimony: str):
    return session.testimonies.draft(testimony).form


def test_answers_are_written_over_what_they_were_and_are_there_after_reopening(tmp_path):
    with make(tmp_path / "vault") as session:
        testimony = add(session, identity=None)
        session.testimonies.keep(testimony, given(about="Першае", identity=None))
        at = session.testimonies.keep(testimony, given(about="Другое", identity=None))
        assert at <= clock.now_utc()
        assert session.testimonies.every()[0].kept_at == at
        assert session.check() == []
    with reopen(tmp_path / "vault") as session:
        assert written(session, testimony).about == "Другое"
        assert len(session.testimonies.every()) == 1


def test_exhibits_and_identity_do_not_slip_in_with_the_answers(session):
    testimony = add(session, identity=None)
    form = given(exhibits=[exhibit("film.mp4")], corrects=NOBODY, correction_note="x")
    session.testimonies.keep(testimony, form)
    kept = written(session, testimony)
    assert (kept.exhibits, kept.identity, kept.corrects) == ((), None, None)
    assert identity.open_form(session.vault.db, testimony) is None
    assert "Прозвішча".encode() not in drafts.get(session.vault.db, testimony).body


def test_a_reason_for_saying_nothing_is_kept_with_the_answers(session):
    testimony = add(session, identity=None)
    session.testimonies.keep(testimony, given(identity={"empty": "declined"}))
    assert written(session, testimony).identity == IdentityForm(empty="declined")


def test_a_correction_stays_one_whatever_the_form_says(session):
    testimony = add(session, identity=None)
    session.testimonies.seal(testimony)
    add(session, identity=None, corrects=testimony, correction_note="іншы двор")
    session.testimonies.keep(testimony, given(identity=None, about="Іншае"))
    assert written(session, testimony).corrects == testimony
    assert session.testimonies.draft(testimony).corrects


def test_what_could_not_be_read_again_is_refused_and_nothing_changes(session):
    testimony = add(session, identity=None)
    before = rows_of(session)
    long = msgspec.structs.replace(given(identity=None), about="а" * 201)
    with pytest.raises(InputRefused) as refused:
        session.testimonies.keep(testimony, long)
    assert [(it.path, it.code) for it in refused.value.problems] == [("about", "field.too-long")]
    assert rows_of(session) == before


def test_what_is_no_draft_is_not_kept(session):
    testimony = add(session, identity=None)
    session.testimonies.seal(testimony)
    before = rows_of(session)
    for name in (testimony, NOBODY):
        with pytest.raises(NoSuch):
            session.testimonies.keep(name, given(identity=None))
    assert rows_of(session) == before


def test_words_are_kept_while_a_film_is_taken_in(session, film):
    """Nothing waits for it: on the same thread, between two blocks of the film."""
    typed = add(session, identity=None)
    other = add(session, identity=None)
    steps = []

    def progress(done: int) -> None:
        steps.append(done)
        for testimony in (typed, other):
            session.testimonies.keep(testimony, given(identity=None, about=f"да {done}"))

    media = session.testimonies.attach(typed, GivenFile(film, entry(film.name), progress))
    assert len(steps) >= 12
    assert written(session, typed).about == written(session, other).about == f"да {BIG}"
    (held,) = session.testimonies.draft(typed).exhibits
    assert (held.media, held.size) == (media, BIG)
    assert session.media.content(held.sha256, BIG) == film.read_bytes()
    assert session.check() == []


@pytest.mark.thorough
@pytest.mark.parametrize("stop_at", [1, 5 * 1024 * 1024, BIG])
@pytest.mark.parametrize("compartment", ["exhibit", "identity"])
@pytest.mark.parametrize("trusting", [False, True])
def test_whoever_stops_a_film_half_way_finds_the_vault_as_it_was(
    tmp_path, film, stop_at, compartment, trusting
):
    with make(tmp_path / "vault") as session, make(tmp_path / "one", "coordinator") as platform:
        if trusting:
            trust(session, platform)
        testimony = add(session, PHOTO, identity=None)
        before = rows_of(session)

        def progress(done: int) -> None:
            if done >= stop_at:
                raise Stopped

        said = entry(film.name, compartment=compartment)
        with pytest.raises(Stopped):
            session.testimonies.attach(testimony, GivenFile(film, said, progress))
        assert rows_of(session) == before
        assert session.check() == []
        session.testimonies.attach(testimony, GivenFile(film, said))
    with reopen(tmp_path / "vault") as session:
        assert session.check() == []


def test_a_pasted_picture_is_taken_in_from_memory(tmp_path, monkeypatch):
    """It never lies in a file of its own."""
    with make(tmp_path / "vault") as session:
        testimony = add(session, identity=None)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
        pasted = GivenBytes("pasted.jpg", PHOTO.read_bytes(), entry("pasted.jpg"))
        assert "pasted" not in repr(pasted)
        media = session.testimonies.attach(testimony, pasted)
        (held,) = session.testimonies.draft(testimony).exhibits
        assert (held.media, held.name, held.file.mime) == (media, "pasted.jpg", "image/jpeg")
        assert session.media.content(held.sha256, 10**7) == PHOTO.read_bytes()
        session.testimonies.seal(testimony)
        assert session.check() == []
    assert {it.name for it in tmp_path.iterdir()} == {"vault"}


def test_what_is_said_of_an_exhibit_changes_and_its_compartment_does_not(session):
    testimony = add(session, PHOTO, identity=None)
    (held,) = session.testimonies.draft(testimony).exhibits
    said = entry("other.jpg", others_shown="consented", compartment="identity")
    session.testimonies.describe(testimony, held.media, said)
    (again,) = session.testimonies.draft(testimony).exhibits
    assert (again.entry.others_shown, again.compartment) == ("consented", "exhibit")
    assert (again.name, again.file, again.claims) == (held.name, held.file, held.claims)
    assert session.check() == []


def test_of_an_exhibit_of_the_open_identity_too(session):
    testimony = add(session, identity=None)
    paper = GivenBytes("p.jpg", PHOTO.read_bytes(), entry("p.jpg", compartment="identity"))
    media = session.testimonies.attach(testimony, paper)
    session.testimonies.describe(testimony, media, entry("p.jpg", kind="V-MEDK-01"))
    (held,) = session.testimonies.draft(testimony).exhibits
    assert (held.entry.kind, held.compartment) == ("V-MEDK-01", "identity")
    session.testimonies.detach(testimony, media)
    assert session.testimonies.draft(testimony).exhibits == ()
    assert session.vault.media.known(bytes.fromhex(held.sha256)) is None
    assert session.check() == []


def test_nothing_is_said_of_what_is_not_there(session):
    testimony = add(session, PHOTO, identity=None)
    before = rows_of(session)
    with pytest.raises(NoSuch):
        session.testimonies.describe(testimony, NOBODY, entry("x.jpg"))
    with pytest.raises(NoSuch):
        session.testimonies.to_identity(testimony, NOBODY)
    assert rows_of(session) == before
