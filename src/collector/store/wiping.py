"""Wiping what a platform took over (SCHEMA.md section 11): all at one stroke, or nothing.

Nothing here changes the database in use: what stays is written into another one, and the key files
decide between the two.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from collector.errors import CollectorError, MachineTrouble, WrongUsage
from collector.store import account_items, keyfile, outbox, rekeying, switching, wipe_rows
from collector.store.check_custody import event_in
from collector.store.custody import GIVEN_UP, CustodyLog
from collector.store.errors import NoSuch
from collector.store.media.moving import Moved, Progress
from collector.store.media.rows import volumes
from collector.store.sqlite import Connection, database_errors, empty_log, rehearsal
from collector.store.taken_over import Judge, MayGo, Stays
from collector.store.vault import Vault, reopen_vault
from collector.store.wipe_rows import WIPED, Going


class NothingToWipe(WrongUsage):
    """No account was taken over whole."""

    code = "wipe.nothing"
    words = "there is nothing in this vault that a platform took over whole"
    hint = "nothing was wiped; what was handed over in part goes only when it is chosen"


class NotTakenOver(WrongUsage):
    """An account that was named cannot go."""

    code = "wipe.not-taken-over"
    words = "an account that was chosen is not safe with a platform yet"
    hint = "nothing was wiped; look at what would go, what stays, and why"


class WipeUnfinished(MachineTrouble):
    """Something stood in the way while it was decided, or afterwards."""

    code = "wipe.unfinished"
    words = "wiping was interrupted, and the vault is closed"
    hint = "open it again: either that ends what was begun, or everything is as it was"


@dataclass(frozen=True)
class WipePlan:
    """What would happen.

    ``goes``: what would be wiped; ``named_only``: something of these exists here only, so that they
    go only when they are named.  ``bundles`` are how many files of the outbox would go, ``to_copy``
    how many bytes of exhibits that stay are at most written anew, ``before`` how many accounts were
    handed over and wiped earlier.
    """

    goes: tuple[MayGo, ...]
    named_only: tuple[MayGo, ...]
    stays: tuple[Stays, ...]
    bundles: int
    to_copy: int
    before: int


@dataclass(frozen=True)
class Wiped:
    """What was wiped.  ``left`` are files that nothing opens and that resisted being removed."""

    accounts: int
    records: int
    exhibits: int
    bundles: int
    left: int


def plan_wipe(vault: Vault, accounts: Collection[str] = ()) -> WipePlan:
    """Return what would go: every account that was taken over whole, or those named.

    Raises ``NoSuch`` for an account that is not here, ``NotTakenOver`` for one that cannot go.
    """
    return _plan(vault, accounts)[0]


def wipe(
    vault: Vault,
    log: CustodyLog,
    accounts: Collection[str] = (),
    progress: Progress | None = None,
) -> tuple[Vault, Wiped]:
    """Wipe these accounts, or all that were taken over whole; return the vault, opened anew.

    ``progress`` takes the bytes copied so far, of ``WipePlan.to_copy`` at most; what it raises ends
    the wipe, and all is as it was.  The vault given is closed once it is being decided.

    Raises as ``plan_wipe``, ``NothingToWipe``, ``VaultDamaged`` where something that stays is
    damaged, and the machine's errors: the vault stays open then, and all is as it was.  Raises
    ``WipeUnfinished`` where the vault is closed and its next opening tells, and ``VaultMoved``
    before anything is done.
    """
    vault.must_lie()
    plan, goes = _plan(vault, accounts)
    if not plan.goes:
        raise NothingToWipe
    try:
        moved = vault.media.move(goes.blobs, progress)
        with rehearsal(vault.db):
            wipe_rows.remove(vault, log, goes, moved)
            wipe_rows.prove(vault.db, goes, moved)
            new = rekeying.write_next(vault)
        # From the decision on nobody may write pages of the old database, not even by closing it.
        empty_log(vault.db)
        switching.check_room(vault.folder)
    except BaseException:
        with suppress(CollectorError):
            switching.discard(vault.folder)
        vault.media.sweep()
        raise
    opened = _decide(vault, new)
    return opened, Wiped(
        accounts=len(plan.goes),
        records=sum(it.records for it in plan.goes),
        exhibits=sum(it.exhibits for it in plan.goes),
        bundles=plan.bundles,
        left=_left(opened, moved),
    )


def _plan(vault: Vault, accounts: Collection[str]) -> tuple[WipePlan, Going]:
    db = vault.db
    found = account_items.accounts(db)
    judge = Judge(vault)
    judged = [judge.of(it) for it in found]
    may = {it.id: it for it in judged if isinstance(it, MayGo)}
    names = set(accounts) or {it.id for it in may.values() if not it.only_here}
    if names - {it.id for it in found}:
        raise NoSuch(what="sealed account")
    if names - may.keys():
        raise NotTakenOver
    goes = wipe_rows.going(db, found, names)
    plan = WipePlan(
        goes=tuple(it for it in may.values() if it.id in names),
        named_only=tuple(it for it in may.values() if it.id not in names and it.only_here),
        stays=tuple(it for it in judged if isinstance(it, Stays)),
        bundles=len(goes.bundles),
        to_copy=vault.media.to_move(goes.blobs) if names else 0,
        before=_wiped_before(db),
    )
    return plan, goes


def _decide(vault: Vault, new: rekeying.NewKey) -> Vault:
    """Give the vault its new key; from the first write on, only an opening can tell."""
    try:
        try:
            keyfile.write(vault.folder, new.header, new.entries, new.vault_key)
        finally:
            vault.close()
        return reopen_vault(vault.folder, new.vault_key)
    except CollectorError:
        raise WipeUnfinished from None


def _wiped_before(db: Connection) -> int:
    with database_errors():
        rows = db.execute("SELECT bytes FROM event WHERE instr(bytes, ?)", (WIPED.encode(),))
        events = [event_in(data) for (data,) in rows.fetchall()]
    return sum(it is not None and it.event == GIVEN_UP and it.detail == (WIPED,) for it in events)


def _left(vault: Vault, moved: Moved) -> int:
    files = [name for name in outbox.gone_files(vault.db) if (vault.outbox / name).exists()]
    return len(files) + len({it.number for it in volumes(vault.db)} & moved.volumes)
