"""Flawed bundles: members, signature, manifests, bag-info.txt and limits (FORMAT.md 3 and 6).

threats.md A11, A16, B1-B5, S1, S2, S4-S7.  What is signed is signed by the sender's true key
unless the name says otherwise.
"""

from __future__ import annotations

import base64

from collector.crypto import sshsig
from collector.crypto.age import bech32
from collector.crypto.ed25519 import SigningKey
from collector.crypto.sshwire import pack
from vectors.bundles import BUNDLE_ID, RECEIPTS, SENDER, Member, make
from vectors.contents import hexed, signing_key
from vectors.flawed import ENROLLED, REVOKED, flawed

GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493


# --- members ------------------------------------------------------------------------------------


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
    return members(lambda those: [*those[:12], *those[13:]])


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


# --- the signature ------------------------------------------------------------------------------


def signed(change):
    return make(signature=change).file


def crafted(public: bytes, signature: bytes, digest: bytes = b"sha512") -> bytes:
    """Return an armored SSH signature made of these parts."""
    blob = b"SSHSIG\0\0\0\1" + pack(
        pack(b"ssh-ed25519", public),
        b"collector-bundle",
        b"",
        digest,
        pack(b"ssh-ed25519", signature),
    )
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    begin, end = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
    return "\n".join([begin, *lines, end, ""]).encode()


@flawed("bundle.signature.missing")
def signature_stripped():
    return members(lambda those: [those[0], *those[2:]])


@flawed("bundle.signature.bad")
def signature_emptied():
    return signed(lambda _: b"")


@flawed("bundle.signature.bad")
def signature_over_something_else():
    return signed(lambda _: sshsig.sign(SENDER, "collector-bundle", b"else").encode())


@flawed("bundle.signature.bad")
def signature_twice_in_one_file():
    return signed(lambda text: text + text)


@flawed("bundle.signature.bad")
def tag_manifest_changed_after_signing():
    def hook(those):
        text = those[0].content
        those[0].content = text.replace(text[:4], b"0000", 1)
        return those

    return members(hook)


@flawed("bundle.signature.bad")
def signature_with_a_weaker_hash():
    return signed(lambda _: crafted(SENDER.public, bytes(64), digest=b"sha256"))


@flawed("bundle.signature.bad")
def signature_with_s_beyond_the_order():
    def change(text):
        raw = base64.b64decode(b"".join(text.splitlines()[1:-1]))[-64:]
        s = int.from_bytes(raw[32:], "little") + GROUP_ORDER
        return crafted(SENDER.public, raw[:32] + s.to_bytes(32, "little"))

    return signed(change)


@flawed("bundle.signature.namespace")
def signature_of_a_log_head_put_on_a_bundle():
    made = make()
    text = made.tags["tagmanifest-sha512.txt"]
    return signed(lambda _: sshsig.sign(SENDER, "collector-checkpoint", text).encode())


@flawed("bundle.signature.namespace")
def signature_of_a_receipt_put_on_a_bundle():
    made = make()
    text = made.tags["tagmanifest-sha512.txt"]
    return signed(lambda _: sshsig.sign(SENDER, "collector-receipt", text).encode())


@flawed("bundle.key.weak")
def signature_by_the_identity_point():
    point = b"\1" + bytes(31)
    return signed(lambda _: crafted(point, point + bytes(32)))


@flawed("bundle.key.weak")
def signature_by_a_key_not_canonically_encoded():
    point = (2**255 - 19 + 1).to_bytes(32, "little")
    return signed(lambda _: crafted(point, b"\1" + bytes(63)))


@flawed("bundle.signer-revoked")
def signed_by_a_revoked_key():
    return make(key=REVOKED).file


@flawed("bundle.signer-pub")
def signer_pub_of_somebody_else():
    other = signing_key("stranger").public
    return with_tag("signer.pub", f"{sshsig.public_line(other)}\n".encode())


@flawed("bundle.signer-pub")
def signer_pub_with_a_comment():
    line = sshsig.public_line(SENDER.public)
    return with_tag("signer.pub", f"{line} name@place\n".encode())


@flawed("bundle.author")
def enrolled_senders_records_signed_by_another_enrolled_key():
    return make(key=ENROLLED, author=SENDER).file


@flawed("bundle.author")
def enrolled_senders_records_signed_by_a_stranger():
    return make(key=SigningKey.generate(), author=SENDER).file


