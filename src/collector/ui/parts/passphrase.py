"""A field for a passphrase: hidden or shown, with what the keyboard is set to beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from collector.ui.parts.buttons import button, rename
from collector.ui.parts.layout import column, row
from collector.ui.parts.text import chip, label, say
from collector.ui.words import Words

_TELL_THE_LAYOUT: Final = ("windows", "cocoa")
"""Platforms where Qt hears of the keyboard's layout; elsewhere the typed letters show it."""
_NAMES: Final = {
    QLocale.Language.Belarusian: "БЕЛ",
    QLocale.Language.Russian: "РУС",
    QLocale.Language.English: "ENG",
}


class PassphraseField(QWidget):
    """One passphrase.  Tells when it changed, when Enter was pressed, and when it was uncovered."""

    changed = Signal()
    entered = Signal()
    covered = Signal(bool)

    def __init__(self, words: Words, name: str) -> None:
        super().__init__()
        self._words = words
        self._capitals: bool | None = None
        self._script = ""
        self.line = QLineEdit()
        self.line.setObjectName("passphrase")
        self.line.setProperty("kind", "large")
        self.line.setAccessibleName(name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._cover = button(words("passphrase-show"), "link", self._turn)
        self._cover.setObjectName("show-passphrase")
        inner = row(None, self._cover)
        inner.setContentsMargins(0, 0, 10, 0)
        self.line.setLayout(inner)
        self._keyboard = label("", "hint")
        self._warning = chip(words("passphrase-capitals-on"), "amber")
        self._warning.hide()
        below = row(self._keyboard, self._warning, gap=12)
        self.setLayout(column(self.line, below, gap=8))
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)
        QGuiApplication.inputMethod().localeChanged.connect(self._say_keyboard)
        self._make_room()
        self._say_keyboard()

    def text(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def is_covered(self) -> bool:
        """Tell whether dots are shown in place of the letters."""
        return self.line.echoMode() != QLineEdit.EchoMode.Normal

    def again(self) -> None:
        """Mark all of it, so that it can be typed anew or mended."""
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See from the keys whether capitals are locked."""
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.line and pressed and isinstance(event, QKeyEvent):
            self._see(event)
        return super().eventFilter(watched, event)

    def _see(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock and self._capitals is not None:
            self._capitals = not self._capitals
        elif event.text().isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._capitals = event.text().isupper() != shift
        self._say_keyboard()

    def _typed(self, text: str) -> None:
        letter = text[self.line.cursorPosition() - 1 :][:1] if text else ""
        if letter.isalpha():
            self._script = "cyrillic" if "\u0400" <= letter <= "\u052f" else "latin"
            self._say_keyboard()

    def _say_keyboard(self) -> None:
        words = self._words
        said = []
        layout = self._layout_name()
        if layout:
            said.append(words("passphrase-keyboard", layout=layout))
        if self._capitals is False:
            said.append(words("passphrase-capitals-off"))
        say(self._keyboard, " · ".join(said) or words("passphrase-keyboard-unknown"))
        self._warning.setVisible(self._capitals is True)
        if self._capitals:
            said.append(words("passphrase-capitals-on"))
        self.line.setAccessibleDescription(". ".join(said))

    def _layout_name(self) -> str:
        if QGuiApplication.platformName() in _TELL_THE_LAYOUT:
            language = QGuiApplication.inputMethod().locale().language()
            return _NAMES.get(language, QLocale.languageToCode(language).upper())
        return self._words(f"passphrase-{self._script}") if self._script else ""

    def _turn(self) -> None:
        covered = not self.is_covered()
        mode = QLineEdit.EchoMode.Password if covered else QLineEdit.EchoMode.Normal
        self.line.setEchoMode(mode)
        rename(self._cover, self._words("passphrase-show" if covered else "passphrase-hide"))
        self._make_room()
        self.covered.emit(covered)

    def _make_room(self) -> None:
        """Keep the typed text clear of the button inside the field."""
        self._cover.ensurePolished()
        self.line.setTextMargins(0, 0, self._cover.sizeHint().width() + 10, 0)
