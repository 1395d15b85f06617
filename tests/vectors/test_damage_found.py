"""Vaults that open with something altered outside: ``check`` names it, and writes nothing."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from pathlib import Path

import pytest

from collector.crypto import merkle, sshsig
from collector.crypto.checkpoint import Checkpoint, origin_of
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import CHECKPOINT
from collector.store import own_keys
from collector.store.errors import VaultDamaged
from collector.store.media.library import MediaLibrary
from makers import add, let_go, reopen
from vectors.vaults import SEALED_PHOTO, base, copy, state, with_key_in_hand, wrap_key_of

VOLUME = Path("media") / "000001.db"


def on_volume(change):
    def spoil(vault: Path) -> None:
        path = vault / VOLUME
        path.write_bytes(change(path.read_bytes()))

    return spoil


def flipped(place: int):
    def change(data: bytes) -> bytes:
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return change


def replaced(vault: Path) -> None:
    shutil.copy(base().field / "vault.db", vault / VOLUME)


def from_a_neighbour(vault: Path) -> None:
    """Put a volume of the same shape, whole and sound, but of another vault, in the place."""
    other = vault.with_name("other")
    copy(other, of=base().coordinator)
    with reopen(other / "vault") as session, session.vault.media.batch() as batch:
        batch.add([b"words"])
        batch.settle()
        session.vault.db.execute("BEGIN")
        batch.record()
        session.vault.db.execute("COMMIT")
    shutil.copy(other / "vault" / VOLUME, vault / VOLUME)


def a_file(name: str):
    def spoil(vault: Path) -> None:
        (vault / name).write_bytes(b"not ours")

    return spoil


def bundle(vault: Path) -> Path:
    (path,) = (vault / "outbox").iterdir()
    return path


def in_database(*statements: str):
    def spoil(vault: Path) -> None:
        with with_key_in_hand(vault) as db:
            for statement in statements:
                assert db.execute(statement).rowcount != 0, statement

    return spoil


def consent_rewritten(vault: Path) -> None:
    """Change a consent row and its digest; every reference to the old digest stays."""
    with with_key_in_hand(vault) as db:
        data, digest = db.execute(
            "SELECT bytes, digest FROM record WHERE kind='consent'"
        ).fetchone()
        changed = data.replace(b'"onward":"no"', b'"onward":"yes"')
        assert changed != data
        db.execute(
            "UPDATE record SET bytes = ?, digest = ? WHERE digest = ?",
            (changed, hashlib.sha256(changed).digest(), digest),
        )


def leaf_rewritten(vault: Path, *, nodes: bool, leaf: int = 1) -> None:
    """Change a leaf; where ``nodes`` is set, make the whole tree fit it again."""
    with with_key_in_hand(vault) as db:
        data = db.execute("SELECT bytes FROM event WHERE leaf = ?", (leaf,)).fetchone()[0]
        changed = data.replace(b'"outcome":"success"', b'"outcome":"fail"')
        assert changed != data
        db.execute("UPDATE event SET bytes = ? WHERE leaf = ?", (changed, leaf))
        if nodes:
            plant(db)


def plant(db) -> None:
    """Write the tree anew from the leaves."""
    found: dict[tuple[int, int], bytes] = {}
    for index, (data,) in enumerate(db.execute("SELECT bytes FROM event ORDER BY leaf").fetchall()):
        for level, place, value in merkle.appended_nodes(
            index, merkle.leaf_hash(data), lambda level, place: found[level, place]
        ):
            found[level, place] = value
    db.execute("DELETE FROM node")
    db.executemany("INSERT INTO node VALUES (?, ?, ?)", [(*key, it) for key, it in found.items()])


def head_rewritten(vault: Path, *, own_key: bool, origin: bool = True) -> None:
    """Put a head of an invented state in, signed by the vault's own key or by another."""
    with with_key_in_hand(vault) as db:
        seed = own_keys.private(db, wrap_key_of(vault), own_keys.SIGNING)
        own = SigningKey.from_seed(seed)
        key = own if own_key else SigningKey.generate()
        (size,) = db.execute("SELECT min(size) FROM head").fetchone()
        named = own.public if origin else secrets.token_bytes(32)
        text = Checkpoint(origin_of(named), size, secrets.token_bytes(32)).encode()
        signature = sshsig.sign(key, CHECKPOINT, text)
        db.execute(
            "UPDATE head SET checkpoint = ?, signature = ? WHERE size = ?", (text, signature, size)
        )


