"""Sealed identity: only the identity key opens it, and it says what it belongs to."""

from __future__ import annotations

import io

import pytest

from collector.crypto import fingerprint
from collector.crypto.age import (
    AgeWriter,
    HybridIdentity,
    NoIdentityMatches,
    PayloadBroken,
    X25519Identity,
)
from collector.crypto.ed25519 import SigningKey
from collector.errors import CollectorError
from collector.model.card import recipient_digest
from collector.model.identity import CardRef, IdentityFile, IdentityForm, IdentityRecord, NameForm
from collector.model.identity_plain import (
    IdentityMismatch,
    IdentityPlain,
    IdentityTorn,
    anchor,
    check_belongs,
    opening,
    pad_to,
)
from collector.store import identity, identity_sealing
from collector.store.identity_sealing import (
    Belongs,
    Content,
    Target,
    form_bytes,
    open_sealed,
    seal_exhibit,
    seal_form,
)
from collector.store.media.source import SourceChanged
from collector.store.sqlite import transaction
from makers import PLATFORM, add, given, make, trust

FORM = IdentityForm(names=(NameForm(text="Імя Прозвішча", script="Cyrl-be", alias=False),))
KEEPER, DAILY = HybridIdentity.generate(), HybridIdentity.generate()
ROOT = SigningKey.generate().public
AUTHOR = SigningKey.generate().public
TARGET = Target(ROOT, 3, (str(KEEPER.recipient()),))
BELONGS = Belongs("ab" * 16, b"\1" * 32, AUTHOR)


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


def sealed(session, seal):
    """Seal into the vault's volumes; return what is known of the file, and its bytes."""
    with session.vault.media.batch() as batch:
        made = seal(batch)
        batch.settle()
        with transaction(session.vault.db):
            batch.record()
    return made, b"".join(session.vault.media.read(made.sha256))


def sealed_form(session, form=FORM, target=TARGET, n=1):
    return sealed(session, lambda batch: seal_form(batch, BELONGS, n, target, form))


def record(made, data: bytes, **changes) -> IdentityRecord:
    fields = {
        "schema": "1.0",
        "id": "cd" * 16,
        "revision": 1,
        "author": AUTHOR.hex(),
        "salt": "00" * 32,
        "sealed_at": {"utc": "2026-01-01T00:00:00Z", "clock": "unknown"},
        "testimony": BELONGS.testimony,
        "n": made.n,
        "file": IdentityFile(sha256=made.sha256.hex(), size=len(data)),
        "card": CardRef(root_key=ROOT.hex(), serial=3),
        "recipients": (recipient_digest(TARGET.recipients[0]),),
    }
    return IdentityRecord(**fields | changes)


def test_the_identity_key_opens_the_form(session):
    made, data = sealed_form(session)
    plain, content = open_sealed(io.BytesIO(data), [KEEPER])
    assert content == form_bytes(FORM)
    assert (plain.content, plain.mime, plain.n) == ("form", "application/json", 1)
    check_belongs(plain, record(made, data), anchor("01" * 32, BELONGS.testimony, AUTHOR.hex()))


@pytest.mark.parametrize("key", [DAILY, X25519Identity.generate()], ids=["daily", "older"])
def test_no_other_key_opens_it(session, key):
    _, data = sealed_form(session)
    with pytest.raises(NoIdentityMatches):
        open_sealed(io.BytesIO(data), [key])


def test_nothing_in_the_vault_opens_it(tmp_path):
    """Every secret the field vault holds is tried; the words are in no page of it either."""
    with make(tmp_path / "field") as field, make(tmp_path / "platform", "coordinator") as platform:
        trust(field, platform)
        testimony = add(field)
        (file,) = identity.sealed_files(field.vault.db, testimony)
        data = b"".join(field.vault.media.read(file.sha256))
        with pytest.raises(CollectorError):
            open_sealed(io.BytesIO(data), [X25519Identity(field.vault.signing_key.seed)])
        assert identity.open_form(field.vault.db, testimony) is None
        rows = repr(
            [
                field.vault.db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
                for (table,) in field.vault.db.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                ).fetchall()
            ]
        )
        assert "Прозвішча" not in rows
        assert repr("Прозвішча".encode())[2:-1] not in rows


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"testimony": "ef" * 16}, "testimony"),
        ({"n": 2}, "number"),
        ({"author": ROOT.hex()}, "author"),
        ({"card": CardRef(root_key=AUTHOR.hex(), serial=3)}, "card"),
        ({"card": CardRef(root_key=ROOT.hex(), serial=4)}, "card"),
        ({"recipients": ("00" * 32,)}, "recipients"),
    ],
)
def test_a_file_that_was_moved_to_another_record_is_refused(session, changes, part):
    made, data = sealed_form(session)
    plain, _ = open_sealed(io.BytesIO(data), [KEEPER])
    with pytest.raises(IdentityMismatch) as refused:
        check_belongs(plain, record(made, data, **changes), plain.anchor)
    assert refused.value.facts["part"] == part


