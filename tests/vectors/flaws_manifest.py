"""Flawed bundles: the manifest and limits (FORMAT.md 3 and 6).

attack A11, A16, B1-B5, S1, S2, S4-S7.  What is signed is signed by the sender's true key
unless the name says otherwise.
"""

from __future__ import annotations

from vectors.bundles import FIRST_RECORD, make
from vectors.flawed import flawed
from vectors.flaws_bag_info import info
from vectors.flaws_members import members
from vectors.flaws_signature import signed


def manifest(change):
    return make(manifest=change).file


@flawed("bundle.manifest.syntax")
def manifest_with_a_binary_mark():
    return make(manifest_text=lambda text: text.replace(b"  ", b" *", 1)).file


@flawed("bundle.manifest.syntax")
def manifest_emptied():
    return make(manifest_text=lambda _: b"").file


@flawed("bundle.manifest.path")
def parent_path_in_the_manifest():
    return manifest(lambda lines: [*lines, ("0" * 128, "data/../moo")])


@flawed("bundle.manifest.path")
def record_of_another_name():
    return manifest(lambda lines: [("0" * 128, "data/records/me.1.json"), *lines])


@flawed("bundle.manifest.path")
def upper_case_ending_in_the_manifest():
    return manifest(
        lambda lines: [(digest, path.replace(".jpg", ".JPG")) for digest, path in lines]
    )


@flawed("bundle.manifest.path")
def file_outside_the_three_folders():
    return manifest(lambda lines: [*lines, ("0" * 128, "data/moo")])


@flawed("bundle.manifest.duplicate")
def manifest_with_a_line_twice():
    return manifest(lambda lines: [lines[0], *lines])


@flawed("bundle.manifest.order")
def manifest_in_another_order():
    return manifest(lambda lines: [lines[1], lines[0], *lines[2:]])


@flawed("bundle.manifest.order")
def media_before_records_in_the_manifest():
    return manifest(lambda lines: sorted(lines, key=lambda line: line[1]))


@flawed("bundle.manifest.digest")
def record_changed_after_signing():
    def hook(those):
        record = those[FIRST_RECORD]
        record.content = record.content.replace(b'"unknown"', b'"unknowm"', 1)
        return those

    return members(hook)


@flawed("bundle.manifest.digest")
def one_octet_of_an_exhibit_changed_after_signing():
    def hook(those):
        content = bytearray(those[-2].content)
        content[1000] ^= 1
        those[-2].content = bytes(content)
        return those

    return members(hook)


@flawed("bundle.manifest.digest")
def identity_file_changed_after_signing():
    def hook(those):
        those[-1].content = those[-1].content[:-1] + b"x"
        return those

    return members(hook)


@flawed("bundle.limit.files")
def too_many_payload_files():
    return manifest(lambda _: [("0" * 128, f"data/records/{n:032x}.1.json") for n in range(20_001)])


@flawed("bundle.limit.tag-file")
def bag_info_too_large():
    extra = [["Withheld", f"media {n:032x}"] for n in range(2000)]
    return info(lambda lines: [*lines[:-2], *extra])


@flawed("bundle.limit.tag-file")
def signature_too_large():
    return signed(lambda text: text * 300)


@flawed("bundle.limit.tag-file")
def manifest_too_large():
    return make(manifest_text=lambda text: text + b"0" * 2**23).file


@flawed("bundle.limit.tag-file")
def events_too_large():
    return make(events_text=lambda text: text + b"\n" * 2**25).file


@flawed("bundle.limit.record")
def record_too_large():
    path = f"data/records/{'0' * 32}.1.json"
    return make(payload=lambda those: {**those, path: b" " * (2**22 + 1)}).file
