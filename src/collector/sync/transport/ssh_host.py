"""Reaches the one SSH server whose key the card names."""

from __future__ import annotations

import selectors
import socket
import time
from typing import Final

from collector.sync.transport.dial import dial
from collector.sync.transport.errors import (
    BadAddress,
    Cut,
    NotTls,
    SshTooOld,
    Stalled,
    WrongKey,
)
from collector.sync.transport.interface import Endpoint, Watch
from collector.sync.transport.limits import Limits
from collector.sync.transport.ssh import Session
from collector.sync.transport.wire import Late, Patience

_GREETING: Final = b"SSH-"
_FAMILIES: Final = (
    ("ssh-ed25519",),
    ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
    ("rsa-sha2-512", "rsa-sha2-256"),
)
"""A server may have a key of each of these families; a pin does not say of which it is."""


def reach(host: str, port: int, endpoint: Endpoint, watch: Watch, limits: Limits) -> Session:
    """Return a session with the server that holds the pinned key, to which nobody was named.

    It is connected to once for each family of keys, until one fits.  Raises what dialling raises,
    ``NotTls`` for what is no SSH server, ``WrongKey``, ``SshTooOld``, ``NotThisProtocol``, ``Cut``,
    ``Stalled``, and whatever the ``Watch`` raises.
    """
    if endpoint.pin is None:
        raise BadAddress
    trouble: type[SshTooOld | WrongKey] = SshTooOld
    for family in _FAMILIES:
        session = Session(_connected(host, port, endpoint, watch, limits), watch, limits)
        try:
            if session.greet(family, endpoint.pin):
                return session
            trouble = WrongKey
        except SshTooOld:
            pass  # of this family; told at the end unless another one was met
        except BaseException:
            session.close()
            raise
        session.close()
    raise trouble


def _connected(
    host: str, port: int, endpoint: Endpoint, watch: Watch, limits: Limits
) -> socket.socket:
    """Return a connection to something that greets as an SSH server does."""
    until = time.monotonic() + limits.connect
    patience = Patience(watch, limits.beat)
    wire = dial(host, port, endpoint.route, patience, until)
    try:
        patience.await_ready(wire.sock, selectors.EVENT_READ, until)
        greeting = wire.sock.recv(len(_GREETING), socket.MSG_PEEK)
    except Late:
        wire.close()
        raise Stalled from None
    except OSError:
        wire.close()
        raise Cut from None
    except BaseException:
        wire.close()
        raise
    if not greeting or not _GREETING.startswith(greeting):
        wire.close()
        raise NotTls if greeting else Cut
    return wire.sock
