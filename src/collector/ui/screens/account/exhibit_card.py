"""One exhibit of a draft: its picture, what the file says, what the person says, where it belongs.

What is typed is kept by itself: after a moment of rest, at the latest after three seconds, and
when the card goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from collector.errors import CollectorError
from collector.model.testimony_input import ExhibitInput
from collector.session import ShownExhibit
from collector.ui.parts.asking import Asking
from collector.ui.parts.buttons import button
from collector.ui.parts.digest import Digest
from collector.ui.parts.layout import column, line, row
from collector.ui.parts.text import label, say
from collector.ui.parts.ticks import Worded, tick
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.account.exhibit_facts import file_says, person_says
from collector.ui.screens.account.exhibit_form import ExhibitForm
from collector.ui.screens.account.exhibit_view import ExhibitView
from collector.ui.tasks import Job, Work

_REST: Final = 700
_LATEST: Final = 3000
"""Milliseconds of rest after which what was typed is kept, and after which it is in any case."""


@dataclass(frozen=True)
class CardVerbs:
    """What a card asks of its page.

    The last two are called with the media id, or with the SHA-256 of a sealed file.
    """

    keep: Callable[[Work[str], Callable[[str], None], Callable[[CollectorError], None]], None]
    described: Callable[[ShownExhibit], None]
    not_kept: Callable[[CollectorError], None]
    remove: Callable[[str], None]
    to_identity: Callable[[str], None]


class ExhibitCard(QFrame):
    """The card of one exhibit.  ``is_first``: nothing of the account is sealed yet."""

    def __init__(
        self,
        screen: Screen,
        account: str,
        exhibit: ShownExhibit,
        verbs: CardVerbs,
        *,
        is_first: bool,
    ) -> None:
        super().__init__()
        self._is_first = is_first
        self._screen, self._account, self._exhibit, self._verbs = screen, account, exhibit, verbs
        self._words = screen.words
        self._dirty = False
        self._kept = label("", "hint", name="exhibit-kept")
        self._trouble = Trouble(self._words)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._latest = QTimer(self, singleShot=True, interval=_LATEST)
        for timer in (self._rest, self._latest):
            timer.timeout.connect(self.flush)
        self._form: ExhibitForm | None = None
        self.setProperty("kind", "sheet")
        self._box = column(ExhibitView(screen, exhibit), gap=20)
        self._box.setContentsMargins(24, 22, 24, 22)
        self.setLayout(self._box)
        self._pieces = self._parts()
        self.is_complete = False
        self._next_piece = QTimer(self, interval=0)
        self._next_piece.timeout.connect(self._add_piece)
        self._next_piece.start()

    def is_of(self, exhibit: ShownExhibit) -> bool:
        """Tell whether this is the card of that exhibit, in the compartment where it is now."""
        mine = (self._exhibit.media, self._exhibit.sha256, self._exhibit.compartment)
        return mine == (exhibit.media, exhibit.sha256, exhibit.compartment)

    def has_focus(self) -> bool:
        """Tell whether somebody is typing or choosing here."""
        inside = self.focusWidget()
        return inside is not None and inside.hasFocus()

    def flush(self) -> None:
        """Hand what was typed and is not kept yet to an urgent job."""
        self._rest.stop()
        self._latest.stop()
        while self._dirty and not self.is_complete:
            self._add_piece()
        if not self._dirty or self._form is None or self._exhibit.media is None:
            return
        self._dirty = False
        entry, account, media = self._form.entry(), self._account, self._exhibit.media

        def work(job: Job) -> str:
            job.session.testimonies.describe(account, media, entry)
            return datetime.now(UTC).isoformat()

        self._verbs.keep(work, lambda at: self._was_kept(entry, at), self._not_kept)

    def _add_piece(self) -> None:
        """Add one part more; between two of them the window does what else there is to do."""
        piece = next(self._pieces, None)
        if piece is not None:
            self._box.addWidget(piece)
            return
        self._next_piece.stop()
        self.is_complete = True

    def _parts(self) -> Iterator[QWidget]:
        exhibit, words = self._exhibit, self._words
        if exhibit.entry is not None:
            yield file_says(words, exhibit)
            yield line()
            yield label(words("exhibit-person-says"), "strong")
            form = ExhibitForm(words, exhibit.entry, self._touch)
            yield from form.pieces()
            self._form = form
            yield self._kept
            yield self._trouble
            yield line()
            yield from self._compartment(exhibit.media or "")
            yield line()
        elif exhibit.media is not None:
            yield label(words("exhibit-from-sealed"), "soft")
            yield file_says(words, exhibit)
            yield person_says(words, exhibit)
        yield self._digest()
        if exhibit.entry is not None or (exhibit.media is None and self._is_first):
            yield from self._removing(exhibit.media or exhibit.sha256)

    def _digest(self) -> QWidget:
        return Digest(self._words, self._screen.desktop.settings, self._exhibit.sha256)

    def _compartment(self, media: str) -> list[QWidget]:
        words = self._words
        if self._exhibit.compartment == "identity":
            return [label(words("exhibit-identity-open"), "soft", name="exhibit-identity-open")]
        asking = Asking(
            words,
            self._screen.desktop.settings,
            question=words("exhibit-identity-question"),
            does=words("exhibit-identity-move"),
            name="exhibit-move",
            done=lambda: self._leave_for(self._verbs.to_identity, media),
            kept=lambda: made.box.setChecked(False),
        )

        def turned(on: bool) -> None:
            if on:
                asking.ask()
            else:
                asking.hide()

        made: Worded = tick(words("exhibit-identity"), changed=turned, name="exhibit-identity")
        return [made, label(words("exhibit-identity-hint"), "hint"), asking]

    def _removing(self, name: str) -> list[QWidget]:
        words = self._words
        asking = Asking(
            words,
            self._screen.desktop.settings,
            question=words("exhibit-remove-question"),
            does=words("exhibit-remove-yes"),
            name="exhibit-remove-yes",
            done=lambda: self._leave_for(self._verbs.remove, name),
        )
        made = button(words("exhibit-remove"), "link", asking.ask)
        made.setObjectName("exhibit-remove")
        holder = QWidget()
        holder.setLayout(row(made, None))
        return [holder, asking]

    def _leave_for(self, verb: Callable[[str], None], media: str) -> None:
        """Keep what was typed, then let the page do what ends this card."""
        self.flush()
        verb(media)

    def _touch(self) -> None:
        self._dirty = True
        self._rest.start()
        if not self._latest.isActive():
            self._latest.start()

    def _was_kept(self, entry: ExhibitInput, at: str) -> None:
        described = replace(self._exhibit, entry=entry)
        self._verbs.described(described)
        if isValid(self):
            self._exhibit = described
            self._trouble.clear()
            say(self._kept, self._words("exhibit-kept", clock=self._words.time(at)))

    def _not_kept(self, error: CollectorError) -> None:
        """Say why, and try again with the next change or after a while."""
        if not isValid(self):
            self._verbs.not_kept(error)
            return
        self._dirty = True
        say(self._kept, "")
        self._trouble.tell(error)
        self._latest.start()
