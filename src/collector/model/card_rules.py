"""Whether a platform card can be accepted, alone and as the successor of another.

The signature, and whether keys are keys, is for ``crypto`` to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from collector.errors import Unacceptable
from collector.model.card import PlatformCard, recipient_digest, recipient_kind
from collector.model.partial_date import in_calendar
from collector.model.terms import RECIPIENT_NEVER
from collector.model.untrusted import is_plain


class CardRefused(Unacceptable):
    """A card that cannot be accepted."""

    code = "card.refused"
    words = "this platform card cannot be accepted"
    hint = "nothing was changed; ask the platform for a new card, in a way you trust"


class CardExpired(CardRefused):
    """Its last day is over."""

    code = "card.expired"
    words = "this platform card was valid until {day}"


class CardDate(CardRefused):
    """Its last day is not in the calendar."""

    code = "card.date"
    words = "this platform card does not say until when it is valid"


class CardName(CardRefused):
    """A name that hides something or tricks the eye."""

    code = "card.name"
    words = "the name on this platform card has hidden characters"


class CardClass(CardRefused):
    """A class to which nothing may be addressed, or none."""

    code = "card.recipient-class"
    words = "this platform card names no kind of recipient that anything may be sent to"


class CardFirst(CardRefused):
    """Only a first card has no predecessor, and it has none."""

    code = "card.previous"
    words = "this platform card does not say rightly which card it follows"


class CardRootRevoked(CardRefused):
    """The card revokes the key it is signed with: the platform is given up."""

    code = "card.root-revoked"
    words = "the platform has revoked its own card: nothing may be sent to it any more"
    hint = "ask somebody there what has happened, in a way you trust; another card needs new words"


class CardRevokedInUse(CardRefused):
    """A key that is revoked and offered at once."""

    code = "card.revoked-in-use"
    words = "this platform card offers a key that it revokes"


class CardMixed(CardRefused):
    """Recipients of two kinds side by side: the weaker would open what the stronger protects."""

    code = "card.mixed-recipients"
    words = "this platform card mixes keys of two kinds"


class CardRepeated(CardRefused):
    """The same key twice in one list."""

    code = "card.repeated-key"
    words = "this platform card names the same key twice"


class CardNotSeparate(CardRefused):
    """Says that identity keys are kept apart and offers a key for both."""

    code = "card.not-separate"
    words = "this platform card says that identities are kept apart, but offers one key for both"


class OtherRoot(CardRefused):
    """Another root key: another platform, whatever its name."""

    code = "card.other-root"
    words = "this card belongs to another platform"


class SerialLower(CardRefused):
    """An older card than the one that is known."""

    code = "card.serial-lower"
    words = "this card has the number {found}; the one you trust has the higher number {known}"
    hint = "nothing was changed; the newer card stays in use, and this older one is not needed"


class SerialSame(CardRefused):
    """Two different cards with one serial."""

    code = "card.serial-same"
    words = "there are two different cards of this platform with the number {known}"


class PreviousDiffers(CardRefused):
    """The next card does not follow the one that is known."""

    code = "card.previous-differs"
    words = "this card does not follow the one you trust"


class PostQuantumDropped(CardRefused):
    """A platform that offered post-quantum keys offers none any more."""

    code = "card.post-quantum-dropped"
    words = "this card gives up protection against future computers that the platform offered"


class RevocationDropped(CardRefused):
    """A key that was revoked is not revoked any more."""

    code = "card.revocation-dropped"
    words = "this card takes back that a key was revoked"


class CardNotTrusted(CardRefused):
    """Not the next card of any platform whose words were compared."""

    code = "card.not-trusted"
    words = "no card of this platform is trusted yet"
    hint = "nothing was changed; trust the platform by the twelve words that somebody there reads"


class RecipientRevoked(CardRefused):
    """A bundle that was made for a key that the platform has revoked since."""

    code = "card.recipient-revoked"
    words = "the bundle can be opened with a key that the platform has revoked since"
    hint = "it is not sent; take it back and hand the accounts over anew, for the renewed card"


def check_card(card: PlatformCard, today: str) -> None:
    """Refuse a card that contradicts itself or is over on ``today`` (``YYYY-MM-DD``).

    Raises a subclass of ``CardRefused``.
    """
    if not in_calendar(card.valid_until):
        raise CardDate
    if card.valid_until < today:
        raise CardExpired(day=card.valid_until)
    if not is_plain(card.name):
        raise CardName
    if card.recipient_class in (RECIPIENT_NEVER, "V-RECIP-98", "V-RECIP-99"):
        raise CardClass
    if (card.serial == 1) != (card.previous is None):
        raise CardFirst
    _check_keys(card)


def revokes_itself(card: PlatformCard) -> bool:
    """Tell whether a card says no more than that its platform is given up."""
    return card.root_key in card.revoked_keys


def check_renewed(card: PlatformCard, today: str) -> None:
    """Refuse a card that is to follow one that is trusted, as ``check_card`` does.

    One that revokes its own platform is not refused for that, nor because its last day is over.
    """
    if not revokes_itself(card):
        check_card(card, today)
        return
    with suppress(CardRootRevoked):
        check_card(card, "")


def check_successor(old: PlatformCard, new: PlatformCard, *, old_digest: str) -> None:
    """Refuse ``new`` in place of ``old``, whose file has the SHA-256 ``old_digest``.

    A gap in the serials is no flaw: a card may have been missed.  Raises a subclass of
    ``CardRefused``; checks nothing that ``check_card`` does.
    """
    if new.root_key != old.root_key:
        raise OtherRoot
    if new.serial < old.serial:
        raise SerialLower(found=new.serial, known=old.serial)
    if new.serial == old.serial:
        if new != old:
            raise SerialSame(known=old.serial)
        return
    if new.serial == old.serial + 1 and new.previous != old_digest:
        raise PreviousDiffers
    for before, after in (
        (old.content_recipients, new.content_recipients),
        (old.identity_recipients, new.identity_recipients),
    ):
        if _offers_post_quantum(before) and not _offers_post_quantum(after):
            raise PostQuantumDropped
    if not set(old.revoked_keys) <= set(new.revoked_keys):
        raise RevocationDropped


def check_sending(newest: PlatformCard, made_for: PlatformCard, today: str) -> None:
    """Refuse to send, on ``today``, a bundle that was made for a card of a platform.

    ``newest`` is the card of that platform that is trusted by now.  Raises ``RecipientRevoked``
    and what ``check_card`` raises: sending stops until the platform has given out another card.
    """
    check_card(newest, today)
    if set(newest.revoked_keys) & set(map(recipient_digest, made_for.content_recipients)):
        raise RecipientRevoked


def changes(old: PlatformCard, new: PlatformCard) -> tuple[str, ...]:
    """Return the names of the fields that differ, to be shown before a card is taken over."""
    names = PlatformCard.__struct_fields__
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _check_keys(card: PlatformCard) -> None:
    lists = (card.content_recipients, card.identity_recipients)
    revoked = set(card.revoked_keys)
    if card.root_key in revoked:
        raise CardRootRevoked
    if card.receipt_key in revoked or any(
        revoked & set(map(recipient_digest, keys)) for keys in lists
    ):
        raise CardRevokedInUse
    if any(len(set(map(recipient_kind, keys))) > 1 for keys in lists):
        raise CardMixed
    if any(len(set(keys)) != len(keys) for keys in lists):
        raise CardRepeated
    if card.identity_separate and set(card.content_recipients) & set(card.identity_recipients):
        raise CardNotSeparate


def _offers_post_quantum(recipients: Iterable[str]) -> bool:
    return any(recipient_kind(recipient) == "post-quantum" for recipient in recipients)
