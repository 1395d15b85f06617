"""Who someone is: sealed the moment a card is trusted, and destroyed where it lay open."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess

import pytest

from collector.crypto import fingerprint
from collector.crypto.age import HybridIdentity
from collector.model.identity import IdentityForm
from collector.model.testimony_input import InputRefused
from collector.store import drafts, identity
from collector.store.errors import NoSuch
from collector.store.exhibits import GivenBytes, GivenFile
from collector.store.identity_sealing import form_bytes, open_sealed
from makers import OWN_SAMPLES, PASSPHRASE, PLATFORM, add, exhibit, given, make, trust
from markers.keys import keys_of

PHOTO, SCAN, WRONG = (OWN_SAMPLES / it for it in ("courtyard.jpg", "notice.jpg", "window-3.jpg"))
MARKS = ("qqz-passport-name.bin", "qqz-passport-bytes", "qqz-who-it-is")
SECOND = {"names": [{"text": "Іншае Імя", "script": "Cyrl-be", "alias": True}]}


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


@pytest.fixture
def key():
    return HybridIdentity.generate()


@pytest.fixture
def card(tmp_path, key):
    with make(tmp_path / "platform", "coordinator") as coordinator:
        yield coordinator.trust.new_card(PLATFORM, [str(key.recipient())])


def form(**changes) -> IdentityForm:
    return given(identity=changes).identity


def believe(session, card) -> None:
    session.trust.trust_card(card.data, fingerprint.words(card.root))


def attach(session, testimony: str, path, **changes) -> str:
    entry = given(exhibits=[exhibit(path.name, **changes)]).exhibits[0]
    return session.testimonies.attach(testimony, GivenFile(path, entry))


def opened(session, testimony: str, key) -> list[bytes]:
    files = identity.sealed_files(session.vault.db, testimony)
    read = [b"".join(session.vault.media.read(it.sha256)) for it in files]
    return [open_sealed(io.BytesIO(it), [key])[1] for it in read]


# --- the form -------------------------------------------------------------------------------------


def test_without_a_card_it_is_kept_open_over_what_it_was_until_the_draft_is_given_up(session):
    testimony = add(session, identity=None)
    assert session.testimonies.keep_identity(testimony, given().identity) == "open"
    assert session.testimonies.keep_identity(testimony, form(**SECOND)) == "open"
    assert session.testimonies.draft(testimony).identity_form == form(**SECOND)
    assert session.testimonies.with_open_identity() == [testimony]
    attach(session, testimony, SCAN, compartment="identity")
    assert session.check() == []
    session.testimonies.remove_draft(testimony)
    assert session.testimonies.with_open_identity() == []
    assert session.vault.media.known(hashlib.sha256(SCAN.read_bytes()).digest()) is None
    assert session.check() == []


@pytest.mark.parametrize("nothing", [{}, {"empty": "declined"}])
def test_a_form_that_says_nothing_removes_what_is_open(session, nothing):
    testimony = add(session)
    assert session.testimonies.keep_identity(testimony, form(**nothing)) == "none"
    assert session.testimonies.draft(testimony).identity_form is None
    assert session.testimonies.with_open_identity() == []
    assert session.testimonies.keep_identity(testimony, form(**nothing)) == "none"


def test_with_a_card_it_is_sealed_and_never_written_openly(session, card, key, monkeypatch):
    believe(session, card)
    testimony = add(session, identity=None)
    monkeypatch.setattr(identity, "keep_open", lambda *_: pytest.fail("written openly"))
    assert session.testimonies.keep_identity(testimony, given().identity) == "sealed"
    assert opened(session, testimony, key) == [form_bytes(given().identity)]
    shown = session.testimonies.draft(testimony)
    assert (shown.identity_form, shown.identity_sealed) == (None, 1)
    session.testimonies.seal(testimony)
    assert session.testimonies.sealed(testimony).record.identity.state == "sealed"
    assert session.check() == []


def test_it_is_sealed_once_for_each_platform(tmp_path, session, card):
    believe(session, card)
    with make(tmp_path / "two", "coordinator") as two:
        believe(session, two.trust.new_card("Another platform"))
    testimony = add(session, identity=None)
    session.testimonies.keep_identity(testimony, given().identity)
    assert session.testimonies.draft(testimony).identity_sealed == 2


def test_what_could_not_be_read_again_is_refused(session):
    testimony = add(session, identity=None)
    with pytest.raises(InputRefused):
        session.testimonies.keep_identity(testimony, IdentityForm(notes="x" * 10_001))
    assert session.testimonies.with_open_identity() == []


def test_it_is_kept_only_of_drafts(session):
    testimony = add(session, identity=None)
    session.testimonies.seal(testimony)
    for name in (testimony, "ab" * 16):
        with pytest.raises(NoSuch):
            session.testimonies.keep_identity(name, given().identity)


# --- an exhibit that turns out to belong there ----------------------------------------------------


def test_without_a_card_an_exhibit_moves_over_and_waits(session, card):
    testimony = add(session, PHOTO, SCAN, identity=None)
    photo, scan = session.testimonies.draft(testimony).exhibits
    session.testimonies.to_identity(testimony, scan.media)
    shown = session.testimonies.draft(testimony)
    assert [(it.media, it.compartment) for it in shown.exhibits] == [
        (photo.media, "exhibit"),
        (scan.media, "identity"),
    ]
    wrong = hashlib.sha256(WRONG.read_bytes()).digest()
    attach(session, testimony, WRONG, compartment="identity")
    assert session.vault.media.known(wrong) is not None
    every = session.testimonies.draft(testimony).exhibits
    session.testimonies.detach(testimony, *(it.media for it in every if it.sha256 == wrong.hex()))
    assert session.testimonies.draft(testimony).exhibits == shown.exhibits
    assert session.vault.media.known(wrong) is None
    assert session.testimonies.with_open_identity() == [testimony]
    assert session.check() == []
    believe(session, card)
    assert session.testimonies.with_open_identity() == []
    assert session.vault.media.known(bytes.fromhex(scan.sha256)) is None
    session.testimonies.seal(testimony)
    assert [it.sha256 for it in session.testimonies.sealed(testimony).record.exhibits] == [
        photo.sha256
    ]
    assert session.check() == []


def test_with_a_card_it_is_sealed_at_once_and_the_open_copy_destroyed(session, card, key):
    believe(session, card)
    testimony = add(session, SCAN, identity=None)
    (scan,) = session.testimonies.draft(testimony).exhibits
    session.testimonies.to_identity(testimony, scan.media)
    assert opened(session, testimony, key) == [SCAN.read_bytes()]
    assert session.vault.media.known(bytes.fromhex(scan.sha256)) is None
    assert drafts.exhibits(session.vault.db, testimony) == []
    assert session.testimonies.draft(testimony).listed.exhibits == 0
    assert session.check() == []


def test_bytes_that_another_account_shows_stay_there(session, card):
    believe(session, card)
    other, testimony = add(session, SCAN, identity=None), add(session, SCAN, identity=None)
    (scan,) = session.testimonies.draft(testimony).exhibits
    session.testimonies.to_identity(testimony, scan.media)
    assert session.vault.media.is_intact(hashlib.sha256(SCAN.read_bytes()).digest())
    assert len(session.testimonies.draft(other).exhibits) == 1
    assert session.check() == []


def test_a_wrong_one_that_was_sealed_is_taken_out_of_a_draft_again(session, card, key):
    believe(session, card)
    testimony = add(session)
    wrong = attach(session, testimony, SCAN, compartment="identity")
    right = attach(session, testimony, PHOTO, compartment="identity")
    numbers = [it.n for it in identity.sealed_files(session.vault.db, testimony)]
    assert sorted(numbers) == [1, 2, 3]
    session.testimonies.detach(testimony, wrong)
    assert [it.sha256 for it in session.testimonies.draft(testimony).exhibits] == [right]
    assert session.vault.media.known(bytes.fromhex(wrong)) is None
    assert opened(session, testimony, key) == [form_bytes(given().identity), PHOTO.read_bytes()]
    session.testimonies.seal(testimony)
    session.testimonies.begin_correction(testimony)
    with pytest.raises(NoSuch):
        session.testimonies.detach(testimony, right)
    assert session.check() == []


def test_an_exhibit_that_is_damaged_is_not_moved(session, card):
    believe(session, card)
    testimony = add(session, SCAN, identity=None)
    (scan,) = session.testimonies.draft(testimony).exhibits
    session.vault.db.execute("UPDATE blob SET size = size + 1")
    with pytest.raises(Exception, match="damaged"):
        session.testimonies.to_identity(testimony, scan.media)
    assert [it.media for it in session.testimonies.draft(testimony).exhibits] == [scan.media]
    assert identity.sealed_files(session.vault.db, testimony) == []


def test_both_parties_agree_on_what_was_moved(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        testimony = add(field, SCAN, identity=None)
        (scan,) = field.testimonies.draft(testimony).exhibits
        field.testimonies.to_identity(testimony, scan.media)
        field.testimonies.seal(testimony)
        exported = field.outbox.export(field.trust.platform(PLATFORM))
        platform.intake.take(exported.file)
        shown = platform.testimonies.sealed(testimony)
        assert (shown.exhibits, shown.identity_sealed) == ((), 1)
        assert platform.check() == []


# --- what can still be read with the vault's own key ----------------------------------------------


def told(vault, copy) -> set[tuple[str, str]]:
    """Return which marks stand in any page of a vault's files, freed ones and logs included."""
    subprocess.run(["cp", "-r", str(vault), str(copy)], check=True)  # locks belong to a process
    pristine = copy.with_name(f"{copy.name}-opened")
    shutil.copytree(copy, pristine)
    found = set()
    for path, cabinet in keys_of(pristine, PASSPHRASE).cabinets.items():
        file = copy / path.relative_to(pristine)
        log, journal = (file.with_name(file.name + end) for end in ("-wal", "-journal"))
        pages = [*cabinet.in_file(file)]
        pages += cabinet.in_log(log) if log.exists() else []
        pages += cabinet.in_journal(journal) if journal.exists() else []
        found |= {(file.name, it) for it in MARKS for page in pages if it.encode() in page}
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("after", ["moved", "given-up"])
def test_once_it_is_sealed_or_given_up_no_page_tells_it(tmp_path, card, after):
    """Neither the form as it was typed, letter by letter, nor an exhibit's name and bytes."""
    vault = tmp_path / "vault"
    with make(vault) as session:
        everybody = [add(session, identity=None) for _ in range(24)]
        only = everybody[3]
        entry = given(exhibits=[exhibit(MARKS[0])]).exhibits[0]
        media = session.testimonies.attach(only, GivenBytes(MARKS[0], MARKS[1].encode(), entry))
        session.testimonies.keep_identity(only, form(**SECOND, notes=f"{MARKS[2]} " * 9))
        # The pages that it is in are filled, divided and put together anew by what others say.
        for number in range(1, 4):
            for testimony in everybody:
                name, data = f"other-{number}.bin", b"other %d " % number * 400
                said = given(exhibits=[exhibit(name)]).exhibits[0]
                session.testimonies.attach(testimony, GivenBytes(name, data, said))
                if testimony != only:
                    notes = f"{number}" * 700 * number
                    session.testimonies.keep_identity(testimony, form(**SECOND, notes=notes))
        assert {it for _, it in told(vault, tmp_path / "before")} == set(MARKS)
        if after == "moved":
            believe(session, card)
            session.testimonies.to_identity(only, media)
        else:
            session.testimonies.keep_identity(only, IdentityForm())
            session.testimonies.detach(only, media)
        assert told(vault, tmp_path / "open") == set()
        assert session.check() == []
    assert told(vault, tmp_path / "closed") == set()
