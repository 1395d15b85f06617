"""Tell what happened: the words on their sheet, and how the person knows it."""

from __future__ import annotations

from typing import ClassVar, get_args

import msgspec

from collector.model.terms import Basis
from collector.model.testimony_input import TestimonyInput
from collector.ui import design
from collector.ui.parts.bounded import BoundedText
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import column, group
from collector.ui.parts.text import label
from collector.ui.parts.ticks import tick
from collector.ui.screens.account.editing import Telling
from collector.ui.screens.account.paragraphs import LONGEST_ACCOUNT, join, split, with_basis
from collector.ui.screens.alone.steps import known_by
from collector.ui.screens.alone.telling import QuestionPage

_BASES: tuple[Basis, ...] = get_args(get_args(Basis)[0])
_ROWS, _FEW_ROWS = 8, 4


class TellPage(QuestionPage):
    """The words.  ``briefly`` asks a smaller question and gives a smaller sheet."""

    step: ClassVar[str] = "tell"

    def __init__(self, telling: Telling, *, briefly: bool) -> None:
        super().__init__(telling)
        words, form = self.words, telling.form
        rows = _FEW_ROWS if briefly else _ROWS
        self.text = BoundedText(join(form.words), limit=LONGEST_ACCOUNT, rows=rows, kind="words")
        self.text.setObjectName("words")
        self.text.setAccessibleName(words("alone-tell-question"))
        self.text.setPlaceholderText(words("alone-tell-placeholder"))
        self.text.go_on_at_the_end()
        self.text.textChanged.connect(self._typed)
        known = known_by(form)
        self._bases = {
            name: tick(
                words(f"alone-basis-{name.replace('_', '-')}"),
                checked=name in known,
                changed=self.touched,
                name=f"basis-{name}",
            )
            for name in _BASES
        }
        how = column(
            label(words("alone-basis"), "strong"),
            label(words("alone-basis-hint"), "hint"),
            group(Flow(*self._bases.values(), gap=10)),
        )
        self._how = group(how)
        names = label(words("alone-tell-names"), "hint")
        self.setLayout(column(self.text, names, self._how, gap=design.GAP))
        self._show_what_fits()

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Put in the words and how they are known."""
        basis = tuple(name for name in _BASES if self._bases[name].box.isChecked())
        pieces = split(self.text.typed())
        if not pieces and basis:
            pieces = [""]  # how it is known can be said before the first word
        return msgspec.structs.replace(form, words=with_basis(pieces, basis, None, {}))

    def _typed(self) -> None:
        self._show_what_fits()
        self.touched()

    def _show_what_fits(self) -> None:
        """Ask how it is known only once there is something to know."""
        empty = self.text.document().isEmpty()
        told = any(it.box.isChecked() for it in self._bases.values())
        self._how.setVisible(not empty or told)
