"""What became of files: a line each while they are few, else one of all and why some are not in."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from collector.ui import design
from collector.ui.parts.checks import check_line
from collector.ui.parts.layout import clear, column, group, scrolled, sheet
from collector.ui.parts.text import Tone, label, say
from collector.ui.parts.trouble import sentence
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.bringing_work import Outcome, Verdict
from collector.ui.screens.coordinator.names import file_name
from collector.ui.screens.coordinator.reasons import meaning
from collector.ui.words import Words

_FEW: Final = 5
"""So many files are told one by one: with more of them the list below would have no room."""
_MOST_NAMES: Final = 100
_HIGHEST: Final = 150
_LOOK_AT: Final = ("conflicts", "claimed")
_TONES: Final[dict[Verdict, Tone]] = {
    "imported": "green",
    "repeat": "accent",
    "waiting": "amber",
    "refused": "red",
    "failed": "amber",
}


class Outcomes(QWidget):
    """Hidden until there is something to tell."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._words, self._settings = screen.words, screen.desktop.settings
        self._outcomes: list[Outcome] = []
        self._sum, self._counts = label("", "heading"), label("", "hint")
        self._lines = column(gap=10)
        self._reasons = column(gap=10)
        self._inner = group(self._reasons)
        self._area = scrolled(self._inner)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # nothing in it takes the keyboard
        self._area.setAccessibleName(self._words("arrivals-sum-reasons"))
        told = sheet(self._sum, self._counts, self._area, self._lines, gap=10)
        told.setObjectName("outcomes")
        self.setLayout(column(told))
        self.clear()

    def clear(self) -> None:
        """Take away what was said of earlier files."""
        self._outcomes.clear()
        for part in (self._sum, self._counts, self._area):
            part.hide()
        clear(self._lines)
        clear(self._reasons)
        self.hide()

    def tell(self, outcome: Outcome) -> None:
        """Say what became of a file."""
        self._outcomes.append(outcome)
        self.show()
        if len(self._outcomes) <= _FEW:
            for it in outcome_lines(self._words, outcome, self._name(outcome)):
                self._lines.addWidget(it)
            return
        if len(self._outcomes) == _FEW + 1:
            clear(self._lines)
        self._count()
        if outcome.verdict in ("refused", "failed") or len(self._outcomes) == _FEW + 1:
            self._give_reasons()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit anew: names wrap at another width."""
        super().resizeEvent(event)
        self._fit()

    def add(self, text: str, hint: str, tone: Tone) -> None:
        """Say something below that."""
        self._lines.addWidget(check_line(text, hint, tone))
        self.show()

    def _count(self) -> None:
        words, whole = self._words, self._outcomes
        verdicts = Counter(it.verdict for it in whole)
        numbers = {f"arrivals-sum-{it}": verdicts[it] for it in _TONES}
        for what in ("accounts", "exhibits", *_LOOK_AT):
            numbers[f"arrivals-sum-{what}"] = sum(getattr(it, what) for it in whole)
        said = [words(name, number=words.number(it)) for name, it in numbers.items() if it]
        say(self._sum, words("arrivals-sum", count=len(whole)))
        say(self._counts, " · ".join(said))

    def _give_reasons(self) -> None:
        """Name the files that are not in, below the reason they share."""
        clear(self._reasons)
        found: dict[tuple[Verdict, str], list[str]] = {}
        for it in self._outcomes:
            if it.error is not None:
                key = it.verdict, _reason(self._words, it)
                found.setdefault(key, []).append(self._name(it))
        for (verdict, reason), names in found.items():
            said = ", ".join(names[:_MOST_NAMES])
            more = len(names) - _MOST_NAMES
            if more > 0:
                number = self._words.number(more)
                said = self._words("arrivals-sum-more", names=said, number=number)
            self._reasons.addWidget(check_line(reason, said, _TONES[verdict]))
        self._area.setVisible(bool(found))
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Give the reasons the room they need, up to a limit; only what is shown has a height."""
        high = self._inner.heightForWidth(self._area.viewport().width())
        if high > 0:
            self._area.setFixedHeight(min(high, design.pixels(_HIGHEST, self._settings)))

    def _name(self, outcome: Outcome) -> str:
        return file_name(self._settings, outcome.name)


def outcome_lines(words: Words, outcome: Outcome, name: str) -> list[QWidget]:
    """Return what became of one file, and what is to be looked at in it."""
    lines = [check_line(*told(words, outcome, name), _TONES[outcome.verdict])]
    for what in _LOOK_AT:
        if count := getattr(outcome, what):
            text = words(f"arrivals-{what}", count=count)
            lines.append(check_line(text, words(f"arrivals-{what}-hint"), "amber"))
    return lines


def told(words: Words, outcome: Outcome, name: str) -> tuple[str, str]:
    """Return what became of a file, and what that means; ``name`` is harmless."""
    verdict = f"arrivals-became-{outcome.verdict}"
    if outcome.verdict == "imported":
        accounts, exhibits = words.number(outcome.accounts), words.number(outcome.exhibits)
        let_in = words("arrivals-became-let-in", count=outcome.bundles)
        text = words(verdict, file=name) if name else let_in
        return text, words(f"{verdict}-hint", accounts=accounts, exhibits=exhibits)
    if outcome.verdict == "failed" and outcome.error is not None:
        return words(verdict, file=name), " ".join(map(sentence, words.error(outcome.error)))
    return words(verdict, file=name), words(f"{verdict}-hint")


def _reason(words: Words, outcome: Outcome) -> str:
    error = outcome.error
    if error is None:
        return ""
    if outcome.verdict == "refused":
        return words("arrivals-sum-why", why=words(f"arrivals-reason-{meaning(error.code)}"))
    return sentence(words.error(error)[0])
