"""Sending: what waits, whether it is safe, one button; below, what the platforms have signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from collector.desk import NetworkTrouble
from collector.session import Received
from collector.ui import outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button
from collector.ui.parts.choosing import choose_file
from collector.ui.parts.columns import Columns
from collector.ui.parts.drop import DropArea
from collector.ui.parts.flow import Flow
from collector.ui.parts.into_view import into_view
from collector.ui.parts.layout import Part, column, group, line, row, sheet
from collector.ui.parts.notice import Notice
from collector.ui.parts.page import Page
from collector.ui.parts.slot import Slot
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.delivery.bundle_line import Acts, bundle_line, platform_name
from collector.ui.screens.delivery.first import CUT_OFF, WAY
from collector.ui.screens.delivery.reading import Bundle, Queue, read_queue, take_receipt
from collector.ui.screens.delivery.safety import safety_sheet
from collector.ui.screens.delivery.underway import NowSheet
from collector.ui.screens.delivery.way import WayScreen
from collector.ui.screens.delivery.wiping import WipeScreen
from collector.ui.tasks import Job

_SECTIONS = (
    ("queue", {"waiting", "sending"}),
    ("confirmed-none", {"uploaded"}),
    ("delivered", {"delivered"}),
    ("over", {"refused", "withdrawn"}),
)
_SHOWN = 20
"""Bundles of a section that are shown at once: those that go next, or the newest."""


class DeliveryScreen(Screen):
    """The queue.  What the courier does is shown here, and goes on when somebody leaves."""

    rail: ClassVar[str | None] = "delivery"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._trouble, self._notice, self._locked = Trouble(words), Notice(), Notice()
        self._cut_off = place == CUT_OFF
        self._now = NowSheet(desktop, self._send, self._look)
        self._names: dict[str, str] = {}
        self._safety, self._lists, self._wipe = Slot(), Slot(), Slot()
        columns = Columns(
            desktop.settings,
            ("left", self._now),
            ("right", self._safety),
            ("left", self._lists),
            ("left", self._wipe),
            ("right", self._receipts()),
        )
        page = Page(words("delivery-title"), words("delivery-hint"))
        page.put(self._locked, self._notice, self._trouble, columns, None)
        self.fill(page)
        self._queue: Queue | None = None
        self._asked = False
        desktop.courier.changed.connect(self._show_courier)
        desktop.courier.moved.connect(self._read)
        self._read()

    def place(self) -> Place:
        """Return here; that sending was cut off is said until it goes on."""
        return CUT_OFF if self._cut_off else Place("delivery")

    def _read(self) -> None:
        self.run(read_queue, self._show, self._trouble.tell)

    def _show(self, queue: Queue) -> None:
        self._queue = queue
        self._names = {
            it.waiting.sent.bundle: platform_name(self.words, it) for it in queue.bundles
        }
        self._now.show_queue(queue, self._names)
        self._show_lists(queue)
        some = queue.wipeable or queue.only_if_named
        self._wipe.show_parts(*([self._wipe_sheet(queue)] if some else []))
        self._cut_off = self._cut_off and bool(queue.turn)
        if self._cut_off and self._locked.isHidden():
            words = self.words
            self._locked.tell(words("delivery-cut-off"), words("delivery-cut-off-hint"), "amber")
            into_view(self._locked.what)
        self._show_courier()

    def _show_courier(self) -> None:
        now = self.desktop.courier.now
        self._now.show_now(now)
        self._tell_if_none_came()
        self._cut_off = self._cut_off and not now.sends
        if not self._cut_off:
            self._locked.clear()
        if now.doing == "sending" and not self._safety.isHidden():
            return  # once for each piece that went out would be too often
        if now.error is not None:
            said = now.error.said if isinstance(now.error, NetworkTrouble) else None
            told = self.words("delivery-server-says", said=outside.line(said)) if said else ""
            self._trouble.tell(now.error, told)
        judgement = now.judgement or (self._queue.beforehand if self._queue else None)
        turn = self._queue.turn if self._queue else ()
        if judgement is not None and (turn or now.bundle):
            bundle = now.bundle or turn[0].sent.bundle
            name = self._names.get(bundle) or self.words("delivery-unknown-platform")
            change = self._way_button() if self._now.way_belongs_elsewhere(now) else None
            self._safety.show_parts(safety_sheet(self.words, judgement, name, change))
        else:
            self._safety.show_parts()

    def _way_button(self) -> QWidget:
        made = button(self.words("delivery-way"), "outlined", lambda: self.desktop.go(WAY))
        made.setObjectName("way")
        return made

    def _show_lists(self, queue: Queue) -> None:
        acts = Acts(
            pause=lambda it: self._act(lambda job: job.session.delivery.pause(it, on=True)),
            resume=lambda it: self._act(lambda job: job.session.delivery.pause(it, on=False)),
            first=lambda it: self._act(lambda job: job.session.delivery.put_first(it)),
            again=lambda it: self._act(lambda job: job.session.delivery.again(it)),
            withdraw=lambda it: self._act(lambda job: job.session.delivery.withdraw(it)),
            disk=lambda it: self.desktop.go(Place("hand-over")),
        )
        sections = []
        signed = {it.waiting.sent.platform for it in queue.bundles if it.receipt is not None}
        for name, states in _SECTIONS:
            found = [it for it in queue.bundles if it.waiting.delivery.state in states]
            if found:
                shown = found[:_SHOWN] if name == "queue" else found[-_SHOWN:]
                asks = any(it.waiting.sent.platform not in signed for it in shown)
                said = "delivery-own-words" if name == "confirmed-none" and asks else ""
                sections.append(self._section(name, shown, acts, said))
        self._lists.show_parts(*sections)

    def _section(self, name: str, bundles: Sequence[Bundle], acts: Acts, said: str) -> QWidget:
        parts: list[Part] = []
        for it in bundles:
            parts += [line()] if parts else []
            parts.append(bundle_line(self.desktop, it, acts, first=it is bundles[0]))
        parts += [line(), label(self.words(said), "hint")] if said else []
        listed = sheet(*parts, gap=14, margin=24)
        return group(column(label(self.words(f"delivery-{name}"), "heading"), listed, gap=10))

    def _wipe_sheet(self, queue: Queue) -> QWidget:
        words = self.words
        counts = (("hint", queue.wipeable), ("named", queue.only_if_named))
        said = [
            label(words(f"delivery-wipe-{name}", count=count)) for name, count in counts if count
        ]
        go = button(
            words("delivery-wipe-open"),
            "outlined",
            lambda: self.desktop.go(Place("delivery", page="wipe")),
        )
        go.setObjectName("wipe")
        listed = sheet(*said, row(go, None), gap=14, margin=24)
        return group(column(label(words("delivery-wipe"), "heading"), listed, gap=10))

    def _receipts(self) -> QWidget:
        words = self.words
        fetch = button(words("delivery-fetch"), "outlined", self._ask_for_receipts)
        fetch.setObjectName("fetch")
        opened = button(words("delivery-open-receipt"), "outlined", self._choose_receipt)
        opened.setObjectName("open-receipt")
        area = DropArea(
            words,
            words("delivery-receipts-hint"),
            lambda paths: self._take(paths[0]),
            group(Flow(fetch, opened)),
        )
        return group(column(label(words("delivery-receipts"), "heading"), area, gap=10))

    def _ask_for_receipts(self) -> None:
        self._begin()
        self._asked = True
        self.desktop.courier.ask_for_receipts()

    def _tell_if_none_came(self) -> None:
        """Answer who asked for receipts, where nothing else on the screen does."""
        now = self.desktop.courier.now
        if self._asked and now.doing == "nothing":
            self._asked = False
            if not now.receipts and now.error is None:
                words = self.words
                self._notice.tell(
                    words("delivery-none-came"), words("delivery-none-came-hint"), "accent"
                )

    def _choose_receipt(self) -> None:
        choose_file(self, self.words, self.words("delivery-open-receipt"), self._take)

    def _take(self, path: Path) -> None:
        self._trouble.clear()
        self._notice.clear()
        self.run(lambda job: take_receipt(job, path), self._taken, self._trouble.tell)

    def _taken(self, received: Received) -> None:
        words = self.words
        if received.put_back:
            self._notice.tell(words("delivery-put-back"), words("delivery-put-back-hint"), "amber")
        else:
            refused = received.receipt.refused is not None
            self._notice.tell(
                words("delivery-taken-refused" if refused else "delivery-taken"),
                tone="amber" if refused else "green",
            )
        self._read()

    def _send(self, bundles: Sequence[str]) -> None:
        self._begin()
        self.desktop.courier.send(list(bundles))

    def _look(self, bundles: Sequence[str]) -> None:
        self._begin()
        self.desktop.courier.check(bundles[0])

    def _begin(self) -> None:
        self._trouble.clear()
        self._notice.clear()

    def _act(self, act: Callable[[Job], None]) -> None:
        self._begin()
        self.run(act, lambda _none: self._read(), self._trouble.tell)


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the queue, or one of its two pages."""
    if place.page == "way":
        return WayScreen(desktop, place)
    if place.page == "wipe":
        return WipeScreen(desktop, place)
    return DeliveryScreen(desktop, place)
