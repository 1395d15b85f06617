"""What a coordinator types about ways to deliver and the time authority, and what is wrong with it.

The core judges; here its refusal is brought to the field that it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec

from collector.model.card import TimeAuthority, Transport
from collector.model.card_rules import CardRefused
from collector.model.card_terms import SCHEMES, CardTerms, check_terms

KINDS: Final = tuple(SCHEMES)
MOST_WAYS: Final = 16
_DIGEST: Final = "0" * 64
T = TypeVar("T", Transport, TimeAuthority)


@dataclass(frozen=True)
class WayTyped:
    """A way that was not added yet."""

    kind: str = KINDS[0]
    address: str = ""
    pin: str = ""
    tor: bool = True

    @property
    def empty(self) -> bool:
        """Tell whether nobody began to type."""
        return not (self.address.strip() or self.pin.strip())


@dataclass(frozen=True)
class TimeTyped:
    """A time authority; without anything typed there is none."""

    address: str = ""
    certificate: str = ""
    pin: str = ""

    @property
    def empty(self) -> bool:
        """Tell whether nothing is typed."""
        return not (self.address.strip() or self.certificate.strip() or self.pin.strip())


@dataclass(frozen=True)
class TermsTyped:
    """The whole page: ways of the next card, a way that is being typed, the time authority."""

    ways: tuple[Transport, ...] = ()
    way: WayTyped = WayTyped()
    time: TimeTyped = TimeTyped()

    @classmethod
    def of(cls, terms: CardTerms) -> TermsTyped:
        """Return what stands on a card."""
        authority = terms.time_authority
        if authority is None:
            return cls(terms.transports)
        time = TimeTyped(authority.address, authority.certificate, authority.pin or "")
        return cls(terms.transports, time=time)


def way_of(typed: WayTyped, known: tuple[Transport, ...]) -> Transport | Mapping[str, str]:
    """Return the way, or which words say what is wrong, by the name of the field."""
    raw = {"kind": typed.kind, "tor_required": typed.tor}
    faults = {}
    if not _sound(Transport, {**raw, "address": typed.address.strip(), "pin": _DIGEST}):
        faults["address"] = f"terms-wrong-address-{typed.kind}"
    elif len(known) >= MOST_WAYS:
        faults["address"] = "terms-too-many"
    elif any((it.kind, it.address) == (typed.kind, typed.address.strip()) for it in known):
        faults["address"] = "terms-known-way"
    address = f"{SCHEMES[typed.kind]}-"
    if not _sound(Transport, {**raw, "address": address, "pin": digits(typed.pin)}):
        faults["pin"] = "terms-wrong-digest"
    if faults:
        return faults
    whole = {**raw, "address": typed.address.strip(), "pin": digits(typed.pin)}
    return msgspec.convert(whole, Transport)


def authority_of(typed: TimeTyped) -> TimeAuthority | Mapping[str, str] | None:
    """Return the authority, None where there is none, or what is wrong as ``way_of`` does."""
    if typed.empty:
        return None
    good = {"address": "https://-", "certificate": _DIGEST, "pin": None}
    given = {
        "address": typed.address.strip(),
        "certificate": digits(typed.certificate),
        "pin": digits(typed.pin) or None,
    }
    words = {"address": "terms-wrong-address-time"}
    faults = {
        name: words.get(name, "terms-wrong-digest")
        for name, value in given.items()
        if not _sound(TimeAuthority, {**good, name: value})
    }
    return faults or msgspec.convert(given, TimeAuthority)


def digits(text: str) -> str:
    """Return a digest as the card writes it, however programs group its digits."""
    return "".join(text.split()).replace(":", "").lower()


def _sound(kind: type[T], raw: dict[str, Any]) -> bool:
    try:
        made = msgspec.convert(raw, kind)
        ways = (made,) if isinstance(made, Transport) else ()
        check_terms(CardTerms(ways, made if isinstance(made, TimeAuthority) else None))
    except (msgspec.ValidationError, CardRefused):
        return False
    return True