@pytest.mark.parametrize(
    "of",
    [("02" * 32, "ab" * 16, AUTHOR), ("01" * 32, "ac" * 16, AUTHOR), ("01" * 32, "ab" * 16, ROOT)],
)
def test_the_anchor_binds_salt_testimony_and_author(session, of):
    made, data = sealed_form(session)
    plain, _ = open_sealed(io.BytesIO(data), [KEEPER])
    salt, testimony, author = of
    with pytest.raises(IdentityMismatch) as refused:
        check_belongs(plain, record(made, data), anchor(salt, testimony, author.hex()))
    assert refused.value.facts["part"] == "anchor"


def test_the_size_tells_only_the_step(session):
    """A person with one name and one with a long history cannot be told apart by it."""
    short = IdentityForm(notes="я")
    long = IdentityForm(notes="слова " * 200)
    longer = IdentityForm(notes="слова " * 1500)
    sizes = [len(sealed_form(session, form)[1]) for form in (short, long, longer)]
    assert sizes[0] == sizes[1] < sizes[2]
    assert (sizes[2] - sizes[0]) % 4096 == 0


def test_an_exhibit_is_streamed_and_comes_back_whole(session):
    data = bytes(range(256)) * 1000
    chunks = [data[at : at + 10_000] for at in range(0, len(data), 10_000)]
    _, file = sealed(
        session,
        lambda batch: seal_exhibit(
            batch, BELONGS, 2, TARGET, Content("image/jpeg", len(data), chunks)
        ),
    )
    plain, content = open_sealed(io.BytesIO(file), [KEEPER])
    assert (plain.content, plain.mime, plain.length) == ("exhibit", "image/jpeg", len(data))
    assert content == data


SAID = 90_000
"""Bytes of content that the opening of ``made_by_hand`` names."""


def made_by_hand(behind: bytes) -> bytes:
    """Return a sealed file with whatever stands behind its opening, filled to whole steps."""
    plain = IdentityPlain(
        schema="1.0",
        testimony=BELONGS.testimony,
        n=1,
        content="exhibit",
        anchor="00" * 32,
        author=AUTHOR.hex(),
        card=CardRef(root_key=ROOT.hex(), serial=3),
        recipients=(recipient_digest(TARGET.recipients[0]),),
        mime="video/mp4",
        length=SAID,
    )
    out, whole = io.BytesIO(), opening(plain) + behind
    writer = AgeWriter(out, [KEEPER.recipient()])
    writer.write(whole.ljust(pad_to(len(whole)), b"\0"))
    writer.finish()
    return out.getvalue()


@pytest.mark.parametrize("held", [SAID, SAID - 1, 10])
@pytest.mark.parametrize(
    "behind",
    [b"x" * (SAID + 1), b"x" * SAID + bytes(4096), b"x" * (SAID - 4096), b""],
    ids=["more", "filled-twice", "less", "none"],
)
def test_a_content_of_another_length_is_torn_however_much_of_it_is_held(monkeypatch, held, behind):
    monkeypatch.setattr(identity_sealing, "HELD_AT_MOST", held)
    with pytest.raises(IdentityTorn):
        open_sealed(io.BytesIO(made_by_hand(behind)), [KEEPER])


@pytest.mark.parametrize("held", [SAID, SAID - 1])
def test_a_large_content_is_read_to_its_end_and_not_held(monkeypatch, held):
    monkeypatch.setattr(identity_sealing, "HELD_AT_MOST", held)
    file = made_by_hand(b"x" * SAID)
    plain, content = open_sealed(io.BytesIO(file), [KEEPER])
    assert plain.length == SAID
    assert content == (b"x" * SAID if held == SAID else None)
    for damaged in (file[:-1], file + b"\0", file[:-40] + b"\0" * 40):
        with pytest.raises(PayloadBroken):
            open_sealed(io.BytesIO(damaged), [KEEPER])


def test_a_source_that_breaks_off_leaves_no_sealed_file(session):
    def broken():
        yield b"first"
        raise SourceChanged

    before = session.vault.db.execute("SELECT count(*) FROM blob").fetchone()
    with pytest.raises(SourceChanged), session.vault.media.batch() as batch:
        seal_exhibit(batch, BELONGS, 1, TARGET, Content("image/jpeg", 500, broken()))
    assert session.vault.db.execute("SELECT count(*) FROM blob").fetchone() == before
    assert session.check() == []


def test_an_identity_goes_straight_to_every_platform_that_is_trusted(tmp_path):
    with (
        make(tmp_path / "field") as field,
        make(tmp_path / "one", "coordinator") as one,
        make(tmp_path / "two", "coordinator") as two,
    ):
        trust(field, one)
        card = two.trust.new_card("Another platform")
        field.trust.trust_card(card.data, fingerprint.words(card.root))
        testimony = add(field)
        files = identity.sealed_files(field.vault.db, testimony)
        assert [it.n for it in files] == [1, 2]
        assert {it.card_root for it in files} == {card.root, one.trust.own_card().root}
        assert field.testimonies.with_open_identity() == []


def test_before_any_card_is_trusted_it_is_open_and_then_it_is_not(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as one:
        testimony = add(field)
        assert field.testimonies.with_open_identity() == [testimony]
        assert identity.open_form(field.vault.db, testimony) == form_bytes(given().identity)
        trust(field, one)
        assert field.testimonies.with_open_identity() == []
        assert identity.open_form(field.vault.db, testimony) is None
        assert len(identity.sealed_files(field.vault.db, testimony)) == 1
        assert field.trust.platform(PLATFORM).card.identity_separate is False
        assert field.check() == []
