"""Flawed bundles: the tag manifest and its files (FORMAT.md 3 and 6).

attack A11, A16, B1-B5, S1, S2, S4-S7.  What is signed is signed by the sender's true key
unless the name says otherwise.
"""

from __future__ import annotations

from vectors.bundles import make
from vectors.flawed import flawed
from vectors.flaws_members import members


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
