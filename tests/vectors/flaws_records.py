"""Flawed bundles: bytes, names and authors of records (FORMAT.md section 4).

attack J1-J3, S2-S4, S10.  All of it is properly listed and signed by the sender.
"""

from __future__ import annotations

from vectors.bundles import make
from vectors.contents import hexed, signing_key
from vectors.flawed import flawed

STRANGER = signing_key("stranger").public
PHOTO_RECORD = f"data/records/{hexed('photo')}.1.json"


def rewritten(old, new):
    """Return a bundle in which the bytes of the media record are others."""

    def hook(payload):
        assert old in payload[PHOTO_RECORD]
        payload[PHOTO_RECORD] = payload[PHOTO_RECORD].replace(old, new, 1)
        return payload

    return make(payload=hook).file


@flawed("record.json.duplicate-key")
def key_twice_in_a_record():
    return rewritten(b'"revision":1', b'"revision":2,"revision":1')


@flawed("record.json.not-a-number")
def nan_in_a_record():
    return rewritten(b'"revision":1', b'"note":NaN,"revision":1')


@flawed("record.json.not-a-number")
def infinity_in_a_record():
    return rewritten(b'"revision":1', b'"note":-Infinity,"revision":1')


@flawed("record.json.too-deep")
def record_nested_a_hundred_thousand_times():
    return rewritten(b'"revision":1', b'"note":' + b"[" * 100_000 + b"]" * 100_000)


@flawed("record.json.surrogate")
def half_a_character_in_a_record():
    return rewritten(b'"revision":1', b'"note":"\\ud800","revision":1')


@flawed("record.json.number-range")
def integer_beyond_what_readers_hold():
    return rewritten(b'"revision":1', b'"note":9007199254740993,"revision":1')


@flawed("record.json.float")
def number_with_a_fraction():
    return rewritten(b'"revision":1', b'"note":1.5,"revision":1')


@flawed("record.json.not-canonical")
def blanks_in_a_record():
    return rewritten(b'"revision":1', b'"revision": 1')


@flawed("record.json.not-canonical")
def keys_of_a_record_in_another_order():
    return rewritten(b'"id":', b'"zzz":0,"id":')


@flawed("record.json.not-canonical")
def letters_of_a_record_escaped_without_need():
    return rewritten(b'"unknown"', b'"\\u0075nknown"')


@flawed("record.json.bom")
def byte_order_mark_before_a_record():
    return rewritten(b"{", b"\xef\xbb\xbf{")


@flawed("record.json.not-utf8")
def record_that_is_not_utf_8():
    return rewritten(b'"unknown"', b'"\xff"')


@flawed("record.json.malformed")
def record_that_is_not_json():
    return rewritten(b"{", b"<")


@flawed("record.json.not-object")
def record_that_is_a_list():
    return make(payload=lambda those: {**those, PHOTO_RECORD: b"[]"}).file


@flawed("record.schema.major")
def record_of_a_version_to_come():
    return rewritten(b'"schema":"1.0"', b'"schema":"2.0"')


@flawed("record.schema.malformed")
def record_without_a_version():
    return rewritten(b',"schema":"1.0"', b"")


@flawed("record.kind")
def record_of_a_kind_no_bundle_carries():
    return rewritten(b'"kind":"media"', b'"kind":"receipt"')


@flawed("record.shape")
def media_record_posing_as_a_testimony():
    return rewritten(b'"kind":"media"', b'"kind":"testimony"')


@flawed("record.shape")
def record_sealed_on_a_day_that_never_was():
    return rewritten(b'"utc":"2026-05-04', b'"utc":"2026-02-30')


@flawed("record.shape")
def record_without_an_author():
    return rewritten(b'"author":', b'"authot":')


def records(change):
    """Return a bundle whose records were changed before they were sealed."""

    def hook(those):
        return change(those) or those

    return make(records=hook).file


def moved(old, new):
    """Return a bundle with a payload file under another name, properly listed."""

    def hook(payload):
        payload[new] = payload.pop(old)
        return payload

    return make(payload=hook).file


@flawed("bundle.record.name")
def record_under_the_id_of_another():
    return moved(PHOTO_RECORD, f"data/records/{hexed('else')}.1.json")


@flawed("bundle.record.name")
def record_under_another_revision():
    return moved(PHOTO_RECORD, PHOTO_RECORD.replace(".1.json", ".2.json"))


@flawed("bundle.author")
def record_written_by_a_stranger():
    return records(lambda those: those.photo.update(author=STRANGER.hex()))
