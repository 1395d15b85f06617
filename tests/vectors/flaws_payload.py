"""Flawed bundles: records, exhibits, consent and identity (FORMAT.md section 4).

threats.md J1-J3, S2-S4, S10.  All of it is properly listed and signed by the sender.
"""

from __future__ import annotations

from vectors import contents
from vectors.bundles import SENDER, make
from vectors.contents import PHOTO, SEALED, hexed, identity, media, sha256, signing_key
from vectors.flawed import flawed

ME = SENDER.public
STRANGER = signing_key("stranger").public
PHOTO_RECORD = f"data/records/{hexed('photo')}.1.json"
PHOTO_FILE = f"data/media/{sha256(PHOTO)}.jpg"
SEALED_FILE = f"data/identity/{hexed('first')}-1.age"


# --- the bytes of records -----------------------------------------------------------------------


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
def record_without_an_author():
    return rewritten(b'"author":', b'"authot":')


# --- names and authors --------------------------------------------------------------------------


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


# --- exhibits -----------------------------------------------------------------------------------


@flawed("bundle.media.missing")
def exhibit_neither_here_nor_withheld():
    return make(info=lambda lines: [line for line in lines if "media" not in line[1]]).file


@flawed("bundle.media.withheld")
def exhibit_withheld_and_here():
    def hook(lines):
        return [*lines[:-1], ["Withheld", f"media {hexed('photo')}"], lines[-1]]

    return make(info=lambda lines: sorted_withheld(hook(lines))).file


def sorted_withheld(lines):
    """Return the lines with those about what is withheld in order."""
    rest = [line for line in lines if line[0] != "Withheld"]
    return rest + sorted(line for line in lines if line[0] == "Withheld")


def and_withheld(value):
    return make(info=lambda lines: sorted_withheld([*lines, ["Withheld", value]])).file


@flawed("bundle.withheld.stray")
def exhibit_withheld_that_no_account_names():
    return and_withheld(f"media {hexed('nothing')}")


@flawed("bundle.withheld.stray")
def identity_withheld_of_an_account_that_has_none():
    return and_withheld(f"identity {hexed('nobody')}")


@flawed("bundle.media.swapped")
def exhibit_swapped_for_another():
    def change(those):
        those.first["exhibits"][0]["sha256"] = hexed("what the person meant", 64)

    return records(change)


@flawed("bundle.media.swapped")
def exhibit_of_another_account():
    return records(lambda those: those.photo.update(testimony=hexed("second")))


@flawed("bundle.media.file-missing")
def exhibit_without_its_file():
    return make(
        payload=lambda those: {path: it for path, it in those.items() if path != PHOTO_FILE}
    ).file


@flawed("bundle.media.file-missing")
def exhibit_with_another_ending():
    return moved(PHOTO_FILE, PHOTO_FILE.replace(".jpg", ".png"))


@flawed("bundle.media.unnamed")
def media_record_that_no_account_names():
    other = media("other", ME, "first", PHOTO)
    return records(lambda those: those.more.append(other))


@flawed("bundle.media.file-unnamed")
def media_file_without_a_record():
    return make(payload=lambda those: {**those, f"data/media/{sha256(b'x')}.jpg": b"x"}).file


@flawed("bundle.media.sha512")
def media_record_with_another_sha_512():
    return records(lambda those: those.photo["file"].update(sha512="0" * 128))


@flawed("bundle.media.size")
def media_record_with_another_size():
    return records(lambda those: those.photo["file"].update(size=len(PHOTO) + 1))


@flawed("bundle.media.sha256")
def media_file_under_the_name_of_another():
    """Name, record and account agree on a SHA-256 that the content has not."""
    false = hexed("false digest", 64)

    def change(those):
        those.photo["file"]["sha256"] = false
        those.first["exhibits"][0]["sha256"] = false
        return those

    def move(payload):
        payload[f"data/media/{false}.jpg"] = payload.pop(PHOTO_FILE)
        return payload

    return make(records=change, payload=move, events=opened_as({PHOTO: false})).file


def opened_as(false):
    """Return a hook that adds events which open to digests that contents do not have."""

    def hook(logged):
        labels = {PHOTO: "media", SEALED: "identity"}
        more = [contents.event(f"{it}", [(labels[of], it)]) for of, it in false.items()]
        return [*logged, *more]

    return hook


# --- consent ------------------------------------------------------------------------------------


def consents(change):
    """Return a bundle with other consent rows; the rows are agreed, onward, answered."""
    return make(consents=change).file


