"""What a card says of ways to deliver and of time stamps, for whoever issued it."""

from __future__ import annotations

from collections.abc import Iterator

from collector.model.card import TimeAuthority, Transport
from collector.ui import outside
from collector.ui.screens.coordinator.digits import grouped
from collector.ui.words import Words


def way_said(words: Words, way: Transport, text_size: int) -> tuple[str, str]:
    """Return a way to deliver, and what it demands."""
    demands = [words("terms-tor-demanded" if way.tor_required else "terms-tor-not-demanded")]
    if way.pin is not None:
        demands.append(words("terms-pin-is", digest=grouped(bytes.fromhex(way.pin))))
    return _named(words, way, text_size), " · ".join(demands)


def authority_said(words: Words, authority: TimeAuthority, text_size: int) -> tuple[str, str]:
    """Return the time authority, and how its answers are known."""
    known = [words("terms-certificate-is", digest=grouped(bytes.fromhex(authority.certificate)))]
    if authority.pin is not None:
        known.append(words("terms-pin-is", digest=grouped(bytes.fromhex(authority.pin))))
    return words(
        "terms-stamps-by", address=outside.address(authority.address, text_size)
    ), " · ".join(known)


def terms_said(
    words: Words,
    ways: tuple[Transport, ...],
    authority: TimeAuthority | None,
    text_size: int,
) -> Iterator[tuple[str, str]]:
    """Yield all of it, the absence of ways and of an authority too."""
    for way in ways:
        yield way_said(words, way, text_size)
    if not ways:
        yield words("terms-by-hand"), words("terms-by-hand-hint")
    if authority is None:
        yield words("terms-no-stamps"), words("terms-no-stamps-hint")
    else:
        yield authority_said(words, authority, text_size)


def _named(words: Words, way: Transport, text_size: int) -> str:
    kind, address = words(f"terms-kind-{way.kind}"), outside.address(way.address, text_size)
    return words("terms-way", kind=kind, address=address)
