"""The plain end: which file, how large, its digest to read aloud, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from collector.ui import design, outside
from collector.ui.desktop import Desktop
from collector.ui.parts.actions import actions, type_is_large
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.layout import Part, column, group, line, sheet
from collector.ui.parts.text import label, selectable
from collector.ui.screens.handover.reading import Written
from collector.ui.screens.handover.reasons import held_back

_GROUP, _NARROW = 4, 16
_IN_A_ROW = {100: 8, 125: 4, 150: 4, 200: 2}


def done_panel(desktop: Desktop, written: Written, back: Callable[[], None]) -> QWidget:
    """Return what is said at the end; ``back`` goes to the start of handing over."""
    words = desktop.words
    name = selectable(label(_wrapped(desktop, written.name), "code", name="file-name"))
    name.setAccessibleName(words("hand-over-file"))
    digest = selectable(label(grouped(desktop, written.sha256), "code", name="file-digest"))
    digest.setAccessibleName(words("hand-over-digest"))
    parts: list[Part] = [
        check_line(words("hand-over-written"), words("hand-over-written-hint")),
        *_in_parts(desktop, written),
        check_line(words("hand-over-own-words"), words("hand-over-own-words-hint"), "accent"),
        *_held_back(desktop, written),
        line(),
        _fact(words("hand-over-file"), name),
        _fact(words("hand-over-size"), label(words.size(written.size))),
        _fact(words("hand-over-digest"), digest, words("hand-over-digest-hint")),
    ]
    on = button(words("hand-over-on"), "primary", back)
    on.setObjectName("done")
    facts = sheet(*parts, gap=design.GAP, margin=24)
    return group(column(facts, actions(desktop.settings, on), gap=design.BLOCK))


def grouped(desktop: Desktop, sha256: str) -> str:
    """Return a digest in groups of four, in lines that are read aloud one by one."""
    groups = [sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP)]
    across = _IN_A_ROW[desktop.settings.text_size]
    return "\n".join(" ".join(groups[at : at + across]) for at in range(0, len(groups), across))


def _wrapped(desktop: Desktop, name: str) -> str:
    """Return a file's name, cut into lines where the type is too large for one."""
    shown = outside.line(name)
    width = _NARROW if type_is_large(desktop.settings) else len(shown)
    return "\n".join(shown[at : at + width] for at in range(0, len(shown), width))


def _in_parts(desktop: Desktop, written: Written) -> list[QWidget]:
    if not written.in_parts:
        return []
    words = desktop.words
    return [check_line(words("hand-over-in-parts"), words("hand-over-in-parts-hint"), "accent")]


def _held_back(desktop: Desktop, written: Written) -> list[QWidget]:
    if written.decision is None:
        return []
    said = held_back(desktop.words, written.decision)
    return [check_line(said, tone="accent")] if said else []


def _fact(name: str, value: QWidget, hint: str = "") -> QWidget:
    box = column(label(name, "strong"), value, gap=4)
    if hint:
        box.addWidget(label(hint, "hint"))
    return group(box)
