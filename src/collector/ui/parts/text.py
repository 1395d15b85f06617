"""Labels: plain text, always.  The only file that makes a ``QLabel`` (attack Q1)."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from collector.ui import design, outside

Kind = Literal[
    "title",
    "question",
    "heading",
    "strong",
    "body",
    "lead",
    "hint",
    "overline",
    "soft",
    "words",
    "code",
    "problem",
]
Tone = Literal["accent", "amber", "green", "red"]


def label(text: str, kind: Kind = "body", *, wrap: bool = True, name: str = "") -> QLabel:
    """Return a label of the program's own words, or of outside text that was made harmless."""
    made = _plain(text)
    made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if name:
        made.setObjectName(name)
    return made


def outside_label(text: str, kind: Kind = "body", *, wrap: bool = True) -> QLabel:
    """Return a label of text from outside: one line, harmless, bounded."""
    return label(outside.line(text), kind, wrap=wrap)


def selectable(made: QLabel) -> QLabel:
    """Let a label's text be marked and copied, also by keyboard."""
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def chip(text: str, tone: Tone) -> QLabel:
    """Return a state as a soft chip: a word, never a colour alone."""
    made = _plain(text)
    made.setProperty("kind", "chip")
    made.setProperty("tone", tone)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def mark(sign: str, tone: Tone) -> QLabel:
    """Return a round mark of one sign; the line beside it says what it means."""
    made = _plain(sign)
    made.setProperty("kind", "mark")
    made.setProperty("tone", tone)
    side = 2 * round(design.ROUND * QApplication.font().pixelSize() / design.BODY)
    made.setFixedSize(side, side)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def say(shown: QLabel, text: str, kind: Kind | None = None) -> None:
    """Change what a label says, and hide it when that is nothing."""
    shown.setText(text)
    shown.setVisible(bool(text))
    if kind is not None and shown.property("kind") != kind:
        shown.setProperty("kind", kind)
        restyle(shown)


def restyle(widget: QWidget) -> None:
    """Let a changed property show."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _plain(text: str) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setOpenExternalLinks(False)
    return made
