"""The one door to the wall clock, so that what is recorded can be explained.

Times that go into records are UTC with whole seconds.  The device's clock is never believed
blindly: records carry how far it can be trusted (``V-CLK``).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now_utc() -> str:
    """Return the device's time as ``YYYY-MM-DDTHH:MM:SSZ``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def in_seconds(seconds: int) -> str:
    """Return the device's time so many seconds from now, as ``now_utc`` does."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def today_utc() -> str:
    """Return the device's day in UTC as ``YYYY-MM-DD``."""
    return datetime.now(UTC).strftime("%Y-%m-%d")
