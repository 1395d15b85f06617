"""Bundles on their way out: a row before the file, and nothing of one that was not finished."""

from __future__ import annotations

import hashlib

import pytest

from collector.errors import NoRoom
from collector.store import outbox
from collector.store.outbox import Building, Ready
from collector.store.sqlite import transaction
from makers import PLATFORM, add, let_go, make, reopen, trust

ROOT = b"\7" * 32
READY = Ready(b"\1" * 32, b"\2" * 32, 1000, 5, b"\3" * 32)


@pytest.fixture
def pair(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        field.testimonies.seal(add(field))
        yield field, platform


def building(number: int, root: bytes = ROOT) -> Building:
    name = hashlib.sha256(root + bytes([number])).hexdigest()[:32]
    return Building(name, name, root, 1, number, b"key", b"\4" * 32, "2026-01-01T00:00:00Z")


def test_only_what_is_finished_is_listed_in_order_for_each_platform(pair):
    db = pair[0].vault.db
    other = b"\6" * 32
    for made in (building(2), building(1), building(1, other)):
        with transaction(db):
            outbox.begin(db, made, [])
    assert outbox.ready(db) == []
    for made in (building(2), building(1), building(1, other)):
        with transaction(db):
            outbox.finish(db, made.bundle, READY)
    assert [(it.platform, it.sequence) for it in outbox.ready(db)] == [
        (other, 1),
        (ROOT, 1),
        (ROOT, 2),
    ]
    assert [it.sequence for it in outbox.ready(db, ROOT)] == [1, 2]
    assert outbox.ready(db, ROOT)[0].ready == READY


def test_a_finished_bundle_is_not_given_up(pair):
    db = pair[0].vault.db
    with transaction(db):
        outbox.begin(db, building(1), [])
        outbox.finish(db, building(1).bundle, READY)
    with transaction(db):
        outbox.give_up(db, building(1).bundle)
    assert len(outbox.ready(db)) == 1


def test_a_bundle_that_is_not_finished_leaves_nothing(pair):
    field, _ = pair
    card = field.trust.platform(PLATFORM)
    seen = []

    def stop(octets: int) -> None:
        seen.append(octets)
        if len(seen) > 3:
            raise NoRoom

    size = field.custody.size()
    with pytest.raises(NoRoom):
        field.outbox.export(card, progress=stop)
    db = field.vault.db
    assert db.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
    assert db.execute("SELECT count(*) FROM outbox_item").fetchone() == (0,)
    assert list(field.vault.outbox.iterdir()) == []
    assert field.custody.size() == size
    assert field.outbox.export(card).sequence == 1
    assert field.check() == []


def test_bundles_of_one_platform_are_counted_and_each_names_the_one_before(pair):
    field, platform = pair
    card = field.trust.platform(PLATFORM)
    made = []
    for _ in range(3):
        let_go(field)
        made.append(field.outbox.export(card))
    assert [it.sequence for it in made] == [1, 2, 3]
    assert [platform.intake.take(it.file).gap for it in made] == [False] * 3
    kept = platform.vault.db.execute("SELECT sequence, previous FROM bundle ORDER BY sequence")
    tagmanifests = [it.ready.tagmanifest for it in outbox.ready(field.vault.db)]
    assert kept.fetchall() == [(1, None), (2, tagmanifests[0]), (3, tagmanifests[1])]


def test_the_file_is_what_its_row_says_under_a_name_that_says_nothing(pair):
    field, _ = pair
    exported = field.outbox.export(field.trust.platform(PLATFORM))
    data = exported.file.read_bytes()
    (listed,) = field.outbox.every()
    assert listed.ready.sha256 == hashlib.sha256(data).digest()
    assert listed.ready.size == len(data)
    assert exported.file.name == listed.file
    assert listed.file != listed.bundle
    assert len(bytes.fromhex(listed.file)) == 16


def test_what_an_interrupted_run_left_is_cleared_and_what_is_not_ours_is_kept(tmp_path, pair):
    field, _ = pair
    db, folder = field.vault.db, field.vault.outbox
    exported = field.outbox.export(field.trust.platform(PLATFORM))
    with transaction(db):
        outbox.begin(db, building(9), [])
        db.execute("INSERT INTO staged VALUES (1, x'00')")
    left = [folder / f"{building(9).file}.part", folder / f"{'ab' * 16}.part"]
    for path in left:
        path.write_bytes(b"half")
    strange = folder / ("cd" * 16)
    strange.write_bytes(b"a bundle of a newer state of this vault, perhaps")
    exported.file.rename(folder / f"{exported.file.name}.part")  # killed before the last rename
    field.close()
    with reopen(field.vault.folder) as again:
        assert not [path for path in left if path.exists()]
        assert strange.exists()
        assert exported.file.exists()
        assert [it.bundle for it in again.outbox.every()] == [exported.bundle]
        assert again.vault.db.execute("SELECT count(*) FROM staged").fetchone() == (0,)
        assert {it.code for it in again.check()} == {"file.unlisted"}
