"""Why a receipt is not believed: a code, words and what to do for each reason."""

from __future__ import annotations

from collector.errors import NoKeyOpens, Unacceptable


class ReceiptForeign(NoKeyOpens):
    """None of the one-time keys of this vault opens it."""

    code = "receipt.foreign"
    words = "no bundle of this vault waits for this receipt"
    hint = (
        "nothing was changed; this is another file, a receipt for another vault, or this vault was"
        " put back to an older copy that does not know the bundle"
    )


class ReceiptRefused(Unacceptable):
    """A receipt that proves nothing."""

    code = "receipt.refused"
    words = "this receipt proves nothing"
    hint = "nothing was changed and nothing counts as delivered by it; ask the platform for another"


class ReceiptForm(ReceiptRefused):
    """Not written as FORMAT.md section 8 says."""

    code = "receipt.form"
    words = "this file is not a receipt, or not a whole one"
    hint = (
        "nothing was changed and nothing counts as delivered by it; choose the file that the"
        " platform gave you, or ask for another"
    )


class ReceiptForged(ReceiptRefused):
    """Signed by nobody, or by a key that no trusted card of the platform names."""

    code = "receipt.forged"
    words = "the platform did not sign this receipt with a key that its card names"
    hint = (
        "nothing was changed; if the platform has renewed its card, take the new card over first:"
        " else somebody made this receipt up"
    )


class ReceiptKeyRevoked(ReceiptRefused):
    """Signed with a key that the platform has revoked."""

    code = "receipt.key-revoked"
    words = "this receipt is signed with a key that the platform has revoked"


class ReceiptOtherSender(ReceiptRefused):
    """It was written for the key of another vault."""

    code = "receipt.other-sender"
    words = "this receipt was written for another vault"


class ReceiptSwapped(ReceiptRefused):
    """It lies in the place of the receipt for another bundle, or speaks of another one."""

    code = "receipt.swapped"
    words = "this receipt is for another bundle than the one it was given for"


class ReceiptOtherFile(ReceiptRefused):
    """What arrived was not the file that was made here."""

    code = "receipt.other-file"
    words = "the platform received another file than the one that was made here"
    hint = "nothing was changed; somebody altered the file on its way: send the bundle again"


class ReceiptContradictory(ReceiptRefused):
    """It says two things that cannot both be true."""

    code = "receipt.contradictory"
    words = "this receipt contradicts itself: what it says was taken cannot have been"


class ReceiptItems(ReceiptRefused):
    """It names more than was in the bundle, or less."""

    code = "receipt.items"
    words = "this receipt does not name exactly what was in the bundle"


class ReceiptHead(ReceiptRefused):
    """It names a state of the log that this platform was never given, or an older one."""

    code = "receipt.head"
    words = "this receipt names a state of this vault's log that the platform cannot have seen"


class ReceiptReplayed(ReceiptRefused):
    """The very receipt that was taken before."""

    code = "receipt.replayed"
    words = "this receipt was taken already"
    hint = "nothing was changed, and what it said still holds or was replaced by a later one"


class ReceiptOlder(ReceiptRefused):
    """Not later than the one that is held."""

    code = "receipt.older"
    words = "this receipt is not later than the one that is held for this bundle"
    hint = "nothing was changed; the later receipt holds"
