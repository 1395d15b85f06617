"""Pictures of the first start, of the lock, and of the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton
from studio import PASSPHRASE, Studio

from collector.session import Finding
from collector.ui.desktop import Place
from collector.ui.screens.settings_check import Checked

WEAK = "qwerty"
PAUSES = 3
"""Rests after which a typed passphrase has been judged."""
FOUND = (
    Finding("media.blob-changed", "b1946ac92492d2347c6235b4d2611184"),
    Finding("file.unlisted", "notes.txt"),
)


def pictures(studio: Studio) -> None:
    """Take them."""
    for page in ("language", "purpose", "where", "passphrase", "suggestion"):
        studio.take(f"welcome-{page}", Place("welcome", page=page))
    studio.take(
        "welcome-strong", Place("welcome", page="passphrase"), lambda: _type(studio, PASSPHRASE)
    )
    studio.take("welcome-weak", Place("welcome", page="passphrase"), lambda: _insist(studio))
    studio.take("unlock", Place("unlock"))
    studio.take("forgotten", Place("unlock", page="forgot"))
    studio.vault("interviewer")
    studio.window.desktop.vault_folder = studio.folder / "interviewer"
    studio.window.lock()
    studio.take("unlock-wrong", Place("unlock"), lambda: _fail(studio))
    studio.vault("self")
    studio.take("settings", Place("settings"))
    studio.take(
        "settings-damage", Place("settings", data=Checked("2026-11-20T10:00:00+00:00", FOUND))
    )
    studio.take("leave-nothing", Place("settings", page="leave"))


def _type(studio: Studio, passphrase: str) -> None:
    for field in studio.window.findChildren(QLineEdit, "passphrase"):
        field.setText(passphrase)
    for _ in range(PAUSES):
        studio.settle()


def _insist(studio: Studio) -> None:
    _type(studio, WEAK)
    _press(studio, "show-passphrase")
    _press(studio, "make-vault")
    studio.settle()


def _fail(studio: Studio) -> None:
    _type(studio, WEAK)
    _press(studio, "open")
    studio.settle()


def _press(studio: Studio, name: str) -> None:
    for made in studio.window.findChildren(QPushButton, name):
        if made.isVisible():
            made.click()
