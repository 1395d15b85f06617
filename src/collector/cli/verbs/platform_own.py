"""``platform new``, ``renew``, ``revoke`` and ``key``: this vault as a platform."""

from __future__ import annotations

from pathlib import Path

from collector import desk
from collector.cli.call import Call
from collector.cli.card_forms import terms_changed, terms_given
from collector.cli.reply import Reply
from collector.cli.verbs.card_text import card_fields, card_lines
from collector.cli.wording import pairs
from collector.desk import TrustedCard
from collector.model.card_terms import CardTerms
from collector.session import VALID_FOR_DAYS, CardExists, Session

OPENS_EVERYTHING = "whoever holds this file reads every bundle that was ever made for this platform"
DOES_EVERYTHING = (
    "whoever holds this file can do all that this platform can; no passphrase protects it"
)
_HEAD = f"# {OPENS_EVERYTHING}\n"


def new(call: Call) -> Reply:
    """Make the vault a platform and write its card.

    A vault that is this platform already writes the same card again: the file may have been lost,
    or never written.
    """
    out = Path(call.args.out)
    desk.must_be_free(out)
    given = call.args.identity_recipient
    recipients = desk.read_recipients(Path(given)) if given is not None else ()
    terms = terms_given(call.args)
    with call.open(call.args.vault) as session:
        card = _card(session, call.args.name, recipients, terms)
        desk.write_file(out, card.data)
    pairs(call.console, card_lines(card))
    if not card.card.identity_separate:
        call.console.note(
            "this vault keeps the key to identities as well, and the card says so; another"
            " person could keep it: --identity-recipient"
        )
    return Reply(ids=[card.root.hex()], fields={**card_fields(card), "file": str(out)})


def renew(call: Call) -> Reply:
    """Issue the next card of this platform and write it; its words stay the same."""
    out = Path(call.args.out)
    desk.must_be_free(out)
    with call.open(call.args.vault) as session:
        own = session.trust.own_card()
        terms = terms_changed(call.args, CardTerms.of(own.card) if own else CardTerms())
        days = VALID_FOR_DAYS if call.args.days is None else call.args.days
        card = session.trust.renew_card(days, terms)
        desk.write_file(out, card.data)
    pairs(call.console, card_lines(card))
    call.console.note(
        "give it to everybody who trusts this platform: collector platform update CARD"
    )
    return Reply(ids=[card.root.hex()], fields={**card_fields(card), "file": str(out)})


def revoke(call: Call) -> Reply:
    """Issue the last card of this platform, which says that it is given up, and write it."""
    out = Path(call.args.out)
    desk.must_be_free(out)
    if not call.args.yes:
        call.console.note("nothing was done: no card ever follows it; to do it, call with --yes")
        return Reply(fields={"revoked": False})
    with call.open(call.args.vault) as session:
        card = session.trust.revoke_card()
        desk.write_file(out, card.data)
    pairs(call.console, card_lines(card))
    call.console.note(
        "give it to everybody who trusts this platform: collector platform update CARD; nothing"
        " is sent to it then. What comes all the same can still be imported here"
    )
    return Reply(
        ids=[card.root.hex()],
        fields={**card_fields(card), "file": str(out), "revoked": True},
    )


def export_key(call: Call) -> Reply:
    """Write the private keys that open bundles, for age and other programs."""
    out = Path(call.args.out)
    desk.must_be_free(out)
    with call.open(call.args.vault) as session:
        keys = session.trust.content_keys()
        call.console.note(OPENS_EVERYTHING)
        desk.write_file(out, (_HEAD + "\n".join(keys) + "\n").encode())
    call.console.say(str(out))
    return Reply(fields={"file": str(out), "keys": len(keys)})


def copy_keys(call: Call) -> Reply:
    """Write the copy of all private keys, without which bundles are lost with the vault."""
    out = Path(call.args.out)
    desk.must_be_free(out)
    with call.open(call.args.vault) as session:
        copy = session.trust.key_copy()
        call.console.note(DOES_EVERYTHING)
        desk.write_file(out, copy)
    call.console.say(str(out))
    call.console.note("see that it can be read, where it is kept: collector platform key check")
    return Reply(fields={"file": str(out)})


def check_copy(call: Call) -> Reply:
    """See whether a copy holds every private key of this platform."""
    data = desk.read_file(Path(call.args.file))
    with call.open(call.args.vault) as session:
        session.trust.check_key_copy(data)
    call.console.say("this copy holds every private key of this platform")
    return Reply()


def _card(
    session: Session, name: str, recipients: tuple[str, ...], terms: CardTerms
) -> TrustedCard:
    try:
        return session.trust.new_card(name, recipients, terms)
    except CardExists:
        own = session.trust.own_card()
        if own is None or own.card.name != name:
            raise
        given = (recipients or own.card.identity_recipients, terms)
        same = (own.card.identity_recipients, CardTerms.of(own.card))
        if given not in (same, (same[0], CardTerms())):
            raise
        return own
