"""When items entered a log, where a sender makes much work of it (attack S17)."""

from __future__ import annotations

import pytest

from collector.model.canonical import canonical
from collector.sync.bundle import dating, proofs
from collector.sync.bundle.dating import Witnesses, date_bundle
from collector.sync.bundle.proofs import Event, Opening
from vectors import contents

RECEIPTS = {bytes([n]) * 32: f"2026-05-0{n}T12:00:00Z" for n in (1, 2)}


def event(index: int, *items: tuple[str, bytes]) -> Event:
    leaf = canonical(contents.event(f"event {index}", []).event)
    openings = tuple(Opening(0, label, digest, bytes(32)) for label, digest in items)
    return Event(index, leaf, openings)


def records(count: int) -> list[tuple[str, bytes]]:
    return [("record", n.to_bytes(32, "big")) for n in range(count)]


@pytest.fixture
def calls(monkeypatch):
    """Count how often an event is read, and note how many bounds each item is held against."""
    read, bounds = [], []
    view, entry_time = proofs.view, dating.entry_time

    def reading(*given):
        read.append(given)
        return view(*given)

    def bounding(leaf, shown, heads, earlier):
        bounds.append(len(list(earlier)))
        return entry_time(leaf, shown, heads, earlier)

    monkeypatch.setattr(proofs, "view", reading)
    monkeypatch.setattr(dating, "entry_time", bounding)
    return read, bounds


def test_an_event_is_read_once_however_many_items_it_opens(calls):
    read, _ = calls
    assert len(date_bundle([event(5, *records(100))], []).items) == 100
    assert len(read) == 1


def test_a_receipt_bounds_once_however_often_the_log_names_it(calls):
    _, bounds = calls
    first, second = (("receipt", digest) for digest in RECEIPTS)
    named = [event(n, second if n > 50 else first, first) for n in range(100)]
    found = date_bundle([*named, event(100, *records(3))], [], Witnesses(receipts=RECEIPTS))
    assert bounds == [2, 2, 2]
    assert {it.time.not_before.at for it in found.items} == {"2026-05-02T12:00:00Z"}


def test_an_earlier_receipt_named_later_takes_nothing_back():
    first, second = (("receipt", digest) for digest in RECEIPTS)
    log = [event(0, second), event(1, first), event(2, *records(1))]
    found = date_bundle(log, [], Witnesses(receipts=RECEIPTS))
    assert found.items[0].time.not_before.at == "2026-05-02T12:00:00Z"
