"""Flawed bundles: members of the bag (FORMAT.md 3 and 6).

attack A11, A16, B1-B5, S1, S2, S4-S7.  What is signed is signed by the sender's true key
unless the name says otherwise.
"""

from __future__ import annotations

from vectors.bundles import BUNDLE_ID, FIRST_RECORD, Member, make
from vectors.flawed import flawed


def members(change):
    return make(members=change).file


def added(path, content=b"x", at=None):
    """Return a bundle with one more member, unsigned."""

    def hook(those):
        where = len(those) if at is None else at
        return [*those[:where], Member(f"{BUNDLE_ID}/{path}", content), *those[where:]]

    return members(hook)


@flawed("bundle.member.first")
def signature_before_the_tag_manifest():
    return members(lambda those: [those[1], those[0], *those[2:]])


@flawed("bundle.member.first")
def folder_that_is_no_bundle_id():
    return make(bundle_id="bundle").file


@flawed("bundle.member.missing")
def no_member_at_all():
    return members(lambda _: [])


@flawed("bundle.member.order")
def two_tag_files_swapped():
    return members(lambda those: [*those[:5], those[6], those[5], *those[7:]])


@flawed("bundle.member.order")
def two_payload_files_swapped():
    return members(lambda those: [*those[:-2], those[-1], those[-2]])


@flawed("bundle.member.order")
def a_record_left_out():
    return members(lambda those: [*those[:FIRST_RECORD], *those[FIRST_RECORD + 1 :]])


@flawed("bundle.member.missing")
def the_last_payload_file_left_out():
    return members(lambda those: those[:-1])


@flawed("bundle.member.missing")
def all_payload_left_out():
    return members(lambda those: those[:12])


@flawed("bundle.member.unlisted")
def payload_file_that_no_manifest_lists():
    return added("data/records/ffffffffffffffffffffffffffffffff.1.json")


@flawed("bundle.member.unlisted")
def tag_file_that_no_manifest_lists():
    return added("notes.txt", at=7)


@flawed("bundle.fetch")
def fetch_txt_that_is_not_listed():
    return added("fetch.txt", b"https://example.invalid/x 1 data/x\n", at=7)


@flawed("bundle.fetch")
def fetch_txt_that_is_listed():
    return make(
        tags=lambda tags: {**tags, "fetch.txt": b"https://example.invalid/x 1 data/x\n"}
    ).file
