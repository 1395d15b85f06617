"""How long words are broken: one without a blank of half a million letters must not stop us.

Qt looks for a place to break in time that grows with the square of a word's length (24 s for
400,000 letters, measured); breaking anywhere takes time that grows with it.
"""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit

_LONGEST_WORD: Final = 2_000
_LONGER: Final = re.compile(rf"\S{{{_LONGEST_WORD + 1}}}")


def wrap_for(field: QPlainTextEdit, text: str) -> None:
    """Let a field break lines anywhere if a word of ``text`` is longer than any word is."""
    if _LONGER.search(text):
        field.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
