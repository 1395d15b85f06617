"""All flawed bundles, by name."""

from __future__ import annotations

from vectors import (
    flaws_bag_info,
    flaws_consent,
    flaws_encryption,
    flaws_events,
    flaws_exhibits,
    flaws_headers,
    flaws_manifest,
    flaws_member_kinds,
    flaws_member_names,
    flaws_members,
    flaws_origins,
    flaws_proofs,
    flaws_records,
    flaws_signature,
    flaws_stamps,
    flaws_tag_manifest,
)
from vectors.flawed import FLAWED

__all__ = [
    "FLAWED",
    "flaws_bag_info",
    "flaws_consent",
    "flaws_encryption",
    "flaws_events",
    "flaws_exhibits",
    "flaws_headers",
    "flaws_manifest",
    "flaws_member_kinds",
    "flaws_member_names",
    "flaws_members",
    "flaws_origins",
    "flaws_proofs",
    "flaws_records",
    "flaws_signature",
    "flaws_stamps",
    "flaws_tag_manifest",
]