FOUND = {
    # media volumes
    "volume-missing": (
        lambda vault: (vault / VOLUME).unlink(),
        {"media.volume-missing", "media.blob-missing"},
    ),
    "volume-zero-length": (
        on_volume(lambda _: b""),
        {"media.volume-damaged", "media.blob-missing"},
    ),
    "volume-garbage": (
        on_volume(lambda data: bytes(len(data))),
        {"media.volume-damaged", "media.blob-missing"},
    ),
    "volume-truncated": (
        on_volume(lambda data: data[:65536]),
        {"media.volume-damaged", "media.blob-missing"},
    ),
    "volume-first-page-flipped": (
        on_volume(flipped(30_000)),
        {"media.volume-damaged", "media.blob-missing"},
    ),
    "volume-last-page-flipped": (
        on_volume(flipped(-30_000)),
        {"media.volume-damaged", "media.blob-missing"},
    ),
    "volume-is-the-database": (replaced, {"media.volume-damaged", "media.blob-missing"}),
    "volume-of-another-vault": (from_a_neighbour, {"media.volume-damaged", "media.blob-missing"}),
    # files
    "file-in-media": (a_file("media/letter.txt"), {"media.unlisted-file"}),
    "volume-that-no-row-names": (a_file("media/000009.db"), {"media.unlisted-file"}),
    "file-in-outbox": (a_file("outbox/letter.txt"), {"file.unlisted"}),
    "file-in-quarantine": (a_file("quarantine/letter.txt"), {"file.unlisted"}),
    "folder-in-outbox": (lambda vault: (vault / "outbox/more").mkdir(), {"file.unlisted"}),
    "file-beside": (a_file("letter.txt"), set()),
    "bundle-missing": (lambda vault: bundle(vault).unlink(), {"file.missing"}),
    "bundle-changed": (
        lambda vault: bundle(vault).write_bytes(flipped(900)(bundle(vault).read_bytes())),
        {"file.changed"},
    ),
    "bundle-cut": (lambda vault: os.truncate(bundle(vault), 900), {"file.changed"}),
    # with the key in hand
    "record-bytes": (
        in_database(
            "UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), 'двор', 'дом') AS BLOB)"
            " WHERE kind = 'testimony'"
        ),
        {"record.changed"},
    ),
    "record-misnamed": (
        in_database("UPDATE record SET revision = revision + 1 WHERE kind = 'consent'"),
        {"record.misnamed"},
    ),
    "record-of-another-kind": (
        in_database("UPDATE record SET kind = 'consent' WHERE kind = 'identity'"),
        {"record.misnamed"},
    ),
    "record-gone": (
        in_database("DELETE FROM record WHERE kind = 'consent'"),
        {"custody.record-missing"},
    ),
    "consent-with-its-digest": (
        consent_rewritten,
        {"custody.record-missing", "custody.record-without-event"},
    ),
    "leaf": (lambda vault: leaf_rewritten(vault, nodes=False), {"custody.node-changed"}),
    "leaf-and-tree": (
        lambda vault: leaf_rewritten(vault, nodes=True),
        {"custody.head-contradicted"},
    ),
    "leaf-unreadable": (
        in_database("UPDATE event SET bytes = x'00' WHERE leaf = 0"),
        {"custody.leaf-unreadable", "custody.node-changed", "trust.card-trusted"},
    ),
    "leaf-gone": (
        in_database("DELETE FROM event WHERE leaf = 0"),
        {"custody.leaf-missing", "trust.card-trusted"},
    ),
    "last-leaf-gone": (
        in_database("DELETE FROM event WHERE leaf = (SELECT max(leaf) FROM event)"),
        {
            "custody.node-changed",
            "custody.opening",
            "custody.chain",
            "custody.identity-without-event",
            "vault.reference",
        },
    ),
    "node": (
        in_database("UPDATE node SET hash = zeroblob(32) WHERE level = 0 AND idx = 0"),
        {"custody.node-changed"},
    ),
    "node-gone": (
        in_database("DELETE FROM node WHERE level = 1 AND idx = 0"),
        {"custody.node-changed"},
    ),
    "head-of-another-state": (
        lambda vault: head_rewritten(vault, own_key=True),
        {"custody.head-contradicted"},
    ),
    "head-signed-by-another": (
        lambda vault: head_rewritten(vault, own_key=False),
        {"custody.head-foreign"},
    ),
    "head-of-another-log": (
        lambda vault: head_rewritten(vault, own_key=True, origin=False),
        {"custody.head-foreign"},
    ),
    "head-unreadable": (
        in_database("UPDATE head SET checkpoint = x'00'"),
        {"custody.head-foreign"},
    ),
    "head-that-left-in-a-bundle": (
        in_database("UPDATE outbox SET head_root = zeroblob(32)"),
        {"custody.head-contradicted"},
    ),
    "nonce": (
        in_database(
            "UPDATE item SET nonce = zeroblob(32) WHERE digest IN"
            " (SELECT digest FROM record WHERE kind = 'consent')"
        ),
        {"custody.opening", "custody.chain", "custody.record-without-event"},
    ),
    "nonce-gone": (
        in_database(
            "DELETE FROM item WHERE digest IN (SELECT digest FROM record WHERE kind = 'consent')"
        ),
        {"custody.opening", "custody.record-without-event"},
    ),
    "nonce-and-openings-gone": (
        in_database(
            "DELETE FROM item WHERE digest IN (SELECT digest FROM record WHERE kind = 'consent')",
            "DELETE FROM event_item WHERE digest IN"
            " (SELECT digest FROM record WHERE kind = 'consent')",
        ),
        {"custody.opening-missing", "custody.record-without-event"},
    ),
    "chain": (
        in_database(
            "UPDATE item SET latest = 0 WHERE digest IN"
            " (SELECT digest FROM record WHERE kind = 'consent')"
        ),
        {"custody.chain"},
    ),
    "draft": (
        in_database("UPDATE draft SET human_code = 'K7-QMD-4'"),
        {"draft.changed"},
    ),
    "draft-gone": (in_database("DELETE FROM draft"), {"draft.changed", "vault.reference"}),
    "draft-mark-gone": (in_database("DELETE FROM draft_mark"), {"draft.changed"}),
    "draft-exhibit-gone": (in_database("DELETE FROM draft_exhibit"), {"draft.changed"}),
    "blob-row-gone": (
        in_database("DELETE FROM blob WHERE sha256 = (SELECT sha256 FROM draft_exhibit)"),
        {"vault.reference", "custody.media-missing"},
    ),
    "identity-row-gone": (
        in_database("DELETE FROM identity_file"),
        {"custody.identity-missing", "custody.media-without-event"},
    ),
    "card-gone": (in_database("DELETE FROM platform"), {"trust.card-trusted"}),
    "signer-invented": (
        in_database("INSERT INTO signer VALUES (randomblob(32), '2026-01-01T00:00:00Z', NULL)"),
        {"trust.signer-enrolled"},
    ),
}


