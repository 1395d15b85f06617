"""Helper threads end with their stream, whatever happens to it."""

from __future__ import annotations

import hashlib
import sys
import threading

import pytest

from collector.store.media.pipeline import SideHash
from unit.store.media.vaults import helpers, keep, library, noise


def test_digests_come_in_the_order_asked_for():
    blocks = [noise(1000) for _ in range(50)]
    with SideHash(("sha512", "sha256")) as hashing:
        for block in blocks:
            hashing.feed(block)
        digests = hashing.digests()
    data = b"".join(blocks)
    assert digests == (hashlib.sha512(data).digest(), hashlib.sha256(data).digest())
    assert helpers() == []


def test_an_error_in_a_helper_reaches_the_caller():
    with pytest.raises(TypeError), SideHash(("sha256",)) as hashing:
        for _ in range(1000):
            hashing.feed("not bytes")
    assert helpers() == []


def test_an_error_at_the_very_end_is_not_lost():
    with SideHash(("sha256", "sha512")) as hashing:
        hashing.feed("not bytes")
        with pytest.raises(TypeError):
            hashing.digests()


def test_an_error_of_the_caller_ends_the_helpers():
    with pytest.raises(ZeroDivisionError), SideHash(("sha256", "sha512")) as hashing:
        hashing.feed(noise(1000))
        raise ZeroDivisionError
    assert helpers() == []


def test_a_person_who_stops_it_never_waits_for_a_helper():
    """The keyboard may interrupt a thread after any step of its own."""

    def interrupted(after: int) -> bool:
        """Feed, and stop at that step; tell whether it came that far."""
        steps = 0

        def step(_frame, event, _argument):
            nonlocal steps
            steps += event != "call"
            if steps == after:
                sys.settrace(None)
                raise KeyboardInterrupt
            return step

        try:
            with SideHash(("sha256",)) as hashing:
                sys.settrace(step)
                hashing.feed(b"block")
                hashing.digests()
                sys.settrace(None)
        except KeyboardInterrupt:
            return True
        return False

    def every_step() -> None:
        after = 1
        while interrupted(after):
            after += 1

    trial = threading.Thread(target=every_step, daemon=True)
    trial.start()
    trial.join(timeout=10)
    assert not trial.is_alive()
    assert helpers() == []


def test_reading_that_is_given_up_leaves_no_thread(tmp_path):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(3_000_000))
        reading = held.read(stored.sha256)
        next(reading)
        assert len(helpers()) == 1
        reading.close()
        assert helpers() == []


def test_reading_past_the_end_of_a_session_is_no_damage(tmp_path):
    with library(tmp_path) as (db, held):
        (stored,) = keep(db, held, noise(3_000_000))
        reading = held.read(stored.sha256)
        next(reading)
        held.close()
        with pytest.raises(RuntimeError, match="closed"):
            next(reading)
    assert helpers() == []
