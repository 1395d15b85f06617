"""What of a vault was taken over by a platform and may go (SCHEMA.md section 11).

Pure looking: nothing is changed, and nothing is deleted because it is listed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from collector.store import drafts, identity
from collector.store.account_items import Account, Held
from collector.store.answered import Answered, answered_bundles
from collector.store.custody import Item
from collector.store.vault import Vault

Reason = Literal[
    "not-ours", "not-handed-over", "on-its-way", "refused", "not-confirmed", "key-revoked"
]
"""Why a sealed account stays.

``not-ours``: some of it came from another vault, or from a copy of this one;
``not-handed-over``: its current revision, or that of a consent, is in no bundle; ``on-its-way``: a
bundle with it has no receipt yet; ``refused``: a platform did not take it; ``not-confirmed``: the
receipt does not say that it is safe to delete; ``key-revoked``: it says so, and the platform has
revoked its key since, or its card.
"""
OnlyHere = Literal["exhibit", "identity", "correction"]
"""What of an account no platform has: an exhibit, who the person is, a correction under way."""
_UNDER_WAY = {"waiting", "sending", "uploaded"}


@dataclass(frozen=True)
class MayGo:
    """A sealed account that was taken over.  ``only_here`` is empty where all of it was.

    ``records`` and ``exhibits`` are how many of them would go; ``identity_unread`` tells that who
    the person is was handed over and nobody there has opened it yet.
    """

    id: str
    human_code: str
    records: int
    exhibits: int
    only_here: tuple[OnlyHere, ...]
    identity_unread: bool


@dataclass(frozen=True)
class Stays:
    """A sealed account that cannot go, and why."""

    id: str
    human_code: str
    reason: Reason


class Judge:
    """Says of each account of a vault whether it may go; reads the outbox once."""

    def __init__(self, vault: Vault) -> None:
        self._own = vault.signing_key.public
        bundles = answered_bundles(vault.db)
        self._safe = _items_in(it for it in bundles if it.safe)
        self._doubted = _items_in(it for it in bundles if it.doubted)
        self._unread = self._safe - _items_in(it for it in bundles if it.read)
        self._left: dict[Item, list[Answered]] = {}
        for it in bundles:
            if it.state != "withdrawn":
                for item in it.items:
                    self._left.setdefault(item, []).append(it)
        self._open_identity = set(identity.with_open(vault.db))
        self._drafts = {it.testimony for it in drafts.every(vault.db)}

    def of(self, account: Account) -> MayGo | Stays:
        """Judge one account."""
        reason = self._reason(account)
        if reason is not None:
            return Stays(account.id, account.human_code, reason)
        return MayGo(
            id=account.id,
            human_code=account.human_code,
            records=len(account.held),
            exhibits=account.exhibits,
            only_here=tuple(self._only_here(account)),
            identity_unread=any(it.names in self._unread for it in account.held if it.root),
        )

    def _reason(self, account: Account) -> Reason | None:
        came = any(it.author != self._own or it.bundle is not None for it in account.held)
        if came or account.in_conflict:
            return "not-ours"
        mine = {it.item for it in account.held}
        left = mine & self._left.keys()
        with_it = [it for item in left for it in self._left[item]]
        if any(it.state in _UNDER_WAY for it in with_it):
            return "on-its-way"
        took = {it.platform for it in with_it if it.state == "delivered"}
        if any(it.state == "refused" and it.platform not in took for it in with_it):
            return "refused"
        current = {it.item for it in _to_be_taken_over(account, left)}
        if current <= self._safe:
            return None
        if current <= self._safe | self._doubted:
            return "key-revoked"
        return "not-confirmed" if current <= left else "not-handed-over"

    def _only_here(self, account: Account) -> Iterator[OnlyHere]:
        exhibits = [it for it in account.held if it.kind == "media"]
        if not all({it.item, it.names} <= self._safe for it in exhibits):
            yield "exhibit"
        if account.id in self._open_identity or not self._identity_is_safe(account):
            yield "identity"
        if account.id in self._drafts:
            yield "correction"

    def _identity_is_safe(self, account: Account) -> bool:
        """Tell whether some platform has all its identity files, and no other was sealed more."""
        sealed: Counter[str] = Counter()
        taken: Counter[str] = Counter()
        pointed = set()
        for it in account.held:
            if it.names and it.root:
                pointed.add(it.names.digest)
                sealed[it.root] += 1
                taken[it.root] += {it.item, it.names} <= self._safe
        most = max(sealed.values(), default=0)
        return account.sealed_files == pointed and most == max(taken.values(), default=0)


def _to_be_taken_over(account: Account, left: set[Item]) -> Iterator[Held]:
    """Yield the current revision of the account itself, and of each record that ever left."""
    by_id: dict[str, list[Held]] = {}
    for it in account.held:
        by_id.setdefault(it.id, []).append(it)
    for revisions in by_id.values():
        current = max(revisions, key=lambda it: it.revision)
        if current.kind == "testimony" or {it.item for it in revisions} & left:
            yield current


def _items_in(bundles: Iterable[Answered]) -> frozenset[Item]:
    return frozenset(item for it in bundles for item in it.items)
