"""Accounts to choose from for a bundle, and what is chosen."""

from __future__ import annotations

from collector.model.records import read_record
from collector.store import records
from collector.store.exhibits import GivenFile
from collector.sync.selection import select
from makers import OWN_SAMPLES, PLATFORM, exhibit, form, given

PHOTO, VOICE = OWN_SAMPLES / "courtyard.jpg", OWN_SAMPLES / "calls.ogg"
CLASS = "V-RECIP-02"


def row(**changes) -> dict:
    return form()["consent"][0] | changes


def account(field, *files, **changes) -> str:
    """Seal an account; ``files`` are pairs of a path and what differs in its entry."""
    entries = [exhibit(path.name, **entry) for path, entry in files]
    read = given(exhibits=entries, **changes)
    pairs = zip(files, read.exhibits, strict=True)
    testimony = field.testimonies.add(read, [GivenFile(path, entry) for (path, _), entry in pairs])
    field.testimonies.seal(testimony)
    return testimony


def chosen(field, *ids, answers=(), card=None):
    card = card or field.trust.platform(PLATFORM)
    today = field.custody.latest_day()
    return select(field.vault, card, ids, held_as=None, today=today, answers=answers)


def of_kind(field, testimony: str, kind: type) -> list:
    read = [read_record(it.data) for it in records.of_testimony(field.vault.db, testimony)]
    return [it for it in read if isinstance(it, kind)]
