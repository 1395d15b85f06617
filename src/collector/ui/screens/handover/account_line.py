"""One account to hand over: chosen or not, what goes, what stays here and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtWidgets import QWidget

from collector.model.consent_facts import ExhibitVerdict, TestimonyVerdict
from collector.session import Listed, SealedShown, ShownExhibit
from collector.ui import outside
from collector.ui.desktop import Desktop
from collector.ui.parts.actions import actions
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.layout import clear, column, group
from collector.ui.parts.text import label
from collector.ui.parts.ticks import tick
from collector.ui.screens.account.exhibit_words import kind_of
from collector.ui.screens.handover.reading import Chosen, Said
from collector.ui.screens.handover.reasons import open_questions, reason, reasons

_INDENT = 30
_MOST_LINES = 12
_MOST_TITLE = 100


class AccountLine(QWidget):
    """``ticked`` hears of a choice, ``answered`` of what the person said when asked.

    ``bundled_for`` are the root keys of the platforms for which it lies in a bundle.
    """

    def __init__(
        self,
        desktop: Desktop,
        listed: Listed,
        checked: bool,
        ticked: Callable[[str, bool], None],
        answered: Callable[[Said | None, str], None],
        *,
        bundled_for: Collection[str],
    ) -> None:
        super().__init__()
        self._desktop, self._listed, self._answered = desktop, listed, answered
        self._bundled_for = bundled_for
        words = desktop.words
        title = outside.line(listed.about, _MOST_TITLE) or words("accounts-no-title")
        self._title = f"{listed.human_code}  {title}"
        self._tick = tick(
            self._title,
            checked=checked,
            changed=lambda on: ticked(listed.id, on),
            name=f"choose-{listed.human_code}",
        )
        self._told = column(gap=10)
        self._told.setContentsMargins(_INDENT, 0, 0, 0)
        self.setLayout(column(self._tick, group(self._told), gap=6))

    def set_checked(self, on: bool) -> None:
        """Tick the account, or not, without telling anybody."""
        self._tick.set_checked(on)

    def forget(self, platform: str) -> None:
        """Say only what is known without looking at consent; ``platform`` is chosen."""
        clear(self._told)
        if self._listed.in_bundle:
            where = "before" if platform in self._bundled_for else "elsewhere"
            self._told.addWidget(label(self._desktop.words(f"hand-over-{where}-line"), "hint"))

    def tell(self, verdict: TestimonyVerdict, shown: SealedShown | None, chosen: Chosen) -> None:
        """Say what consent lets through."""
        self.forget(chosen.root)
        words = self._desktop.words
        questions = open_questions(verdict)
        if verdict.allowed:
            self._goes(verdict, shown)
        elif not questions:
            self._add(words("hand-over-stays"), reasons(words, verdict.reasons))
        for onward in questions:
            self._question(onward)
        said = [it for it in (False, True) if chosen.answer(self._listed.id, it) is not None]
        if said and not questions:
            change = button(
                words("hand-over-change-answer"),
                "link",
                lambda: self._answered(None, self._listed.id),
            )
            change.setObjectName("change-answer")
            self._told.addWidget(change)

    def _goes(self, verdict: TestimonyVerdict, shown: SealedShown | None) -> None:
        words = self._desktop.words
        go = [it for it in verdict.exhibits if it.allowed]
        stay = [it for it in verdict.exhibits if not it.allowed]
        said = words("hand-over-goes")
        if verdict.exhibits:
            said = words("hand-over-goes-with", count=len(go), all=len(verdict.exhibits))
        self._told.addWidget(check_line(said))
        exhibits = {} if shown is None else {it.media: it for it in shown.exhibits if it.media}
        for exhibit in stay[:_MOST_LINES]:
            self._stays(exhibit, exhibits)
        if len(stay) > _MOST_LINES:
            self._add(words("hand-over-more-stay", count=len(stay) - _MOST_LINES))
        if not verdict.identity_allowed:
            why = reasons(words, verdict.identity_reasons)
            self._told.addWidget(check_line(words("hand-over-identity-stays"), why, "accent"))
        elif shown is not None and shown.identity_sealed:
            hint = words("hand-over-identity-goes-hint")
            self._told.addWidget(check_line(words("hand-over-identity-goes"), hint))

    def _stays(self, exhibit: ExhibitVerdict, exhibits: Mapping[str, ShownExhibit]) -> None:
        words, found = self._desktop.words, exhibits.get(exhibit.media)
        kind = kind_of(words, found) if found is not None else words("hand-over-exhibit")
        why = " ".join(reason(words, code) for code in exhibit.reasons)
        self._add(words("hand-over-exhibit-stays", kind=kind), why)

    def _question(self, onward: bool) -> None:
        words, listed = self._desktop.words, self._listed
        asked = words("hand-over-ask-onward" if onward else "hand-over-ask")
        said_yes, said_no = Said(listed.id, onward, True), Said(listed.id, onward, False)
        yes = button(
            words("hand-over-said-yes"), "outlined", lambda: self._answered(said_yes, listed.id)
        )
        no = button(
            words("hand-over-said-no"), "outlined", lambda: self._answered(said_no, listed.id)
        )
        for made, name in ((yes, "yes"), (no, "no")):
            made.setObjectName(f"{name}-{listed.human_code}{'-onward' if onward else ''}")
            made.setAccessibleDescription(self._title)
        self._add(asked, words("hand-over-ask-hint"))
        self._told.addWidget(actions(self._desktop.settings, yes, no))

    def _add(self, text: str, hint: str = "") -> None:
        self._told.addWidget(check_line(text, hint, "amber"))
