"""Why something is held back: stable codes, and words for them.

A code of an account is a side and a reason, such as ``recipient.no`` or ``onward.missing``.  The
sides are ``recipient`` (the row for this recipient), ``onward`` (the row about handing on) and
``holder`` (the row under which the exporter holds what others signed).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

IDENTITY_KEY_REVOKED: Final = "identity-key-revoked"
NAME_TAKEN: Final = "name-taken"
_SIDES: Final = MappingProxyType(
    {
        "recipient": "for this recipient",
        "onward": "for handing on",
        "holder": "for whoever holds it now",
    }
)
_ROWS: Final = MappingProxyType(
    {
        "missing": "the person was not asked",
        "other-revision": "consent was given to another revision",
        "overtaken": "the row of consent was replaced by one that speaks of something else",
        "withdrawn": "consent was withdrawn",
        "no": "the person said no",
        "ask": "the person wants to be asked each time",
        "later": "the person has not decided yet",
        "expired": "the time for which consent was given is over",
        "aggregate": "the account may be counted, not passed on",
        "answered-no": "the person was asked and said no",
        "no-handing-on": "this holder may not hand it on",
        "ask-handing-on": "the person wants to be asked before this holder hands it on",
    }
)
_OTHERS: Final = MappingProxyType(
    {
        "recipient-never": "nothing may ever go to this kind of recipient",
        "account": "the account it belongs to is held back",
        "identity-level": "the person does not want to be named there",
        IDENTITY_KEY_REVOKED: "it is sealed to a key that the platform has revoked since",
        NAME_TAKEN: "another account here gives its names to other things; it can go by itself",
        "media.voice": "the person's voice may not go there",
        "media.face": "the person's face may not go there",
        "media.document": "the person's documents may not go there",
        "media.body": "pictures of the person's body may not go there",
        "others-shown": "other people in it have not agreed",
        "same-bytes": "the same file is held back for another account",
    }
)


def words(code: str) -> str:
    """Return the words for a reason code, in English, in one line."""
    if code in _OTHERS:
        return _OTHERS[code]
    side, _, reason = code.partition(".")
    return f"{_ROWS[reason]} ({_SIDES[side]})"
