"""``platform show``, ``platform trust`` and ``platform update``."""

from __future__ import annotations

from pathlib import Path

from collector import desk
from collector.cli.call import Call
from collector.cli.expected import twelve_words
from collector.cli.reply import Finding, Reply
from collector.cli.verbs.card_text import card_fields, card_lines, change_words, changes
from collector.cli.wording import counted, pairs
from collector.desk import TrustedCard
from collector.session import Session

HOW_TO_GET_THEM = (
    "the platform sees the twelve words of its card with: collector platform show CARD",
    "let somebody there read the words to you on a line where you know the voice",
)


def show(call: Call) -> Reply:
    """Show what a card says, and with a vault how it stands to what is trusted there."""
    card = desk.show_card(Path(call.args.card))
    lines, fields = card_lines(card), card_fields(card)
    findings: list[Finding] = []
    if call.args.vault is not None:
        with call.open(call.args.vault) as session:
            fields["standing"] = _standing(session, card)
            findings = _changes(session, card)
        lines.append(("here", fields["standing"]))
    pairs(call.console, lines)
    for it in findings:
        call.console.say(it.words)
    call.console.note(
        "the card says so itself; it is the platform's only if somebody there reads these words"
    )
    return Reply(ids=[card.root.hex()], findings=findings, fields=fields)


def trust(call: Call) -> Reply:
    """Trust a platform whose twelve words were read by somebody there."""
    shown = desk.show_card(Path(call.args.card))
    spoken = twelve_words(call, HOW_TO_GET_THEM)
    with call.open(call.args.vault) as session:
        open_before = len(session.testimonies.with_open_identity())
        findings = _changes(session, shown)
        card = session.trust.trust_card(shown.data, spoken)
        sealed = open_before - len(session.testimonies.with_open_identity())
    call.console.say("this platform is trusted now")
    pairs(call.console, card_lines(card))
    for it in findings:
        call.console.say(it.words)
    if sealed:
        call.console.note(f"the identity of {counted(sealed, 'account')} is sealed to it now")
    return Reply(
        ids=[card.root.hex()],
        findings=findings,
        fields={**card_fields(card), "identities_sealed": sealed},
    )


def update(call: Call) -> Reply:
    """Take over the renewed card of a platform whose words were compared when it was trusted."""
    offered = desk.show_card(Path(call.args.card))
    with call.open(call.args.vault) as session:
        renewal = session.trust.take_renewed(offered.data)
    findings = [
        Finding("card.changed", words, {"field": it.field, "was": it.before, "is": it.after})
        for it in renewal.changes
        for words in [change_words(it)]
    ]
    if renewal.gap:
        findings.append(Finding("card.gap", "cards of this platform before this one never came"))
    known = "nothing on it has changed" if not findings else "this card is the trusted one now"
    call.console.say(known)
    pairs(call.console, card_lines(renewal.card))
    for it in findings:
        call.console.say(it.words)
    return Reply(
        ids=[renewal.card.root.hex()],
        findings=findings,
        fields={**card_fields(renewal.card), "gap": renewal.gap},
    )


def _standing(session: Session, card: TrustedCard) -> str:
    own = session.trust.own_card()
    if own is not None and own.root == card.root:
        return "issued by this vault"
    known = _known(session, card)
    if known is None:
        return "not trusted"
    return "trusted" if known.digest == card.digest else "trusted, by another card"


def _changes(session: Session, card: TrustedCard) -> list[Finding]:
    """Return what this card says differently from the one that is trusted."""
    known = _known(session, card)
    if known is None or known.digest == card.digest:
        return []
    return [
        Finding("card.changed", f"another than on the card trusted before: {name}")
        for name in changes(known.card, card.card)
    ]


def _known(session: Session, card: TrustedCard) -> TrustedCard | None:
    return next((it for it in session.trust.platforms() if it.root == card.root), None)
