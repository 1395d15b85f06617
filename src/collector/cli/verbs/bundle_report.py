"""What a verified bundle is, in words that need no other program to be understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from collector.cli.console import Console
from collector.cli.reply import Reply, refusal
from collector.cli.verbs.history_words import Head, head_fields, history_words
from collector.cli.verbs.time_words import item_lines, stamp_lines, time_fields
from collector.cli.wording import counted, key_fields, key_lines, pairs, size
from collector.errors import SignerUnknown
from collector.verify.bundle import Dating, Standing, VerifiedBundle
from collector.verify.keys import public_key


class SignedByAnother(SignerUnknown):
    """Valid, by a key that was not named."""

    code = "bundle.signer-other"
    words = "the bundle is valid, but another key signed it than the one that was named"
    hint = "compare the words above with the sender before anything in it is believed"


CHECKED: Final = (
    "the key at hand opens it, and the sender addressed it to that key",
    "the key above signed it, and it was not changed, shortened or lengthened since",
    "every file is listed and is the one that was signed; none is missing, none was added",
    "every record is in the one form its digest stands for, and its author signed for it",
    "consent to this very revision came with every account, and nothing here contradicts it",
    "every item has its event in the sender's custody log, whose state is signed",
    "every time stamp was made over a state of that log, and its signature holds",
)
NOT_SAID: Final = (
    "whether what the accounts tell is true",
    "who holds the key: only the twelve words, read by a voice you know, tell that",
    "when it was made: the day is what the sender's clock showed, and the bounds above are about"
    " the entry in the sender's log, not about what was entered",
    "whether the sender's log is complete, or this was all there is to tell",
)
WITHOUT_A_VAULT: Final = (
    "whether the key was revoked, or the sender's log rewritten: a vault that knows the sender"
    " tells that",
)
_STANDING: Final = {
    Standing.TRUSTED: "known: the key was vouched for or named by you",
    Standing.UNKNOWN: "unknown: nobody has vouched for this key here",
    Standing.REVOKED: "revoked",
}


@dataclass(frozen=True)
class Verified:
    """A bundle that kept every rule of the format, and what a vault adds to that.

    ``history`` is a key of ``HISTORY``; it and ``imported`` are None where no vault was asked.
    ``known`` is the newest head of the sender's log that the vault had seen.
    ``dating`` says when the items entered the sender's log.
    """

    bundle: VerifiedBundle
    dating: Dating
    history: str | None = None
    imported: bool | None = None
    known: Head | None = None


def told(console: Console, found: Verified, otherwise: SignerUnknown) -> Reply:
    """Say what was found, what was checked, and what that does not say.

    ``otherwise`` is the error for a signer who is not known.
    """
    pairs(console, report(found))
    not_said = NOT_SAID if found.history is not None else NOT_SAID + WITHOUT_A_VAULT
    for title, lines in (("checked", CHECKED), ("not said by this", not_said)):
        console.say()
        console.say(f"{title}:")
        for line in lines:
            console.say(f"  - {line}")
    fields = {**report_fields(found), "checked": CHECKED, "not_said": not_said}
    if found.bundle.standing is Standing.TRUSTED:
        return Reply(ids=[found.bundle.bundle_id], fields=fields)
    console.complain(otherwise)
    return refusal(otherwise, **fields)


def report(found: Verified) -> Iterator[tuple[str, str]]:
    """Yield the report as pairs."""
    bundle = found.bundle
    info = bundle.info
    yield "bundle", bundle.bundle_id
    signer = public_key(bundle.signer)
    if bundle.standing is Standing.UNKNOWN and found.history is not None:
        yield "signed by", signer.line
    else:
        yield from key_lines("signed by", signer)
    yield "signer", _STANDING[bundle.standing]
    yield "day", f"{info.day.isoformat()}, by the sender's clock"
    yield "series", f"number {info.sequence} of this sender for this platform"
    kinds = _counts(bundle)
    yield "accounts", str(kinds["accounts"])
    yield "consent", counted(kinds["consents"], "row")
    yield "exhibits", f"{kinds['exhibits']}, {size(_octets(bundle))} in all"
    yield "identities", f"{counted(kinds['identities'], 'file')}, sealed to another key"
    yield "held back", f"{counted(len(info.withheld), 'item')}, as the sender declares"
    events = f"{counted(len(bundle.events), 'event')} of {bundle.head.size} in the sender's log"
    yield "custody", events
    yield "log head", bundle.head.root.hex()
    yield "history", _history(found)
    yield from stamp_lines(found.dating)
    yield from item_lines(bundle, found.dating)
    for origin in bundle.origins:
        key = public_key(origin.signer)
        yield "earlier hand", f"{key.english} ({counted(len(origin.listed), 'file')})"
    if found.imported is not None:
        yield "here", "imported already" if found.imported else "not imported"


def report_fields(found: Verified) -> dict[str, Any]:
    """Return the report for ``--json``."""
    bundle = found.bundle
    return {
        "bundle": bundle.bundle_id,
        "signer": key_fields(public_key(bundle.signer)),
        "standing": bundle.standing.value,
        "day": bundle.info.day.isoformat(),
        "sequence": bundle.info.sequence,
        **_counts(bundle),
        "withheld": [{"what": it.what, "id": it.id} for it in bundle.info.withheld],
        "head": {"size": bundle.head.size, "root": bundle.head.root.hex()},
        "history": found.history,
        "known": head_fields(found.known),
        "imported": found.imported,
        **time_fields(found.dating),
        "origins": [
            {"bundle": it.bundle_id, "signer": it.signer.hex(), "files": len(it.listed)}
            for it in bundle.origins
        ],
    }


def _counts(bundle: VerifiedBundle) -> dict[str, int]:
    kinds = [it.kind for it in bundle.records]
    return {
        "accounts": len({it.id for it in bundle.records if it.kind == "testimony"}),
        "consents": kinds.count("consent"),
        "exhibits": sum(1 for it in bundle.files if it.kind.value == "media"),
        "identities": kinds.count("identity"),
    }


def _octets(bundle: VerifiedBundle) -> int:
    return sum(it.size for it in bundle.files if it.kind.value == "media")


def _history(found: Verified) -> str:
    if found.history is None:
        return "not compared: a key file alone remembers no earlier state"
    return history_words(found.history, found.known, found.bundle.head)
