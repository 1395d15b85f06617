"""What is chosen: the platform, the accounts, and in one sentence what would go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from collector.ui import design, outside
from collector.ui.desktop import Desktop
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Choice
from collector.ui.parts.layout import column, group, sheet
from collector.ui.parts.text import label, say
from collector.ui.screens.handover.accounts_sheet import AccountsSheet
from collector.ui.screens.handover.reading import Chosen, Looked, Ready
from collector.ui.screens.handover.reasons import held_back
from collector.ui.screens.platforms.asks import kind_of
from collector.ui.screens.platforms.offer import Known


class ChoosingPanel(QWidget):
    """``changed`` is called with every other choice, ``write`` when it is to be written to a stick.

    ``queue`` is called when it is to wait for the network; that is offered where the card of the
    platform names a way.
    """

    def __init__(
        self,
        desktop: Desktop,
        ready: Ready,
        chosen: Chosen,
        changed: Callable[[Chosen], None],
        *,
        write: Callable[[], None],
        queue: Callable[[], None],
    ) -> None:
        super().__init__()
        self._words, self._changed, self._chosen = desktop.words, changed, chosen
        self._size = 0
        self._accounts = AccountsSheet(desktop, ready, chosen, changed)
        self._sum = label("", name="sum")
        self._held = label("", "hint", name="held-back")
        self._write = button(self._words("hand-over-write"), "primary", write)
        self._write.setObjectName("write")
        self._queue = button(self._words("hand-over-queue"), "outlined", queue)
        self._queue.setObjectName("queue")
        self._over_network = {
            it.card.card.root_key for it in ready.platforms if it.card.card.transports
        }
        whom = sheet(self._whom(ready, chosen))
        whom_title = label(self._words("hand-over-whom"), "heading")
        self.setLayout(
            column(
                group(column(whom_title, whom, gap=10)),
                self._accounts,
                group(column(self._sum, self._held, gap=4)),
                actions(desktop.settings, self._write, self._queue),
                None,
                gap=design.BLOCK - 6,
            )
        )
        self.choose(chosen)

    def octets(self) -> int:
        """Return how large the bundle is at most, in bytes; 0 while nothing may go."""
        return self._size

    def shown(self) -> tuple[str, ...]:
        """Return the accounts that are on screen and chosen."""
        return self._accounts.shown()

    def choose(self, chosen: Chosen) -> None:
        """Know what is chosen from now on; what may go is not known until it was looked at."""
        self._chosen = chosen
        self._accounts.choose(chosen)
        self._size = 0
        self._write.setEnabled(False)
        self._queue.setEnabled(False)
        self._queue.setVisible(chosen.root in self._over_network)
        say(self._sum, self._words("hand-over-looking"))
        say(self._held, "")

    def look(self, looked: Looked | None) -> None:
        """Show what consent lets through; None while nothing is chosen or it cannot be told."""
        self._accounts.look(looked)
        self._size = 0 if looked is None else looked.plan.size
        self._write.setEnabled(self._size > 0)
        self._queue.setEnabled(self._size > 0)
        if looked is None:
            nothing = "" if self._chosen.ids else self._words("hand-over-nothing-chosen")
            say(self._sum, nothing)
            say(self._held, "")
            return
        plan, words = looked.plan, self._words
        goes = words(
            "hand-over-sum",
            accounts=plan.accounts,
            exhibits=plan.exhibits,
            size=words.size(plan.size),
        )
        say(self._sum, goes if plan.accounts else words("hand-over-nothing-goes"))
        say(self._held, held_back(words, plan.decision))

    def _whom(self, ready: Ready, chosen: Chosen) -> QWidget:
        if len(ready.platforms) == 1:
            return label(self._name(ready.platforms[0]))
        answers = [(it.card.card.root_key, self._name(it)) for it in ready.platforms]
        made = Choice(answers, chosen.root, self._choose_platform)
        made.setAccessibleName(self._words("hand-over-whom"))
        return made

    def _name(self, known: Known) -> str:
        card = known.card.card
        said = f"{outside.line(card.name)} · {kind_of(self._words, card)}"
        if known.problem is not None:
            said = f"{said} · {self._words('platforms-over')}"
        return said

    def _choose_platform(self, root: str) -> None:
        self._changed(Chosen(root, self._chosen.ids))
