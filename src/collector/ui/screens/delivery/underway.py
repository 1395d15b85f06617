"""What would happen now, or happens: one sentence, one button, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from collector.ui import design
from collector.ui.courier import KEPT_OPEN_HOURS, Underway
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button, rename, weigh
from collector.ui.parts.into_view import into_view
from collector.ui.parts.layout import column, group, sheet
from collector.ui.parts.progress import Progress
from collector.ui.parts.text import label, say
from collector.ui.parts.ticks import tick
from collector.ui.screens.delivery.first import WAY, First, first_of
from collector.ui.screens.delivery.reading import Queue
from collector.ui.words import Words

_HOUR, _MINUTE = 3600, 60


class NowSheet(QWidget):
    """``send`` and ``look`` are called with the bundles whose turn it is, in their order."""

    def __init__(
        self,
        desktop: Desktop,
        send: Callable[[Sequence[str]], None],
        look: Callable[[Sequence[str]], None],
    ) -> None:
        super().__init__()
        words = desktop.words
        self._words, self._desktop = words, desktop
        self._turn: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self._queue: Queue | None = None
        self._first = First(words("delivery-none"))
        self._heading = label(words("delivery-now"), "heading")
        self._what = label("", name="delivery-what")
        self._why = label("", "strong", name="delivery-why")
        self._said = group(column(self._what, self._why, gap=6))
        self.instead = button("", "primary", self._go)
        self.instead.setObjectName("instead")
        self.send = button(words("delivery-send"), "primary", lambda: send(self._turn))
        self.send.setObjectName("send")
        self.look = button(words("delivery-look"), "outlined", lambda: look(self._turn))
        self.look.setObjectName("look")
        self.way = button(words("delivery-way"), "outlined", lambda: desktop.go(WAY))
        self.way.setObjectName("way")
        self._buttons = actions(desktop.settings, self.instead, self.send, self.look, self.way)
        self._progress = Progress(words, desktop.courier.stop)
        self._progress.stop.setObjectName("stop")
        self._leaving = label(words("delivery-stop-hint"), "hint")
        cost = words("delivery-keep-open-hint", count=KEPT_OPEN_HOURS)
        costs = f"{cost} {words('delivery-keep-open-else', count=desktop.settings.lock_after)}"
        self._keep_open = tick(
            words("delivery-keep-open"), changed=desktop.courier.keep_open, name="keep-open"
        )
        self._keep_open.box.setAccessibleDescription(costs)
        self._keeping = group(column(self._keep_open, label(costs, "hint"), gap=4))
        self._doing = ""
        said = sheet(
            self._heading,
            self._said,
            self._progress,
            self._leaving,
            self._keeping,
            self._buttons,
            gap=design.GAP,
            margin=24,
        )
        self.setLayout(column(said, gap=0))

    def show_queue(self, queue: Queue, names: dict[str, str]) -> None:
        """Show what would happen; ``names`` are the platforms by bundle, made harmless."""
        self._names = names
        self._turn = tuple(it.sent.bundle for it in queue.turn)
        self._queue = queue
        self.show_now(self._desktop.courier.now)

    def show_now(self, now: Underway) -> None:
        """Show what is under way, or the buttons."""
        busy, words = now.doing != "nothing", self._words
        had_keyboard = self._has_keyboard()
        if self._queue is not None and not busy:
            self._first = first_of(words, self._queue, now.judgement)
        first = self._first
        say(self._heading, words("delivery-happens" if busy else "delivery-now"))
        self._said.setVisible(not busy)
        anew = now.kind == "webdav"  # a Nextcloud, or a server that takes it in one piece alone
        say(self._leaving, words("delivery-stop-hint-webdav" if anew else "delivery-stop-hint"))
        self._leaving.setVisible(now.doing == "sending")
        self._keep_open.set_checked(now.kept_open)
        self._keeping.setVisible(now.sends)
        say(self._what, words("delivery-would-send") if now.may_send else first.what)
        say(self._why, "" if now.may_send else first.why, first.kind)
        rename(self.instead, first.does)
        self.instead.setVisible(bool(first.does))
        self.send.setVisible(bool(self._turn))
        self.look.setVisible(bool(self._turn) and not first.does and not now.may_send)
        weigh(self.send, "outlined" if first.does else "primary")
        rename(self.send, words("delivery-send-now" if now.may_send else "delivery-send"))
        self.way.setVisible(not self._turn)
        self._buttons.setVisible(not busy)
        self._show_progress(now)
        if had_keyboard and not self._has_keyboard():
            # Qt gave it to whatever comes next on the page, and scrolled there.
            every = (self._progress.stop,) if busy else (self.instead, self.send, self.way)
            there = next((it for it in every if not it.isHidden()), self._progress.stop)
            there.setFocus()
            for part in (self, there):  # the whole sheet; at least what has the keyboard
                into_view(part)

    def _has_keyboard(self) -> bool:
        has_it = self.window().focusWidget()
        return has_it is not None and self.isAncestorOf(has_it) and has_it.isVisibleTo(self)

    def way_belongs_elsewhere(self, now: Underway) -> bool:
        """Tell whether the button that changes the way out is to stand beside the judgement."""
        return now.doing == "nothing" and bool(self._turn) and self._first.to != WAY

    def _show_progress(self, now: Underway) -> None:
        if now.doing == "nothing":
            self._progress.end()
        elif now.doing != self._doing:
            name = self._names.get(now.bundle) or self._words("delivery-unknown-platform")
            self._progress.begin(self._words(f"delivery-{now.doing}", platform=name))
        self._doing = now.doing
        if now.doing == "sending" and now.octets:
            self._progress.at(now.octets, now.size, self._how_fast(now))

    def _how_fast(self, now: Underway) -> str:
        if not now.speed or now.seconds_left is None:
            return ""
        speed = self._words("delivery-speed", speed=self._words.size(round(now.speed)))
        return f"{speed} · {time_left(self._words, now.seconds_left)}"

    def _go(self) -> None:
        self._desktop.go(self._first.to or Place("delivery"))


def time_left(words: Words, seconds: float) -> str:
    """Return how long the rest takes, as people say it."""
    if seconds < _MINUTE / 2:
        return words("delivery-left-soon")
    if seconds < _HOUR * 1.5:
        return words("delivery-left-minutes", count=max(1, round(seconds / _MINUTE)))
    return words("delivery-left-hours", count=round(seconds / _HOUR))
