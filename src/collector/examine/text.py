"""Text from metadata, cut to what may be shown and kept."""

from __future__ import annotations

import unicodedata

CAP = 200
"""Characters kept of any text from metadata."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories dropped: control, format (bidi and zero-width among them), unassigned,
private use, surrogate, line and paragraph separator."""


def clean(value: object) -> str | None:
    """Return ``value`` as one plain line of at most :data:`CAP` characters, None where empty.

    Bytes are read as UTF-8, and what is not UTF-8 becomes the replacement character.  Anything
    that is neither text nor bytes is None.
    """
    if isinstance(value, bytes):
        value = value[: 8 * CAP].decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    spaced = "".join(" " if mark.isspace() else mark for mark in value[: 8 * CAP])
    kept = "".join(mark for mark in spaced if unicodedata.category(mark) not in _INVISIBLE)
    return kept.strip()[:CAP].strip() or None
