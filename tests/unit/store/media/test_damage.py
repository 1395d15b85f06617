"""Damage is seen, named and never repaired by forgetting."""

from __future__ import annotations

import secrets

import pytest

from collector.store.errors import VaultDamaged
from collector.store.sqlite import (
    VOLUME_LAYOUT,
    RawKey,
    open_existing,
    transaction,
)
from unit.store.media.vaults import (
    SMALL,
    content,
    helpers,
    keep,
    library,
    noise,
    spoiled_copies,
    whole,
)


def findings(folder, *, deep=True):
    with library(folder) as (_, held):
        return {(it.code, it.volume or it.sha256 or it.file) for it in held.check(deep=deep)}


def damaged(folder, stored):
    with library(folder) as (_, held):
        with pytest.raises(VaultDamaged):
            whole(held, stored)
        assert helpers() == []
        return True


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_one_bit_in_an_open_volume(tmp_path):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(1_500_000))
    flip(tmp_path / "media" / "000001.db", 1_000_000)
    assert damaged(tmp_path, stored)
    assert findings(tmp_path, deep=False) == {("media.volume-damaged", 1)}
    assert findings(tmp_path) == {
        ("media.volume-damaged", 1),
        ("media.blob-changed", stored.sha256),
    }


def test_one_bit_in_a_closed_volume(tmp_path):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(SMALL + 1000))
    flip(tmp_path / "media" / "000001.db", 1_000_000)
    assert damaged(tmp_path, stored)
    assert findings(tmp_path, deep=False) == {
        ("media.volume-changed", 1),
        ("media.volume-damaged", 1),
    }


def test_bytes_behind_the_end_of_a_closed_volume(tmp_path):
    item = noise(SMALL + 1000)
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, item)
    with (tmp_path / "media" / "000001.db").open("ab") as file:
        file.write(bytes(64 * 1024))
    assert ("media.volume-changed", 1) in findings(tmp_path)
    with library(tmp_path) as (_, held):
        assert whole(held, stored) == item


def test_an_old_journal_put_beside_a_closed_volume(tmp_path):
    """Played back, it would bring the state back that it was written for."""
    path = tmp_path / "media" / "000001.db"
    journal = path.with_name("000001.db-journal")
    with library(tmp_path) as (db, held):
        keep(db, held, noise(3_000_000))
        key = RawKey(db.execute("SELECT key FROM volume").fetchone()[0])
    volume = open_existing(path, key, VOLUME_LAYOUT)
    volume.execute("PRAGMA cache_size = 1")
    volume.execute("BEGIN")
    volume.execute("UPDATE chunk SET data = zeroblob(length(data))")
    old = journal.read_bytes()
    volume.execute("ROLLBACK")
    volume.close()
    item = noise(2 * SMALL)
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, item)
    before = path.read_bytes()
    journal.write_bytes(old)
    assert findings(tmp_path) == {("media.unlisted-file", journal.name)}
    with library(tmp_path) as (db, held):
        held.sweep()
        assert whole(held, stored) == item
    assert path.read_bytes() == before


@pytest.mark.parametrize("left", [0, 1000, 65536, 500_000])
def test_a_volume_cut_short(tmp_path, left):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(1_500_000))
    path = tmp_path / "media" / "000001.db"
    path.write_bytes(path.read_bytes()[:left])
    before = content(tmp_path)
    assert damaged(tmp_path, stored)
    assert ("media.volume-damaged", 1) in findings(tmp_path)
    assert content(tmp_path) == before


def test_two_volumes_swapped(tmp_path):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(2 * SMALL))
    first, second = (tmp_path / "media" / name for name in ("000001.db", "000002.db"))
    first.rename(tmp_path / "aside")
    second.rename(first)
    (tmp_path / "aside").rename(second)
    assert damaged(tmp_path, stored)
    assert findings(tmp_path) == {
        ("media.volume-swapped", 1),
        ("media.volume-swapped", 2),
        ("media.blob-missing", stored.sha256),
    }


def test_a_volume_that_says_it_is_another(tmp_path):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(1000))
        key = RawKey(db.execute("SELECT key FROM volume").fetchone()[0])
    volume = open_existing(tmp_path / "media" / "000001.db", key, VOLUME_LAYOUT)
    volume.execute("UPDATE volume SET uuid = ?", (secrets.token_bytes(16),))
    volume.close()
    assert damaged(tmp_path, stored)
    assert ("media.volume-damaged", 1) in findings(tmp_path)


