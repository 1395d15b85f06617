"""About this vault: how much is in it, and whether everything is as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.session import Finding
from collector.ui import outside
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.layout import clear, column, row, sheet
from collector.ui.parts.progress import Progress
from collector.ui.parts.text import label, say
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.tasks import Running, Stopped

SHOWN: Final = 40
WHERE: Final = 16
"""Characters of the place of a finding: enough to tell two digests apart."""
KINDS: Final = frozenset(
    {
        *("vault", "media", "record", "draft", "custody", "trust"),
        *("file", "bundle", "outbox", "receipt", "choice"),
    }
)
"""What a finding is about, by the first part of its code; each has a sentence."""


@dataclass(frozen=True)
class Checked:
    """The last check of this sitting: when, and what was found."""

    at: str
    findings: tuple[Finding, ...]


class AboutVault(QWidget):
    """Nothing of a check is kept when the vault is closed."""

    def __init__(self, screen: Screen, checked: Checked | None) -> None:
        super().__init__()
        self._screen = screen
        self._words = screen.words
        self.checked = checked
        words = self._words
        self._count = label("")
        self._when = label(words("settings-not-checked"), "hint")
        self._check = button(words("settings-check"), "outlined", self._start)
        self._check.setObjectName("check-everything")
        self._found = column(gap=12)
        self._running: Running[tuple[Finding, ...]] | None = None
        self._progress = Progress(words, self.stop)
        self._progress.stop.setObjectName("stop-check")
        self._trouble = Trouble(words)
        facts = column(self._count, self._when, gap=2)
        go = row(self._check, None)
        box = sheet(facts, self._found, self._progress, self._trouble, go, gap=14)
        self.setLayout(column(box))
        screen.run(lambda job: job.session.testimonies.count(), self._counted)
        if checked is not None:
            self._show(checked)

    def _counted(self, count: int) -> None:
        say(self._count, self._words("settings-accounts", count=count))

    def _start(self) -> None:
        self._check.setEnabled(False)
        self._trouble.clear()
        clear(self._found)
        self._progress.begin(self._words("settings-checking"))
        self._running = self._screen.run(
            lambda job: tuple(job.session.check(beat=job.go_on)), self._done, self._failed
        )

    def stop(self) -> None:
        """Let a check that runs end: what it found so far is not the whole."""
        if self._running is not None:
            self._running.stop()

    def _done(self, findings: tuple[Finding, ...]) -> None:
        self._rest()
        self._show(Checked(datetime.now(UTC).isoformat(), findings))

    def _failed(self, error: CollectorError) -> None:
        self._rest()
        if not isinstance(error, Stopped):
            self._trouble.tell(error)

    def _rest(self) -> None:
        self._progress.end()
        self._check.setEnabled(True)

    def _show(self, checked: Checked) -> None:
        words, findings = self._words, checked.findings
        self.checked = checked
        clear(self._found)
        say(self._when, words("settings-checked", moment=words.moment(checked.at)))
        if not findings:
            self._found.addWidget(
                check_line(words("settings-nothing-wrong"), words("settings-nothing-wrong-hint"))
            )
            return
        self._found.addWidget(label(words("settings-found", count=len(findings)), "strong"))
        for it in findings[:SHOWN]:
            kind = it.code.partition(".")[0]
            said = words(f"finding-{kind if kind in KINDS else 'other'}")
            self._found.addWidget(
                check_line(said, f"{it.code} · {outside.line(it.where, WHERE)}", "red")
            )
        if len(findings) > SHOWN:
            self._found.addWidget(label(words("settings-more", count=len(findings) - SHOWN)))
        self._found.addWidget(label(words("settings-found-hint"), "soft"))
