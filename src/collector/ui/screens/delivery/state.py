"""How far a bundle has come, as a chip: one word everywhere it is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLabel

from collector.session import Waiting
from collector.ui.parts.text import Tone, chip
from collector.ui.words import Words

_TONES: Final[dict[str, Tone]] = {
    "waiting": "accent",
    "paused": "amber",
    "held": "amber",
    "sending": "accent",
    "uploaded": "amber",
    "delivered": "green",
    "refused": "red",
    "withdrawn": "accent",
}


def state_chip(words: Words, waiting: Waiting) -> QLabel:
    """Return the chip of a bundle."""
    state = _state(waiting)
    tone = _TONES[state]
    shown = words(f"delivery-state-{state}")
    return chip(shown, "amber" if tone == "red" and words.own else tone)


def _state(waiting: Waiting) -> str:
    it = waiting.delivery
    if it.state != "waiting":
        return it.state
    if it.paused:
        return "paused"
    return "held" if it.reason else "waiting"
