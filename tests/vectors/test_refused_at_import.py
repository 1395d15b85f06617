"""A flawed bundle at a real coordinator's vault: refused, quarantined, and nothing else changed.

The logical dump of the vault is the same before and after but for the quarantine event: its line
in the intake log, its leaf, and the nodes that leaf completes; and, where an enrolled key signed
what was refused, but for the receipt that tells its sender.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from collector.crypto.age import open_age
from collector.errors import Unacceptable
from collector.model.reading import read_as
from collector.model.receipt import Receipt
from collector.store import own_keys, signers
from collector.store.sqlite import transaction
from makers import OWN_SAMPLES, add, make, reopen
from makers import PLATFORM as NAME
from vectors import all_flawed, bundles, contents
from vectors.contents import hexed, signing_key
from vectors.flawed import ENROLLED, OTHER
from vectors.flaws_origins import AUTHOR

GROWS = {"event": 1, "quarantined": 1, "intake": 1}
ANSWER = ("receipt", "receipt_digest")
# Damage that anybody can do, and what is refused before it is known who signed which bag-info.
UNANSWERED = ("age.", "bundle.age", "bundle.signature", "bundle.signer-revoked", "bundle.key")
ANSWERED = {
    "account-without-consent",
    "consent-withdrawn",
    "exhibit-without-its-file",
    "head-not-signed",
    "identity-file-changed-after-signing",
    "manifest-emptied",
    "nan-in-a-record",
    "one-octet-of-an-exhibit-changed-after-signing",
}
NAMES = sorted(name for name in all_flawed.FLAWED if name != "not-an-age-file")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A vault to which the flawed bundles are addressed, with all their senders enrolled."""
    folder = tmp_path_factory.mktemp("platform") / "vault"
    with make(folder, "coordinator") as session:
        prepare(session)
    return folder


@pytest.fixture
def platform(prepared, tmp_path):
    """A copy of that vault, opened."""
    with reopen(Path(shutil.copytree(prepared, tmp_path / "vault"))) as session:
        yield session


def prepare(session) -> None:
    session.trust.new_card(NAME)
    add(session, OWN_SAMPLES / "notice.jpg")  # so that a first volume is there already
    vault = session.vault
    with transaction(vault.db):
        vault.db.execute("UPDATE own_card SET digest = ?", (bytes.fromhex(hexed("card", 64)),))
        for name, key in (("content-2", bundles.PLATFORM), ("content-3", OTHER)):
            text = key.secret_text().encode()
            own_keys.keep(vault.db, vault.wrap_key, name, str(key.recipient()), text)
        for sender in (bundles.SENDER, ENROLLED, signing_key("a revoked sender")):
            signers.enrol(vault.db, sender.public, "2026-01-01T00:00:00Z")
        vault.db.execute(
            "UPDATE signer SET revoked_at = '2026-01-02T00:00:00Z' WHERE public = ?",
            (signing_key("a revoked sender").public,),
        )


def dump(session) -> dict[str, list[tuple]]:
    """Return every row of every table."""
    db = session.vault.db
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}  # noqa: S608


def answer(session) -> Receipt:
    """Return what the one receipt says, opened as the sender would."""
    (written,) = session.outbox.receipts()
    reader = open_age(
        io.BytesIO((session.vault.outbox / written.file).read_bytes()), [bundles.RECEIPTS]
    )
    body, _, _ = b"".join(iter(lambda: reader.read(4096), b"")).partition(b"\n")
    return read_as(body, Receipt)


