"""What a renewed card says differently, a line each: what was, what is, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from collector.model.card import PlatformCard, Transport
from collector.model.card_changes import card_changes
from collector.ui import outside
from collector.ui.parts.checks import check_line
from collector.ui.screens.platforms.asks import kind_of
from collector.ui.screens.platforms.offer import Offer
from collector.ui.words import Words


def changes_of(words: Words, offer: Offer, text_size: int) -> list[QWidget]:
    """Return a line for everything in which a renewed card differs from the one before."""
    if offer.before is None:
        return []
    before, now = offer.before.card, offer.card.card
    old, new = _facts(words, before, text_size), _facts(words, now, text_size)
    ways = "\n".join(_ways(words, before.transports, now.transports, text_size))

    def follows(name: str) -> str:
        if name == "revoked-keys":
            return words("card-change-revoked-keys-hint")
        return ways if name == "transports" else ""

    lines = []
    for change in card_changes(before, now):
        name = change.field.replace("_", "-")
        said = words(f"card-change-{name}", old=old.get(name, ""), new=new.get(name, ""))
        lines.append(check_line(said, follows(name), "accent"))
    if offer.gap:
        lines.append(check_line(words("card-change-gap"), words("card-change-gap-hint"), "amber"))
    return lines


def _facts(words: Words, card: PlatformCard, text_size: int) -> dict[str, str]:
    authority = card.time_authority
    return {
        "name": outside.line(card.name),
        "valid-until": words.day(card.valid_until),
        "recipient-class": kind_of(words, card),
        "identity-separate": words("card-yes" if card.identity_separate else "card-no"),
        "revoked-keys": words.number(len(card.revoked_keys)),
        "transports": words.number(len(card.transports)),
        "time-authority": words("card-no-authority")
        if authority is None
        else outside.address(authority.address, text_size),
    }


def _ways(
    words: Words, before: Sequence[Transport], now: Sequence[Transport], text_size: int
) -> Iterator[str]:
    """Yield which ways are new, which are gone, and which lead there in another manner."""
    old, new = ({(it.kind, it.address): it for it in ways} for ways in (before, now))
    other = [it for it in old.keys() & new.keys() if old[it] != new[it]]
    found = {"new": new.keys() - old.keys(), "gone": old.keys() - new.keys(), "other": set(other)}
    for kind, ways in found.items():
        if ways:
            named = ", ".join(sorted(outside.address(address, text_size) for _, address in ways))
            yield words(f"card-change-ways-{kind}", ways=named)
