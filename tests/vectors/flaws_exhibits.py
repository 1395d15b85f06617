"""Flawed bundles: exhibits and identity (FORMAT.md section 4).

attack J1-J3, S2-S4, S10.  All of it is properly listed and signed by the sender.
"""

from __future__ import annotations

from vectors import contents
from vectors.bundles import SENDER, make
from vectors.contents import PHOTO, SEALED, hexed, identity, media, sha256, signing_key
from vectors.flawed import flawed
from vectors.flaws_records import moved, records

ME = SENDER.public
PHOTO_FILE = f"data/media/{sha256(PHOTO)}.jpg"
SEALED_FILE = f"data/identity/{hexed('first')}-1.age"


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


@flawed("bundle.limit.exhibits")
def accounts_that_name_too_many_exhibits():
    withheld = {"media": hexed("film"), "sha256": hexed("film bytes", 64)}

    def change(those):
        those.first["exhibits"] += [withheld] * 20_000
        those.second["exhibits"] += [withheld] * 20_000

    return records(change)


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
