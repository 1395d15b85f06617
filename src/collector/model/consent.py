"""Consent: one row per testimony and recipient class, never a single checkbox.

A row is a record of its own with an id and revisions of its own.  It
names the testimony with revision and digest, so that it cannot be moved to other words.  The
recipient ``onward`` stands for everyone to whom a recipient might hand on.  What rows allow is
computed in ``consent_rule``.
"""

from __future__ import annotations

from collector.model.aspects import Aspects
from collector.model.envelope import Envelope, Stamp
from collector.model.terms import (
    ConsentDecision,
    ConsentMethod,
    ConsentRecipient,
    IdentityLevel,
    Purpose,
    WithdrawalEffect,
)
from collector.model.values import CalendarDay, Count, Id, Language, Note, Sha256, Value


class RevisionRef(Value, frozen=True, kw_only=True):
    """One exact revision of a record: its digest is the SHA-256 of its bytes."""

    id: Id
    revision: Count
    digest: Sha256


class TeachBack(Value, frozen=True, kw_only=True):
    """A question by which the person shows, in own words, what was understood."""

    question: Note
    answer: Note
    passed: bool


class Withdrawal(Value, frozen=True, kw_only=True):
    """When consent was withdrawn, and what the person wants to happen."""

    at: Stamp
    effect: WithdrawalEffect


class ConsentRecord(Envelope, frozen=True, kw_only=True, tag="consent"):
    """A sealed row.  ``media`` permits; ``onward`` says whether this recipient may hand on.

    ``identity_level`` ``recipient_only`` gives the identity to this recipient and no further;
    ``aggregate`` lets the account be counted, never passed on itself.
    """

    testimony: RevisionRef
    recipient: ConsentRecipient
    decision: ConsentDecision
    identity_level: IdentityLevel
    media: Aspects
    purposes: tuple[Purpose, ...]
    onward: ConsentDecision
    given_at: Stamp
    method: ConsentMethod
    language: Language
    teach_back: tuple[TeachBack, ...]
    valid_until: CalendarDay | None = None
    withdrawn: bool
    withdrawal: Withdrawal | None = None
