"""The disk is full, there or here: nothing counts that is not there, and the rest goes later."""

from __future__ import annotations

import gc
from contextlib import suppress
from dataclasses import dataclass

import pytest

from collector.errors import NoRoom
from collector.sync.transport.errors import Busy, Cut, NetworkTrouble, NoRoomThere
from contract.places import PLACES
from contract.watches import Recorder, parcel
from vectors.machines import disk, enlarge

MIB = 1024 * 1024
TOLD = {"folder": NoRoom, "sftp": NoRoomThere}
"""What a way can know of a full disk; the other servers say that they failed, or just hang up."""


@pytest.fixture(params=PLACES)
def small(request, tmp_path):
    """A place on a disk of its own with room for half of what is sent."""
    with disk(tmp_path / "disk", 5 * MIB) as folder:
        with PLACES[request.param](folder / "at") as place:
            yield place, folder, TOLD.get(request.param, (Busy, Cut))
        gc.collect()  # WsgiDAV leaves a file open that it could not write


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_disk_that_fills_up_there(small, tmp_path):
    place, folder, error = small
    sent, watch = parcel(tmp_path, 10 * MIB), Recorder()
    for _ in range(2):
        with pytest.raises(error) as full:
            place.way().post(sent, watch.token, watch)
        assert not isinstance(full.value, NetworkTrouble) or full.value.retry
        assert watch.octets < sent.size
    assert sent.sha256 not in place.digests()
    enlarge(folder, 64 * MIB)
    place.way().post(sent, watch.token, watch)
    assert place.digests().count(sent.sha256) == 1


@dataclass
class Full(Recorder):
    """Whoever waits cannot write down the tokens and numbers any more from the ``nth`` on."""

    nth: int = 0

    def keep(self, token: str) -> None:
        self._write()
        super().keep(token)

    def sent(self, octets: int) -> None:
        self._write()
        super().sent(octets)

    def _write(self) -> None:
        self.nth -= 1
        if self.nth < 0:
            raise NoRoom


def test_a_disk_that_fills_up_here(place, tmp_path):
    """At each step in turn; what could be written down by then is gone on with."""
    sent, token, nth = parcel(tmp_path, MIB), None, 0
    while sent.sha256 not in place.digests():
        watch = Full(nth=nth)
        with suppress(NoRoom):
            place.way().post(sent, token, watch)
        token = watch.token or token
        nth += 1
        assert nth < 50
    assert nth > 1
    place.way().post(sent, token, Recorder())
    assert place.digests().count(sent.sha256) == 1
