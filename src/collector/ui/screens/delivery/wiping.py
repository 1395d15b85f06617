"""Wiping what was delivered: what would go, what stays and why, and a yes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.session import MayGo, Wiped, WipePlan, WipeUnfinished, wipe
from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import Part, clear, column, group, sheet
from collector.ui.parts.narrow import narrow
from collector.ui.parts.notice import Notice
from collector.ui.parts.page import Page
from collector.ui.parts.progress import Progress
from collector.ui.parts.text import label
from collector.ui.parts.ticks import tick
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.tasks import Job

_SHOWN = 40
"""Lines of a list that are shown; beyond that a number says how many more there are."""


class WipeScreen(Screen):
    """Nothing is removed before the yes, and the yes stands below everything it concerns."""

    rail: ClassVar[str | None] = "delivery"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._trouble, self._notice = Trouble(words), Notice()
        self._chosen: set[str] = set()
        self._body = column(gap=design.BLOCK)
        self._progress = Progress(words)
        busy = sheet(self._progress, label(words("wipe-running-hint"), "hint"), gap=12)
        self._busy = narrow(desktop.settings, busy)
        self._busy.hide()
        self._content = narrow(desktop.settings, group(self._body))
        self._page = Page(words("wipe-title"), words("wipe-hint"))
        self._page.hint.hide()  # it speaks of what may go
        self._page.put(self._notice, self._trouble, self._busy, self._content, None)
        self.fill(self._page)
        self._read()

    def _read(self) -> None:
        self.run(lambda job: job.session.wipeable(), self._show, self._trouble.tell)

    def _show(self, plan: WipePlan) -> None:
        clear(self._body)
        words, whole, partly = self.words, plan.goes, plan.named_only
        if not (whole or partly):
            self._body.addWidget(
                sheet(
                    label(words("wipe-nothing"), "heading"),
                    label(words("wipe-nothing-hint")),
                    margin=24,
                )
            )
        if whole:
            lines = [label(self._line(it)) for it in whole[:_SHOWN]]
            self._body.addWidget(self._section("wipe-goes", lines, len(whole)))
        if partly:
            ticks = [self._partly(it) for it in partly[:_SHOWN]]
            hint = label(words("wipe-partly-hint"), "hint")
            self._body.addWidget(self._section("wipe-partly", [hint, *ticks], len(partly)))
        if plan.stays:
            stay = [
                label(f"{it.human_code}: {words(f'wipe-stays-{it.reason}')}", "soft")
                for it in plan.stays[:_SHOWN]
            ]
            self._body.addWidget(self._section("wipe-stays", stay, len(plan.stays)))
        may = bool(whole or partly)
        self._page.hint.setVisible(may)
        back = button(words("wipe-no" if may else "wipe-back"), "primary", self._back)
        back.setObjectName("wipe-no")
        if not may:
            self._body.addWidget(actions(self.desktop.settings, back))
            return
        go = button(words("wipe-yes"), "outlined", lambda: self._wipe([it.id for it in whole]))
        go.setObjectName("wipe-yes")
        go.setEnabled(bool(whole))
        self._go, self._whole = go, bool(whole)
        said = (label(words("wipe-how")), label(words("wipe-limits"), "hint"))
        self._body.addWidget(
            sheet(*said, actions(self.desktop.settings, back, go), gap=14, margin=24)
        )

    def _section(self, name: str, parts: Sequence[QWidget], number: int) -> QWidget:
        listed: list[Part] = [*parts]
        if number > _SHOWN:
            listed.append(label(f"+ {self.words.number(number - _SHOWN)}", "hint"))
        heading = label(self.words(name), "heading")
        return group(column(heading, sheet(*listed, gap=8, margin=24), gap=10))

    def _line(self, it: MayGo) -> str:
        words = self.words
        counts = {"records": it.records, "exhibits": it.exhibits}
        said = [words("wipe-goes-line", code=it.human_code, **counts)]
        said += [words("wipe-identity-unread")] if it.identity_unread else []
        return "; ".join(said)

    def _partly(self, it: MayGo) -> QWidget:
        words = self.words
        what = ", ".join(words(f"wipe-only-here-{name}") for name in it.only_here)
        return tick(
            f"{self._line(it)}. {words('wipe-only-here', what=what)}",
            changed=lambda on: self._choose(it.id, on=on),
        )

    def _choose(self, account: str, *, on: bool) -> None:
        (self._chosen.add if on else self._chosen.discard)(account)
        self._go.setEnabled(self._whole or bool(self._chosen))

    def _wipe(self, whole: Collection[str]) -> None:
        accounts = {*whole, *self._chosen}
        self._trouble.clear()
        self._content.hide()
        self._busy.show()
        self._progress.begin(self.words("wipe-running"))

        def work(job: Job) -> Wiped:
            session, wiped = wipe(job.session, accounts, job.report)
            job.hold(session)
            return wiped

        self.run(work, self._wiped, self._failed, self._progress.at)

    def _wiped(self, wiped: Wiped) -> None:
        words = self.words
        self._end()
        self._notice.tell(words("wipe-done", count=wiped.accounts), words("wipe-done-hint"))
        self.desktop.recount()
        self._read()

    def _failed(self, error: CollectorError) -> None:
        if isinstance(error, WipeUnfinished):  # opening the vault again ends or undoes it
            self.desktop.lock()
            return
        self._end()
        self._trouble.tell(error)
        self._read()

    def _end(self) -> None:
        self._progress.end()
        self._busy.hide()
        self._content.show()

    def _back(self) -> None:
        self.desktop.go(Place("delivery"))
