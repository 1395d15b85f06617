"""What of the sealed accounts would travel to a platform: consent computed, files listed."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from collector.errors import Unacceptable
from collector.model.consent import ConsentRecord
from collector.model.consent_facts import (
    Answer,
    Decision,
    ExhibitFacts,
    Exporter,
    Recipient,
    TestimonyFacts,
    TestimonyVerdict,
)
from collector.model.consent_reasons import IDENTITY_KEY_REVOKED, NAME_TAKEN
from collector.model.consent_rule import decide
from collector.model.identity import IdentityRecord
from collector.model.media import MediaRecord
from collector.model.records import Record, read_record
from collector.model.testimony import TestimonyRecord
from collector.store import records
from collector.store.custody import IDENTITY, MEDIA, RECORD, Item
from collector.store.errors import NoSuch, VaultDamaged
from collector.store.platform_cards import TrustedCard, revoked_for_identity
from collector.store.records import StoredRecord
from collector.store.vault import Vault
from collector.sync.bundle import limits
from collector.sync.bundle.baginfo import Withheld
from collector.sync.bundle.plan import BundleTooLarge

_Sealed = tuple[StoredRecord, IdentityRecord]


class ConsentForbids(Unacceptable):
    """Nothing of what was chosen may go to this platform."""

    code = "consent.refused"
    words = "consent allows nothing of this to go to this platform"
    hint = "nothing was written; ask the person again, or choose other accounts"

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__()


@dataclass(frozen=True)
class Payload:
    """One file of a bundle: path, size, digests, and its content where it is a record."""

    path: str
    size: int
    sha512: bytes
    item: Item
    content: bytes | None = field(repr=False)


@dataclass(frozen=True)
class Selection:
    """What travels, what is held back, and the accounts concerned."""

    decision: Decision
    payloads: tuple[Payload, ...]
    withheld: tuple[Withheld, ...]
    hands: frozenset[str]


@dataclass(frozen=True)
class _Account:
    """A testimony's current revision, and all that its author signed beside it."""

    stored: StoredRecord
    testimony: TestimonyRecord
    others: tuple[tuple[StoredRecord, Record], ...]

    def media(self) -> dict[str, tuple[StoredRecord, MediaRecord]]:
        """Return the media records by id, of those about the bytes that the testimony names."""
        named = {(ref.media, ref.sha256) for ref in self.testimony.exhibits}
        return {
            read.id: (stored, read)
            for stored, read in self.others
            if isinstance(read, MediaRecord) and (read.id, read.file.sha256) in named
        }


def select(
    vault: Vault,
    card: TrustedCard,
    ids: Sequence[str],
    *,
    held_as: str | None,
    today: str,
    answers: Collection[Answer],
) -> Selection:
    """Return what of these accounts (of all sealed ones, if none is named) goes to the platform.

    ``held_as`` is the recipient class under which this vault received what others signed; ``today``
    the latest day there is reason to believe in.

    Raises ``NoSuch`` for an unknown id, ``ConsentForbids`` when nothing at all may go,
    ``VaultDamaged`` when bytes that a record names are gone, and ``BundleTooLarge`` for accounts
    that name more exhibits together than a bundle may.
    """
    accounts = [_account(vault, name) for name in (ids or _all_ids(vault))]
    rows = [
        read
        for account in accounts
        for _, read in account.others
        if isinstance(read, ConsentRecord)
    ]

    def decided(known: Sequence[ConsentRecord]) -> Decision:
        return decide(
            [_facts(account) for account in accounts],
            known,
            recipient=Recipient(card.card.recipient_class, card.card.root_key),
            exporter=Exporter(vault.signing_key.public.hex(), held_as),
            today=today,
            answers=answers,
        )

    decision, apart = decided(rows), _kept_apart(vault)
    if apart:
        decision = _narrower(decision, decided([*rows, *apart]))
    revoked = revoked_for_identity(vault.db, card)
    pairs = zip(accounts, decision.testimonies, strict=True)
    verdicts = [_heeding(revoked, card, account, verdict) for account, verdict in pairs]
    decision = replace(decision, testimonies=tuple(verdicts))
    if decision.refused:
        raise ConsentForbids(decision)
    parts = []
    names: dict[str, str | bytes] = {}
    for number, account in enumerate(accounts):
        if not verdicts[number].allowed:
            continue
        part = _parts(vault, _identities(card, account, revoked), account, verdicts[number])
        own = _names(account, part[0])
        if all(names.get(name, it) == it for name, it in own.items()):
            names |= own
            parts.append(part)
        else:
            verdicts[number] = _by_itself(verdicts[number])
    decision = replace(decision, testimonies=tuple(verdicts))
    going = (it for it, verdict in zip(accounts, verdicts, strict=True) if verdict.allowed)
    if sum(len(account.testimony.exhibits) for account in going) > limits.EXHIBITS:
        raise BundleTooLarge
    payloads = {payload.path: payload for found, _, _ in parts for payload in found}
    return Selection(
        decision=decision,
        payloads=tuple(payloads.values()),
        withheld=tuple(line for _, lines, _ in parts for line in lines),
        hands=frozenset(hand for _, _, hands in parts for hand in hands),
    )


def _all_ids(vault: Vault) -> list[str]:
    found = sorted({record.id for record in records.testimonies(vault.db)})
    if not found:
        raise NoSuch(what="sealed account")
    return found


