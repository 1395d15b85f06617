"""``vault wipe``: what a platform took over, out of this vault, once the person has said yes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from collector.cli.accounts_named import account_id
from collector.cli.call import Call
from collector.cli.reply import Finding, Reply
from collector.cli.wording import counted, size
from collector.session import MayGo, Stays, Wiped, WipePlan, wipe

STAYS: Final = {
    "not-ours": "some of it came from another vault or from a copy of this one",
    "not-handed-over": "it, or what was changed of it, was not handed over",
    "on-its-way": "a bundle with it has no receipt yet",
    "refused": "a platform did not take it",
    "not-confirmed": "the receipt does not say that deleting it is safe",
    "key-revoked": "the platform has revoked its card, or the key that signed its receipt;"
    " hand it over anew",
}
ONLY_HERE: Final = {
    "exhibit": "an exhibit",
    "identity": "who the person is",
    "correction": "a correction that is being written",
}


def wipe_delivered(call: Call) -> Reply:
    """Say what would go and what stays; with ``--yes`` do it."""
    with call.open(call.args.vault) as session:
        ids = [account_id(session, name) for name in call.args.ids]
        plan = session.wipeable(ids)
        _tell(call, plan)
        if not call.args.yes:
            call.console.note("nothing was wiped; to do it, call again with --yes")
            return _reply(plan, None)
        with call.progress("copying what stays", plan.to_copy) as progress:
            opened, done = wipe(session, ids, progress)
        opened.close()
    _conclude(call, done)
    return _reply(plan, done)


def _tell(call: Call, plan: WipePlan) -> None:
    for it in plan.goes:
        holds = f"{counted(it.records, 'record')}, {counted(it.exhibits, 'exhibit')}"
        call.console.say(f"goes: {it.human_code}, {holds}{_unread(it)}{_only_here(it)}")
    for it in plan.named_only:
        call.console.say(
            f"goes only when it is named: {it.human_code}{_unread(it)}{_only_here(it)}"
        )
    for stays in plan.stays:
        call.console.say(f"stays: {stays.human_code}: {STAYS[stays.reason]}")
    if plan.goes:
        call.console.say(
            f"{counted(plan.bundles, 'bundle')} in the outbox goes with it;"
            f" {size(plan.to_copy)} of what stays is written anew"
        )
    else:
        call.console.say("nothing in this vault was taken over whole")
    if plan.before:
        call.console.say(f"{counted(plan.before, 'account')} handed over and wiped before")


def _unread(account: MayGo) -> str:
    return "; who the person is: not yet read there" if account.identity_unread else ""


def _only_here(account: MayGo) -> str:
    parts = [ONLY_HERE[it] for it in account.only_here]
    return f"; exists in this vault only: {', '.join(parts)}" if parts else ""


def _conclude(call: Call, done: Wiped) -> None:
    call.console.say(f"{counted(done.accounts, 'account')} wiped, the vault has a new key")
    call.console.note("copies of the vault made before, and what flash keeps, are not reached")
    if done.left:
        call.console.note(
            f"{counted(done.left, 'file')} that nothing opens could not be removed;"
            " the next opening tries again"
        )


def _reply(plan: WipePlan, done: Wiped | None) -> Reply:
    return Reply(
        ids=[it.id for it in plan.goes],
        findings=list(_findings(plan)),
        fields={
            "wiped": done is not None,
            "accounts": [_account(it) for it in plan.goes],
            "bundles": plan.bundles,
            "wiped_before": plan.before,
            "files_left": done.left if done else 0,
        },
    )


def _account(account: MayGo) -> dict[str, Any]:
    return {
        "testimony": account.id,
        "human_code": account.human_code,
        "records": account.records,
        "exhibits": account.exhibits,
        "only_here": list(account.only_here),
        "identity_unread": account.identity_unread,
    }


def _findings(plan: WipePlan) -> Iterator[Finding]:
    for it in plan.named_only:
        for code in it.only_here:
            yield Finding(f"only-here.{code}", ONLY_HERE[code], {"testimony": it.id})
    for stays in plan.stays:
        yield _stays(stays)


def _stays(account: Stays) -> Finding:
    where = {"testimony": account.id}
    return Finding(f"stays.{account.reason}", STAYS[account.reason], where)
