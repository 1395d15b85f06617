"""Flawed bundles: bag-info.txt (FORMAT.md 3 and 6).

attack A11, A16, B1-B5, S1, S2, S4-S7.  What is signed is signed by the sender's true key
unless the name says otherwise.
"""

from __future__ import annotations

from collector.crypto.age import bech32
from vectors.bundles import RECEIPTS, make
from vectors.contents import hexed
from vectors.flawed import flawed


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
