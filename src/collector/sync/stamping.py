"""Having the head of the custody log stamped by the authority that a platform's card names.

The authority learns a digest and nothing else; whoever carries the question learns no more.
"""

from __future__ import annotations

from collections.abc import Callable

from collector.crypto.timestamps.query import ask, judge
from collector.store import stamps
from collector.store.custody import CustodyLog
from collector.store.platform_cards import TrustedCard
from collector.store.sqlite import transaction
from collector.store.stamps import KeptStamp
from collector.store.vault import Vault

Post = Callable[[bytes], bytes]
"""Carries a TimeStampReq to the authority and returns its TimeStampResp."""


def stamp_head(vault: Vault, log: CustodyLog, card: TrustedCard, post: Post) -> KeptStamp | None:
    """Have the present state of the log stamped; return the stamp that is kept for it.

    None where the card names no authority.  What was stamped already is not stamped again: then
    nothing is asked.  Raises ``StampRefused`` and its kinds, and what ``post`` raises; nothing is
    kept then.
    """
    authority = card.card.time_authority
    if authority is None:
        return None
    before = stamps.of_platform(vault.db, card.root)
    if before and log.size() in {before[-1].size, before[-1].leaf + 1}:
        return before[-1]
    with transaction(vault.db):
        head = log.sign_head("stamp")
    query = ask(head.checkpoint)
    token = judge(post(query.body), query, bytes.fromhex(authority.certificate))
    with transaction(vault.db):
        return stamps.keep(vault.db, log, card.root, head, token)
