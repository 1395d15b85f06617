"""The short list: is this connection safe, and why."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from collector.desk import Judgement, Line
from collector.ui import design
from collector.ui.parts.checks import check_line
from collector.ui.parts.layout import Part, row, sheet
from collector.ui.parts.text import Tone, label
from collector.ui.parts.trouble import sentence
from collector.ui.words import Words

_TONES: Final[dict[str, Tone]] = {"yes": "green", "no": "red", "unknown": "accent"}


def safety_sheet(
    words: Words, judgement: Judgement, platform: str, change: QWidget | None
) -> QWidget:
    """Return the answer and the list it follows from; ``platform`` was made harmless.

    ``change`` leads to where the person says where they are, and which way out is used.
    """
    parts: list[Part] = [label(words("delivery-safe"), "heading", name="safe-title")]
    parts.append(label(words(_conclusion(judgement)), "strong", name="safe-conclusion"))
    parts.append(label(words("delivery-safe-to", platform=platform), "hint"))
    parts += [4, *(_line(words, it) for it in judgement.lines)]
    if change is not None:
        parts += [4, row(change, None)]
    return sheet(*parts, gap=design.TIGHT, margin=24)


def against(words: Words, line: Line) -> str:
    """Return what a line says against sending, as a sentence."""
    return sentence(_said(words, line)[0])


def _line(words: Words, line: Line) -> QWidget:
    what, hint = _said(words, line)
    tone = _TONES[line.verdict]
    # What was not asked is told by its mark and by the answer above.
    return check_line(
        sentence(what, end=""), sentence(hint), "amber" if tone == "red" and words.own else tone
    )


def _said(words: Words, line: Line) -> tuple[str, str]:
    if line.error is not None:
        return words.error(line.error)
    if line.reason == "safe.not-asked":
        return words(f"safe-not-asked-{line.about}"), ""
    return words(line.reason.replace(".", "-")), ""


def _conclusion(judgement: Judgement) -> str:
    if judgement.safe:
        return "delivery-safe-yes"
    return "delivery-safe-no" if judgement.against else "delivery-safe-open"
