"""The steps of an account, what of the form belongs to which, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from collector.model.problems import FieldProblem
from collector.session import DraftShown
from collector.settings import Settings
from collector.ui import design
from collector.ui.parts.buttons import button, light
from collector.ui.parts.fields import drop_down
from collector.ui.parts.layout import column
from collector.ui.words import Words

EXHIBITS: Final = "exhibits"
STEPS: Final = (
    "safety",
    "earlier",
    "consent",
    "words",
    "when",
    EXHIBITS,
    "identity",
    "review",
)
_FIELDS: Final = {
    "interview_kind": "safety",
    "mode": "safety",
    "language": "safety",
    "prior_accounts": "earlier",
    "consent": "consent",
    "confidentiality": "consent",
    "about": "words",
    "words": "words",
    "scope": "words",
    "when": "when",
    "where": "when",
    "exhibits": EXHIBITS,
    "identity": "identity",
    "correction_note": "review",
}
_MARK, _GAP = 22, 6


def step_of(problem: FieldProblem) -> str:
    """Return the step on which a problem can be mended."""
    return _FIELDS.get(problem.path.partition(".")[0].partition("[")[0], "review")


def finished(draft: DraftShown) -> frozenset[str]:
    """Return the steps that have an answer, and nothing of which is missing."""
    form = draft.form
    answered = set(STEPS)
    if not form.consent:
        answered.discard("consent")
    if not draft.exhibits:
        answered.discard(EXHIBITS)
    if form.identity is None and draft.identity_form is None and not draft.identity_sealed:
        answered.discard("identity")
    if draft.problems:
        answered.discard("review")
    return frozenset(answered - {step_of(problem) for problem in draft.problems})


class Steps(QWidget):
    """The steps at the left, or as a list that opens where there is no room for them."""

    def __init__(self, words: Words, settings: Settings, go: Callable[[str], None]) -> None:
        super().__init__()
        self._words, self._settings = words, settings
        self._current, self._done = "", frozenset[str]()
        self._entries = {step: self._entry(step, go) for step in STEPS}
        self._menu = drop_down(self._lines(), None, go)
        self._menu.setAccessibleName(words("account-steps"))
        self._menu.setObjectName("steps")
        self.setLayout(column(self._menu, *self._entries.values(), None, gap=2))
        self.fold(folded=False)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._mark_all)

    def fold(self, *, folded: bool) -> None:
        """Be a list that opens, or all steps one below the other."""
        self._menu.setVisible(folded)
        for entry in self._entries.values():
            entry.setVisible(not folded)
        width = 16_777_215 if folded else design.pixels(212, self._settings)
        self.setMaximumWidth(width)
        self.setMinimumWidth(0 if folded else width)

    def show_step(self, current: str, done: Collection[str]) -> None:
        """Light a step, and tick those of which nothing is missing."""
        self._current, self._done = current, frozenset(done)
        self._mark_all()
        for step, entry in self._entries.items():
            light(entry, self._words("rail-here") if step == current else "")
            said = entry.text()
            name = self._words("account-step-done", step=said) if step in done else said
            entry.setAccessibleName(name)
        self._menu.setCurrentIndex(self._menu.findData(current))

    def _entry(self, step: str, go: Callable[[str], None]) -> QPushButton:
        made = button(self._words(f"step-{step}"), "step", lambda: go(step))
        made.setObjectName(f"step-{step}")
        side = design.pixels(_MARK, self._settings)
        made.setIconSize(QSize(side + _GAP, side))
        return made

    def _lines(self) -> Sequence[tuple[str, str]]:
        words, count = self._words, len(STEPS)
        return [
            (step, words("account-step-of", number=n, count=count, step=words(f"step-{step}")))
            for n, step in enumerate(STEPS, start=1)
        ]

    def _mark_all(self) -> None:
        """Draw the marks; again when the system turns dark or light."""
        for number, (step, entry) in enumerate(self._entries.items(), start=1):
            ticked = step in self._done and step != self._current
            entry.setIcon(self._mark("✓" if ticked else str(number), ticked=ticked))

    def _mark(self, sign: str, *, ticked: bool) -> QIcon:
        """Return a round mark; ``QIcon`` draws it sharp on every screen."""
        palette = design.palette(self._settings)
        side, ratio = design.pixels(_MARK, self._settings), self.devicePixelRatioF()
        picture = QPixmap(round((side + _GAP) * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.green_wash if ticked else palette.edge))
        painter.setBrush(QColor(palette.green_wash if ticked else palette.sheet))
        painter.drawEllipse(QRectF(1, 1, side - 2, side - 2))
        painter.setPen(QColor(palette.green if ticked else palette.soft))
        font = QFont(design.TEXT)
        font.setPixelSize(design.pixels(12, self._settings))
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()
        return QIcon(picture)
