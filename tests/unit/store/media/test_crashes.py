"""Whatever moment the process dies at: nothing half there, nothing acknowledged missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.store.media import shelf as shelf_file
from collector.store.media.volume import Volume
from collector.store.sqlite import transaction
from unit.store.media.vaults import (
    SMALL,
    as_after_a_crash,
    content,
    items_in_volumes,
    keep,
    library,
    noise,
    whole,
)


def opened_again(image, kept):
    """Open the image as the vault does; what had been recorded must be there, and nothing else."""
    with library(image) as (db, held):
        held.sweep()
        assert list(held.check(deep=True)) == []
        assert (
            items_in_volumes(db, held) == db.execute("SELECT count(*) FROM blob_part").fetchone()[0]
        )
        assert db.execute("SELECT count(*) FROM volume WHERE state = 'making'").fetchone() == (0,)
        for stored, item in kept:
            assert whole(held, stored) == item
        (fresh,) = keep(db, held, b"life goes on")
        assert whole(held, fresh) == b"life goes on"


def test_in_the_middle_of_an_item(tmp_path):
    home, image, item = tmp_path / "home", tmp_path / "image", noise(300_000)
    with library(home) as (db, held):
        kept = list(zip(keep(db, held, item), [item], strict=True))
        with held.batch() as batch:
            batch.open()
            batch.write(noise(3 * SMALL))
            as_after_a_crash(home, image)
    assert any(name.endswith("-journal") for name in content(image))
    opened_again(image, kept)


def test_between_settling_and_recording(tmp_path):
    home, image, item = tmp_path / "home", tmp_path / "image", noise(300_000)
    with library(home) as (db, held):
        kept = list(zip(keep(db, held, item), [item], strict=True))
        with held.batch() as batch:
            batch.add([noise(3 * SMALL)])
            batch.settle()
            as_after_a_crash(home, image)
    with library(image) as (db, held):
        assert items_in_volumes(db, held) > 1
    opened_again(image, kept)


def test_after_recording_before_full_volumes_are_closed(tmp_path):
    home, image, item = tmp_path / "home", tmp_path / "image", noise(2 * SMALL)
    with library(home) as (db, held), held.batch() as batch:
        stored = batch.add([item])
        batch.settle()
        with transaction(db):
            batch.record()
        as_after_a_crash(home, image)
    opened_again(image, [(stored, item)])
    with library(image) as (db, held):
        assert db.execute("SELECT state FROM volume WHERE number = 1").fetchone() == ("closed",)


@pytest.mark.parametrize("moment", ["row", "file", "schema"])
def test_while_a_volume_is_made(tmp_path, monkeypatch, moment):
    home, image = tmp_path / "home", tmp_path / "image"
    really_make = Volume.make

    def make(folder, row, limit):
        path = Path(folder) / f"{row.number:06d}.db"
        if moment == "file":
            path.touch()
            path.with_name(f"{path.name}-journal").touch()
        volume = None if moment == "file" else really_make(folder, row, limit)
        if moment == "row":
            volume.close()
            path.unlink()
        as_after_a_crash(home, image)
        raise KeyboardInterrupt

    monkeypatch.setattr(shelf_file.Volume, "make", make)
    with library(home) as (db, held):
        with pytest.raises(KeyboardInterrupt), held.batch() as batch:
            batch.add([b"x"])
        assert db.execute("SELECT count(*) FROM volume").fetchone() == (0,)
        assert content(home) == {}
    monkeypatch.undo()
    opened_again(image, [])


def test_between_a_volume_complete_and_its_first_item(tmp_path):
    home, image = tmp_path / "home", tmp_path / "image"
    with library(home) as (_, held), held.batch() as batch:
        batch.open()
        batch.write(noise(1_100_000))
        as_after_a_crash(home, image)
    opened_again(image, [])
    assert set(content(image)) == {"000001.db"}
