"""In the middle of a delivery somebody else answers, on every way that leads over a network."""

from __future__ import annotations

from contextlib import suppress

import pytest

from collector.sync.transport import errors
from collector.sync.transport.limits import Limits
from contract.impostors import another, dripping, hanging_up, outdated, portal
from contract.odd_servers import PATIENT, SHORT
from contract.places import PLACES
from contract.watches import Recorder, Stop, parcel

MIB = 1024 * 1024


@pytest.fixture(scope="module", params=[name for name in PLACES if name != "folder"])
def place(request, tmp_path_factory):
    with PLACES[request.param](tmp_path_factory.mktemp("place")) as found:
        yield found


@pytest.mark.parametrize(
    ("impostor", "error"),
    [
        (another, errors.WrongKey),
        (outdated, errors.TlsTooOld),
        (portal, errors.NotTls),
        (hanging_up, errors.Cut),
        (dripping, errors.Stalled),
    ],
)
def test_whoever_answers_instead_hears_nothing_and_the_rest_goes_on_later(
    place, tmp_path, impostor, error
):
    if place.endpoint.kind == "sftp" and impostor is outdated:
        error = errors.Stalled  # each waits for the other one to begin
    sent, begun = parcel(tmp_path, MIB), Recorder(stop=lambda it: bool(it.tokens))
    with suppress(Stop):
        place.way(Limits(beat=0.01), cap=4 * MIB).post(sent, None, begun)
    right, watch = place.relay.target, Recorder()
    with impostor(tmp_path / "instead", place) as (port, asked):
        place.relay.target = port
        way = place.way(SHORT if error is errors.Stalled else PATIENT)
        try:
            for act in (
                lambda: way.probe(watch),
                lambda: way.post(sent, begun.token, watch),
                lambda: way.post(sent, None, watch),
                lambda: way.fetch("a" * 32, 100, watch),
            ):
                with pytest.raises(error):
                    act()
        finally:
            place.relay.target = right
        assert (asked, watch.octets, watch.tokens) == ([], 0, [])
    place.way().post(sent, begun.token, Recorder())
    assert place.digests().count(sent.sha256) == 1
