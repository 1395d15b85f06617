"""The versions of a sealed account, the newest first: when each was sealed, what it corrects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QLayout, QWidget

from collector.model.testimony import TestimonyRecord
from collector.ui import outside
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import column, row
from collector.ui.parts.text import label
from collector.ui.words import Words

MOST_VERSIONS: Final = 50
"""How many are listed: whoever sends an account says how many it has."""


class Versions(QWidget):
    """``read`` is called with the version that somebody wants to read."""

    def __init__(
        self,
        words: Words,
        revisions: Sequence[TestimonyRecord],
        read: Callable[[TestimonyRecord], None],
    ) -> None:
        super().__init__()
        self._words, self._read = words, read
        box = column(label(words("sealed-versions"), "heading"), gap=12)
        for record in revisions[: -MOST_VERSIONS - 1 : -1]:
            box.addLayout(self._line(record, alone=len(revisions) == 1))
        more = len(revisions) - MOST_VERSIONS
        if more > 0:
            box.addWidget(label(words("sealed-versions-more", count=more), "hint"))
        self.setLayout(box)

    def _line(self, record: TestimonyRecord, *, alone: bool) -> QLayout:
        words = self._words
        moment = words.moment(record.sealed_at.utc)
        line = column(label(words("sealed-version", version=record.revision, moment=moment)), gap=2)
        if record.correction_note:
            line.addWidget(label(outside.lines(record.correction_note), "soft"))
        if not alone:
            link = button(words("sealed-version-read"), "link", partial(self._read, record))
            link.setObjectName(f"read-version-{record.revision}")
            line.addLayout(row(link, None))
        return line
