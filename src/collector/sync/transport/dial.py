"""Reaches a host by the one route that was asked for, or not at all.

A proxy is SOCKS5 and is given names as they are, to resolve them there (RFC 1928, address type 3).
Over one interface, and to a proxy, only numbers are called: asking for a name could leave this
machine by another way.  A name that only Tor knows is asked for nowhere else (RFC 7686).  An
interface is bound to by SO_BINDTODEVICE on Linux (socket(7)),
IP_BOUND_IF on macOS, IP_UNICAST_IF on Windows.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import struct
import sys
import time
from typing import Any, Final, cast

from python_socks import ProxyError, ProxyTimeoutError, ProxyType
from python_socks.sync import Proxy as SocksProxy

from collector.sync.transport.address import is_number
from collector.sync.transport.aside import aside
from collector.sync.transport.errors import (
    BadAddress,
    NoInterface,
    NotReached,
    NumberNeeded,
    ProxyDown,
    ProxyRefuses,
)
from collector.sync.transport.interface import Proxy, Route
from collector.sync.transport.wire import Broken, Late, Patience, Wire

_UNSENT: Final = 128 * 1024
_LONGEST_NAME: Final = 255
_Place = tuple[int, tuple[Any, ...]]
_UNDER_WAY: Final = {errno.EINPROGRESS, errno.EWOULDBLOCK}
_LONGEST_INTERFACE: Final = 15 if sys.platform == "linux" else 255
# <netinet/in.h> of macOS, <ws2ipdef.h> of Windows; Python has no names for them.
_IP_BOUND_IF: Final = 25
_IPV6_BOUND_IF: Final = 125
_UNICAST_IF: Final = 31


def dial(host: str, port: int, route: Route, patience: Patience, until: float) -> Wire:
    """Return a connection to a host, until a point of ``time.monotonic``.

    ``Wire.sock`` is the socket below it.  Raises ``NotReached``, ``ProxyDown``, ``ProxyRefuses``,
    ``NoInterface``, ``NumberNeeded``, ``BadAddress``, and what the ``Watch`` raises.
    """
    if route.proxy is not None:
        return _through(route, route.proxy, host, port, patience=patience, until=until)
    if not is_number(host) and (route.interface is not None or _is_onion(host)):
        raise NumberNeeded
    try:
        return _direct(host, port, route.interface, patience, until)
    except (Broken, Late):
        raise NotReached from None


def _through(
    route: Route, proxy: Proxy, host: str, port: int, *, patience: Patience, until: float
) -> Wire:
    near = "127.0.0.1" if proxy.host == "localhost" else proxy.host
    if not is_number(near):
        raise NumberNeeded
    for secret in (proxy.username, proxy.password):
        if secret is not None and not (secret.isascii() and 0 < len(secret) <= _LONGEST_NAME):
            raise ProxyRefuses
    try:
        wire = _direct(near, proxy.port, route.interface, patience, until)
    except (Broken, Late):
        raise ProxyDown from None
    try:
        _Through(wire, near, proxy).connect(host, port)
    except (Broken, Late):
        raise ProxyDown from None
    except ProxyTimeoutError as error:  # only a Watch raises what python-socks takes for this
        raise (error.__cause__ or error) from None
    except UnicodeError:
        raise BadAddress from None
    except ProxyError as error:
        if error.error_code is not None:
            raise NotReached from None
        if "uthentication" in str(error):
            raise ProxyRefuses from None
        raise ProxyDown from None
    except BaseException:
        wire.close()
        raise
    return wire


class _Through(SocksProxy):
    """python-socks over a connection of ours; it closes it when it raises an error of its own."""

    def __init__(self, wire: Wire, host: str, proxy: Proxy) -> None:
        reached = _Reached(ProxyType.SOCKS5, host, proxy.port)
        reached.wire = wire
        super().__init__(
            ProxyType.SOCKS5,
            host,
            proxy.port,
            proxy.username,
            proxy.password,
            rdns=True,
            forward=reached,
        )


class _Reached(SocksProxy):
    """Stands where python-socks would open a connection to the proxy."""

    wire: Wire

    def connect(
        self, dest_host: str, dest_port: int, timeout: float | None = None, **_more: object
    ) -> socket.socket:
        return cast("socket.socket", self.wire)


def _direct(host: str, port: int, interface: str | None, patience: Patience, until: float) -> Wire:
    found = _numbers(host, port, patience, until)
    trouble: Exception = Broken()
    for tried, place in enumerate(found):
        left = len(found) - tried
        now = time.monotonic()
        try:
            return _connect(place, interface, patience, now + (until - now) / left)
        except (Broken, Late) as error:
            trouble = error
    raise trouble


def _connect(place: _Place, interface: str | None, patience: Patience, until: float) -> Wire:
    family, address = place
    try:
        sock = socket.socket(family, socket.SOCK_STREAM)
    except OSError:  # such as IPv6 on a machine that has none
        raise Broken from None
    try:
        if interface is not None:
            _bind(sock, family, interface)
        wire = Wire(sock, patience, until)
        trouble = sock.connect_ex(address)
        if trouble in _UNDER_WAY:
            patience.await_ready(sock, selectors.EVENT_WRITE, until)
            trouble = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if trouble:
            raise Broken  # noqa: TRY301
        _tune(sock)
    except BaseException:
        sock.close()
        raise
    return wire


def _bind(sock: socket.socket, family: int, interface: str) -> None:
    """Let a socket use one interface and no other.  Raises ``NoInterface``."""
    name, six = os.fsencode(interface), family == socket.AF_INET6
    if not name or b"\0" in name or len(name) > _LONGEST_INTERFACE:
        raise NoInterface  # Linux would cut it, and take none for any
    try:
        if sys.platform == "linux":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, name)
            return
        level = socket.IPPROTO_IPV6 if six else socket.IPPROTO_IP
        index = socket.if_nametoindex(interface)
        if sys.platform == "darwin":
            sock.setsockopt(level, _IPV6_BOUND_IF if six else _IP_BOUND_IF, index)
        else:
            sock.setsockopt(level, _UNICAST_IF, struct.pack("=I" if six else "!I", index))
    except OSError:
        raise NoInterface from None


def _numbers(host: str, port: int, patience: Patience, until: float) -> list[_Place]:
    """Return families and addresses of a host; a name is asked for beside, so that beats go on."""
    if is_number(host):
        return _asked(host, port, socket.AI_NUMERICHOST)
    return aside(lambda: _asked(host, port), patience, until)


def _asked(host: str, port: int, flags: int = 0) -> list[_Place]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    except (OSError, UnicodeError):
        return []
    return [(family, address) for family, _, _, _, address in found]


def _is_onion(host: str) -> bool:
    return host.rstrip(".").lower().endswith(".onion")


def _tune(sock: socket.socket) -> None:
    """Send at once what is given, and keep little of it waiting unsent in this machine.

    So the time a server takes to answer is not hidden behind megabytes that have not left yet.
    """
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    low_water = getattr(socket, "TCP_NOTSENT_LOWAT", None)
    if low_water is not None:
        sock.setsockopt(socket.IPPROTO_TCP, low_water, _UNSENT)
