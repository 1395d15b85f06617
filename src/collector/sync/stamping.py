"""Having the head of the custody log stamped by the authority that a platform's card names.

Three steps, because whoever may use the network never sees the vault: the question, the way there
and back, and the answer.  The authority learns a digest and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from collector.crypto.timestamps.query import Query, ask, judge
from collector.errors import MachineTrouble
from collector.store import stamps
from collector.store.custody import CustodyLog, Head
from collector.store.platform_cards import TrustedCard
from collector.store.sqlite import transaction
from collector.store.stamps import KeptStamp
from collector.store.vault import Vault
from collector.sync.transport import timestamp
from collector.sync.transport.errors import NetworkTrouble
from collector.sync.transport.interface import Endpoint, Watch

REASON: Final = "stamp"


class AuthorityNotAsked(MachineTrouble):
    """No connection to the time authority.  ``reason`` is the code of what was in the way."""

    code = "stamp.not-asked"
    words = "the time authority could not be asked ({reason})"
    hint = "what was sent is sent all the same; it is asked again when something is sent next time"


@dataclass(frozen=True)
class StampQuestion:
    """A signed head, the question about it, and the authority it goes to.

    ``certificate`` is the SHA-256 of the certificate (DER) that the answer must be made with.
    """

    platform: bytes
    head: Head
    query: Query
    certificate: bytes
    endpoint: Endpoint


@dataclass(frozen=True)
class Stamping:
    """The time stamps of one open vault.  Only the thread that owns the vault may touch it."""

    vault: Vault
    log: CustodyLog = field(repr=False)

    def question(self, card: TrustedCard, platform: Endpoint) -> StampQuestion | None:
        """Return what to ask the authority of a card over the way out that leads to the platform.

        None where the card names no authority, and where the log is stamped as it is now.
        """
        authority, db = card.card.time_authority, self.vault.db
        if authority is None:
            return None
        kept = stamps.of_platform(db, card.root)
        if kept and self.log.size() in {kept[-1].size, kept[-1].leaf + 1}:
            return None
        with transaction(db):
            head = self.log.sign_head(REASON)
        return StampQuestion(
            platform=card.root,
            head=head,
            query=ask(head.checkpoint),
            certificate=bytes.fromhex(authority.certificate),
            endpoint=replace(
                platform,
                kind=timestamp.KIND,
                address=authority.address,
                pin=None if authority.pin is None else bytes.fromhex(authority.pin),
                login=None,
            ),
        )

    def take(self, question: StampQuestion, answer: bytes) -> KeptStamp:
        """Keep the stamp in an answer; of one head the first stamp is kept.

        Raises ``StampRefused`` and its kinds; nothing is kept then.
        """
        token = judge(answer, question.query, question.certificate)
        with transaction(self.vault.db):
            for kept in stamps.of_platform(self.vault.db, question.platform):
                if kept.size == question.head.size:
                    return kept
            return stamps.keep(self.vault.db, self.log, question.platform, question.head, token)


def ask_authority(question: StampQuestion, watch: Watch) -> bytes:
    """Return the authority's answer, unjudged.

    Raises ``AuthorityNotAsked``, and what ``watch`` raises.
    """
    try:
        return timestamp.post(question.endpoint, question.query.body, watch)
    except NetworkTrouble as trouble:
        raise AuthorityNotAsked(reason=trouble.code) from None
