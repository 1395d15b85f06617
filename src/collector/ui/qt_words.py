"""Words of Qt's own dialogs, which has no Belarusian: translated by our files like all others.

``locales/*/qt.ftl`` has one message for each text of Qt that our screens can show; the table names
Qt's context and English text for it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from collector.ui.words import Words

TEXTS: Final[dict[tuple[str, str], str]] = {
    ("QPlatformTheme", "OK"): "qt-ok",
    ("QPlatformTheme", "Cancel"): "qt-cancel",
}


class QtWords(QTranslator):
    """Answers what Qt asks for."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Say that there is something here."""
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        """Return the words for one of Qt's texts, or nothing."""
        name = TEXTS.get((context, source))
        return "" if name is None else self._words(name)


_installed: list[QtWords] = []


def use_words(words: Words) -> None:
    """Let Qt speak the language of ``words``."""
    app = QCoreApplication.instance()
    if app is None:
        return
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    made = QtWords(words, app)
    QCoreApplication.installTranslator(made)
    _installed.append(made)
