"""First start: where the vault is to be, or where one is already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFrame

from collector import settings
from collector.desk import NotAVault, VaultPlace, make_folder, vault_place
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button
from collector.ui.parts.cards import Card
from collector.ui.parts.choosing import choose_folder
from collector.ui.parts.layout import banner, column, group, row
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screens.start.step import Step, ending


class WhereStep(Step):
    """This computer, another folder, or a vault that exists."""

    page = "where"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        usual = settings.usual_vault()
        here = self._card("here", lambda: self._look(usual.parent))
        here.setToolTip(str(usual))
        self._trouble = Trouble(self.words)
        self._found: Path | None = None
        self._there = self._offer()
        self.face.put(
            here,
            self._card("elsewhere", self._choose),
            self._card("existing", self._find),
            self._trouble,
            self._there,
            ending(desktop, self.back_button(), go=None),
        )

    def _card(self, name: str, pressed: Callable[[], None]) -> Card:
        words = self.words
        said = words(f"welcome-{name}"), words(f"welcome-{name}-hint")
        return Card(*said, pressed, f"vault-{name}")

    def _offer(self) -> QFrame:
        words = self.words
        open_it = button(words("welcome-open-it"), "outlined", self._open_found)
        open_it.setObjectName("open-it")
        made = banner(group(column(label(words("welcome-there-already")), row(open_it, None))))
        made.hide()
        return made

    def _choose(self) -> None:
        choose_folder(self, self.words, self.words("welcome-choose-place"), self._look)

    def _find(self) -> None:
        choose_folder(self, self.words, self.words("welcome-choose-vault"), self._look_for)

    def _look(self, chosen: Path) -> None:
        self._begin_looking()
        self.run(lambda _job: place_for_new(chosen), self._new_place, self._trouble.tell)

    def _look_for(self, chosen: Path) -> None:
        self._begin_looking()
        self.run(lambda _job: existing_vault(chosen), self._open, self._trouble.tell)

    def _begin_looking(self) -> None:
        self._trouble.clear()
        self._there.hide()

    def _new_place(self, found: VaultPlace) -> None:
        if found.there:
            self._found = found.folder
            self._there.show()
        else:
            self.on("passphrase", replace(self.begun, folder=found.folder))

    def _open_found(self) -> None:
        if self._found is not None:
            self._open(self._found)

    def _open(self, folder: Path) -> None:
        self.desktop.vault_folder = folder
        self.desktop.go(Place("unlock"))


def place_for_new(chosen: Path) -> VaultPlace:
    """Return where a new vault goes; the folder around it is made and can be written to.

    Raises ``VaultExists`` and the machine's errors.
    """
    found = vault_place(chosen)
    if not found.there:
        make_folder(found.folder.parent)
    return found


def existing_vault(chosen: Path) -> Path:
    """Return the vault in a folder somebody chose.  Raises ``NotAVault``, ``VaultExists``."""
    found = vault_place(chosen)
    if not found.there:
        raise NotAVault
    return found.folder