def files(session) -> dict[str, str]:
    """Return the digests of all sealed files and the names of all volumes."""
    vault = session.vault.folder
    sealed = [path for name in ("outbox", "quarantine") for path in (vault / name).iterdir()]
    found = {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sealed}
    return found | {str(path): "" for path in (vault / "media").iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_changes_but_the_quarantine_and_what_the_sender_is_told(platform, tmp_path, name):
    flawed = all_flawed.FLAWED[name]
    file = tmp_path / "bundle"
    file.write_bytes(flawed.build())
    before, files_before = dump(platform), files(platform)

    with pytest.raises(Unacceptable) as refused:
        platform.intake.take(file)
    assert refused.value.code == flawed.code

    after = dump(platform)
    told = len(after["receipt"])
    for table, rows in before.items():
        assert set(rows) <= set(after[table]), table
        if table != "node":
            grows = told if table in ANSWER else GROWS.get(table, 0)
            assert len(after[table]) - len(rows) == grows, table
    new = {path: digest for path, digest in files(platform).items() if path not in files_before}
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert [it for path, it in new.items() if "/quarantine/" in path] == [digest]
    assert len(new) == 1 + told
    if told:
        assert not flawed.code.startswith(UNANSWERED)
        said = answer(platform)
        assert (said.refused, said.file, said.items) == (flawed.code, digest, ())
        assert (said.head, said.safe_to_delete) == (None, False)
    assert told or name not in ANSWERED


def for_others(rows):
    return [{**rows[0], "recipient": "V-RECIP-03"}, *rows[1:]]


def no_to_ours(rows):
    return [*for_others(rows), {**rows[0], "id": hexed("our row"), "decision": "no"}]


def yes_to_ours_for_other_words(rows):
    named = {**rows[0]["testimony"], "revision": 7}
    return [*for_others(rows), {**rows[0], "id": hexed("our row"), "testimony": named}]


@pytest.mark.parametrize("said", [for_others, no_to_ours, yes_to_ours_for_other_words])
def test_what_may_go_to_another_kind_of_recipient_alone_is_not_taken_in(platform, tmp_path, said):
    file = tmp_path / "bundle"
    file.write_bytes(bundles.make(consents=said).file)
    with pytest.raises(Unacceptable) as refused:
        platform.intake.take(file)
    assert refused.value.code == "bundle.consent.other-recipient"
    assert {it.state for it in platform.testimonies.every()} == {"draft"}
    assert answer(platform).refused == refused.value.code


def receipt_of_its_own(lines):
    return [[name, hexed("own", 64) if name == "Receipt-Secret" else it] for name, it in lines]


@pytest.mark.parametrize("direct_first", [True, False])
def test_two_hands_of_one_id_are_not_both_taken_in(platform, tmp_path, direct_first):
    """Who hands on could name but one of them, and be refused with all that others told."""
    false = bundles.make(key=AUTHOR, bundle_id=bundles.BUNDLE_ID)
    handed_on = bundles.make(
        author=AUTHOR,
        bundle_id=hexed("another bundle"),
        origins={bundles.BUNDLE_ID: false.evidence},
        info=receipt_of_its_own,
    )
    made = [bundles.make(), handed_on]
    first, second = (tmp_path / name for name in ("first", "second"))
    for file, it in zip((first, second), made if direct_first else made[::-1], strict=True):
        file.write_bytes(it.file)
    assert platform.intake.take(first).verdict == "imported"
    before = dump(platform)
    for refusing in (platform.intake.verify, platform.intake.take):
        with pytest.raises(Unacceptable) as refused:
            refusing(second)
        assert refused.value.code == "bundle.origin.differs"
    assert dump(platform)["record"] == before["record"]


def test_an_account_that_comes_in_several_versions_is_counted_once(platform, tmp_path):
    author, later = ENROLLED.public, []

    def corrected(those):
        later.append({**those.second, "revision": 2})
        return replace(those, more=later)

    (tmp_path / "first").write_bytes(bundles.make().file)
    claim = bundles.make(
        key=ENROLLED,
        bundle_id=hexed("another bundle"),
        info=receipt_of_its_own,
        records=corrected,
        consents=lambda rows: [*rows, contents.consent("again", author, later[0])],
    )
    (tmp_path / "claim").write_bytes(claim.file)
    platform.intake.take(tmp_path / "first")
    done = platform.intake.take(tmp_path / "claim")
    assert (len(done.testimonies), done.conflicts, done.claimed) == (2, 0, 2)


def test_of_what_is_not_even_encrypted_nothing_is_kept(platform, tmp_path):
    flawed = all_flawed.FLAWED["not-an-age-file"]
    file = tmp_path / "bundle"
    file.write_bytes(flawed.build())
    before, files_before = dump(platform), files(platform)

    with pytest.raises(Unacceptable) as refused:
        platform.intake.take(file)
    assert refused.value.code == flawed.code

    assert dump(platform) == before
    assert files(platform) == files_before


def test_the_good_bundle_they_differ_from_is_taken_in_and_none_takes_its_names(platform, tmp_path):
    """Another one of its id, or one that asks for the receipt that it was answered with."""
    file = tmp_path / "bundle"
    file.write_bytes(bundles.make().file)
    assert platform.intake.take(file).verdict == "imported"
    before = dump(platform)
    for other, code in (
        (bundles.make(info=receipt_of_its_own), "bundle.id-reused"),
        (bundles.make(bundle_id=hexed("another bundle")), "bundle.receipt-reused"),
    ):
        file.write_bytes(other.file)
        with pytest.raises(Unacceptable) as refused:
            platform.intake.take(file)
        assert refused.value.code == code
    after = dump(platform)
    for table in ("bundle", "bundle_file", "record", "blob", "signer_head"):
        assert after[table] == before[table]
    assert set(before["receipt"]) <= set(after["receipt"])
