"""What the person chose about delivery, kept in the vault: a place and passwords endanger."""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec

from collector.model.delivery import DeliveryChoices, LoginChoice
from collector.store.errors import VaultDamaged
from collector.store.sqlite import Connection, database_errors

_DELIVERY: Final = "delivery"
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
