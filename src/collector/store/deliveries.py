"""How far each finished bundle has come to its platform (SCHEMA.md section 9).

Nothing here knows a network: each function writes down one step that somebody has proof of, in a
transaction of its own or of the caller.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from collector import clock
from collector.errors import WrongUsage
from collector.store.errors import NoSuch
from collector.store.sqlite import Connection, database_errors

DeliveryState = Literal["waiting", "sending", "uploaded", "delivered", "refused", "withdrawn"]
STATES: Final[tuple[DeliveryState, ...]] = get_args(DeliveryState)
_SELECT: Final = (
    "SELECT bundle, state, place, paused, reason, endpoint, token, confirmed, tries, not_before,"
    " changed_at FROM delivery"
)


class NotNow(WrongUsage):
    """A step that the state of a bundle does not allow."""

    code = "delivery.not-now"
    words = "this cannot be done with a bundle that is: {state}"
    hint = "nothing was changed; look at the list of what waits again"


@dataclass(frozen=True)
class Delivery:
    """A bundle's way.  ``reason`` is a code: what holds it, or why the platform refused it.

    ``endpoint`` is kind and address of where ``token`` and ``confirmed`` octets belong to;
    ``not_before`` and ``changed_at`` are UTC.
    """

    bundle: str
    state: DeliveryState
    place: int
    paused: bool
    reason: str | None
    endpoint: str | None
    token: str | None = field(repr=False)
    confirmed: int
    tries: int
    not_before: str | None
    changed_at: str


def begin(db: Connection, bundle: str) -> None:
    """Put a bundle that is just finished at the end of the queue."""
    with database_errors():
        db.execute(
            "INSERT INTO delivery (bundle, state, place, changed_at) VALUES (?, 'waiting',"
            " (SELECT coalesce(max(place), 0) + 1 FROM delivery), ?)",
            (bundle, clock.now_utc()),
        )


def every(db: Connection) -> list[Delivery]:
    """Return all deliveries in their order."""
    with database_errors():
        rows = db.execute(_SELECT + " ORDER BY place").fetchall()
    return [_read(row) for row in rows]


def of_bundle(db: Connection, bundle: str) -> Delivery:
    """Return one delivery.  Raises ``NoSuch``."""
    with database_errors():
        row = db.execute(_SELECT + " WHERE bundle = ?", (bundle,)).fetchone()
    if row is None:
        raise NoSuch(what="bundle")
    return _read(row)


def put_back(db: Connection) -> None:
    """Let wait again what was being sent, once it is known that no sender is at work any more."""
    with database_errors():
        db.execute("UPDATE delivery SET state = 'waiting' WHERE state = 'sending'")


def sending(db: Connection, bundle: str, endpoint: str) -> Delivery:
    """Say that a sender is at work; what another endpoint gave is forgotten.

    Raises ``NotNow`` unless the bundle waits and is not paused.
    """
    found = of_bundle(db, bundle)
    if found.state != "waiting" or found.paused:
        raise NotNow(state="paused" if found.paused else found.state)
    known = found.endpoint == endpoint
    _set(
        db,
        bundle,
        state="sending",
        reason=None,
        not_before=None,
        endpoint=endpoint,
        token=found.token if known else None,
        confirmed=found.confirmed if known else 0,
    )
    return of_bundle(db, bundle)


def keep_token(db: Connection, bundle: str, token: str) -> None:
    """Keep what resuming needs: a new upload has confirmed nothing yet."""
    _set(db, bundle, token=token, confirmed=0)


def confirmed(db: Connection, bundle: str, octets: int) -> None:
    """Keep how many octets the other side holds."""
    _set(db, bundle, confirmed=octets)


def uploaded(db: Connection, bundle: str, endpoint: str) -> None:
    """Say that every octet is there; nobody has signed for it.  Raises ``NotNow``."""
    _from(db, bundle, "waiting", "sending", "uploaded")
    _forget_failed_ways(db, bundle)
    _set(
        db,
        bundle,
        state="uploaded",
        endpoint=endpoint,
        token=None,
        reason=None,
        tries=0,
        not_before=None,
    )


def interrupted(db: Connection, bundle: str) -> None:
    """Let a bundle wait as it did before: the person stopped its sender."""
    _from(db, bundle, "sending")
    _set(db, bundle, state="waiting")


def held(db: Connection, bundle: str, reason: str, not_before: str | None) -> None:
    """Say what holds a bundle, and until when if time alone may mend it.  Raises ``NotNow``."""
    found = _from(db, bundle, "waiting", "sending")
    _set(
        db,
        bundle,
        state="waiting",
        reason=reason,
        tries=found.tries + 1 if not_before else 0,
        not_before=not_before,
    )


def way_failed(
    db: Connection, bundle: str, endpoint: str, reason: str, *, others_left: bool
) -> None:
    """Say that a way failed as time does not mend; unless others are left, that holds the bundle.

    Raises ``NotNow``.
    """
    _from(db, bundle, "waiting", "sending")
    with database_errors():
        db.execute(
            "INSERT INTO failed_way VALUES (?, ?, ?)"
            " ON CONFLICT (bundle, endpoint) DO UPDATE SET reason = ?3",
            (bundle, endpoint, reason),
        )
    not_before = clock.now_utc() if others_left else None
    _set(db, bundle, state="waiting", reason=reason, tries=0, not_before=not_before)


def failed_ways(db: Connection, bundle: str | None = None) -> dict[str, dict[str, str]]:
    """Return why ways failed as time does not mend: the reason by endpoint, by bundle.

    Of one bundle alone where it is named.
    """
    with database_errors():
        rows = db.execute(
            "SELECT bundle, endpoint, reason FROM failed_way WHERE ?1 IS NULL OR bundle = ?1",
            (bundle,),
        ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for name, endpoint, reason in rows:
        found.setdefault(name, {})[endpoint] = reason
    return found


def let_go(db: Connection, bundle: str) -> None:
    """Forget what held a bundle: somebody changed what may have been the cause."""
    _from(db, bundle, "waiting")
    _forget_failed_ways(db, bundle)
    _set(db, bundle, reason=None, not_before=None, tries=0)


def let_go_to(db: Connection, platform: bytes) -> None:
    """Let go what waits for a platform: its card is another one, which may have been the cause."""
    with database_errors():
        rows = db.execute(
            "SELECT bundle FROM delivery JOIN outbox USING (bundle) WHERE platform = ?"
            " AND delivery.state = 'waiting' AND delivery.reason IS NOT NULL",
            (platform,),
        ).fetchall()
    for (bundle,) in rows:
        let_go(db, bundle)


def delivered(db: Connection, bundle: str) -> None:
    """Say that a verified receipt names the bundle."""
    _set(db, bundle, state="delivered", reason=None, token=None, not_before=None, paused=0)


def refused(db: Connection, bundle: str, reason: str) -> None:
    """Say that a verified receipt refuses the bundle, with the platform's code."""
    _set(db, bundle, state="refused", reason=reason, token=None, not_before=None, paused=0)


