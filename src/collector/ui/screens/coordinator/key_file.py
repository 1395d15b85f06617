"""A key file for the person who will keep the key to identities: the key, and its public half."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFrame

from collector import desk
from collector.ui.parts.buttons import button
from collector.ui.parts.choosing import choose_new_file
from collector.ui.parts.layout import row, sheet
from collector.ui.parts.notice import Notice
from collector.ui.parts.text import label
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.names import file_name

SUGGESTED = "identity.key.txt"
_PUBLIC = ".public.txt"


@dataclass(frozen=True)
class KeyFiles:
    """The names of the two files that were written, without their folder."""

    private: str
    public: str


def write_key_files(path: Path) -> KeyFiles:
    """Write a key file and, beside it, its public half.

    Raises ``FileThere`` before anything is written, and the machine's errors.
    """
    public = path.with_name(path.name.removesuffix(".txt").removesuffix(".key") + _PUBLIC)
    desk.must_be_free(public)
    recipient = desk.new_key_file(path)
    desk.write_file(public, f"{recipient}\n".encode("ascii"))
    return KeyFiles(path.name, public.name)


def key_file_sheet(screen: Screen) -> QFrame:
    """Return the sheet that explains and makes a key file."""
    words, settings = screen.words, screen.desktop.settings
    notice, trouble = Notice(), Trouble(words)

    def made(files: KeyFiles) -> None:
        private, public = (file_name(settings, it) for it in (files.private, files.public))
        hint = words("key-file-made-hint", private=private, public=public)
        notice.tell(words("key-file-made"), hint)

    def write(path: Path) -> None:
        trouble.clear()
        notice.clear()
        screen.run(lambda _job: write_key_files(path), made, trouble.answer)

    def choose() -> None:
        choose_new_file(screen, words, words("key-file-make"), write, SUGGESTED)

    make = button(words("key-file-make"), "outlined", choose)
    make.setObjectName("make-key-file")
    return sheet(
        label(words("key-file-title"), "strong"),
        label(words("key-file-hint"), "hint"),
        row(make, None),
        notice,
        trouble,
        gap=10,
    )
