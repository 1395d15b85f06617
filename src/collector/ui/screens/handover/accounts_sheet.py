"""The accounts to choose from, a page of them at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from collector.ui.desktop import Desktop
from collector.ui.parts.actions import type_is_large
from collector.ui.parts.buttons import button, rename
from collector.ui.parts.layout import column, group, line, row, sheet
from collector.ui.parts.text import label
from collector.ui.screens.handover.account_line import AccountLine
from collector.ui.screens.handover.reading import Chosen, Looked, Ready, Said

PAGE = 20


class AccountsSheet(QWidget):
    """``changed`` is called with what is chosen, after every press."""

    def __init__(
        self,
        desktop: Desktop,
        ready: Ready,
        chosen: Chosen,
        changed: Callable[[Chosen], None],
    ) -> None:
        super().__init__()
        self._desktop, self._changed = desktop, changed
        self._ready = ready
        self._accounts = sorted(ready.accounts, key=lambda it: it.id not in chosen.ids)
        self._chosen = chosen
        self._lines: dict[str, AccountLine] = {}
        self._box = column(gap=16)
        self._all = button("", "link", self._turn_all)
        self._all.setObjectName("choose-all")
        self._more = button("", "link", self._show_more)
        self._more.setObjectName("more-accounts")
        heading = label(desktop.words("hand-over-accounts"), "heading")
        large = type_is_large(desktop.settings)
        head = column(heading, self._all) if large else row(heading, None, self._all)
        self.setLayout(column(group(head), sheet(group(self._box), self._more, gap=16), gap=10))
        self._show_page()

    def shown(self) -> tuple[str, ...]:
        """Return the accounts that are on screen and chosen."""
        return tuple(it for it in self._lines if it in self._chosen.ids)

    def choose(self, chosen: Chosen) -> None:
        """Know what is chosen from now on."""
        self._chosen = chosen
        self._rename()

    def look(self, looked: Looked | None) -> None:
        """Show what consent lets through; None while that is not known."""
        verdicts = {}
        if looked is not None:
            verdicts = {it.id: it for it in looked.plan.decision.testimonies}
        for account, made in self._lines.items():
            verdict = verdicts.get(account)
            if looked is None or verdict is None:
                made.forget(self._chosen.root)
            else:
                made.tell(verdict, looked.shown.get(account), self._chosen)

    def _show_page(self) -> None:
        at = len(self._lines)
        for listed in self._accounts[at : at + PAGE]:
            if self._lines:
                self._box.addWidget(line())
            checked = listed.id in self._chosen.ids
            made = AccountLine(
                self._desktop,
                listed,
                checked,
                self._ticked,
                self._answered,
                bundled_for=self._ready.bundled_for(listed.id),
            )
            made.forget(self._chosen.root)
            self._lines[listed.id] = made
            self._box.addWidget(made)
        left = len(self._accounts) - len(self._lines)
        rename(self._more, self._desktop.words("hand-over-more", count=left))
        self._more.setVisible(left > 0)
        self._rename()

    def _show_more(self) -> None:
        self._show_page()
        self._changed(self._chosen)

    def _ticked(self, account: str, on: bool) -> None:
        ids = self._chosen.ids | {account} if on else self._chosen.ids - {account}
        self._changed(Chosen(self._chosen.root, ids, self._chosen.said))

    def _answered(self, said: Said | None, account: str) -> None:
        """Keep an answer, or forget those about an account."""
        old = self._chosen.said
        if said is None:
            kept = tuple(it for it in old if it.account != account)
        else:
            kept = (*(it for it in old if _about(it) != _about(said)), said)
        self._changed(Chosen(self._chosen.root, self._chosen.ids, kept))

    def _turn_all(self) -> None:
        every = frozenset(it.id for it in self._accounts)
        ids = frozenset() if self._chosen.ids == every else every
        self._changed(Chosen(self._chosen.root, ids, self._chosen.said))
        for account, made in self._lines.items():
            made.set_checked(account in ids)

    def _rename(self) -> None:
        whole = len(self._chosen.ids) == len(self._accounts)
        rename(self._all, self._desktop.words("hand-over-none" if whole else "hand-over-all"))


def _about(said: Said) -> tuple[str, bool]:
    return said.account, said.onward
