"""What would happen now, or happens: one sentence, one button, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from collector.ui import design
from collector.ui.courier import Underway
from collector.ui.desktop import Desktop
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import column, group, sheet
from collector.ui.parts.progress import Progress
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import sentence
from collector.ui.screens.delivery.reading import Queue
from collector.ui.screens.delivery.safety import against
from collector.ui.words import Words

_HOUR, _MINUTE = 3600, 60


class NowSheet(QWidget):
    """``send`` and ``look`` are called with the bundles whose turn it is, in their order."""

    def __init__(
        self,
        desktop: Desktop,
        send: Callable[[Sequence[str]], None],
        look: Callable[[Sequence[str]], None],
        way: Callable[[], None],
    ) -> None:
        super().__init__()
        words = desktop.words
        self._words, self._desktop = words, desktop
        self._turn: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self._what = label("", name="delivery-what")
        self._why = label("", "strong", name="delivery-why")
        self.send = button(words("delivery-send"), "primary", lambda: send(self._turn))
        self.send.setObjectName("send")
        self.look = button(words("delivery-look"), "outlined", lambda: look(self._turn))
        self.look.setObjectName("look")
        self.way = button(words("delivery-way"), "outlined", way)
        self.way.setObjectName("way")
        self._buttons = actions(desktop.settings, self.send, self.look, self.way)
        self._progress = Progress(words, desktop.courier.stop)
        self._progress.stop.setObjectName("stop")
        self._rate = label("", "hint", name="rate")
        self._leaving = label(words("delivery-stop-hint"), "hint")
        self._doing = ""
        said = group(column(self._what, self._why, gap=6))
        self.setLayout(
            column(
                sheet(
                    label(words("delivery-now"), "heading"),
                    said,
                    self._progress,
                    group(column(self._rate, self._leaving, gap=4)),
                    self._buttons,
                    gap=design.GAP,
                    margin=24,
                ),
                gap=0,
            )
        )

    def show_queue(self, queue: Queue, names: dict[str, str]) -> None:
        """Show what would happen; ``names`` are the platforms by bundle, made harmless."""
        self._names = names
        self._turn = tuple(it.sent.bundle for it in queue.turn)
        count, words = len(self._turn), self._words
        line = queue.beforehand.against if queue.beforehand else None
        if not count:
            say(self._what, words("delivery-none"))
            say(self._why, words("delivery-none-hint"), "hint")
        elif queue.problem is not None:
            say(self._what, words("delivery-would-not", count=count))
            say(self._why, sentence(words.error(queue.problem)[0]), "strong")
        elif line is not None:
            say(self._what, words("delivery-would-not", count=count))
            say(self._why, against(words, line), "strong")
        else:
            say(self._what, words("delivery-would-check", count=count))
            say(self._why, "")
        for made in (self.send, self.look):
            made.setVisible(bool(count))

    def show_now(self, now: Underway) -> None:
        """Show what is under way, or the buttons."""
        busy = now.doing != "nothing"
        self._buttons.setVisible(not busy)
        self._leaving.setVisible(now.doing == "sending")
        if not busy:
            self._progress.end()
            self._doing = ""
        elif now.doing != self._doing:
            name = self._names.get(now.bundle) or self._words("delivery-unknown-platform")
            self._progress.begin(self._words(f"delivery-{now.doing}", platform=name))
            self._doing = now.doing
        if now.doing == "sending" and now.octets:
            self._progress.at(now.octets, now.size)
        say(self._rate, self._how_fast(now))
        if now.may_send:
            say(self._what, self._words("delivery-would-send"))
        self.send.setText(self._words("delivery-send-now" if now.may_send else "delivery-send"))

    def _how_fast(self, now: Underway) -> str:
        if now.doing != "sending" or not now.speed or now.seconds_left is None:
            return ""
        speed = self._words("delivery-speed", speed=self._words.size(round(now.speed)))
        return f"{speed} · {time_left(self._words, now.seconds_left)}"


def time_left(words: Words, seconds: float) -> str:
    """Return how long the rest takes, as people say it."""
    if seconds < _MINUTE / 2:
        return words("delivery-left-soon")
    if seconds < _HOUR * 1.5:
        return words("delivery-left-minutes", count=max(1, round(seconds / _MINUTE)))
    return words("delivery-left-hours", count=round(seconds / _HOUR))
