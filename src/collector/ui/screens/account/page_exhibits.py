"""The exhibits of a draft: adding them, looking at them, saying what they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.desk import FolderNamed
from collector.errors import CollectorError
from collector.session import DraftShown, ShownExhibit
from collector.ui import design, outside
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.choosing import choose_files
from collector.ui.parts.drop import DropArea
from collector.ui.parts.layout import column
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.account.exhibit_card import CardVerbs, ExhibitCard
from collector.ui.screens.account.taking import Taking, Waiting
from collector.ui.screens.account.tiles import Tiles
from collector.ui.tasks import Job, Work

_NAME: Final = 60


class ExhibitsPage(QWidget):
    """What was added to an account, and ways to add more; not scrolling by itself."""

    def __init__(self, screen: Screen, account: str) -> None:
        super().__init__()
        self._screen, self._account = screen, account
        self._words = screen.words
        self._card: ExhibitCard | None = None
        self._looked_at = ""
        self._is_first = False
        self._taking = Taking(self, screen.desktop, account, self._was_taken, self._was_not_taken)
        self._trouble = Trouble(self._words)
        self._which = label("", "hint", name="exhibit-refused")
        self._which.hide()
        self._tiles = Tiles(screen, self._choose)
        self._count = label("", "hint", name="exhibits-count")
        self._slot = QVBoxLayout()
        self._slot.setContentsMargins(0, 0, 0, 0)
        self._drop = self._drop_area()
        self.setLayout(
            column(
                self._drop,
                self._taking.progress,
                self._which,
                self._trouble,
                column(self._count, self._tiles, gap=6),
                self._slot,
                None,
                gap=design.GAP,
            )
        )
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self._paste)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._read()

    def leave(self) -> None:
        """Hand what was typed to an urgent job, and what still waits to jobs of its own."""
        if self._card is not None:
            self._card.flush()
        self._taking.hand_over()

    def _drop_area(self) -> DropArea:
        words = self._words
        choose = button(words("exhibits-choose"), "outlined", self._choose_files)
        choose.setObjectName("exhibits-choose")
        paste = button(words("exhibits-paste"), "link", self._paste)
        paste.setObjectName("exhibits-paste")
        made = DropArea(
            words,
            words("exhibits-drop"),
            self._add,
            label(words("exhibits-hint"), "hint"),
            actions(self._screen.desktop.settings, choose, paste),
        )
        made.setObjectName("exhibits-drop")
        return made

    def _choose_files(self) -> None:
        choose_files(self, self._words, self._words("exhibits-choose"), self._add)

    def _add(self, paths: list[Path]) -> None:
        self._be_quiet()
        self._taking.add([Waiting(path=path) for path in paths])

    def _paste(self) -> None:
        self._be_quiet()
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self._drop.refuse(self._words("exhibits-nothing-to-paste"))
            return
        self._taking.add([Waiting(image=image)])

    def _be_quiet(self) -> None:
        self._drop.refuse("")
        say(self._which, "")
        self._trouble.clear()

    def _was_taken(self, media: str) -> None:
        if self._card is None or not self._card.has_focus():
            self._looked_at = media
        self._read()

    def _was_not_taken(self, name: str, error: CollectorError) -> None:
        shown = outside.line(name, _NAME)
        if isinstance(error, FolderNamed):
            self._drop.refuse(self._words("exhibits-folder", file=shown))
            return
        say(self._which, self._words("exhibits-not-taken", file=shown))
        self._trouble.tell(error)

    def _read(self) -> None:
        account = self._account
        self._screen.desktop.tasks.start(
            self,
            lambda job: job.session.testimonies.draft(account),
            self._show,
            self._trouble.tell,
        )

    def _show(self, draft: DraftShown) -> None:
        exhibits, self._is_first = draft.exhibits, not draft.corrects
        names = [_name(it) for it in exhibits]
        row = names.index(self._looked_at) if self._looked_at in names else -1
        say(self._count, self._words("exhibits-count", count=len(exhibits)) if exhibits else "")
        if row < 0:
            self._put(None)
        self._tiles.show_all(exhibits, row)

    def _choose(self, row: int) -> None:
        exhibit = self._tiles.tiles.exhibits[row]
        if self._card is not None:
            self._card.flush()
            if self._card.is_of(exhibit):
                return
        self._looked_at = _name(exhibit)
        verbs = CardVerbs(
            self._keep, self._described, self._trouble.tell, self._remove, self._to_identity
        )
        card = ExhibitCard(self._screen, self._account, exhibit, verbs, is_first=self._is_first)
        self._put(card)

    def _put(self, card: ExhibitCard | None) -> None:
        if self._card is not None:
            self._card.hide()
            self._slot.removeWidget(self._card)
            self._card.deleteLater()
        self._card = card
        if card is not None:
            self._slot.addWidget(card)

    def _keep(
        self, work: Work[str], done: Callable[[str], None], failed: Callable[[CollectorError], None]
    ) -> None:
        """Keep what was typed on a card; an error is told here when the card is gone by then."""
        self._screen.desktop.tasks.start(self, work, done, failed, urgent=True)

    def _described(self, exhibit: ShownExhibit) -> None:
        """Show an exhibit as it is described now."""
        for row, held in enumerate(self._tiles.tiles.exhibits):
            if held.media == exhibit.media:
                self._tiles.tiles.put(row, exhibit)

    def _remove(self, media: str) -> None:
        account = self._account
        self._change(lambda job: job.session.testimonies.detach(account, media))

    def _to_identity(self, media: str) -> None:
        account = self._account
        self._change(lambda job: job.session.testimonies.to_identity(account, media))

    def _change(self, work: Callable[[Job], None]) -> None:
        def failed(error: CollectorError) -> None:
            self._trouble.tell(error)
            self._read()

        self._be_quiet()
        self._screen.desktop.tasks.start(self, work, lambda _none: self._read(), failed)


def _name(exhibit: ShownExhibit) -> str:
    """Return what tells an exhibit from the others; a sealed file has only its digest."""
    return exhibit.media or exhibit.sha256
