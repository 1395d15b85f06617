"""One bundle: what was checked, what came in it, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from collector import desk
from collector.ui import outside
from collector.ui.desktop import Place
from collector.ui.parts.actions import actions
from collector.ui.parts.asking import Asking
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.choosing import choose_new_file
from collector.ui.parts.layout import Part, column, group, line, row, sheet
from collector.ui.parts.notice import Notice
from collector.ui.parts.text import label, selectable
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.arrivals_list import short_code
from collector.ui.screens.coordinator.arrivals_work import Came, Details, revoke
from collector.ui.screens.coordinator.entered import entered_lines
from collector.ui.screens.coordinator.names import file_name
from collector.ui.screens.coordinator.report_view import as_text, facts, lines
from collector.ui.words import Words


class Told(QWidget):
    """What became of what was done with a bundle; its report may be made anew meanwhile."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.notice, self.trouble = Notice(), Trouble(words)
        self.setLayout(column(self.notice, self.trouble, gap=16))

    def clear(self) -> None:
        """Say nothing any more."""
        self.notice.clear()
        self.trouble.clear()


class DetailsView(QWidget):
    """The report of one bundle; ``below`` stands between it and its technical facts.

    ``revoked`` is called when its signer's key was revoked, with the number of its bundles here.
    """

    def __init__(
        self,
        screen: Screen,
        found: Details,
        revoked: Callable[[int], None],
        told: Told,
        *below: QWidget,
    ) -> None:
        super().__init__()
        self._screen, self._found, self._revoked, self._told = screen, found, revoked, told
        words = screen.words
        self._asking: Asking | None = None
        save = button(words("arrivals-save-report"), "outlined", self._choose)
        save.setObjectName("save-report")
        parts: list[QWidget] = [self._checked(), *below]
        if found.came:
            parts.append(self._came())
        parts += [self._facts(), *self._acts(save)]
        box = column(*parts, gap=16)
        box.addStretch(1)
        self.setLayout(box)

    @property
    def asks(self) -> bool:
        """Tell whether a question waits for its answer."""
        return self._asking is not None and self._asking.isVisible()

    def _acts(self, save: QWidget) -> list[QWidget]:
        words, settings, entry = (
            self._screen.words,
            self._screen.desktop.settings,
            self._found.entry,
        )
        if entry.kind != "imported" or entry.revoked:
            return [actions(settings, save)]
        asking = self._asking = Asking(
            words,
            settings,
            question=words("revoke-question"),
            does=words("revoke-yes"),
            name="revoke-yes",
            done=self._revoke,
        )
        ask = button(words("revoke-ask"), "link", asking.ask)
        ask.setObjectName("revoke-ask")
        return [actions(settings, save, ask), asking]

    def _revoke(self) -> None:
        entry = self._found.entry
        self._told.clear()
        self._screen.run(lambda job: revoke(job, entry), self._revoked, self._told.trouble.answer)

    def _checked(self) -> QWidget:
        parts: list[Part] = [label(self._screen.words("arrivals-checked"), "heading"), 4]
        for n, it in enumerate(lines(self._screen.words, self._found)):
            if n:
                parts.append(line())
            parts.append(check_line(it.text, it.hint, it.tone))
        made = sheet(*parts, gap=12)
        made.setObjectName("report")
        return made

    def _came(self) -> QWidget:
        words, found = self._screen.words, self._found
        more = found.accounts - len(found.came)
        parts: list[Part] = [label(words("arrivals-came"), "heading")]
        for n, it in enumerate(found.came):
            parts += [line(), self._account(it)] if n else [self._account(it)]
        if more > 0:
            parts.append(label(words("arrivals-came-more", count=more), "hint"))
        return sheet(*parts, gap=10)

    def _account(self, came: Came) -> QWidget:
        listed = came.listed
        place = Place("sealed", listed.id)
        made = button(listed.human_code, "link", lambda: self._screen.desktop.go(place))
        made.setObjectName(f"account-{listed.id}")
        about = outside.line(listed.about) or self._screen.words("arrivals-no-title")
        made.setAccessibleDescription(about)
        inner = row(made, gap=12)
        inner.addWidget(label(about), 1)
        times = entered_lines(self._screen.words, came.times)
        said = [check_line(it.text, it.hint, it.tone) for it in times]
        if came.apart:
            text = self._screen.words("sealed-disputed", count=came.apart)
            said.append(check_line(text, tone="amber"))
        return group(column(group(inner), *said, gap=6))

    def _facts(self) -> QWidget:
        words = self._screen.words
        said = [selectable(label(it, "hint")) for it in facts(words, self._found)]
        made = QWidget()
        box = column(*said, gap=2)
        if self._found.entry.kind != "refused":
            box.insertWidget(0, label(words("arrivals-not-said"), "hint"))
        made.setLayout(box)
        return made

    def _choose(self) -> None:
        words = self._screen.words
        name = f"report-{short_code(self._found.entry.sha256).replace(' ', '')}.txt"
        # It says what stood here when it was asked for, and when that was: while a place is
        # chosen the bundle may come to stand otherwise, and another one be shown.
        asked = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        write = partial(self._write, self._found, asked)
        choose_new_file(self._screen, words, words("arrivals-save-report"), write, name)

    def _write(self, found: Details, asked: str, path: Path) -> None:
        words = self._screen.words

        def work(_job: object) -> str:
            desk.write_file(path, as_text(words, found, asked).encode("utf-8"))
            return path.name

        self._told.clear()
        self._screen.run(work, self._written, self._told.trouble.answer)

    def _written(self, name: str) -> None:
        words = self._screen.words
        said = words("arrivals-report-saved", file=file_name(self._screen.desktop.settings, name))
        self._told.notice.tell(said, words("arrivals-report-saved-hint"), "amber")
