"""While something is sent: how much is there, how fast it goes, how long the rest takes."""

from __future__ import annotations

from dataclasses import replace

from collector.ui import courier
from collector.ui.courier import Underway

MIB = 1024 * 1024
SENDING = Underway(doing="sending", bundle="x", octets=2 * MIB, size=12 * MIB)


def test_octets_speed_and_time_left_are_shown_while_it_is_sent(shown):
    at = shown("interviewer")
    at.go("delivery")
    courier = at.window.desktop.courier
    courier.now = SENDING
    courier.changed.emit()
    size = at.window.desktop.words.size
    at.pause(lambda: at.sees(f"{size(2 * MIB)} of {size(12 * MIB)}"))
    assert not at.sees("a second")  # nobody guesses before it can be told
    courier.now = replace(SENDING, speed=MIB / 60)
    courier.changed.emit()
    assert at.sees("a second")
    assert at.sees("about 10 minutes left")
    courier.now = Underway()
    courier.changed.emit()
    assert not at.sees("a second")


def test_a_speed_is_told_from_the_last_seconds_alone(monkeypatch):
    now = 100.0
    monkeypatch.setattr(courier.time, "monotonic", lambda: now)
    speed = courier._Speed()
    assert speed.at(0) is None
    now += 0.5
    assert speed.at(MIB) is None  # too early to tell
    now += 1.5
    assert speed.at(4 * MIB) == 2 * MIB
    now += 60
    assert speed.at(4 * MIB) is None  # nothing moves
    now += 2
    assert speed.at(5 * MIB) == MIB / 2
