"""What a card asks for, in plain sentences."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collector import vocabularies
from collector.desk import TrustedCard
from collector.model.card import PlatformCard
from collector.ui import outside
from collector.ui.parts.checks import check_line
from collector.ui.parts.text import Tone
from collector.ui.words import Words


def asks(words: Words, trusted: TrustedCard, text_size: int) -> list[QWidget]:
    """Return what handing over to this platform means, a line each."""
    card = trusted.card
    lines = [
        check_line(
            words("card-asks-class", kind=kind_of(words, card)),
            words("card-asks-class-hint"),
            "accent",
        ),
        _two(words, "separate", card.identity_separate),
        _two(words, "quantum", trusted.post_quantum),
        _ways(words, card, text_size),
    ]
    if card.revoked_keys:
        revoked = words("card-asks-revoked", count=len(card.revoked_keys))
        lines.append(check_line(revoked, words("card-change-revoked-keys-hint"), "accent"))
    return lines


def kind_of(words: Words, card: PlatformCard) -> str:
    """Return the label of the kind of recipient a platform is."""
    return vocabularies.load("V-RECIP").label(card.recipient_class, words.language)


def _two(words: Words, name: str, good: bool) -> QWidget:
    kind = name if good else f"not-{name}"
    tone: Tone = "green" if good else "amber"
    return check_line(words(f"card-asks-{kind}"), words(f"card-asks-{kind}-hint"), tone)


def _ways(words: Words, card: PlatformCard, text_size: int) -> QWidget:
    if not card.transports:
        return check_line(words("card-asks-by-hand"), words("card-asks-by-hand-hint"), "accent")
    ways = words("card-asks-network", count=len(card.transports))
    hint = ", ".join(outside.address(it.address, text_size) for it in card.transports)
    if any(it.tor_required for it in card.transports):
        hint = f"{words('card-asks-tor')} {hint}"
    return check_line(ways, hint, "accent")