def _account(vault: Vault, testimony: str) -> _Account:
    held = records.of_testimony(vault.db, testimony)
    current = records.current([record for record in held if record.kind == "testimony"])
    read = read_record(current.data)
    if not isinstance(read, TestimonyRecord):
        raise NoSuch(what="sealed account")
    others = [it for it in held if it.kind != "testimony" and it.author == current.author]
    return _Account(current, read, tuple((it, read_record(it.data)) for it in others))


def _facts(account: _Account) -> TestimonyFacts:
    media = account.media()
    return TestimonyFacts(
        id=account.stored.id,
        revision=account.stored.revision,
        digest=account.stored.digest.hex(),
        authors=frozenset({account.stored.author.hex()}),
        exhibits=tuple(
            ExhibitFacts(
                media=ref.media,
                sha256=ref.sha256,
                depicts=media[ref.media][1].depicts,
                others_shown=media[ref.media][1].others_shown,
                compartment=media[ref.media][1].compartment,
            )
            for ref in account.testimony.exhibits
            if ref.media in media
        ),
    )


def _kept_apart(vault: Vault) -> list[ConsentRecord]:
    """Return the rows that came in other bytes under a key that was taken.

    They are signed too: a no or a withdrawal among them is not passed over for having come second.
    """
    found = (read_record(data) for data in records.every_conflicting(vault.db))
    return [read for read in found if isinstance(read, ConsentRecord)]


def _narrower(held: Decision, signed: Decision) -> Decision:
    """Return what the rows that are held let go and nothing that was kept apart holds back.

    ``signed`` is decided by both.  What was kept apart allows nothing and does not travel.
    """

    def verdict(own: TestimonyVerdict, whole: TestimonyVerdict) -> TestimonyVerdict:
        if not (own.allowed and whole.allowed):
            return whole if own.allowed else own
        exhibits = zip(own.exhibits, whole.exhibits, strict=True)
        return replace(
            whole,
            identity_reasons=own.identity_reasons or whole.identity_reasons,
            exhibits=tuple(theirs if mine.allowed else mine for mine, theirs in exhibits),
            rows=own.rows,
        )

    pairs = zip(held.testimonies, signed.testimonies, strict=True)
    return replace(signed, testimonies=tuple(verdict(own, whole) for own, whole in pairs))


def _names(account: _Account, payloads: Iterable[Payload]) -> dict[str, str | bytes]:
    """Return what names the parts of an account in a bundle, and what each is.

    No reader takes two accounts that name one exhibit, or two files of one path.
    """
    files = {it.path: it.sha512 for it in payloads}
    return {**files, **{ref.media: account.stored.id for ref in account.testimony.exhibits}}


def _by_itself(verdict: TestimonyVerdict) -> TestimonyVerdict:
    """Hold back an account that can only travel without another one."""
    return replace(
        verdict,
        reasons=(NAME_TAKEN,),
        identity_reasons=("account",),
        exhibits=tuple(replace(it, reasons=("account",)) for it in verdict.exhibits),
        rows=(),
    )


def _heeding(
    revoked: Container[int], card: TrustedCard, account: _Account, verdict: TestimonyVerdict
) -> TestimonyVerdict:
    """Hold back who the person is where all of it is sealed to keys that were revoked since."""
    if not _identities(card, account, ()) or _identities(card, account, revoked):
        return verdict
    return replace(verdict, identity_reasons=(*verdict.identity_reasons, IDENTITY_KEY_REVOKED))


def _parts(
    vault: Vault, identities: Sequence[_Sealed], account: _Account, verdict: TestimonyVerdict
) -> tuple[list[Payload], list[Withheld], set[str]]:
    chosen = [account.stored]
    rows = {row.key for row in verdict.rows}
    chosen += [stored for stored, read in account.others if read.key in rows]
    payloads: list[Payload] = []
    allowed = {it.media for it in verdict.exhibits if it.allowed}
    media = account.media()
    withheld = [
        Withheld("media", ref.media)
        for ref in account.testimony.exhibits
        if ref.media not in allowed
    ]
    for name in sorted(allowed):
        stored, read = media[name]
        chosen.append(stored)
        path = f"data/media/{read.file.sha256}.{read.file.extension}"
        payloads.append(_blob(vault, path, MEDIA, bytes.fromhex(read.file.sha256)))
    sealed = identities if verdict.identity_allowed else []
    for stored, identity in sealed:
        chosen.append(stored)
        path = f"data/identity/{identity.testimony}-{identity.n}.age"
        payloads.append(_blob(vault, path, IDENTITY, bytes.fromhex(identity.file.sha256)))
    if account.testimony.identity.state == "sealed" and not sealed:
        withheld.append(Withheld("identity", account.stored.id))
    payloads += [_record(stored) for stored in chosen]
    return payloads, withheld, {stored.bundle for stored in chosen if stored.bundle}


def _identities(card: TrustedCard, account: _Account, revoked: Container[int]) -> list[_Sealed]:
    """Return the identity files sealed to this platform, but by cards with these serials."""
    return [
        (stored, read)
        for stored, read in account.others
        if isinstance(read, IdentityRecord)
        and read.card.root_key == card.card.root_key
        and read.card.serial not in revoked
    ]


def _record(stored: StoredRecord) -> Payload:
    return Payload(
        path=f"data/records/{stored.id}.{stored.revision}.json",
        size=len(stored.data),
        sha512=records.sha512(stored.data),
        item=Item(RECORD, stored.digest),
        content=stored.data,
    )


def _blob(vault: Vault, path: str, label: str, sha256: bytes) -> Payload:
    known = vault.media.known(sha256)
    if known is None:
        raise VaultDamaged(part="an exhibit that a record names is not here")
    return Payload(path, known.size, known.sha512, Item(label, sha256), None)
