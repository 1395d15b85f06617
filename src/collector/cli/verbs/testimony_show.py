"""``testimony show``: one account as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from collector.cli.accounts_named import account_id
from collector.cli.call import Call
from collector.cli.reply import Reply
from collector.cli.verbs.time_words import entered_lines, entry_fields
from collector.cli.wording import pairs, size
from collector.model.consent import ConsentRecord
from collector.model.emptiness import Unanswered
from collector.model.partial_date import PartialDate
from collector.model.place import Place
from collector.model.records import read_record
from collector.model.terms import ONWARD
from collector.model.testimony import Paragraph, PriorAccount, TestimonyRecord
from collector.model.testimony_input import ConsentInput, TestimonyInput
from collector.session import HeldExhibit, Shown
from collector.vocabularies import load

_NOT_GIVEN: Final = "-"
_IDENTITY: Final = {
    "open": "lies open in this vault: no platform is trusted yet",
    "sealed": "sealed; this vault shows nothing of it",
    "none": "none",
}


def show(call: Call) -> Reply:
    """Show an account: its words whole, each of its lines marked as such."""
    with call.open(call.args.vault) as session:
        shown = session.testimonies.show(account_id(session, call.args.id))
        exhibits = session.media.of(shown.listed.id)
        times = session.intake.entry_times(shown.listed.id)
        signers = {it.public: it.revoked_at for it in session.trust.signers()}
    revoked_at = signers.get(shown.listed.author or b"")
    account = shown.form or shown.record
    rows = shown.form.consent if shown.form else tuple(_consents(shown))
    pairs(call.console, _head(shown, account))
    if revoked_at is not None:
        pairs(call.console, [("signer", f"signed by a key that was revoked here on {revoked_at}")])
    pairs(call.console, [("consent", _row(row)) for row in rows])
    pairs(call.console, [("exhibit", _exhibit(it)) for it in exhibits])
    for it in times:
        pairs(call.console, entered_lines(it.what, it.name, it.time))
    for paragraph in account.words if account else ():
        _say_words(call, paragraph)
    return Reply(
        ids=[shown.listed.id],
        fields={
            "state": shown.listed.state,
            "revision": shown.listed.revision,
            "human_code": shown.listed.human_code,
            "identity": shown.identity,
            "account": _account_json(account),
            "consent": [msgspec.to_builtins(row) for row in rows],
            "exhibits": [_exhibit_json(it) for it in exhibits],
            "disputed": [it.revision for it in shown.disputed],
            "signer_revoked_at": revoked_at,
            "times": [{"item": it.what, "name": it.name, **entry_fields(it.time)} for it in times],
        },
    )


def _head(
    shown: Shown, account: TestimonyInput | TestimonyRecord | None
) -> Iterable[tuple[str, str]]:
    line = shown.listed
    yield "id", line.id
    yield "code", line.human_code
    yield "state", f"{line.state}, revision {line.revision}"
    yield "kept", line.kept_at
    yield "about", line.about or _NOT_GIVEN
    yield "language", line.language or _NOT_GIVEN
    if account is not None:
        yield "when", _when(account.when)
        yield "where", _where(account.where)
        if account.scope:
            yield "relevant for", _label("V-SCOPE", account.scope)
        yield from (("told before", it) for it in _told_before(account.prior_accounts))
        if account.confidentiality:
            yield "confidentiality", _label("V-CONF", account.confidentiality)
    yield "identity", _IDENTITY[shown.identity]
    for other in shown.disputed:
        yield "disputed", f"revision {other.revision}, signed by another key than the author's"


def _told_before(earlier: tuple[PriorAccount, ...] | Unanswered | None) -> Iterable[str]:
    """Yield a line for each earlier account; nothing where nobody answered yet."""
    if isinstance(earlier, Unanswered):
        yield _label("V-NULL", earlier.empty)
    elif earlier is not None:
        yield from [_earlier(it) for it in earlier] or ["never"]


def _earlier(it: PriorAccount) -> str:
    given = (_label("V-ORGB", it.to_whom), it.when.value, it.form)
    answers = (("signed", it.signed), ("copy held", it.copy_held), ("may be linked", it.may_link))
    said = [f"{name}: {_label('V-YN', answer)}" for name, answer in answers]
    return ", ".join([*(part for part in given if part), *said])


def _say_words(call: Call, paragraph: Paragraph) -> None:
    """Say a paragraph.  The mark keeps its lines from passing for ours."""
    basis = ", ".join(_label("V-BASIS", word) for word in paragraph.basis)
    told = f" ({paragraph.told_by})" if paragraph.told_by else ""
    call.console.say()
    call.console.say(f"[{basis or _NOT_GIVEN}{told}]")
    for line in paragraph.text.split("\n"):
        call.console.say(f"  | {line}")


def _when(when: PartialDate | None) -> str:
    if when is None:
        return _NOT_GIVEN
    if when.empty is not None:
        return _label("V-NULL", when.empty)
    return ", ".join(it for it in (when.value, when.tz, when.precision, when.basis) if it)


def _where(where: Place | None) -> str:
    if where is None:
        return _NOT_GIVEN
    if where.empty is not None:
        return _label("V-NULL", where.empty)
    point = where.coordinates
    given = (
        where.text,
        where.region or where.country,
        f"{point.latitude}, {point.longitude}" if point else None,
        where.precision,
        where.basis,
    )
    return ", ".join(it for it in given if it)


def _consents(shown: Shown) -> Iterable[ConsentRecord]:
    for stored in shown.others:
        read = read_record(stored.data)
        if isinstance(read, ConsentRecord):
            yield read


def _row(row: ConsentInput | ConsentRecord) -> str:
    to = "for handing on" if row.recipient == ONWARD else _label("V-RECIP", row.recipient)
    withdrawn = isinstance(row, ConsentRecord) and row.withdrawn
    decision = "withdrawn" if withdrawn else _label("V-CDEC", row.decision)
    until = f", until {row.valid_until}" if row.valid_until else ""
    return f"{to}: {decision} ({_label('V-IDLVL', row.identity_level)}{until})"


def _exhibit(it: HeldExhibit) -> str:
    kind = "sealed identity" if it.sealed else it.mime
    missing = "" if it.here else ", withheld by the sender"
    return f"{kind}, {size(it.size)}{missing}, {it.media or 'sha256'} {it.sha256}"


def _label(vocabulary: str, stored: str) -> str:
    return load(vocabulary).label(stored, "en")


def _account_json(account: TestimonyInput | TestimonyRecord | None) -> dict[str, Any] | None:
    """Return the account without its identity form, which this verb does not show."""
    if account is None:
        return None
    built: dict[str, Any] = msgspec.to_builtins(account)
    if isinstance(account, TestimonyInput):
        built.pop("identity", None)
    return built


def _exhibit_json(it: HeldExhibit) -> dict[str, Any]:
    return {
        "media": it.media,
        "sha256": it.sha256,
        "size": it.size,
        "mime": it.mime,
        "here": it.here,
        "sealed": it.sealed,
    }
