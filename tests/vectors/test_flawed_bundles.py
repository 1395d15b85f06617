"""Every flawed bundle is refused whole, by its own code, and leaves nothing behind.

The bundles are made in ``flaws_outside``, ``flaws_bag``, ``flaws_payload`` and ``flaws_proofs``;
each differs from a good bundle in one thing, which its name tells.
"""

from __future__ import annotations

import io

import pytest

from collector.errors import Unacceptable
from collector.sync.bundle.flaws import Flaw
from collector.sync.bundle.reader import read_bundle
from vectors import all_flawed
from vectors.bundles import make, stamped_earlier
from vectors.contents import event, hexed
from vectors.flawed import IDENTITIES, POLICY
from vectors.flaws_stamps import BEFORE_AND_AFTER, stamped
from vectors.plans import RememberingSink

FLAWED = all_flawed.FLAWED


def read(file, sink):
    return read_bundle(io.BytesIO(file), IDENTITIES, POLICY, sink)


def test_the_bundle_all_flaws_start_from_is_good():
    sink = RememberingSink()
    read(make().file, sink)
    assert sink.calls[-1] == "commit"
    assert "abort" not in sink.calls


@pytest.mark.parametrize(
    "good",
    [lambda: stamped(*BEFORE_AND_AFTER), stamped_earlier],
    ids=["stamped before and after its items", "with the event of its stamp"],
)
def test_the_bundles_all_flaws_of_time_stamps_start_from_are_good(good):
    sink = RememberingSink()
    verified = read(good().file, sink)
    assert sink.calls[-1] == "commit"
    assert verified.stamps


def test_an_event_may_be_about_fifteen_thousand_items():
    """So it is where a platform hands on all of a large bundle that it took in at once."""
    items = [("record", hexed(f"item {n}", 64)) for n in range(15_000)]
    sink = RememberingSink()
    verified = read(make(events=lambda those: [event("import", items), *those]).file, sink)
    assert sink.calls[-1] == "commit"
    assert len(verified.events[0].openings) == 15_000


@pytest.mark.parametrize("name", FLAWED)
def test_a_flawed_bundle_is_refused_by_its_own_code(name):
    sink = RememberingSink()
    with pytest.raises(Unacceptable) as refused:
        read(FLAWED[name].build(), sink)
    assert refused.value.code == FLAWED[name].code
    assert refused.value.exit == 1
    assert all(refused.value.told())
    assert sink.calls.count("abort") == 1
    assert sink.calls[-1] == "abort"
    assert sink.committed is None


def test_every_kind_of_flaw_has_a_bundle():
    shown = {flawed.code for flawed in FLAWED.values()}
    assert not {flaw.value for flaw in Flaw} - shown
