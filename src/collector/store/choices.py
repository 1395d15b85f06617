"""What the person chose about delivery, kept in the vault: a place and passwords endanger.

A mark on another page holds a digest of all of it, so that ``vault check`` finds a page that was
put back: an older place would send directly where that betrays.
"""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec

from collector.model.delivery import DeliveryChoices, LoginChoice
from collector.store.errors import VaultDamaged
from collector.store.sqlite import Connection, database_errors, rows_digest

_DELIVERY: Final = "delivery"
_MARK: Final = "choices"
T = TypeVar("T")


def delivery(db: Connection) -> DeliveryChoices:
    """Return what was chosen; before that, what holds by default."""
    return _read(db, _DELIVERY, DeliveryChoices) or DeliveryChoices()


def choose_delivery(db: Connection, choices: DeliveryChoices) -> None:
    """Keep what was chosen, in the caller's transaction."""
    _keep(db, _DELIVERY, choices)


def login(db: Connection, root: bytes, address: str) -> LoginChoice | None:
    """Return the login for one address of a platform, None if there is none."""
    return _read(db, _login_name(root, address), LoginChoice)


def choose_login(db: Connection, root: bytes, address: str, chosen: LoginChoice | None) -> None:
    """Keep or forget the login for one address of a platform, in the caller's transaction."""
    _keep(db, _login_name(root, address), chosen)


def changed_outside(db: Connection) -> bool:
    """Tell whether what is kept is not what its mark says."""
    with database_errors():
        mark = db.execute("SELECT value FROM meta WHERE name = ?", (_MARK,)).fetchone()
        rows = db.execute("SELECT count(*) FROM choice").fetchone()[0]
        return bool(rows) if mark is None else bool(mark[0] != _digest(db))


def _login_name(root: bytes, address: str) -> str:
    return f"login {root.hex()} {address}"


def _read(db: Connection, name: str, kind: type[T]) -> T | None:
    with database_errors():
        row = db.execute("SELECT value FROM choice WHERE name = ?", (name,)).fetchone()
    if row is None:
        return None
    try:
        return msgspec.json.decode(row[0], type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise VaultDamaged(part="what was chosen about delivery") from None


def _keep(db: Connection, name: str, value: object) -> None:
    with database_errors():
        if value is None:
            db.execute("DELETE FROM choice WHERE name = ?", (name,))
        else:
            db.execute(
                "INSERT INTO choice VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = ?2",
                (name, msgspec.json.encode(value)),
            )
        db.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = ?2",
            (_MARK, _digest(db)),
        )


def _digest(db: Connection) -> bytes:
    return rows_digest(db.execute("SELECT name, value FROM choice ORDER BY name"))