# --- the tag manifest ---------------------------------------------------------------------------


def with_tag(path, content):
    """Return a bundle in which a tag file is another one, properly listed and signed."""
    return make(tags=lambda tags: {**tags, path: content}).file


def tag_lines(change):
    return make(tagmanifest=change).file


def tag_text(change):
    return make(tagmanifest_text=change).file


@flawed("bundle.tagmanifest.syntax")
def tag_manifest_with_one_blank():
    return tag_text(lambda text: text.replace(b"  ", b" ", 1))


@flawed("bundle.tagmanifest.syntax")
def tag_manifest_with_md5():
    return tag_text(lambda text: b"d41d8cd98f00b204e9800998ecf8427e" + text[128:])


@flawed("bundle.tagmanifest.syntax")
def tag_manifest_in_upper_case():
    return tag_text(lambda text: text[:128].upper() + text[128:])


@flawed("bundle.tagmanifest.syntax")
def tag_manifest_without_its_last_line_feed():
    return tag_text(lambda text: text[:-1])


@flawed("bundle.tagmanifest.syntax")
def tag_manifest_with_a_byte_order_mark():
    return tag_text(lambda text: b"\xef\xbb\xbf" + text)


@flawed("bundle.tagmanifest.syntax")
def tag_manifest_with_carriage_returns():
    return tag_text(lambda text: text.replace(b"\n", b"\r\n"))


@flawed("bundle.tagmanifest.path")
def tag_file_of_another_name():
    return with_tag("notes.txt", b"x")


@flawed("bundle.tagmanifest.path")
def second_manifest_with_a_weak_algorithm():
    return with_tag("manifest-md5.txt", b"")


@flawed("bundle.tagmanifest.path")
def payload_file_in_the_tag_manifest():
    return tag_lines(lambda lines: [*lines, ("0" * 128, "data/moo")])


@flawed("bundle.tagmanifest.path")
def percent_encoded_path_in_the_tag_manifest():
    return tag_lines(lambda lines: [*lines, ("0" * 128, "proof%2Fevents.jsonl")])


@flawed("bundle.tagmanifest.order")
def tag_manifest_in_another_order():
    return tag_lines(lambda lines: [*lines[:-2], lines[-1], lines[-2]])


@flawed("bundle.tagmanifest.duplicate")
def tag_manifest_with_a_line_twice():
    return tag_lines(lambda lines: [*lines, lines[-1]])


@flawed("bundle.tagmanifest.missing")
def tag_file_left_out_of_the_tag_manifest():
    return tag_lines(lambda lines: [line for line in lines if line[1] != "proof/consistency"])


@flawed("bundle.tagmanifest.missing")
def bagit_txt_left_out_of_the_tag_manifest():
    return tag_lines(lambda lines: lines[1:])


@flawed("bundle.tagmanifest.digest")
def tag_file_changed_after_signing():
    def hook(those):
        those[3].content = those[3].content.replace(b"Sequence: 2", b"Sequence: 3")
        return those

    return members(hook)


