"""The copy of the private keys: saved after a warning, checked, and asked for until it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from collector import desk
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.choosing import choose_file, choose_new_file
from collector.ui.parts.into_view import into_view
from collector.ui.parts.layout import banner, column, group, sheet
from collector.ui.parts.notice import Notice
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.card_change import Change
from collector.ui.screens.coordinator.names import file_name
from collector.ui.tasks import Job

SUGGESTED = "keys.txt"


class KeyCopy(QWidget):
    """``checked`` is when a copy was last found whole (UTC), None while that never happened."""

    def __init__(self, screen: Screen, checked: str | None, change: Change) -> None:
        super().__init__()
        self._screen, self._change = screen, change
        words, settings = screen.words, screen.desktop.settings
        self._trouble, self._notice = Trouble(words), Notice()
        save = button(words("key-copy-save"), "outlined", self._warn)
        save.setObjectName("save-key-copy")
        check = button(words("key-copy-check"), "outlined", self._choose_copy)
        check.setObjectName("check-key-copy")
        self._actions = actions(settings, save, check)
        if checked is None:
            said = column(
                label(words("key-copy-missing"), "strong"),
                label(words("key-copy-missing-hint"), "soft"),
                self._actions,
                gap=10,
            )
            shown = banner(group(said))
            shown.setObjectName("key-copy-missing")
        else:
            text = words("key-copy-checked", when=words.moment(checked))
            line = check_line(text, words("key-copy-checked-hint"))
            line.setObjectName("key-copy-checked")
            shown = sheet(line, self._actions, gap=12)
        self._warning = self._warning_part()
        self.setLayout(column(shown, self._warning, self._notice, self._trouble, gap=12))

    def _warning_part(self) -> QWidget:
        words = self._screen.words
        where = button(words("key-copy-where"), "outlined", self._choose_place)
        where.setObjectName("key-copy-where")
        not_now = button(words("key-copy-not-now"), "link", self._calm)
        not_now.setObjectName("key-copy-not-now")
        said = column(
            label(words("key-copy-warning"), "strong"),
            label(words("key-copy-warning-hint"), "soft"),
            actions(self._screen.desktop.settings, where, not_now),
            gap=10,
        )
        made = banner(group(said))
        made.hide()
        return made

    def _warn(self) -> None:
        self._trouble.clear()
        self._notice.clear()
        self._warning.show()
        into_view(self._warning)

    def _calm(self) -> None:
        self._warning.hide()

    def _choose_place(self) -> None:
        words = self._screen.words
        choose_new_file(self._screen, words, words("key-copy-save"), self._write, SUGGESTED)

    def _write(self, path: Path) -> None:
        def work(job: Job) -> str:
            desk.must_be_free(path)
            desk.write_file(path, job.session.trust.key_copy())
            return path.name

        self._screen.run(work, self._written, self._trouble.answer)

    def _written(self, name: str) -> None:
        words = self._screen.words
        self._warning.hide()
        text = words("key-copy-saved", file=file_name(self._screen.desktop.settings, name))
        self._notice.tell(text, words("key-copy-saved-hint"))

    def _choose_copy(self) -> None:
        words = self._screen.words
        self._warning.hide()
        choose_file(self._screen, words, words("key-copy-check"), self._check)

    def _check(self, path: Path) -> None:
        self._trouble.clear()
        self._notice.clear()

        def work(job: Job) -> None:
            job.session.trust.check_key_copy(desk.read_file(path))

        self._change(work, "key-copy-good", self._trouble.answer)