@pytest.mark.parametrize("damage", FOUND)
def test_found_by_its_own_code_and_nothing_is_written(tmp_path, damage):
    spoil, codes = FOUND[damage]
    vault = copy(tmp_path)
    spoil(vault)
    before = state(vault)
    with reopen(vault) as session:
        found = session.check()
    assert {it.code for it in found} == codes
    assert all(it.where for it in found)
    assert state(vault) == before


def test_nothing_is_found_in_the_good_vaults(tmp_path):
    for name, vault in (("field", base().field), ("coordinator", base().coordinator)):
        vault_copy = copy(tmp_path / name, of=vault)
        before = state(vault_copy)
        with reopen(vault_copy) as session:
            assert session.check() == []
        assert state(vault_copy) == before


@pytest.mark.parametrize("damage", ["volume-missing", "volume-zero-length", "volume-garbage"])
def test_a_damaged_volume_keeps_nobody_from_working(tmp_path, damage):
    """attack V5: noticed on reading and on export, never written over, mended by the file."""
    vault = copy(tmp_path)
    FOUND[damage][0](vault)
    before = state(vault)
    with reopen(vault) as session:
        digest = hashlib.sha256(SEALED_PHOTO.read_bytes()).digest()
        platform = session.trust.platforms()[0]
        let_go(session)
        for refuse in (
            lambda: b"".join(session.vault.media.read(digest)),
            lambda: session.outbox.export(platform, [base().sealed]),
        ):
            with pytest.raises(VaultDamaged):
                refuse()
        assert session.outbox.every() == []
        add(session, SEALED_PHOTO)
        assert b"".join(session.vault.media.read(digest)) == SEALED_PHOTO.read_bytes()
    after = state(vault)
    assert after.pop("media/000002.db")
    assert after | {"vault.db": ""} == before | {"vault.db": ""}


def test_two_volumes_of_one_vault_that_changed_places_are_told_from_damage(tmp_path, monkeypatch):
    monkeypatch.setitem(MediaLibrary.__init__.__kwdefaults__, "volume_limit", 2 * 1024 * 1024)
    vault = copy(tmp_path)
    with reopen(vault) as session:
        for _ in range(2):
            with session.vault.media.batch() as batch:
                batch.add([secrets.token_bytes(1_500_000)])
                batch.settle()
                session.vault.db.execute("BEGIN")
                batch.record()
                session.vault.db.execute("COMMIT")
    volumes = sorted((vault / "media").iterdir())
    first, second = volumes[0], volumes[1]
    first.rename(vault / "aside")
    second.rename(first)
    (vault / "aside").rename(second)
    before = state(vault)
    with reopen(vault) as session:
        codes = {it.code for it in session.check()}
    assert "media.volume-swapped" in codes
    assert state(vault) == before
