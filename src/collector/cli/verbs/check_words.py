"""What the codes of ``vault check`` mean."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

WORDS: Final = MappingProxyType(
    {
        "vault.page-changed": "a page of the database was altered or is damaged",
        "vault.structure": "the structure of the database is damaged",
        "vault.reference": "a row speaks of another one that is missing",
        "record.changed": "the bytes of a record are not those that were sealed",
        "record.misnamed": "a record stands under another name than its own",
        "custody.leaf-missing": "an event is missing from the custody log",
        "custody.node-changed": "the tree over the custody log does not follow from its events",
        "custody.opening": "an event does not fit the item it is said to be about",
        "custody.record-without-event": "a record is here that the log does not know",
        "custody.media-without-event": "an exhibit is here that the log does not know",
        "custody.identity-without-event": "a sealed identity is here that the log does not know",
        "custody.receipt-without-event": "a receipt is here that the log does not know",
        "custody.stamp-without-event": "a time stamp is here that the log does not know",
        "custody.record-missing": "a record that the log speaks of is not here",
        "custody.media-missing": "an exhibit that the log speaks of is not here",
        "custody.identity-missing": "a sealed identity that the log speaks of is not here",
        "custody.receipt-missing": "a receipt that the log speaks of is not here",
        "custody.stamp-missing": "a time stamp that the log speaks of is not here",
        "custody.stamp-changed": "a time stamp is not the one that was taken in",
        "custody.opening-missing": "an event speaks of an item that nothing here names",
        "custody.chain": "the events of an item do not follow one another",
        "custody.leaf-unreadable": "an event of the custody log cannot be read",
        "custody.head-foreign": "a signed state of the log is not this vault's",
        "custody.head-contradicted": "the log contradicts a state of itself that was signed",
        "custody.head-beyond": "a platform has signed for a state of the log that is not in it: the"
        " vault was put back to an older copy",
        "trust.card-issued": "cards of this vault are missing or too many",
        "trust.card-trusted": "trusted platform cards are missing or too many",
        "trust.signer-enrolled": "trusted signers are missing or too many",
        "trust.signer-revoked": "revoked signers are missing or too many",
        "bundle.evidence-changed": "the evidence of who signed an imported bundle was altered",
        "bundle.head-forgotten": "a state of a sender's log that was seen is not remembered",
        "draft.changed": "a draft was altered or put back from outside",
        "choice.changed": "what was chosen about sending was altered or put back from outside",
        "outbox.items-missing": "what is in a bundle is not known any more",
        "outbox.receipt-missing": "a bundle is said to be signed for, and the receipt is gone",
        "outbox.state-contradicted": "a platform signed for a bundle, and it is said to wait",
        "receipt.digest-missing": "a receipt that was written here is not among those remembered",
        "outbox.delivery-missing": "how far a bundle has come is not known any more",
        "file.missing": "a sealed file of the outbox or quarantine is missing",
        "file.changed": "a sealed file of the outbox or quarantine was altered",
        "file.unlisted": "there is a file that the vault knows nothing of",
        "media.volume-missing": "a media volume is missing",
        "media.volume-swapped": "a media volume is another one than it should be",
        "media.volume-damaged": "a media volume is damaged or cannot be read",
        "media.volume-changed": "a full media volume was altered",
        "media.blob-missing": "an exhibit, or a part of one, is missing",
        "media.blob-changed": "an exhibit is not what was taken in",
        "media.unlisted-file": "there is a media volume that the vault knows nothing of",
    }
)


def words_of(code: str) -> str:
    """Return what a code means; of one that is not listed, that something is damaged."""
    return WORDS.get(code, "this part is damaged or cannot be read")