def test_a_volume_that_is_gone_and_never_made_again(tmp_path):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(1000))
    (tmp_path / "media" / "000001.db").unlink()
    with library(tmp_path) as (db, held):
        held.sweep()
        (new,) = keep(db, held, b"taken in all the same")
        assert whole(held, new) == b"taken in all the same"
    assert damaged(tmp_path, stored)
    assert set(content(tmp_path)) == {"000002.db"}
    assert findings(tmp_path) == {
        ("media.volume-missing", 1),
        ("media.blob-missing", stored.sha256),
    }


def test_an_open_volume_put_back_to_an_older_state(tmp_path):
    with library(tmp_path) as (db, held):
        keep(db, held, noise(1000))
    older = content(tmp_path)["000001.db"]
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(1000))
    (tmp_path / "media" / "000001.db").write_bytes(older)
    assert damaged(tmp_path, stored)
    assert findings(tmp_path, deep=False) == {("media.blob-missing", stored.sha256)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE chunk SET data = zeroblob(length(data)) WHERE seq = 1", "media.blob-changed"),
        ("UPDATE chunk SET data = x'00' WHERE seq = 1", "media.blob-changed"),
        ("DELETE FROM chunk WHERE seq = 1", "media.blob-changed"),
        ("UPDATE chunk SET seq = 7 WHERE seq = 0", "media.blob-changed"),
        ("DELETE FROM chunk", "media.blob-missing"),
    ],
)
def test_chunks_changed_by_someone_with_the_key(tmp_path, change, code):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(3_000_000))
        key = RawKey(db.execute("SELECT key FROM volume").fetchone()[0])
    volume = open_existing(tmp_path / "media" / "000001.db", key, VOLUME_LAYOUT)
    volume.execute(change)
    volume.close()
    assert damaged(tmp_path, stored)
    assert findings(tmp_path) == {(code, stored.sha256)}


def test_a_part_without_its_row(tmp_path):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(2 * SMALL))
        db.execute("DELETE FROM blob_part WHERE part = 0")
    assert damaged(tmp_path, stored)
    assert ("media.blob-missing", stored.sha256) in findings(tmp_path, deep=False)


@pytest.mark.parametrize("wrong", [-1, 1, -2_999_999])
def test_a_size_that_does_not_hold(tmp_path, wrong):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(3_000_000))
        db.execute("UPDATE blob SET size = size + ?", (wrong,))
        given = 0
        with pytest.raises(VaultDamaged):
            for piece in held.read(stored.sha256):
                given += len(piece)
        assert given <= stored.size + wrong
    assert findings(tmp_path, deep=False) == {("media.blob-changed", stored.sha256)}


def test_a_second_digest_that_does_not_hold(tmp_path):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(1000))
        db.execute("UPDATE blob SET sha512 = zeroblob(64)")
    assert findings(tmp_path, deep=False) == set()
    assert findings(tmp_path) == {("media.blob-changed", stored.sha256)}


def test_files_that_are_not_ours(tmp_path):
    with library(tmp_path) as (db, held):
        keep(db, held, noise(1000))
    (tmp_path / "media" / "copy \u202egpj.db").write_bytes(b"?")
    (tmp_path / "media" / "000002.db").write_bytes(b"somebody's")
    assert findings(tmp_path) == {
        ("media.unlisted-file", "copy <U+202E>gpj.db"),
        ("media.unlisted-file", "000002.db"),
    }
    with library(tmp_path) as (db, held):
        keep(db, held, noise(SMALL))
    assert content(tmp_path)["000002.db"] == b"somebody's"


def test_a_torn_page_that_is_free_is_no_damage_and_is_used_again(tmp_path):
    """What a power cut may leave: SQLite does not journal the content of a free page."""
    kept, removed, later = noise(900), noise(300_000), noise(250_000)
    with library(tmp_path) as (db, held):
        gone, stays = keep(db, held, removed, kept)
        with transaction(db):
            db.execute("DELETE FROM blob WHERE sha256 = ?", (gone.sha256,))
        held.sweep()
        assert list(held.check(deep=True)) == []
    free = found = 0
    for folder in spoiled_copies(tmp_path):
        with library(folder) as (db, held):
            if list(held.check(deep=True)):
                found += 1
                continue
            free += 1
            (after,) = keep(db, held, later)
            assert (whole(held, stays), whole(held, after)) == (kept, later)
            assert list(held.check(deep=True)) == []
    assert free >= 3
    assert found >= 2
