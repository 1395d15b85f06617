"""What the consent rule is asked, and what it answers.  Values only; the rule is beside this."""

from __future__ import annotations

from dataclasses import dataclass

from collector.model.aspects import Aspects
from collector.model.consent import ConsentRecord
from collector.model.terms import Compartment, OthersShown


@dataclass(frozen=True, kw_only=True)
class ExhibitFacts:
    """An exhibit of a testimony: id of its media record, digest, and what its record says."""

    media: str
    sha256: str
    depicts: Aspects
    others_shown: OthersShown
    compartment: Compartment


@dataclass(frozen=True, kw_only=True)
class TestimonyFacts:
    """The revision that would go.  ``authors``: its first signer and whoever took over from it."""

    id: str
    revision: int
    digest: str
    authors: frozenset[str]
    exhibits: tuple[ExhibitFacts, ...]


@dataclass(frozen=True)
class Recipient:
    """A platform: its class (V-RECIP code) and the root key of its card, hexadecimal."""

    code: str
    root_key: str


@dataclass(frozen=True)
class Exporter:
    """Who exports: the vault's signing key, and the class under which it received (or None)."""

    key: str
    code: str | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the person said when asked for this very export; ``onward``: about handing on."""

    testimony: str
    recipient: Recipient
    yes: bool
    onward: bool = False


@dataclass(frozen=True, kw_only=True)
class ExhibitVerdict:
    """Whether an exhibit may go, and if not, why (codes of ``consent_reasons``)."""

    media: str
    sha256: str
    reasons: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Say whether it may go."""
        return not self.reasons


@dataclass(frozen=True, kw_only=True)
class TestimonyVerdict:
    """Whether an account may go, its identity and each exhibit, and which rows go with it."""

    id: str
    revision: int
    reasons: tuple[str, ...]
    identity_reasons: tuple[str, ...]
    exhibits: tuple[ExhibitVerdict, ...]
    rows: tuple[ConsentRecord, ...]

    @property
    def allowed(self) -> bool:
        """Say whether the account may go."""
        return not self.reasons

    @property
    def identity_allowed(self) -> bool:
        """Say whether its sealed identity may go."""
        return not self.identity_reasons


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The whole answer for one recipient, in the order in which the testimonies were given."""

    recipient: Recipient
    testimonies: tuple[TestimonyVerdict, ...]

    @property
    def refused(self) -> bool:
        """Say whether nothing at all may go."""
        return not any(verdict.allowed for verdict in self.testimonies)
