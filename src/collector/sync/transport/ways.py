"""Picks the way an endpoint names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from collector.sync.transport.errors import BadAddress
from collector.sync.transport.folder import FolderWay
from collector.sync.transport.interface import Endpoint, Way
from collector.sync.transport.limits import LIMITS, Limits
from collector.sync.transport.tus import TusWay
from collector.sync.transport.webdav import WebDavWay


def _sftp(endpoint: Endpoint, limits: Limits) -> Way:
    from collector.sync.transport.sftp import SftpWay  # noqa: PLC0415 - slow, and only for SFTP

    return SftpWay(endpoint, limits)


_WAYS: Final[dict[str, Callable[[Endpoint, Limits], Way]]] = {
    "folder": FolderWay,
    "tus": TusWay,
    "webdav": WebDavWay,
    "sftp": _sftp,
}


def open_way(endpoint: Endpoint, limits: Limits = LIMITS) -> Way:
    """Return the way to an endpoint; nothing is contacted yet.

    Raises ``BadAddress`` for a kind of way that this program does not know.
    """
    way = _WAYS.get(endpoint.kind)
    if way is None:
        raise BadAddress
    return way(endpoint, limits)
