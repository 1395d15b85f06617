"""Tooltips: plain text, although Qt would guess at markup (attack Q1)."""

from __future__ import annotations

import html
import textwrap
from typing import Final

from PySide6.QtGui import Qt

_WIDTH: Final = 80


def plain_tip(text: str) -> str:
    """Return what Qt shows as exactly this text.

    Qt takes a tip that looks like markup for markup; written as entities, it shows what it is.
    """
    wrapped = "\n".join(textwrap.wrap(text, _WIDTH))
    return html.escape(text) if Qt.mightBeRichText(wrapped) else wrapped
