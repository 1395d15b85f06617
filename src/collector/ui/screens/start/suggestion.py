"""First start: a passphrase that was suggested; typing it once by hand proves that it is kept."""

from __future__ import annotations

from collector.desk import as_suggested, suggest_digits, suggest_words
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Choice, Field
from collector.ui.parts.layout import row, sheet
from collector.ui.parts.text import label, say
from collector.ui.screens.start.making import MakingStep
from collector.ui.screens.start.step import ending

KINDS = ("digits", "english", "russian")


class SuggestionStep(MakingStep):
    """It is shown large and cannot be copied: it goes onto paper and through the keyboard."""

    page = "suggestion"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._suggested = label("", "code", name="suggested")
        self._suggested.setProperty("kind", "suggested")
        answers = [(kind, words(f"suggestion-{kind}")) for kind in KINDS]
        self._kinds = Choice(answers, KINDS[0], lambda _kind: self._suggest())
        another = button(words("suggestion-another"), "link", self._suggest)
        another.setObjectName("another")
        go = button(words("welcome-make"), "primary", self._press)
        go.setObjectName("make-vault")
        self._typed = Field(words("suggestion-type"), self.field)
        self.field.entered.connect(self._press)
        self.field.changed.connect(lambda: self._typed.complain(""))
        self.face.put(
            sheet(self._suggested, row(another, None), margin=24),
            Field(words("suggestion-kind"), self._kinds),
            self._typed,
            self.trouble,
            self.progress,
            ending(desktop, self.back_button(), go=go),
        )
        self._suggest()

    def _suggest(self) -> None:
        kind = self._kinds.chosen()
        if kind == "digits":
            say(self._suggested, suggest_digits())
        else:
            say(self._suggested, suggest_words("ru" if kind == "russian" else "en"))
        self._typed.complain("")

    def _press(self) -> None:
        typed, suggested = self.field.text(), self._suggested.text()
        if suggested not in (typed, as_suggested(typed)):
            self._typed.complain(self.words("suggestion-different"))
            self.field.again()
        else:
            self.make(suggested)
