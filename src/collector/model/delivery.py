"""What a person chose about delivery, and what follows from it before any connection is made.

The rule of places: whoever is where the state, or a friend of it, watches the lines must not be
seen talking to a platform.  So only a proxy or a VPN will do there; in custody nothing is sent.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Final, Literal

from msgspec import Meta

from collector.model.card import PlatformCard, Transport
from collector.model.card_terms import SCHEMES
from collector.model.values import Count, Line, Value, whole

Zone = Annotated[str, Meta(pattern=whole("V-ZONE-(0[1-9]|10)"), description="V-ZONE")]
Mode = Literal["press", "ask", "safe"]
"""Send only when told to; when it is safe, after asking; when it is safe."""

INSIDE_AT_LIBERTY: Final = "V-ZONE-01"
IN_CUSTODY: Final = "V-ZONE-02"
OPEN_PLACES: Final = frozenset({"V-ZONE-05", "V-ZONE-06", "V-ZONE-07"})
"""Where a direct connection betrays nobody: Ukraine, the European Union, another safe State."""

WITH_LOGIN: Final = frozenset({"webdav", "sftp"})
"""The kinds of ways whose servers ask who is there."""

TRIES_ON_ONE_WAY: Final = 3
"""After so many failures that time may mend, the next way of the card is tried."""


class ProxyChoice(Value, frozen=True, kw_only=True):
    """A SOCKS5 proxy, such as Tor on this computer."""

    host: Annotated[str, Meta(pattern=whole("[!-~]{1,253}"))]
    port: Annotated[int, Meta(ge=1, le=65535)]
    username: Line | None = None
    password: Line | None = None


class LoginChoice(Value, frozen=True, kw_only=True):
    """Who a platform's server takes the sender for, as the platform gave it to them."""

    username: Annotated[str, Meta(min_length=1, max_length=200)]
    password: Annotated[str, Meta(max_length=1_000)] | None = None
    private_key: Annotated[str, Meta(max_length=20_000)] | None = None


class DeliveryChoices(Value, frozen=True, kw_only=True):
    """Where the person says they are, which way out is used, when, and how fast at most.

    ``cap`` is in octets a second.
    """

    zone: Zone = INSIDE_AT_LIBERTY
    mode: Mode = "press"
    proxy: ProxyChoice | None = None
    interface: Annotated[str, Meta(pattern=whole("[A-Za-z0-9._-]{1,15}"))] | None = None
    cap: Count | None = None


PlaceVerdict = Literal["open", "hidden", "never"]
RouteVerdict = Literal["proxy", "interface", "direct", "tor-demanded", "hidden-demanded"]


def place_demands(zone: str) -> PlaceVerdict:
    """Return what a place demands: any way out, one that hides the other end, or none at all."""
    if zone == IN_CUSTODY:
        return "never"
    return "open" if zone in OPEN_PLACES else "hidden"


def route_of(choices: DeliveryChoices, transport: Transport) -> RouteVerdict:
    """Return the way out that would be used to a platform, or what is missing for one.

    Tor or another SOCKS5 proxy serves every demand.  A VPN hides the other end from whoever
    watches the line, but not who calls from the other end: it is no answer to a card that
    demands Tor.
    """
    if choices.proxy is not None:
        return "proxy"
    if transport.tor_required:
        return "tor-demanded"
    if choices.interface is not None:
        return "interface"
    return "direct" if place_demands(choices.zone) == "open" else "hidden-demanded"


def way_name(kind: str, address: str) -> str:
    """Return what tells one place of delivery from another."""
    return f"{kind} {address}"


def known_ways(card: PlatformCard) -> list[Transport]:
    """Return the ways of a card that lead over a network, as far as this program can go them.

    A card never names a folder: that would be one of the sender's machine, or on some systems a
    share that is asked for by name, past any way out that was chosen.
    """
    return [it for it in card.transports if it.address.startswith(SCHEMES.get(it.kind, " "))]


def allowed_ways(
    card: PlatformCard, choices: DeliveryChoices, failed: Collection[str] = ()
) -> list[Transport]:
    """Return the ways the choices allow, in the card's order, without those that failed."""
    return [
        it
        for it in known_ways(card)
        if route_of(choices, it) in ("proxy", "interface", "direct")
        and way_name(it.kind, it.address) not in failed
    ]


def next_transport(
    card: PlatformCard, choices: DeliveryChoices, tries: int, failed: Collection[str] = ()
) -> Transport | None:
    """Return the way to try now: the card's order, those first that the choices allow.

    ``failed`` are the names of ways on which it failed as time does not mend: they are passed
    over while there are others.  None where the card names no way that can be gone.
    """
    usable = allowed_ways(card, choices, failed) or allowed_ways(card, choices) or known_ways(card)
    return usable[(tries // TRIES_ON_ONE_WAY) % len(usable)] if usable else None
