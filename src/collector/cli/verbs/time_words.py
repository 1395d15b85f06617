"""When things entered a sender's log, in words: bounds with whose word they are, and the clock."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final

from collector.cli.wording import counted
from collector.model.entry_time import Bound, EntryTime
from collector.verify.bundle import Dating, StampShown, VerifiedBundle

_SOURCES: Final = MappingProxyType(
    {
        "stamp": "a time stamp",
        "receipt": "a receipt of this platform",
        "own-clock": "this platform's clock",
    }
)
_CLOCKS: Final = MappingProxyType(
    {
        "network_synced": "set by a network",
        "manually_set": "set by hand",
        "unknown": "nobody knows how right it is",
        "known_offset": "known to be off",
    }
)
_CONTRADICTIONS: Final = MappingProxyType(
    {
        "clock-too-early": "CONTRADICTION: the clock showed a time before it was possible",
        "clock-too-late": "CONTRADICTION: the clock showed a time when it was there already",
        "bounds-cross": "CONTRADICTION: the bounds contradict each other",
    }
)
_KINDS: Final = MappingProxyType({"media": "exhibit", "identity": "identity file"})


def stamp_lines(dating: Dating) -> Iterator[tuple[str, str]]:
    """Yield the time stamps as pairs."""
    for stamp in dating.stamps:
        yield "time stamp", _stamp(stamp)


def item_lines(bundle: VerifiedBundle, dating: Dating) -> Iterator[tuple[str, str]]:
    """Yield when each account, exhibit and identity file of a bundle entered the log, as pairs."""
    for record in bundle.records:
        time = dating.of("record", record.digest)
        if record.kind == "testimony" and time is not None:
            yield from entered_lines("account", f"{record.id}.{record.revision}", time)
    for file in bundle.files:
        time = dating.of(file.kind.value, file.sha256)
        if time is not None:
            yield from entered_lines(file.kind.value, file.sha256, time)


def entered_lines(what: str, name: str, time: EntryTime) -> Iterator[tuple[str, str]]:
    """Yield when one thing entered the log of its sender, as pairs."""
    yield "in the log", f"{_KINDS.get(what, what)} {name}"
    yield from (("in the log", f"  {line}") for line in entry_lines(time))


def entry_lines(time: EntryTime) -> Iterator[str]:
    """Yield the interval, what the clock showed, and what contradicts what."""
    yield _bound("not before", time.not_before)
    yield _bound("not after", time.not_after)
    yield f"the sender's clock showed {_plain(time.shown.utc)}; {_CLOCKS[time.shown.clock]}"
    yield from (_CONTRADICTIONS[code] for code in time.contradictions)


def time_fields(dating: Dating) -> dict[str, Any]:
    """Return stamps and times for ``--json``."""
    return {
        "stamps": [
            {
                "events": it.size,
                "earliest": it.earliest,
                "latest": it.latest,
                "certificate": it.certificate,
                "believed": it.believed,
            }
            for it in dating.stamps
        ],
        "times": [
            {"item": it.label, "digest": it.digest, **entry_fields(it.time)} for it in dating.items
        ],
    }


def entry_fields(time: EntryTime) -> dict[str, Any]:
    """Return one interval for ``--json``."""
    return {
        "not_before": _bound_fields(time.not_before),
        "not_after": _bound_fields(time.not_after),
        "clock": {"utc": time.shown.utc, "trust": time.shown.clock},
        "contradictions": list(time.contradictions),
    }


def _stamp(stamp: StampShown) -> str:
    events = counted(stamp.size, "event")
    said = f"{_plain(stamp.earliest)} to {_plain(stamp.latest)}: the log had {events} then"
    if stamp.believed:
        return f"{said}, by an authority that a card of this platform names"
    return f"{said}; UNCONFIRMED: nobody here vouches for its certificate {stamp.certificate}"


def _bound(side: str, bound: Bound | None) -> str:
    if bound is None:
        return f"{side}: not known here"
    return f"{side} {_plain(bound.at)}, by {_SOURCES[bound.source]}"


def _bound_fields(bound: Bound | None) -> dict[str, str] | None:
    return None if bound is None else {"at": bound.at, "source": bound.source}


def _plain(utc: str) -> str:
    return f"{utc[:10]} {utc[11:19]} UTC"
