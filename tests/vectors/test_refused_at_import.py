"""A flawed bundle at a real coordinator's vault: refused, quarantined, and nothing else changed.

The logical dump of the vault is the same before and after but for the quarantine event: its line
in the intake log, its leaf, and the nodes that leaf completes.
"""

from __future__ import annotations

import hashlib
import shutil

import pytest

from collector.errors import Unacceptable
from collector.store import own_keys, signers
from collector.store.sqlite import transaction
from makers import OWN_SAMPLES, add, make
from makers import PLATFORM as NAME
from vectors import all_flawed, bundles
from vectors.contents import hexed, signing_key
from vectors.flawed import ENROLLED, OTHER

GROWS = {"event": 1, "quarantined": 1, "intake": 1}
NAMES = sorted(name for name in all_flawed.FLAWED if name != "not-an-age-file")


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    """A vault to which the flawed bundles are addressed, with all their senders enrolled."""
    folder = tmp_path_factory.mktemp("platform")
    session = make(folder / "vault", "coordinator")
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
    yield session
    session.close()
    shutil.rmtree(folder)


def dump(session) -> dict[str, list[tuple]]:
    """Return every row of every table."""
    db = session.vault.db
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}  # noqa: S608


def files(session) -> dict[str, str]:
    """Return the digests of all sealed files and the names of all volumes."""
    vault = session.vault.folder
    sealed = [path for name in ("outbox", "quarantine") for path in (vault / name).iterdir()]
    found = {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sealed}
    return found | {str(path): "" for path in (vault / "media").iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_changes_but_the_quarantine(platform, tmp_path, name):
    flawed = all_flawed.FLAWED[name]
    file = tmp_path / "bundle"
    file.write_bytes(flawed.build())
    before, files_before = dump(platform), files(platform)

    with pytest.raises(Unacceptable) as refused:
        platform.intake.take(file)
    assert refused.value.code == flawed.code

    after = dump(platform)
    for table, rows in before.items():
        assert set(rows) <= set(after[table]), table
        if table != "node":
            assert len(after[table]) - len(rows) == GROWS.get(table, 0), table
    new = {path: digest for path, digest in files(platform).items() if path not in files_before}
    assert list(new.values()) == [hashlib.sha256(file.read_bytes()).hexdigest()]


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


def test_the_good_bundle_they_differ_from_is_taken_in(platform, tmp_path):
    file = tmp_path / "bundle"
    file.write_bytes(bundles.make().file)
    assert platform.intake.take(file).verdict == "imported"
