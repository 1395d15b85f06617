"""The queue of one open vault: what waits for which platform, what holds it, what may go now.

A way of a card that fails as time does not mend is passed over, and the next one tried at once:
judged anew, over the way out that the person chose.  No failure leads around that one.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from collector import clock
from collector.errors import CollectorError
from collector.model.card import Transport
from collector.model.delivery import (
    DeliveryChoices,
    LoginChoice,
    allowed_ways,
    next_transport,
)
from collector.store import choices, deliveries, outbox, sealed_files, taken_receipts
from collector.store.custody import CustodyLog
from collector.store.deliveries import Delivery
from collector.store.platform_cards import (
    TrustedCard,
    check_bundle_card,
    trusted_card,
    trusted_cards,
)
from collector.store.sqlite import transaction
from collector.store.vault import Vault
from collector.sync.connection import Judgement, Question
from collector.sync.endpoints import endpoint_of, name_of, way_it_went
from collector.sync.receipts import receipt_name
from collector.sync.sender import Errand
from collector.sync.transport.interface import Endpoint, Parcel
from collector.sync.waiting import NoWay, PlatformGone, Waiting, Wanted

_ASK_AGAIN: Final = 300
"""Seconds after which what time may mend is judged again."""


@dataclass(frozen=True)
class Delivering:
    """The queue.  Only the thread that owns the vault may touch it."""

    vault: Vault
    log: CustodyLog = field(repr=False)

    # what there is

    def every(self) -> list[Waiting]:
        """Return all finished bundles in the order of the queue."""
        made = {it.bundle: it for it in outbox.ready(self.vault.db)}
        cards = {card.root: card for card in trusted_cards(self.vault.db)}
        accounts = outbox.accounts(self.vault.db)
        failed = deliveries.failed_ways(self.vault.db)
        return [
            Waiting(
                sent=made[it.bundle],
                delivery=it,
                card=cards.get(made[it.bundle].platform),
                accounts=accounts.get(it.bundle, ()),
                failed=failed.get(it.bundle, {}),
            )
            for it in deliveries.every(self.vault.db)
        ]

    def of_bundle(self, bundle: str) -> Waiting:
        """Return one finished bundle by its id or the name of its file.  Raises ``NoSuch``."""
        db = self.vault.db
        sent = outbox.find(db, bundle)
        return Waiting(
            sent=sent,
            delivery=deliveries.of_bundle(db, sent.bundle),
            card=trusted_card(db, sent.platform),
            accounts=outbox.accounts(db, sent.bundle).get(sent.bundle, ()),
            failed=deliveries.failed_ways(db, sent.bundle).get(sent.bundle, {}),
        )

    def turn(self) -> list[Waiting]:
        """Return the bundles that may go now, in their order."""
        return [it for it in self.every() if it.may_go]

    # what the person chose

    @property
    def choices(self) -> DeliveryChoices:
        """Return where the person says they are, and which way out is used."""
        return choices.delivery(self.vault.db)

    def choose(self, chosen: DeliveryChoices) -> None:
        """Keep what the person chose; what was held for want of a choice may go again."""
        with transaction(self.vault.db):
            choices.choose_delivery(self.vault.db, chosen)
            self._let_go(deliveries.every(self.vault.db))

    def login(self, card: TrustedCard, transport: Transport) -> LoginChoice | None:
        """Return who a platform's server takes the sender for, if that was entered."""
        return choices.login(self.vault.db, card.root, transport.address)

    def choose_login(
        self, card: TrustedCard, transport: Transport, login: LoginChoice | None
    ) -> None:
        """Keep or forget it."""
        with transaction(self.vault.db):
            choices.choose_login(self.vault.db, card.root, transport.address, login)
            self._let_go(deliveries.every(self.vault.db))

    # what is asked before, and done

    def question(self, bundle: str) -> Question:
        """Return what has to be judged before a bundle goes.

        Raises ``NoWay``, ``PlatformGone`` and ``NoSuch``.
        """
        return self._question(self.of_bundle(bundle))

    def set_out(self, bundle: str, endpoint: Endpoint) -> Errand:
        """Say that a sender is at work, and give it what it needs.

        Raises ``NotNow``, ``NoSuch``.
        """
        waiting = self.of_bundle(bundle)
        with transaction(self.vault.db):
            delivery = deliveries.sending(self.vault.db, waiting.sent.bundle, name_of(endpoint))
        return Errand(
            bundle=waiting.sent.bundle,
            parcel=Parcel(
                path=self.vault.outbox / waiting.sent.file,
                name=waiting.sent.file,
                size=waiting.sent.ready.size,
                sha256=waiting.sent.ready.sha256,
            ),
            endpoint=endpoint,
            token=delivery.token,
            tries=delivery.tries,
        )

    def judged(self, bundle: str, question: Question, judgement: Judgement) -> None:
        """Hold a bundle whose connection was judged unsafe: the first reason against it.

        What time may mend is asked again in some minutes; else what lies at one way leads to the
        next.
        Raises ``NotNow``, ``NoSuch``.
        """
        if judgement.against is None:
            return
        reason = judgement.against.reason
        if judgement.of_way and not judgement.retry:
            self._way_failed(bundle, name_of(question.endpoint), reason)
        else:
            self.hold(bundle, reason, clock.in_seconds(_ASK_AGAIN) if judgement.retry else None)

    def receipts_wanted(self) -> list[Wanted]:
        """Return the receipts worth asking for, and where they would lie.

        Of what was delivered with the identity unread, too: a later receipt may say that it was.
        """
        open_ones = {it.sent.bundle: it for it in self.every() if self._worth_asking(it)}
        secrets = taken_receipts.awaiting(self.vault.db, [it.sent for it in open_ones.values()])
        wanted = []
        for it in secrets:
            with suppress(NoWay):
                question = self._question(open_ones[it.sent.bundle])
                wanted.append(Wanted(it.sent.bundle, receipt_name(it.receipt_secret), question))
        return wanted

    # what a sender writes down (``sender.Ledger``)

    def keep(self, errand: Errand, token: str) -> None:
        """Keep what resuming needs."""
        with transaction(self.vault.db):
            deliveries.keep_token(self.vault.db, errand.bundle, token)

    def confirmed(self, errand: Errand, octets: int) -> None:
        """Keep how many octets the other side holds."""
        with transaction(self.vault.db):
            deliveries.confirmed(self.vault.db, errand.bundle, octets)

    def uploaded(self, errand: Errand) -> None:
        """Say that every octet is there."""
        with transaction(self.vault.db):
            deliveries.uploaded(self.vault.db, errand.bundle, name_of(errand.endpoint))

    def held(self, errand: Errand, reason: str, not_before: str | None) -> None:
        """Say why it failed, and from when on it may be tried again."""
        self.hold(errand.bundle, reason, not_before)

    def way_failed(self, errand: Errand, reason: str) -> None:
        """Say that this way failed as time does not mend."""
        self._way_failed(errand.bundle, name_of(errand.endpoint), reason)

    def interrupted(self, errand: Errand) -> None:
        """Let it wait as before."""
        with transaction(self.vault.db):
            deliveries.interrupted(self.vault.db, errand.bundle)

    def nobody_sends(self) -> None:
        """Let wait again what a sender could not even write down, as on a full disk.

        Only for whoever knows that no sender is at work.
        """
        with transaction(self.vault.db):
            deliveries.put_back(self.vault.db)

    # what the person does with the queue

    def hold(self, bundle: str, reason: str, not_before: str | None) -> None:
        """Say what holds a bundle.  Raises ``NotNow``, ``NoSuch``."""
        with transaction(self.vault.db):
            deliveries.held(self.vault.db, bundle, reason, not_before)

    def wanted_now(self, bundle: str) -> None:
        """Let go what waits for a person to act: this person says that it is to be tried now.

        Raises ``NoSuch``.
        """
        it = self.of_bundle(bundle).delivery
        if it.state == "waiting" and it.reason is not None and it.not_before is None:
            with transaction(self.vault.db):
                deliveries.let_go(self.vault.db, it.bundle)

    def pause(self, bundle: str, *, on: bool) -> None:
        """Pause a bundle that waits, or let it go on.  Raises ``NotNow``, ``NoSuch``."""
        with transaction(self.vault.db):
            deliveries.pause(self.vault.db, bundle, on=on)

    def put_first(self, bundle: str) -> None:
        """Let a bundle go before all others.  Raises ``NotNow``, ``NoSuch``."""
        with transaction(self.vault.db):
            deliveries.put_first(self.vault.db, bundle)

    def again(self, bundle: str) -> None:
        """Let a bundle wait anew, whatever held it.  Raises ``NotNow``, ``NoSuch``."""
        with transaction(self.vault.db):
            deliveries.again(self.vault.db, bundle)

    def withdraw(self, bundle: str) -> None:
        """Take a bundle back before anybody signed for it: it is not sent, and its file removed.

        What already lies elsewhere is not reached by this.  Raises ``NotNow``, ``NoSuch``.
        """
        waiting = self.of_bundle(bundle)
        with transaction(self.vault.db):
            deliveries.withdrawn(self.vault.db, waiting.sent.bundle)
        sealed_files.remove(self.vault.outbox / waiting.sent.file)

    def _question(self, waiting: Waiting) -> Question:
        if waiting.card is None:
            raise PlatformGone
        chosen = self.choices
        transport = way_it_went(waiting, chosen) or next_transport(
            waiting.card.card, chosen, waiting.delivery.tries, waiting.failed
        )
        if transport is None:
            raise NoWay
        return Question(
            transport=transport,
            endpoint=endpoint_of(transport, chosen, self.login(waiting.card, transport)),
            choices=chosen,
            card_problem=self._card_problem(waiting.sent.bundle),
            latest_day=self.log.latest_day(),
        )

    def _way_failed(self, bundle: str, endpoint: str, reason: str) -> None:
        waiting = self.of_bundle(bundle)
        failed = {*waiting.failed, endpoint}
        left = waiting.card and allowed_ways(waiting.card.card, self.choices, failed)
        with transaction(self.vault.db):
            deliveries.way_failed(
                self.vault.db, waiting.sent.bundle, endpoint, reason, others_left=bool(left)
            )

    def _worth_asking(self, waiting: Waiting) -> bool:
        if waiting.card is None or waiting.delivery.state not in ("uploaded", "delivered"):
            return False
        taken = taken_receipts.of_bundle(self.vault.db, waiting.sent.bundle)
        return not taken or taken[-1].identity_opened == "not_yet"

    def _let_go(self, held: Iterable[Delivery]) -> None:
        """Let what a person's choice may have mended be tried again at once."""
        for it in held:
            if it.state == "waiting" and it.reason is not None:
                deliveries.let_go(self.vault.db, it.bundle)

    def _card_problem(self, bundle: str) -> CollectorError | None:
        """Return what speaks against sending a bundle today, by the cards of its platform."""
        try:
            check_bundle_card(self.vault.db, bundle, self.log.latest_day())
        except CollectorError as problem:
            return problem
        return None
