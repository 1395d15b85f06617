"""``bundle import``: one file after the other; a refused one does not keep the next out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from collector import desk, log
from collector.cli.call import Call
from collector.cli.reply import DONE, Finding, Reply, refusal
from collector.cli.verbs.history_words import head_fields, history_words
from collector.cli.verbs.receipt import handed_out_fields, tell_handed_out
from collector.cli.verbs.time_words import time_fields
from collector.cli.wording import counted
from collector.errors import CollectorError, Exit
from collector.session import Imported, Session
from collector.verify.bundle import Dating

# The most serious first; the exit code of several files is the first that occurred.
_GRAVITY: Final = (
    Exit.MACHINE,
    Exit.USAGE,
    Exit.NO_KEY,
    Exit.UNACCEPTABLE,
    Exit.SIGNER_UNKNOWN,
    Exit.DONE,
)
_GAP: Final = "bundles of this sender before this one have not come"
_BECAME: Final[Mapping[str | Exit, str]] = {
    "imported": "imported",
    "repeat": "here already",
    Exit.SIGNER_UNKNOWN: "waiting for your word",
    Exit.UNACCEPTABLE: "refused",
}


@dataclass(frozen=True)
class _Outcome:
    """What became of one file."""

    file: str
    code: str
    exit: Exit
    fields: dict[str, Any] = field(default_factory=dict)
    testimonies: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def take_in(call: Call) -> Reply:
    """Import every file, and end with the most serious of what became of them."""
    folder = None if call.args.receipts is None else Path(call.args.receipts)
    if folder is not None:
        desk.must_take_files(folder)
    paths = desk.bundles_of(map(Path, call.args.files))
    with call.open(call.args.vault) as session:
        answered = {it.file for it in session.outbox.receipts()}
        outcomes = [_one(call, session, path, answered) for path in paths]
        _tell_gaps(call, session, outcomes)
        if len(outcomes) > 1:
            call.console.say(_summary(outcomes))
        told = _reply(outcomes)
        return told if folder is None else _answered(call, session, folder, told)


def _reply(outcomes: list[_Outcome]) -> Reply:
    worst = min(outcomes, key=lambda it: _GRAVITY.index(it.exit))
    return Reply(
        ids=list(dict.fromkeys(name for it in outcomes for name in it.testimonies)),
        findings=[finding for it in outcomes for finding in it.findings],
        fields={
            "files": [
                {"file": it.file, "ok": it.exit == Exit.DONE, "code": it.code, **it.fields}
                for it in outcomes
            ],
        },
        code=worst.code if worst.exit != Exit.DONE else DONE,
        exit=worst.exit,
    )


def _answered(call: Call, session: Session, folder: Path, told: Reply) -> Reply:
    """Put the receipts there.  If that fails, it is told beside what became of the bundles."""
    try:
        done = session.intake.hand_out_receipts(folder)
    except CollectorError as error:
        call.console.complain(error)
        return replace(refusal(error, told.findings, **told.fields), ids=told.ids)
    tell_handed_out(call, done)
    return replace(told, fields={**told.fields, "receipts": handed_out_fields(done)})


def _one(call: Call, session: Session, path: Path, answered: set[str]) -> _Outcome:
    """Import one file.  ``answered`` are the receipts there are; new ones are added."""
    name = str(path)
    try:
        with call.progress("checking the bundle", desk.bundle_size(path)) as progress:
            done = session.intake.take(path, progress=progress)
    except CollectorError as error:
        what, todo = error.told()
        log.event("refused", code=error.code)
        call.console.note(f"{name}: {what}")
        call.console.note(todo)
        fields = {}
        for receipt in {it.file for it in session.outbox.receipts()} - answered:
            answered.add(receipt)
            fields = {"receipt": f"outbox/{receipt}"}
            call.console.note(f"a receipt that tells its sender so: {fields['receipt']}")
        finding = Finding(error.code, what, {"hint": todo, "file": name})
        return _Outcome(name, error.code, error.exit, fields, findings=(finding,))
    answered.add(done.receipt or "")
    log.event(done.verdict, bundle=done.bundle)
    return _told(call, name, done, session.intake.report_of(done.bundle).dating)


def _tell_gaps(call: Call, session: Session, outcomes: list[_Outcome]) -> None:
    """Say which bundles still lack the one before: files come in whatever order they have."""
    gaps = session.intake.gaps()
    for at, it in enumerate(outcomes):
        if it.fields.get("gap") is not None:
            gap = it.fields["bundle"] in gaps
            findings = it.findings
            if gap:
                call.console.say(f"{it.file}: {_GAP}")
                findings += (Finding("history.gap", _GAP, {"file": it.file}),)
            outcomes[at] = replace(it, fields={**it.fields, "gap": gap}, findings=findings)


def _summary(outcomes: list[_Outcome]) -> str:
    """Return how many files became what."""
    numbers = Counter(_BECAME.get(it.code) or _BECAME.get(it.exit, "failed") for it in outcomes)
    said = ", ".join(f"{number} {what}" for what, number in numbers.items())
    return f"{counted(len(outcomes), 'file')}: {said}"


def _told(call: Call, name: str, done: Imported, dating: Dating) -> _Outcome:
    fields = {
        "bundle": done.bundle,
        "signer": done.signer.hex(),
        "history": done.history,
        "known": head_fields(done.known),
        "head": head_fields(done.head),
        "testimonies": list(done.testimonies),
        "media": done.media,
        "conflicts": done.conflicts,
        "claimed": done.claimed,
        "gap": done.gap,
        "receipt": done.receipt and f"outbox/{done.receipt}",
        **time_fields(dating),
    }
    if done.verdict == "repeat":
        call.console.say(f"{name}: this bundle is in the vault already; nothing was done")
        if done.receipt:
            call.console.say(f"  its receipt names this file now: {fields['receipt']}")
        return _Outcome(name, "repeat", Exit.DONE, fields, done.testimonies)
    accounts, exhibits = counted(len(done.testimonies), "account"), counted(done.media, "exhibit")
    call.console.say(f"{name}: imported: {accounts}, {exhibits}")
    call.console.say(f"  receipt for the sender: {fields['receipt']}")
    findings = tuple(_remarks(name, done, dating))
    for it in findings:
        call.console.say(f"  {it.words}")
    return _Outcome(name, done.verdict, Exit.DONE, fields, done.testimonies, findings)


def _remarks(name: str, done: Imported, dating: Dating) -> list[Finding]:
    remarks = []
    if done.history is not None:
        words = history_words(done.history, done.known, done.head)
        remarks.append((f"history.{done.history}", words))
    if done.conflicts:
        records = counted(done.conflicts, "record")
        remarks.append(
            ("record.conflict", f"{records} came with other bytes than before: kept apart")
        )
    if done.claimed:
        accounts = counted(done.claimed, "account")
        remarks.append(
            ("record.claimed", f"{accounts} here already under another key: ask both senders")
        )
    contradicted = sum(bool(it.time.contradictions) for it in dating.items)
    if contradicted:
        items = counted(contradicted, "item")
        remarks.append(
            (
                "time.contradiction",
                f"of {items} the sender's clock contradicts what bounds the time",
            )
        )
    return [Finding(code, words, {"file": name}) for code, words in remarks]
