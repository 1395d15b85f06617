"""What a platform decides of its card beside its name and its keys."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Self

from collector.model.card import PlatformCard, TimeAuthority, Transport
from collector.model.card_rules import CardRefused
from collector.model.untrusted import shown

SCHEMES: Final = MappingProxyType({"tus": "https://", "webdav": "https://", "sftp": "sftp://"})
"""How the address of each way to deliver begins."""


class CardWay(CardRefused):
    """A way to deliver that no sender could go."""

    code = "card.way"
    words = "a way to deliver is not described as it must be: {kind}"
    hint = (
        "nothing was changed; it is tus or webdav with an address that begins with https://, or"
        " sftp with one that begins with sftp://, and the digest of the server's key as its pin"
    )


class CardTimeAuthority(CardRefused):
    """A time authority that cannot be asked."""

    code = "card.time-authority"
    words = "the time authority is not described as it must be"
    hint = "nothing was changed; its address begins with https://, and its certificate is a digest"


@dataclass(frozen=True)
class CardTerms:
    """Ways to deliver, who stamps times, and keys that are not to be believed any more.

    ``revoked_keys`` are as on ``PlatformCard``.
    """

    transports: tuple[Transport, ...] = ()
    time_authority: TimeAuthority | None = None
    revoked_keys: tuple[str, ...] = ()

    @classmethod
    def of(cls, card: PlatformCard) -> Self:
        """Return the terms of a card."""
        return cls(card.transports, card.time_authority, card.revoked_keys)


def check_terms(terms: CardTerms) -> None:
    """Refuse to issue what every sender would stumble over.

    Raises ``CardWay`` and ``CardTimeAuthority``.
    """
    for way in terms.transports:
        scheme = SCHEMES.get(way.kind)
        if scheme is None or not _leads_on(way.address, scheme) or way.pin is None:
            raise CardWay(kind=shown(way.kind, 40))
    authority = terms.time_authority
    if authority is not None and not _leads_on(authority.address, "https://"):
        raise CardTimeAuthority


def _leads_on(address: str, scheme: str) -> bool:
    return address.startswith(scheme) and len(address) > len(scheme)
