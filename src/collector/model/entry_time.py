"""When an item entered a custody log: an interval, and what its own clock said of it.

Both bounds are about the entry and not about the item, which may be older (FORMAT.md section 5).
Nothing is corrected: a clock that showed a time outside the bounds is said to contradict them.
Times are UTC with whole seconds (``UtcTime``), so that comparing the texts compares the times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from collector.model.envelope import Stamp

Source = Literal["stamp", "receipt", "own-clock"]
"""Whose word a bound rests on: a time authority's, or the platform's own clock, when it wrote a
receipt or when it saw a head of the log.
"""
Contradiction = Literal["clock-too-early", "clock-too-late", "bounds-cross"]
STAMP: Final = "stamp"


@dataclass(frozen=True)
class Bound:
    """A time and whose word it is."""

    at: str
    source: Source


@dataclass(frozen=True)
class HeadThere:
    """A head of this size was there at the latest then."""

    size: int
    bound: Bound


@dataclass(frozen=True)
class NotKnownBefore:
    """What stands at this leaf could not be known earlier."""

    leaf: int
    bound: Bound


@dataclass(frozen=True)
class EntryTime:
    """The time of one entry.  ``shown`` is the time its log's clock showed, and how far that clock
    can be trusted; a bound is None where nothing bounds the time on that side.
    """

    shown: Stamp
    not_before: Bound | None
    not_after: Bound | None

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Return in which ways clock and bounds cannot all be right."""
        found: list[Contradiction] = []
        if self.not_before is not None and self.shown.utc < self.not_before.at:
            found.append("clock-too-early")
        if self.not_after is not None and self.shown.utc > self.not_after.at:
            found.append("clock-too-late")
        if self.not_before and self.not_after and self.not_before.at > self.not_after.at:
            found.append("bounds-cross")
        return tuple(found)


def entry_time(
    leaf: int, shown: Stamp, heads: Iterable[HeadThere], earlier: Iterable[NotKnownBefore]
) -> EntryTime:
    """Return when what stands at ``leaf`` entered the log.

    A time authority's word comes before that of anybody's own clock for the later bound; for the
    earlier one the latest time counts, whoever gave it.
    """
    above = [head.bound for head in heads if head.size > leaf]
    stamped = [bound for bound in above if bound.source == STAMP]
    below = [known.bound for known in earlier if known.leaf < leaf]
    return EntryTime(
        shown=shown,
        not_before=max(below, key=lambda bound: bound.at, default=None),
        not_after=min(stamped or above, key=lambda bound: bound.at, default=None),
    )
