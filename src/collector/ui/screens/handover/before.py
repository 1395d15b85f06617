"""What was handed over before: each bundle that is still here can be written to another stick."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from collector.session import Sent, Waiting
from collector.ui.desktop import Desktop
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import column, group, line, row, sheet
from collector.ui.parts.text import label
from collector.ui.screens.delivery.state import state_chip

PAGE = 8


class Before(QWidget):
    """Bundles of the outbox, the newest first; ``again`` is called with one of them."""

    def __init__(
        self,
        desktop: Desktop,
        sent: Sequence[Waiting],
        names: Mapping[bytes, str],
        again: Callable[[Sent], None],
    ) -> None:
        super().__init__()
        self._desktop, self._sent, self._names, self._again = desktop, sent, names, again
        self._shown = 0
        self._box = column(gap=14)
        self._more = button(desktop.words("hand-over-earlier"), "link", self._show_page)
        heading = label(desktop.words("hand-over-before"), "heading")
        self.setLayout(column(heading, sheet(group(self._box), self._more), None, gap=10))
        if not sent:
            self._box.addWidget(label(desktop.words("hand-over-before-none"), "soft"))
        self._show_page()

    def _show_page(self) -> None:
        for waiting in self._sent[self._shown : self._shown + PAGE]:
            if self._shown:
                self._box.addWidget(line())
            self._box.addWidget(self._line(waiting))
            self._shown += 1
        self._more.setVisible(self._shown < len(self._sent))

    def _line(self, waiting: Waiting) -> QWidget:
        words, sent = self._desktop.words, waiting.sent
        name = self._names.get(sent.platform) or words("hand-over-unknown-platform")
        facts = f"{words.moment(sent.made_at)} · {words.size(sent.ready.size)}"
        chip = row(state_chip(words, waiting), None)
        box = column(label(name), label(facts, "hint"), chip, gap=4)
        if sent.wiped:
            box.addWidget(label(words("wipe-was-wiped"), "hint"))
        else:
            again = button(words("hand-over-again"), "link", lambda: self._again(sent))
            again.setObjectName("write-again")
            again.setAccessibleDescription(f"{name}, {facts}")
            box.addWidget(again)
        return group(box)
