"""Time stamps over heads of this vault's log (SCHEMA.md gives the rules)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from collector.crypto.timestamps.token import Token, read_token
from collector.errors import CollectorError
from collector.store.custody import CustodyLog, Head, Item
from collector.store.finding import Finding
from collector.store.sqlite import Connection, database_errors
from collector.store.vault import Vault

STAMP: Final = "stamp"
"""The label of a token as an item of the custody log."""
STAMPED: Final = "X-STAMP"


@dataclass(frozen=True)
class KeptStamp:
    """A token over the head of that size, made for a platform by the authority its card named.

    ``sha256`` is that of the token, ``leaf`` the place of its event in the log, ``time`` UTC.
    """

    sha256: bytes
    size: int
    platform: bytes
    authority: bytes
    time: str
    leaf: int
    token: bytes = field(repr=False)


def keep(db: Connection, log: CustodyLog, platform: bytes, head: Head, token: Token) -> KeptStamp:
    """Keep a token over a signed head and log it, inside the caller's transaction."""
    time = token.stated
    with database_errors():
        db.execute(
            "INSERT INTO stamp VALUES (?, ?, ?, ?, ?, ?)",
            (token.digest, head.size, platform, token.certificate, time, token.der),
        )
    leaf = log.append(STAMPED, (Item(STAMP, token.digest),))
    return KeptStamp(token.digest, head.size, platform, token.certificate, time, leaf, token.der)


def of_platform(db: Connection, platform: bytes) -> list[KeptStamp]:
    """Return the stamps made for a platform, those over the smallest heads first."""
    with database_errors():
        rows = db.execute(
            "SELECT sha256, size, platform, authority, time, latest, token FROM stamp"
            " JOIN item ON label = ? AND digest = sha256 WHERE platform = ? ORDER BY size",
            (STAMP, platform),
        ).fetchall()
    return [KeptStamp(*row) for row in rows]


def check_stamps(vault: Vault) -> Iterator[Finding]:
    """Every token is what its row says, over the head that its row names."""
    with database_errors():
        rows = vault.db.execute(
            "SELECT sha256, authority, time, token, checkpoint FROM stamp"
            " LEFT JOIN head USING (size) ORDER BY size"
        ).fetchall()
    for sha256, authority, time, data, head in rows:
        if _told(data, head or b"") != (sha256, authority, time):
            yield Finding("custody.stamp-changed", sha256.hex())


def _told(data: bytes, head: bytes) -> tuple[bytes, bytes, str] | None:
    """Return digest, certificate and time of a token over a head, None if it is none."""
    try:
        token = read_token(data, head)
    except CollectorError:
        return None
    return token.digest, token.certificate, token.stated
