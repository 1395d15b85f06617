"""Flawed bundles: headers, sizes and the end of the archive (FORMAT.md sections 1 and 2).

attack A1-A9, A11, A12, A14, A15, S9.
"""

from __future__ import annotations

from dataclasses import replace

from vectors.bundles import BUNDLE_ID, FIRST_RECORD, make
from vectors.flawed import flawed
from vectors.flaws_member_names import named
from vectors.headers import header

ID = BUNDLE_ID.encode()


def reheaded(change, at=3):
    """Return a bundle in which one member's header is made anew."""

    def hook(members):
        members[at] = replace(members[at], header=change(members[at]))
        return members

    return make(members=hook).file


def plain_header(member, **fields):
    return header(member.path.encode(), len(member.content), **fields)


@flawed("bundle.tar.checksum")
def wrong_checksum():
    return reheaded(lambda member: plain_header(member, checksum=b"000000\0 "))


@flawed("bundle.tar.checksum")
def checksum_written_in_another_way():
    def change(member):
        good = plain_header(member)
        return good[:154] + b" \0" + good[156:]

    return reheaded(change)


@flawed("bundle.tar.header")
def owner_named():
    return reheaded(lambda member: plain_header(member, uname=b"somebody"))


@flawed("bundle.tar.header")
def time_of_change_told():
    return reheaded(lambda member: plain_header(member, mtime=b"14621776000\0"))


@flawed("bundle.tar.header")
def gnu_magic():
    return reheaded(lambda member: plain_header(member, magic=b"ustar  \0"))


@flawed("bundle.tar.header")
def link_target_on_a_regular_file():
    return reheaded(lambda member: plain_header(member, linkname=b"/abs/moo"))


@flawed("bundle.tar.header")
def hidden_octets_in_a_header():
    return reheaded(lambda member: plain_header(member, tail=b"hidden"))


@flawed("bundle.tar.header")
def name_cut_in_two_without_need():
    def change(member):
        folder, _, name = member.path.partition("/")
        return header(name.encode(), len(member.content), prefix=folder.encode())

    return reheaded(change)


@flawed("bundle.tar.header")
def name_cut_where_it_cannot_be():
    return named(b"b/c", prefix=ID + b"/" + b"a" * 122)


@flawed("bundle.tar.size")
def negative_size():
    return reheaded(lambda member: plain_header(member, size_field=b"\xff" * 12))


@flawed("bundle.tar.size")
def small_size_in_base_256():
    return reheaded(
        lambda member: plain_header(
            member, size_field=b"\x80" + len(member.content).to_bytes(11, "big")
        )
    )


@flawed("bundle.tar.size")
def size_with_blanks():
    return reheaded(lambda member: plain_header(member, size_field=b"%11o " % len(member.content)))


@flawed("bundle.limit.tag-file")
def two_gibibytes_from_a_header():
    return reheaded(lambda member: header(member.path.encode(), 2**31), at=0)


@flawed("bundle.limit.tag-file")
def sixteen_exbibytes_from_a_header():
    return reheaded(
        lambda member: plain_header(member, size_field=b"\x80" + (2**64 - 1).to_bytes(11, "big"))
    )


@flawed("bundle.limit.oxum")
def record_declared_larger_than_the_whole_payload():
    return reheaded(lambda member: header(member.path.encode(), 2**22 + 1), at=FIRST_RECORD)


@flawed("bundle.tar.truncated")
def archive_cut_in_a_header():
    return make(archive=lambda data: data[:700], plain=lambda data: data[:700]).file


@flawed("bundle.tar.truncated")
def archive_cut_in_a_content():
    return make(plain=lambda data: data[: 512 * 3]).file


@flawed("bundle.tar.truncated")
def empty_file():
    return make(plain=lambda _: b"").file


@flawed("bundle.tar.fill")
def octets_between_members():
    def hook(data):
        at = data.index(b"Tag-File-Character-Encoding: UTF-8\n") + 100
        return data[:at] + b"hidden" + data[at + 6 :]

    return make(archive=hook).file


@flawed("bundle.tar.end")
def one_zero_block_then_more():
    return make(archive=lambda data: data[:-512] + b"x" * 512).file


@flawed("bundle.trailing")
def octets_after_the_end():
    return make(plain=lambda data: data[:-1] + b"x").file


@flawed("bundle.trailing")
def second_archive_after_the_first():
    return make(archive=lambda data: data + data[:-1024] + bytes(1024)).file


@flawed("bundle.padding")
def a_zero_too_few():
    return make(plain=lambda data: data[:-1]).file


@flawed("bundle.padding")
def a_zero_too_many():
    return make(plain=lambda data: data + b"\0").file


@flawed("bundle.padding")
def no_fill_at_all():
    archives = []
    return make(archive=lambda it: archives.append(it) or it, plain=lambda _: archives[0]).file


@flawed("bundle.tar.checksum")
def octets_before_the_archive():
    return make(archive=lambda data: b"#!/bin/sh\n".ljust(512) + data).file
