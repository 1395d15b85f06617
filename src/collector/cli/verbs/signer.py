"""``signer list``, ``signer trust`` and ``signer revoke``."""

from __future__ import annotations

from collector import desk
from collector.cli.call import Call
from collector.cli.expected import twelve_words
from collector.cli.reply import Finding, Reply
from collector.cli.wording import counted, key_fields, key_lines, pairs

HOW_TO_GET_THEM = (
    "the other person sees the twelve words of their vault with: collector signer list,"
    " or in the window under Platforms",
    "let them read the words to you on a line where you know the voice",
)


def every(call: Call) -> Reply:
    """List this vault's own key, the keys vouched for, and those that wait in arrivals."""
    with call.open(call.args.vault) as session:
        own = desk.public_key(session.trust.own_signer)
        known = [(it, desk.public_key(it.public)) for it in session.trust.signers()]
        waiting = session.intake.waiting()
    pairs(call.console, key_lines("this vault", own))
    for it, key in known:
        call.console.say()
        state = f"revoked {it.revoked_at}" if it.revoked_at else f"trusted {it.enrolled_at}"
        pairs(call.console, [*key_lines("signer", key), ("state", state)])
    unknown = sorted({it.signer for it in waiting} - {it.public for it, _ in known})
    for public in unknown:
        call.console.say()
        number = sum(it.signer == public for it in waiting)
        pairs(
            call.console,
            [
                ("unknown", desk.public_key(public).line),
                ("waiting", counted(number, "bundle")),
            ],
        )
    return Reply(
        ids=[key.hex for _, key in known],
        findings=[
            Finding("signer.waiting", "bundles of an unknown signer wait", {"key": public.hex()})
            for public in unknown
        ],
        fields={
            "own": key_fields(own),
            "signers": [
                {**key_fields(key), "enrolled_at": it.enrolled_at, "revoked_at": it.revoked_at}
                for it, key in known
            ],
        },
    )


def trust(call: Call) -> Reply:
    """Vouch for a key whose twelve words were read by its holder.

    Where none is named, for the one with these words among those that wait in arrivals.
    """
    named = None if call.args.key is None else desk.read_signer(call.args.key)
    spoken = twelve_words(call, HOW_TO_GET_THEM)
    with call.open(call.args.vault) as session:
        public = session.intake.whose(spoken)[0].signer if named is None else named
        new = session.trust.enrol(public, spoken)
        waiting = [
            str(session.intake.waiting_file(it))
            for it in session.intake.waiting()
            if it.signer == public
        ]
    call.console.say("this key is trusted now" if new else "this key was trusted already")
    for path in waiting:
        call.console.note(f"a bundle of this signer waits; take it in with bundle import: {path}")
    return Reply(
        ids=[public.hex()],
        findings=[
            Finding("signer.waiting", "a bundle of this signer waits", {"file": path})
            for path in waiting
        ],
        fields={"new": new},
    )


def revoke(call: Call) -> Reply:
    """Believe a key no more; what it signed before stays, marked."""
    public = desk.read_signer(call.args.key)
    with call.open(call.args.vault) as session:
        new = session.trust.revoke_signer(public)
        signed = sum(it.signer == public for it in session.intake.imported())
    call.console.say("this key is revoked now" if new else "this key was revoked already")
    call.console.say(
        f"{counted(signed, 'bundle')} that it signed before stay here, marked;"
        " new ones of it are refused"
    )
    return Reply(ids=[public.hex()], fields={"new": new, "bundles": signed})
