"""``testimony list`` and ``testimony seal``."""

from __future__ import annotations

from collections.abc import Sequence

from collector.cli.accounts_named import account_id
from collector.cli.call import Call
from collector.cli.reply import Finding, Reply, refusal
from collector.cli.wording import counted
from collector.model.testimony_input import InputRefused
from collector.model.untrusted import shown
from collector.session import Listed, Session


def every(call: Call) -> Reply:
    """List all accounts, a line each, id first."""
    with call.open(call.args.vault) as session:
        lines = session.testimonies.every()
        revoked = {it.public for it in session.trust.signers() if it.revoked_at}
    for line in lines:
        call.console.say(
            f"{line.id}  {line.human_code:<8}  {line.state} {line.revision}  "
            f"{line.language:<3}  {counted(line.exhibits, 'exhibit'):<11}  {shown(line.about, 80)}"
            f"{'  (damaged: it cannot be read)' if line.damaged else ''}"
            f"{'  (signed by a revoked key)' if line.author in revoked else ''}"
        )
    if not lines:
        call.console.note("there is no account in this vault")
    return Reply(
        ids=[line.id for line in lines],
        fields={
            "testimonies": [
                {**_fields(line), "signer_revoked": line.author in revoked} for line in lines
            ]
        },
    )


def seal(call: Call) -> Reply:
    """Make a draft an immutable revision; what is missing is told field by field."""
    with call.open(call.args.vault) as session:
        name = account_id(session, call.args.id)
        targets = None if call.args.to is None else session.trust.targets(call.args.to)
        try:
            sealed = session.testimonies.seal(name, targets)
        except InputRefused as error:
            findings = [Finding(it.code, it.words, {"field": it.path}) for it in error.problems]
            for it in error.problems:
                call.console.note(f"{it.path}: {it.words}")
            call.console.complain(error)
            return refusal(error, findings)
        identity = session.testimonies.show(sealed.id).identity
        _tell_identity(call, session, identity, call.args.to)
    call.console.say(sealed.id)
    call.console.note(f"sealed as revision {sealed.revision}")
    return Reply(
        ids=[sealed.id],
        fields={
            "revision": sealed.revision,
            "sha256": sealed.digest.hex(),
            "identity": identity,
        },
    )


def _tell_identity(
    call: Call, session: Session, identity: str, chosen: Sequence[str] | None
) -> None:
    if identity == "open":
        call.console.note(
            "the identity still lies open in this vault, since no platform is trusted yet;"
            " it is sealed as soon as a card is trusted"
        )
    trust = session.trust
    cards = trust.platforms() if chosen is None else [trust.platform(it) for it in chosen]
    if identity == "sealed" and not all(it.card.identity_separate for it in cards):
        call.console.note(
            "a platform keeps the key to identities together with the key to accounts:"
            " whoever has that vault can read who the source is"
        )


def _fields(line: Listed) -> dict[str, object]:
    return {
        "id": line.id,
        "code": line.human_code,
        "state": line.state,
        "revision": line.revision,
        "language": line.language,
        "exhibits": line.exhibits,
        "about": line.about,
        "kept_at": line.kept_at,
        "damaged": line.damaged,
    }
