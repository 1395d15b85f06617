"""First start: a passphrase of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from collector.desk import Strength, strength
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button, rename
from collector.ui.parts.fields import Field
from collector.ui.parts.layout import banner, group, row
from collector.ui.parts.text import Tone, chip, label, restyle, say
from collector.ui.screens.start.making import MakingStep
from collector.ui.screens.start.step import ending

PAUSE: Final = 300
"""Milliseconds of rest before what was typed is judged."""
FAIR: Final = 2
TONES: Final[tuple[Tone, ...]] = ("amber", "amber", "accent", "green", "green")


class PassphraseStep(MakingStep):
    """Typed once; a second time only while nobody sees what was typed."""

    page = "passphrase"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._warned = False
        self._again = QLineEdit()
        self._again.setObjectName("passphrase-again")
        self._again.setEchoMode(QLineEdit.EchoMode.Password)
        self._again.setProperty("kind", "large")
        self._repeat = Field(words("passphrase-again"), self._again)
        self._step = chip("", "amber")
        self._means = label("", "hint")
        self._judged = group(row(self._step, self._means, gap=12), "strength")
        self._judged.hide()
        self._warning = banner(label(words("welcome-weak-warning")))
        self._warning.hide()
        self._go = button(words("welcome-make"), "primary", self._press)
        self._go.setObjectName("make-vault")
        suggest = button(words("welcome-suggest"), "link", lambda: self.on("suggestion"))
        suggest.setObjectName("suggest")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self._judge(self._show))
        self.field.changed.connect(self._changed)
        self.field.entered.connect(self._entered)
        self.field.covered.connect(self._repeat.setVisible)
        self._again.returnPressed.connect(self._press)
        self.face.put(
            self.field,
            self._judged,
            self._repeat,
            group(row(suggest, None)),
            self._warning,
            self.trouble,
            self.progress,
            ending(desktop, self.back_button(), go=self._go),
        )

    def _changed(self) -> None:
        self._warned = False
        self._warning.hide()
        self._repeat.complain("")
        rename(self._go, self.words("welcome-make"))
        self._pause.start()

    def _entered(self) -> None:
        if self.field.is_covered():
            self._again.setFocus()
        else:
            self._press()

    def _judge(self, then: Callable[[Strength], None]) -> None:
        """Have the passphrase judged; an answer about one that was changed meanwhile is dropped."""
        typed = self.field.text()

        def told(judged: Strength) -> None:
            if self.field.text() == typed:
                then(judged)

        self.run(lambda _job: strength(typed), told, self.trouble.tell)

    def _show(self, judged: Strength) -> None:
        typed = bool(self.field.text())
        self._judged.setVisible(typed)
        say(self._step, self.words(f"strength-{judged.score}"))
        say(self._means, self.words(f"strength-{judged.score}-hint"))
        self._step.setProperty("tone", TONES[judged.score])
        restyle(self._step)

    def _press(self) -> None:
        if not self.field.text():
            say(self._means, self.words("welcome-empty"))
            self._step.hide()
            self._judged.show()
            self.field.again()
            return
        if self.field.is_covered() and self._again.text() != self.field.text():
            self._repeat.complain(self.words("welcome-not-the-same"))
            self._again.selectAll()
            self._again.setFocus()
            return
        self._repeat.complain("")
        self._judge(self._make_or_warn)

    def _make_or_warn(self, judged: Strength) -> None:
        if judged.score < FAIR and not self._warned:
            self._warned = True
            self._show(judged)
            self._warning.show()
            rename(self._go, self.words("welcome-make-weak"))
        else:
            self.make(self.field.text())
