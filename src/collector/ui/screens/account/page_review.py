"""The last page: what is missing, what is sealed and for whom, one sentence, one button."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import ClassVar

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from collector.errors import CollectorError
from collector.model.testimony_input import TestimonyInput
from collector.session import DraftShown
from collector.ui import design, outside
from collector.ui.desktop import Place
from collector.ui.parts.answers import term
from collector.ui.parts.bounded import BoundedText
from collector.ui.parts.buttons import button
from collector.ui.parts.checks import check_line
from collector.ui.parts.fields import Field
from collector.ui.parts.layout import clear, column, group, row, sheet
from collector.ui.parts.text import label
from collector.ui.parts.ticks import Worded, tick
from collector.ui.parts.trouble import Trouble
from collector.ui.screens.account.consent_card import recipient_words
from collector.ui.screens.account.editing import Editing, StepPage
from collector.ui.screens.account.problems import told
from collector.ui.screens.account.removing import Removing
from collector.ui.tasks import Job
from collector.ui.words import Words


class ReviewPage(StepPage):
    """Decides nothing: the core says what is missing, and refuses what may not be sealed."""

    step: ClassVar[str] = "review"

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        words, draft = self.words, editing.draft
        self._note = BoundedText(editing.form.correction_note or "", rows=3)
        self._note.setObjectName("correction-note")
        self._note.textChanged.connect(self.touched)
        note = Field(words("correction-note"), self._note, words("correction-note-hint"))
        note.setVisible(draft.corrects)
        self._targets = self._made_targets()
        self._missing_box = column(gap=4)
        self._trouble = Trouble(words)
        self._seal = button(words("review-seal"), "primary", self._do_seal)
        self._seal.setObjectName("seal")
        self._seal.setEnabled(not draft.problems)
        question = "remove-correction-question" if draft.corrects else "remove-draft-question"
        settings = editing.screen.desktop.settings
        self.setLayout(
            column(
                note,
                group(self._missing_box, "missing"),
                _summary(words, editing),
                self._for_whom(),
                self._trouble,
                column(label(words("review-sentence")), row(self._seal, None), gap=design.GAP),
                Removing(words, settings, words(question), self._remove),
                None,
                gap=24,
            )
        )
        self.look_again(draft)

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the note of a correction."""
        if not self.editing.draft.corrects:
            return form
        return msgspec.structs.replace(form, correction_note=self._note.typed() or None)

    def look_again(self, draft: DraftShown) -> None:
        """Show the core's newest word on what is missing; it decides whether to offer sealing."""
        words, lines = self.words, told(self.words, draft.problems)
        clear(self._missing_box)
        self._seal.setEnabled(not draft.problems)
        if not lines:
            self._missing_box.addWidget(check_line(words("review-nothing-missing")))
            return
        self._missing_box.addWidget(label(words("review-missing"), "strong"))
        links: list[QPushButton] = []
        for step, line in lines:
            link = button(words("review-go"), "link", partial(self.editing.go, step))
            link.setAccessibleName(f"{words('review-go')}: {line}")
            link.setObjectName(f"missing-{step}")
            said = check_line(line, tone="amber")
            if self.editing.screen.desktop.settings.text_size > 100:
                self._missing_box.addLayout(column(said, row(None, link), gap=0))
            else:
                beside = row(gap=design.TIGHT)
                beside.addWidget(said, 1, Qt.AlignmentFlag.AlignVCenter)
                beside.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
                self._missing_box.addLayout(beside)
            links.append(link)
        self._lead_tab(links)

    def _lead_tab(self, links: Sequence[QWidget]) -> None:
        """Let Tab go through the links first: they stand first, but were made last."""
        others = [it for it in self.findChildren(QPushButton) if it not in links]
        for one, next_one in pairwise([*links, *others]):
            QWidget.setTabOrder(one, next_one)

    def _made_targets(self) -> dict[str, Worded]:
        if self.editing.draft.identity_form is None:
            return {}
        return {
            it.root_key: tick(outside.line(it.name), checked=True, name="target")
            for it in self.editing.trusted
            if it.keeps_identity
        }

    def _for_whom(self) -> QWidget:
        words = self.words
        if self._targets:
            return group(
                column(label(words("review-for-whom"), "strong"), *self._targets.values(), gap=4)
            )
        open_ = self.editing.draft.identity_form is not None
        said = label(words("review-identity-later"), "hint", name="identity-later")
        said.setVisible(open_)
        return said

    def _do_seal(self) -> None:
        editing, screen = self.editing, self.editing.screen
        account, form = editing.account, editing.current()
        chosen = tuple(key for key, it in self._targets.items() if it.box.isChecked())
        still_open = editing.draft.identity_form is not None

        def seal(job: Job) -> None:
            job.session.testimonies.keep(account, form)
            targets = job.session.trust.targets(chosen) if still_open else None
            job.session.testimonies.seal(account, targets)

        self._begin()
        screen.run(seal, lambda _done: screen.desktop.go(Place("sealed", account)), self._failed)

    def _remove(self) -> None:
        editing, screen = self.editing, self.editing.screen
        account, corrects = editing.account, editing.draft.corrects
        after = Place("sealed", account) if corrects else editing.home
        self._begin()
        screen.run(
            lambda job: job.session.testimonies.remove_draft(account),
            lambda _done: screen.desktop.go(after),
            self._failed,
        )

    def _begin(self) -> None:
        self._trouble.clear()
        self.setEnabled(False)
        self.editing.settled()

    def _failed(self, error: CollectorError) -> None:
        self.setEnabled(True)
        self._trouble.tell(error)
        self.touched()


def _summary(words: Words, editing: Editing) -> QWidget:
    """Return what will be sealed, line by line."""
    draft, form = editing.draft, editing.form
    lines = [words("review-paragraphs", count=len(form.words))]
    lines.append(words("review-exhibits", count=len(draft.exhibits)))
    for consent in form.consent:
        decision = term(words, "V-CDEC", consent.decision)
        name = recipient_words(words, consent.recipient)
        lines.append(words("review-consent", recipient=name, decision=decision))
    if not form.consent:
        lines.append(words("review-no-consent"))
    lines.append(words(f"review-identity-{_identity(editing)}"))
    said = [check_line(line, tone="accent") for line in lines]
    return sheet(label(words("review-what"), "strong"), *said, gap=12)


def _identity(editing: Editing) -> str:
    draft, form = editing.draft, editing.form
    if draft.identity_sealed:
        return "sealed"
    if draft.identity_form is not None:
        return "open"
    return "none" if form.identity is None else "declined"
