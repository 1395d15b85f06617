"""``bundle export`` and ``outbox add``: what consent allows goes into one bundle.

What it holds back is told.  The one puts the bundle into a folder, the other lets it wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from collector import desk
from collector.cli.accounts_named import account_id, names_account
from collector.cli.call import Call
from collector.cli.errors import NoTerminal
from collector.cli.reply import Finding, Reply, refusal
from collector.cli.wording import counted, pairs, size
from collector.desk import TrustedCard
from collector.errors import CollectorError, WrongUsage
from collector.model import consent_reasons
from collector.model.consent_facts import Answer, Decision, TestimonyVerdict
from collector.model.identity import IdentityRecord
from collector.model.records import read_record
from collector.model.untrusted import shown
from collector.session import ConsentForbids, Exported, Session, Shown

# Reasons that an answer, given for this very export, takes away.
_TO_BE_ASKED: Final = ("ask", "later", "ask-handing-on")
_ANSWERS: Final = {"yes": True, "no": False}


class FolderForgotten(WrongUsage):
    """The last name is an account's: without a folder after it, every account would go."""

    code = "usage.folder-forgotten"
    words = "an account stands where the folder belongs"
    hint = "nothing was made; name the folder last, and as ./NAME if it is called like an account"


def export(call: Call) -> Reply:
    """Make a bundle.  Done is also what left a part behind; nothing at all is a refusal."""
    folder = Path(call.args.out)
    if names_account(call.args.out) and not folder.exists():
        raise FolderForgotten
    desk.must_take_files(folder)
    return _make(call, folder)


def add(call: Call) -> Reply:
    """Make a bundle and let it wait for ``outbox send``."""
    return _make(call, None)


def _make(call: Call, folder: Path | None) -> Reply:
    with call.open(call.args.vault) as session:
        card = session.trust.platform(call.args.to)
        ids = [account_id(session, name) for name in call.args.ids]
        codes = {line.id: line.human_code for line in session.testimonies.every()}
        answers = _ask(call, session, card, ids, codes)
        try:
            with call.progress("writing the bundle") as progress:
                done = session.outbox.export(card, ids, answers=answers, progress=progress)
        except ConsentForbids as error:
            findings = list(_held_back(session, card, error.decision))
            _tell(call, findings, codes)
            call.console.complain(error)
            return refusal(error, findings)
        findings = list(_held_back(session, card, done.decision))
        path = _hand_out(call, session, done, folder) if folder else f"outbox/{done.file.name}"
        state = session.delivery.of_bundle(done.bundle).delivery.state
    went = [it.id for it in done.decision.testimonies if it.allowed]
    _say(call, done, path, len(went))
    if done.again:
        call.console.note(f"exactly this was made before, and is {state}: no second one was made")
    _tell(call, findings, codes)
    return Reply(
        ids=[done.bundle],
        findings=findings,
        fields={
            "file": str(path),
            "sequence": done.sequence,
            "sha256": done.sha256,
            "size": done.size,
            "testimonies": went,
            "again": done.again,
            "state": state,
        },
    )


def _say(call: Call, done: Exported, path: Path | str, accounts: int) -> None:
    call.console.say(str(path))
    if isinstance(path, Path) and path.suffix == ".001":
        name = path.with_suffix("")
        call.console.say(f"it is in parts, which the disk needs: cat {name}.* > {name.name}")
    pairs(
        call.console,
        [
            ("bundle", f"{done.bundle}, number {done.sequence} for this platform"),
            ("holds", f"{counted(accounts, 'account')}, {size(done.size)} encrypted and padded"),
            ("sha256", done.sha256),
        ],
    )


def _tell(call: Call, findings: list[Finding], codes: Mapping[str, str]) -> None:
    for it in findings:
        code = codes.get(it.where["testimony"], it.where["testimony"])
        what = f" {it.where['what']}" if it.where["what"] != "account" else ""
        call.console.say(f"held back: {code}{what}: {it.words}")


def _hand_out(call: Call, session: Session, done: Exported, folder: Path) -> Path:
    try:
        with call.progress("putting it there", done.size) as progress:
            return session.outbox.hand_out(done, folder, progress=progress)
    except CollectorError:
        call.console.note(f"the bundle is finished and lies in the vault: outbox/{done.file.name}")
        raise


def _held_back(session: Session, card: TrustedCard, decision: Decision) -> Iterator[Finding]:
    """Yield what does not go, account by account, with every reason."""
    for verdict in decision.testimonies:
        if not verdict.allowed:
            yield from _reasons(verdict, "account", verdict.reasons)
            continue
        yield from _identity(session.testimonies.show(verdict.id), card, verdict)
        for exhibit in verdict.exhibits:
            yield from _reasons(verdict, f"exhibit {exhibit.media}", exhibit.reasons)


def _identity(account: Shown, card: TrustedCard, verdict: TestimonyVerdict) -> Iterator[Finding]:
    """Yield why an identity that there is does not go."""
    if account.identity == "none":
        return
    yield from _reasons(verdict, "identity", verdict.identity_reasons)
    records = [read_record(it.data) for it in account.others]
    sealed_to = {it.card.root_key for it in records if isinstance(it, IdentityRecord)}
    if verdict.identity_allowed and card.card.root_key not in sealed_to:
        where = {"testimony": verdict.id, "what": "identity"}
        yield Finding("identity.other-platform", "it is not sealed to this platform", where)


def _reasons(verdict: TestimonyVerdict, what: str, reasons: tuple[str, ...]) -> Iterator[Finding]:
    for code in reasons:
        where = {"testimony": verdict.id, "what": what}
        yield Finding(code, consent_reasons.words(code), where)


def _ask(
    call: Call, session: Session, card: TrustedCard, ids: list[str], codes: Mapping[str, str]
) -> list[Answer]:
    """Ask what the person wanted to be asked; nobody is asked where nobody could answer."""
    if call.console.as_json or not call.terminal.present():
        return []
    decision = session.outbox.decide(card, ids)
    return [
        Answer(testimony=verdict.id, recipient=decision.recipient, yes=yes, onward=onward)
        for verdict in decision.testimonies
        for onward in _questions(verdict)
        if (yes := _answer(call, codes[verdict.id], card.card.name, onward=onward)) is not None
    ]


def _questions(verdict: TestimonyVerdict) -> list[bool]:
    """Return what to ask, as ``Answer.onward``: nothing if a yes would not be enough."""
    reasons = [code.partition(".") for code in verdict.reasons]
    if not all(reason in _TO_BE_ASKED for _, _, reason in reasons):
        return []
    return sorted({side != "recipient" for side, _, _ in reasons})


def _answer(call: Call, code: str, platform: str, *, onward: bool) -> bool | None:
    """Return what the person says; None if the person was not asked."""
    what = "to its being handed on to" if onward else "to its going to"
    call.console.note(
        f"{code}: the person wants to be asked. Was the person asked now,"
        f" and agreed {what} {shown(platform, 80)}?"
    )
    try:
        typed = call.terminal.line(
            "yes, no, or Enter if nobody was asked: ", "the answer", "--json"
        )
    except NoTerminal:
        return None
    return _ANSWERS.get(typed.strip().lower())
