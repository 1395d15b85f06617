"""``vault create`` and ``vault check``."""

from __future__ import annotations

from pathlib import Path

from collector import desk
from collector.cli.call import Call
from collector.cli.reply import Finding, Reply, refusal
from collector.cli.verbs.check_words import words_of
from collector.cli.wording import counted, key_fields, key_lines, pairs
from collector.errors import Unacceptable


class VaultNotSound(Unacceptable):
    """The check found something."""

    code = "vault.not-sound"
    words = "the vault is not as it was written: {number} found by the check"
    hint = "nothing was changed; copy the whole folder elsewhere before anything is done with it"


def create(call: Call) -> Reply:
    """Make a vault and say by which key it will be known."""
    desk.must_have_place(Path(call.args.dir))
    with call.create(call.args.dir, call.args.role) as session:
        own = desk.public_key(session.trust.own_signer)
        vault_id = session.vault.vault_id.hex()
    call.console.say("the vault is made")
    pairs(call.console, [("role", call.args.role), *key_lines("signs as", own)])
    call.console.note("nobody can bring a forgotten passphrase back: not its makers, nobody")
    return Reply(ids=[vault_id], fields={"role": call.args.role, "signer": key_fields(own)})


def check(call: Call) -> Reply:
    """Recompute all that can be recomputed."""
    with call.open(call.args.dir) as session:
        with call.beat("checking the vault") as beat:
            found = session.check(beat=beat)
        accounts = len(session.testimonies.every())
        events = session.custody.size()
        head = session.custody.root(events).hex()
    findings = [Finding(it.code, words_of(it.code), {"where": it.where}) for it in found]
    for finding in findings:
        call.console.say(f"{finding.where['where'] or '-'}: {finding.words} ({finding.code})")
    held = {"accounts": accounts, "events": events, "head": head}
    if findings:
        error = VaultNotSound(number=counted(len(findings), "thing"))
        call.console.complain(error)
        return refusal(error, findings, **held)
    call.console.say("all that can be recomputed is as it was written")
    pairs(
        call.console,
        [("accounts", str(accounts)), ("events", str(events)), ("head of the log", head)],
    )
    call.console.note(
        "a whole vault put back to an older copy is found only by comparing this head"
        " with one noted elsewhere"
    )
    return Reply(fields=held)
