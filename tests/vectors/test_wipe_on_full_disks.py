"""Wiping where there is little room: all of it or nothing, and what was there before is there."""

from __future__ import annotations

import pytest

from collector.errors import CollectorError
from collector.session import wipe
from collector.store.wiping import WipeUnfinished
from delivering import confirm
from makers import OWN_SAMPLES, add, reopen
from vectors.machines import disk, fill
from vectors.vaults import base, copy, dump

ROOM = [0, 20_000, 60_000, 120_000, 180_000, 240_000, 300_000, 400_000, 600_000, 900_000]


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    """A vault that is delivered, with a second account and its exhibit that are not."""
    folder = copy(tmp_path_factory.mktemp("delivered"))
    with reopen(folder) as session:
        confirm(session)
        session.testimonies.seal(add(session, OWN_SAMPLES / "notice.jpg"))
    return folder


def but_for_volumes(rows):
    """A volume that was made for what stays may be there, empty."""
    return {**rows, "volume": []}


@pytest.mark.parametrize("room", ROOM)
def test_a_full_disk_wipes_all_or_nothing(tmp_path, vault, room):
    with disk(tmp_path / "disk", 16 << 20) as medium:
        folder = copy(medium, of=vault)
        session = reopen(folder)
        before, wiped = dump(session), False
        ballast = fill(medium, leave=room)
        try:
            session, _ = wipe(session)
            wiped = True
        except WipeUnfinished:
            session = None
        except CollectorError as refused:
            assert (refused.code, int(refused.exit)) == ("machine.no-room", 5)
            assert but_for_volumes(dump(session)) == but_for_volumes(before)
        ballast.unlink()
        if session is not None:
            assert session.check() == []
            session.close()
        with reopen(folder) as session:
            assert session.check() == []
            there = base().sealed in {it.id for it in session.testimonies.every()}
            assert there or room > 0
            assert not (wiped and there)
            if there:
                again, _ = wipe(session)
                with again:
                    assert again.check() == []
                    assert len(again.testimonies.every()) == 2
        assert not (folder / "next.db").exists()
