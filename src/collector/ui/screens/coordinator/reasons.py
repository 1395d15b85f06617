"""Why a bundle was kept apart, in words anybody understands: codes of the core by what they mean.

The code itself is shown beside them.
"""

from __future__ import annotations

from typing import Final

_FORM: Final = "form"
# The first line that fits decides: the narrower before the wider.
_MEANINGS: Final = (
    ("bundle.signer-revoked", "revoked"),
    ("bundle.signature", "signature"),
    ("bundle.signer-pub", "signature"),
    ("bundle.key", "signature"),
    ("signature.", "signature"),
    ("key.", "signature"),
    ("bundle.manifest.digest", "changed"),
    ("bundle.tagmanifest.digest", "changed"),
    ("bundle.media.sha", "changed"),
    ("bundle.media.size", "changed"),
    ("bundle.identity.sha", "changed"),
    ("bundle.identity.size", "changed"),
    ("bundle.author", "changed"),
    ("bundle.payload-changed", "changed"),
    ("media.changed", "changed"),
    ("age.payload-altered", "damaged"),
    ("age.header-mac", "damaged"),
    ("age.payload", "cut"),
    ("bundle.tar.truncated", "cut"),
    ("bundle.tar.end", "cut"),
    ("bundle.trailing", "cut"),
    ("bundle.consent", "consent"),
    ("consent.", "consent"),
    ("bundle.media", "incomplete"),
    ("bundle.identity", "incomplete"),
    ("bundle.member.missing", "incomplete"),
    ("bundle.withheld", "incomplete"),
    ("bundle.no-testimony", "incomplete"),
    ("bundle.proof", "custody"),
    ("bundle.checkpoint", "custody"),
    ("checkpoint.", "custody"),
    ("bundle.origin", "origin"),
    ("bundle.limit", "large"),
    ("bundle.too-large", "large"),
    ("record.json.too", "large"),
    ("bundle.format-unknown", "newer"),
    ("record.schema", "newer"),
    ("schema.", "newer"),
    ("age.version", "newer"),
    ("bundle.not-addressed", "address"),
    ("bundle.card-unknown", "address"),
    ("card.", "address"),
    ("bundle.id-reused", "reused"),
    ("bundle.receipt-reused", "reused"),
    ("bundle.", _FORM),
)
MEANINGS: Final = frozenset(meaning for _, meaning in _MEANINGS)


def meaning(code: str) -> str:
    """Return which of ``MEANINGS`` a code has; ``arrivals-reason-<meaning>`` are its words."""
    return next((it for prefix, it in _MEANINGS if code.startswith(prefix)), _FORM)
