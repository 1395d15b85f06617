"""The controlled lists as types.

Rules depend on the short, closed lists, so their values are words and their types name every one.
Open lists grow; their values are codes, checked here by shape only.  What a code means, and
whether it exists, is known to ``vocabularies``; each type says which list it belongs to.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta

from collector.model.values import whole

ONWARD: Final = "onward"
# The class a person names to say "never these": nothing may ever be addressed to it.
RECIPIENT_NEVER: Final = "V-RECIP-16"


def _list(name: str) -> Meta:
    return Meta(extra={"vocabulary": name}, extra_json_schema={"x-vocabulary": name})


def _code(name: str, pattern: str | None = None, also: str | None = None) -> Meta:
    """Describe the codes of a list; ``also`` is a word that may stand in place of a code."""
    shape = pattern or f"{name}-[0-9]{{2}}"
    return Meta(
        pattern=whole(f"({shape}|{also})" if also else shape),
        extra={"vocabulary": name, "also": also},
        extra_json_schema={"x-vocabulary": name},
    )


EmptyReason = Annotated[
    Literal[
        "unknown", "declined", "not_asked", "not_applicable", "withheld_for_safety", "illegible"
    ],
    _list("V-NULL"),
]
Precision = Annotated[
    Literal["exact", "day", "month", "year", "range", "before", "after", "approx"], _list("V-DP")
]
Basis = Annotated[
    Literal[
        "saw", "heard", "felt", "smelled", "did", "told_by", "read", "inferred", "common_knowledge"
    ],
    _list("V-BASIS"),
]
Clock = Annotated[
    Literal["network_synced", "manually_set", "unknown", "known_offset"], _list("V-CLK")
]
ConsentDecision = Annotated[Literal["yes", "no", "ask", "later"], _list("V-CDEC")]
IdentityLevel = Annotated[
    Literal["full", "recipient_only", "pseudonym", "aggregate"], _list("V-IDLVL")
]
YesNo = Annotated[Literal["yes", "no", "unknown", "declined"], _list("V-YN")]
Role = Annotated[
    Literal[
        "self_recorder",
        "interviewer",
        "interpreter",
        "clinician",
        "lawyer",
        "coordinator",
        "analyst",
        "keyholder",
        "auditor",
    ],
    _list("V-ROLE"),
]

InterviewKind = Annotated[str, _code("V-IKIND")]
Mode = Annotated[str, _code("V-MODE")]
Recipient = Annotated[str, _code("V-RECIP")]
ConsentRecipient = Annotated[str, _code("V-RECIP", also=ONWARD)]
Purpose = Annotated[str, _code("V-PURP")]
ConsentMethod = Annotated[str, _code("V-CMETH")]
WithdrawalEffect = Annotated[str, _code("V-WEFF")]
MediaKind = Annotated[str, _code("V-MEDK")]
Acquired = Annotated[str, _code("V-ACQ")]
Originality = Annotated[str, _code("V-ORIG")]
Zone = Annotated[str, _code("V-ZONE")]
Scope = Annotated[str, _code("V-SCOPE")]
Body = Annotated[str, _code("V-ORGB")]
# These two lists have codes of their own: PREMIS names its event types by three letters.
Confidentiality = Annotated[str, _code("V-CONF", "C[0-9]")]
CustodyCode = Annotated[str, _code("V-CUST", "([a-z]{3}|X(-[A-Z]{1,16}){1,3})")]

OthersShown = Literal["none", "consented", "not_recognisable", "not_consented", "unknown"]
Compartment = Literal["exhibit", "identity"]
