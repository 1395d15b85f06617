"""The last card: asked for where somebody else may hold the keys, and what it means once made."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from collector.ui.parts.actions import actions
from collector.ui.parts.asking import Asking
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import banner, column, group, sheet
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.card_change import Change
from collector.ui.words import Words


def last_card_sheet(screen: Screen, change: Change) -> QFrame:
    """Return what leads to the last card, after one question."""
    words, settings = screen.words, screen.desktop.settings
    trouble = Trouble(words)

    def make() -> None:
        trouble.clear()
        change(lambda job: job.session.trust.revoke_card(), "last-card-made", trouble.answer)

    asking = Asking(
        words,
        settings,
        question=words("last-card-question"),
        does=words("last-card-yes"),
        name="last-card-yes",
        done=make,
    )
    ask = button(words("last-card-ask"), "link", asking.ask)
    ask.setObjectName("last-card-ask")
    return sheet(
        label(words("last-card-title"), "strong"),
        label(words("last-card-hint"), "hint"),
        actions(settings, ask),
        asking,
        trouble,
        gap=10,
    )


def given_up(words: Words) -> QWidget:
    """Return what stands first on the page of a platform that is given up."""
    said = column(
        label(words("given-up-title"), "strong"),
        label(words("given-up-hint"), "soft"),
        gap=10,
    )
    shown = banner(group(said))
    shown.setObjectName("given-up")
    return shown