@flawed("bundle.bagit")
def bag_of_an_older_version():
    return with_tag("bagit.txt", b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")


@flawed("bundle.bagit")
def tag_files_declared_as_utf_16():
    return with_tag("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n")


@flawed("bundle.bagit")
def bagit_txt_in_utf_16():
    text = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    return with_tag("bagit.txt", text.encode("utf-16"))


@flawed("bundle.readme")
def readme_with_a_byte_order_mark():
    return with_tag("README.txt", b"\xef\xbb\xbfcheck\n")


@flawed("bundle.readme")
def readme_that_is_not_utf_8():
    return with_tag("README.txt", "праверка\n".encode("cp1251"))


# --- bag-info.txt -------------------------------------------------------------------------------


def info(change):
    return make(info=change).file


def info_value(name, value):
    """Return a bundle in which a line of bag-info.txt has another value."""
    return info(lambda lines: [[it[0], value if it[0] == name else it[1]] for it in lines])


@flawed("bundle.format-unknown")
def format_of_the_future():
    return info_value("Format", "collector-bundle/2")


@flawed("bundle.format-unknown")
def format_not_told():
    return info(lambda lines: [line for line in lines if line[0] != "Format"])


@flawed("bundle.format-unknown")
def format_of_the_future_with_tag_files_of_the_future():
    def hook(tags):
        text = tags["bag-info.txt"].replace(b"bundle/1", b"bundle/2")
        return {**tags, "bag-info.txt": text, "proof/witness": b"x"}

    return make(tags=hook).file


@flawed("bundle.baginfo.syntax")
def bag_info_folded():
    return info_value("Card-Serial", "3\n ")


@flawed("bundle.baginfo.syntax")
def bag_info_without_its_last_line_feed():
    return make(tags=lambda t: {**t, "bag-info.txt": t["bag-info.txt"][:-1]}).file


@flawed("bundle.baginfo.syntax")
def bag_info_with_a_byte_order_mark():
    return make(tags=lambda t: {**t, "bag-info.txt": b"\xef\xbb\xbf" + t["bag-info.txt"]}).file


@flawed("bundle.baginfo.lines")
def bag_info_with_a_line_of_its_own():
    return info(lambda lines: [*lines, ["Contact-Name", "somebody"]])


@flawed("bundle.baginfo.lines")
def bag_info_without_the_card():
    return info(lambda lines: [line for line in lines if line[0] != "Card"])


@flawed("bundle.baginfo.lines")
def bag_info_with_two_sequences():
    return info(lambda lines: [*lines[:5], ["Sequence", "3"], *lines[5:]])


@flawed("bundle.baginfo.lines")
def bag_info_in_another_order():
    return info(lambda lines: [lines[1], lines[0], *lines[2:]])


@flawed("bundle.baginfo.value")
def day_written_in_another_way():
    return info_value("Bagging-Date", "5.5.2026")


@flawed("bundle.baginfo.value")
def day_that_does_not_exist():
    return info_value("Bagging-Date", "2026-02-30")


@flawed("bundle.baginfo.value")
def sequence_zero():
    return info_value("Sequence", "0")


@flawed("bundle.baginfo.value")
def short_digest_of_the_card():
    return info_value("Card", hexed("card", 62))


@flawed("bundle.baginfo.value")
def receipt_to_something_that_is_no_age_key():
    return info_value("Receipt-Recipient", "ssh-ed25519 AAAA")


@flawed("bundle.baginfo.value")
def receipt_to_a_mistyped_age_key():
    good = str(RECEIPTS.recipient())
    return info_value("Receipt-Recipient", good[:-1] + ("q" if good[-1] != "q" else "p"))


@flawed("bundle.baginfo.value")
def receipt_to_a_key_that_protects_nothing():
    return info_value("Receipt-Recipient", bech32.encode("age", bytes(32)))


@flawed("bundle.baginfo.value")
def withheld_something_unknown():
    return info(lambda lines: [*lines, ["Withheld", f"words {hexed('x')}"]])


@flawed("bundle.baginfo.sorted")
def withheld_lines_not_sorted():
    return info(lambda lines: [*lines[:-2], lines[-1], lines[-2]])


@flawed("bundle.baginfo.sorted")
def recipient_key_twice():
    return info(lambda lines: [*lines[:9], lines[8], *lines[9:]])


@flawed("bundle.baginfo.bundle-id")
def bag_info_of_another_bundle():
    return info_value("Bundle-Id", hexed("another bundle"))


@flawed("bundle.baginfo.previous")
def first_bundle_with_one_before():
    return info_value("Sequence", "1")


@flawed("bundle.baginfo.previous")
def second_bundle_with_none_before():
    return info_value("Previous", "none")


def oxum(octets=0, files=0):
    """Return a bundle that promises so many octets and files more than it has."""

    def hook(lines):
        had = [int(part) for part in lines[1][1].split(".")]
        lines[1][1] = f"{had[0] + octets}.{had[1] + files}"
        return lines

    return info(hook)


@flawed("bundle.baginfo.oxum")
def one_more_payload_file_promised():
    return oxum(files=1)


@flawed("bundle.baginfo.oxum")
def one_more_octet_promised():
    return oxum(octets=1)


@flawed("bundle.limit.oxum")
def one_octet_fewer_promised():
    return oxum(octets=-1)


@flawed("bundle.limit.total")
def more_than_one_tebibyte_promised():
    return oxum(octets=2**40)


# --- manifest and limits ------------------------------------------------------------------------


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
        those[12].content = those[12].content.replace(b'"unknown"', b'"unknowm"', 1)
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