def agreed(**changes):
    """Return a bundle in which the row for the first account differs."""
    return consents(lambda rows: [{**rows[0], **changes}, *rows[1:]])


@flawed("bundle.consent.none")
def account_without_consent():
    return consents(lambda rows: rows[1:])


@flawed("bundle.consent.none")
def account_with_a_no():
    return agreed(decision="no")


@flawed("bundle.consent.none")
def consent_to_another_revision():
    return consents(lambda rows: [to(rows[0], revision=2), *rows[1:]])


@flawed("bundle.consent.none")
def consent_to_other_words():
    return consents(lambda rows: [to(rows[0], digest=hexed("other words", 64)), *rows[1:]])


@flawed("bundle.consent.none")
def consent_only_to_handing_on():
    return agreed(recipient="onward")


@flawed("bundle.consent.none")
def consent_to_the_class_that_is_never_allowed():
    return agreed(recipient="V-RECIP-16")


def to(row, **changes):
    """Return a row that names something else."""
    return {**row, "testimony": {**row["testimony"], **changes}}


@flawed("bundle.consent.refused")
def yes_and_no_for_the_same_recipient():
    return consents(lambda rows: [*rows, {**rows[0], "id": hexed("other row"), "decision": "no"}])


@flawed("bundle.consent.refused")
def no_to_an_earlier_revision_for_the_same_recipient():
    def change(rows):
        earlier = to(rows[0], revision=7, digest=hexed("earlier", 64))
        return [*rows, {**earlier, "id": hexed("earlier row"), "decision": "no"}]

    return consents(change)


@flawed("bundle.consent.withdrawn")
def consent_withdrawn():
    withdrawal = {"at": contents.STAMP, "effect": "V-WEFF-01"}
    return agreed(withdrawn=True, withdrawal=withdrawal)


@flawed("bundle.consent.withdrawn")
def consent_withdrawn_and_given_again():
    return consents(lambda rows: [*rows, {**rows[0], "revision": 2, "withdrawn": True}])


@flawed("bundle.consent.stray")
def consent_to_an_account_that_is_not_here():
    return consents(lambda rows: [*rows, {**to(rows[0], id=hexed("nobody")), "id": hexed("stray")}])


# --- identity -----------------------------------------------------------------------------------


def more_sealed(record, path=None, content=SEALED):
    """Return a bundle with one more identity record, and its file if a path is given."""

    def with_record(those):
        those.more.append(record)
        return those

    def with_file(payload):
        return {**payload, path: content} if path else payload

    return make(records=with_record, payload=with_file).file


@flawed("bundle.identity.stray")
def identity_of_an_account_that_is_not_here():
    path = f"data/identity/{hexed('nobody')}-1.age"
    return more_sealed(identity("stray", ME, "nobody", SEALED), path)


@flawed("bundle.identity.file-missing")
def identity_without_its_file():
    return more_sealed(identity("second file", ME, "first", SEALED, n=2))


@flawed("bundle.identity.unnamed")
def identity_file_without_a_record():
    path = f"data/identity/{hexed('first')}-2.age"
    return make(payload=lambda those: {**those, path: SEALED}).file


@flawed("bundle.identity.size")
def identity_record_with_another_size():
    return records(lambda those: those.sealed["file"].update(size=len(SEALED) - 1))


@flawed("bundle.identity.sha256")
def identity_record_of_another_file():
    false = hexed("false digest", 64)

    def change(those):
        those.sealed["file"]["sha256"] = false
        return those

    return make(records=change, events=opened_as({SEALED: false})).file


@flawed("bundle.identity.missing")
def identity_neither_here_nor_withheld():
    return make(info=lambda lines: [line for line in lines if "identity" not in line[1]]).file


@flawed("bundle.identity.withheld")
def identity_withheld_and_here():
    return and_withheld(f"identity {hexed('first')}")


@flawed("bundle.no-testimony")
def no_account_at_all():
    def change(those):
        those.all = list
        return those

    def only_consent(payload):
        return {path: it for path, it in payload.items() if b'"kind":"consent"' in it}

    return make(records=change, payload=only_consent).file


@flawed("bundle.consent.none")
def consent_written_by_somebody_else_than_the_author():
    """The sender hands on an account and writes the consent for it himself."""
    author = signing_key("author")
    first = make(key=author, bundle_id=hexed("first hand"))

    def own(rows):
        return [{**rows[0], "author": ME.hex(), "id": hexed("own row")}, *rows[1:]]

    return make(author=author, origins={hexed("first hand"): first.evidence}, consents=own).file
