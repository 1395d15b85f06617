"""The versions of a sealed account, the newest first: when each was sealed, what it corrects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from collector.model.testimony import TestimonyRecord
from collector.ui import design, outside
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import column, row
from collector.ui.parts.text import label
from collector.ui.words import Words


class Versions(QWidget):
    """Those of the author, then those that stand ``apart``, which another key signed.

    ``read`` is called with the version that somebody wants to read, and what its words are called.
    """

    def __init__(
        self,
        words: Words,
        revisions: Sequence[TestimonyRecord],
        apart: Sequence[TestimonyRecord],
        read: Callable[[TestimonyRecord, str], None],
    ) -> None:
        super().__init__()
        self._words, self._read = words, read
        alone = len(revisions) + len(apart) == 1
        box = column(self._listed("sealed-versions", revisions, "version", alone=alone))
        if apart:
            box.addSpacing(design.GAP)
            box.addLayout(self._listed("sealed-versions-apart", apart, "apart", alone=False))
        self.setLayout(box)

    def _listed(
        self, heading: str, revisions: Sequence[TestimonyRecord], kind: str, *, alone: bool
    ) -> QLayout:
        words = self._words
        box = column(label(words(heading), "heading"), gap=12)
        for record in revisions[: -outside.MOST_SHOWN - 1 : -1]:
            box.addLayout(self._line(record, kind, alone=alone))
        more = len(revisions) - outside.MOST_SHOWN
        if more > 0:
            box.addWidget(label(words("sealed-versions-more", count=more), "hint"))
        return box

    def _line(self, record: TestimonyRecord, kind: str, *, alone: bool) -> QLayout:
        words = self._words
        moment = words.moment(record.sealed_at.utc)
        line = column(label(words("sealed-version", version=record.revision, moment=moment)), gap=2)
        if record.correction_note:
            line.addWidget(label(outside.lines(record.correction_note), "soft"))
        if not alone:
            name = words(f"sealed-words-{kind}", version=record.revision)
            link = button(words("sealed-version-read"), "link", partial(self._read, record, name))
            link.setObjectName(f"read-{kind}-{record.revision}")
            line.addLayout(row(link, None))
        return line