def withdrawn(db: Connection, bundle: str) -> None:
    """Take a bundle back before anybody signed for it.  Raises ``NotNow``."""
    _from(db, bundle, "waiting", "uploaded")
    _set(db, bundle, state="withdrawn", token=None, reason=None, not_before=None, paused=0)


def again(db: Connection, bundle: str) -> None:
    """Let a bundle wait anew, from the first octet.  Raises ``NotNow``."""
    _from(db, bundle, "waiting", "uploaded", "refused")
    _forget_failed_ways(db, bundle)
    _set(
        db,
        bundle,
        state="waiting",
        token=None,
        confirmed=0,
        tries=0,
        reason=None,
        not_before=None,
        paused=0,
    )


def pause(db: Connection, bundle: str, *, on: bool) -> None:
    """Pause a bundle that waits, or let it go on.  Raises ``NotNow``."""
    _from(db, bundle, "waiting")
    _set(db, bundle, paused=int(on))


def put_first(db: Connection, bundle: str) -> None:
    """Let a bundle go before all others.  Raises ``NotNow``."""
    _from(db, bundle, "waiting")
    with database_errors():
        place = db.execute("SELECT min(place) - 1 FROM delivery").fetchone()[0]
    _set(db, bundle, place=place)


def _forget_failed_ways(db: Connection, bundle: str) -> None:
    with database_errors():
        db.execute("DELETE FROM failed_way WHERE bundle = ?", (bundle,))


def _from(db: Connection, bundle: str, *states: DeliveryState) -> Delivery:
    found = of_bundle(db, bundle)
    if found.state not in states:
        raise NotNow(state=found.state)
    return found


def _set(db: Connection, bundle: str, **values: str | int | None) -> None:
    """Write columns of a row; the names are those of this file, never from outside."""
    columns = ", ".join(f"{name} = ?" for name in values)
    with database_errors():
        done = db.execute(
            f"UPDATE delivery SET {columns}, changed_at = ? WHERE bundle = ?",  # noqa: S608
            (*values.values(), clock.now_utc(), bundle),
        )
    if done.rowcount != 1:
        raise NoSuch(what="bundle")


def _read(row: tuple[object, ...]) -> Delivery:
    bundle, state, place, paused, *rest = row
    return Delivery(bundle, state, place, bool(paused), *rest)  # type: ignore[arg-type]
