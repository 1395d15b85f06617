"""Flawed bundles: the age file, the archive and the zeros after it (FORMAT.md sections 1 and 2).

threats.md A1-A9, A11, A12, A14, A15, S9.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import replace

from collector.crypto.age import HybridIdentity, X25519Identity
from collector.crypto.age import header as age_header
from collector.crypto.age import stream as age_stream
from collector.crypto.age.stanza import Stanza
from vectors.bundles import BUNDLE_ID, PLATFORM, Member, encrypt, make
from vectors.flawed import OTHER, flawed
from vectors.headers import header

ID = BUNDLE_ID.encode()
FILE = b"A" * 20


# --- the age file -------------------------------------------------------------------------------


def sealed_to(wrap):
    """Return an age file of a good bundle with the stanzas that ``wrap`` makes of a file key."""
    key, nonce = secrets.token_bytes(16), secrets.token_bytes(age_stream.NONCE)
    plain = make().plain
    cipher = age_stream.cipher(key, nonce)
    chunks = [plain[at : at + age_stream.CHUNK] for at in range(0, len(plain), age_stream.CHUNK)]
    return (
        age_header.encode(wrap(key), key)
        + nonce
        + b"".join(
            cipher.encrypt(age_stream.chunk_nonce(n, final=n == len(chunks) - 1), chunk, None)
            for n, chunk in enumerate(chunks)
        )
    )


@flawed("bundle.age.armored")
def armored():
    text = base64.b64encode(make().file).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    begin, end = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"
    return "\n".join([begin, *lines, end, ""]).encode()


@flawed("bundle.age.passphrase")
def encrypted_with_a_passphrase():
    salt = base64.b64encode(bytes(16)).decode().rstrip("=")
    return sealed_to(lambda _: [Stanza("scrypt", (salt, "10"), bytes(32))])


@flawed("bundle.age.mixed")
def post_quantum_and_older_recipients():
    hybrid = HybridIdentity.generate().recipient()
    return sealed_to(lambda key: [PLATFORM.recipient().wrap(key), hybrid.wrap(key)])


@flawed("bundle.age.stanza-type")
def a_recipient_of_another_kind():
    ssh = Stanza("ssh-ed25519", ("AAAA", "AAAA"), bytes(32))
    return sealed_to(lambda key: [PLATFORM.recipient().wrap(key), ssh])


@flawed("bundle.age.stanza-count")
def one_more_recipient_than_signed():
    more = X25519Identity.generate().recipient()
    return make(recipients=lambda those: [*those, more]).file


@flawed("bundle.not-addressed")
def encrypted_again_to_somebody_else():
    return encrypt(make().plain, [OTHER.recipient()])


@flawed("age.not-age")
def not_an_age_file():
    return make().plain


@flawed("age.payload-altered")
def one_octet_of_the_ciphertext_changed():
    file = bytearray(make().file)
    file[-70_000] ^= 1
    return bytes(file)


@flawed("age.payload-altered")
def ciphertext_cut_short():
    return make().file[:-1]


@flawed("age.payload-truncated")
def last_age_chunk_cut_off():
    file = make().file
    return file[: len(file) - (1 << 20) % age_stream.SEALED - 16 * 16]


@flawed("age.payload-trailing")
def octets_after_the_age_file():
    return make().file + b"x"


# --- what kind of member ------------------------------------------------------------------------


def inserted(raw, at=7):
    """Return a bundle with a member of this raw header among its members, unsigned."""

    def hook(members):
        members.insert(at, Member("-", b"", raw))
        return members

    return make(members=hook).file


def appended(raw, content=b""):
    return make(members=lambda members: [*members, Member("-", content, raw)]).file


@flawed("bundle.tar.symlink")
def symlink_to_an_absolute_path():
    return inserted(header(ID + b"/moo", kind=b"2", linkname=b"/abs/moo"))


@flawed("bundle.tar.symlink")
def symlink_then_a_file_of_the_same_name():
    path = f"{BUNDLE_ID}/bagit.txt"

    def hook(members):
        link = header(path.encode(), kind=b"2", linkname=b"/abs/moo")
        members.insert(2, Member(path, b"", link))
        return members

    return make(members=hook).file


@flawed("bundle.tar.symlink")
def folder_symlink_then_a_file_below_it():
    return appended(header(ID + b"/data", kind=b"2", linkname=b"/abs"))


@flawed("bundle.tar.symlink")
def two_step_links():
    return appended(header(ID + b"/par", kind=b"2", linkname=b"cur/.."))


@flawed("bundle.tar.hardlink")
def hardlink_to_the_outside():
    return inserted(header(ID + b"/moo", kind=b"1", linkname=b"/abs/moo"))


@flawed("bundle.tar.hardlink")
def hardlink_without_a_name():
    return inserted(header(b"", kind=b"1", linkname=b"moo"))


@flawed("bundle.tar.device")
def character_device():
    return inserted(header(ID + b"/null", kind=b"3"))


@flawed("bundle.tar.device")
def block_device():
    return inserted(header(ID + b"/disk", kind=b"4"))


@flawed("bundle.tar.device")
def fifo():
    return inserted(header(ID + b"/pipe", kind=b"6"))


@flawed("bundle.tar.folder")
def folder_entry():
    return inserted(header(ID + b"/data/", kind=b"5"))


@flawed("bundle.tar.extension")
def pax_header():
    return inserted(header(b"PaxHeaders/x", kind=b"x"))


@flawed("bundle.tar.extension")
def global_pax_header():
    return inserted(header(b"pax_global_header", kind=b"g"), at=0)


@flawed("bundle.tar.extension")
def gnu_long_name():
    return inserted(header(b"././@LongLink", kind=b"L"))


@flawed("bundle.tar.extension")
def gnu_sparse_file():
    return inserted(header(ID + b"/sparse", kind=b"S"))


@flawed("bundle.tar.type")
def contiguous_file():
    return inserted(header(ID + b"/seven", kind=b"7"))


@flawed("bundle.tar.type")
def type_of_the_oldest_tar():
    return inserted(header(ID + b"/old", kind=b"\0"))


@flawed("bundle.tar.mode")
def setuid_member():
    return inserted(header(ID + b"/suid", mode=b"0004755\0"))


# --- names --------------------------------------------------------------------------------------


def named(name, **more):
    return inserted(header(name, **more))


@flawed("bundle.tar.path-parent")
def parent_path():
    return named(ID + b"/../moo")


@flawed("bundle.tar.path-parent")
def parent_path_deeper():
    return named(b"d/../../moo")


@flawed("bundle.tar.path-absolute")
def absolute_path():
    return named(b"/abs/moo")


@flawed("bundle.tar.path-absolute")
def absolute_path_with_two_slashes():
    return named(b"//abs/moo")


@flawed("bundle.tar.path-absolute")
def drive_letter():
    return named(b"C:\\abs\\moo")


@flawed("bundle.tar.path-absolute")
def home_of_a_user():
    return named(b"~user/moo")


@flawed("bundle.tar.path-backslash")
def backslash_parent():
    return named(b"..\\moo")


@flawed("bundle.tar.path-backslash")
def network_share():
    return named(b"\\\\host\\moo")


@flawed("bundle.tar.path-dot")
def dot_segment():
    return named(ID + b"/./bagit.txt")


@flawed("bundle.tar.path-dot")
def lone_dot():
    return named(b".")


@flawed("bundle.tar.path-dot")
def empty_segment():
    return named(ID + b"//bagit.txt")


@flawed("bundle.tar.path-characters")
def name_outside_ascii():
    return named(ID + "/bagít.txt".encode())


@flawed("bundle.tar.path-characters")
def name_in_decomposed_letters():
    return named(ID + "/bagi\u0301t.txt".encode())


@flawed("bundle.tar.path-characters")
def percent_encoded_name():
    return named(ID + b"/data%2Fmoo")


@flawed("bundle.tar.path-characters")
def newline_in_a_name():
    return named(ID + b"/data\nmoo")


@flawed("bundle.tar.path-characters")
def upper_case_name():
    return named(ID + b"/DATA")


@flawed("bundle.tar.name-empty")
def empty_name():
    return named(b"")


@flawed("bundle.tar.name-nul")
def nul_inside_a_name():
    return named(ID + b"/moo\0/hidden")


@flawed("bundle.tar.name-nul")
def nul_inside_a_prefix():
    return named(b"moo", prefix=ID + b"\0/hidden")


@flawed("bundle.tar.path-outside")
def member_in_another_folder():
    return named(b"f" * 32 + b"/bagit.txt")


@flawed("bundle.tar.duplicate")
def member_twice():
    return make(members=lambda members: [*members, members[-1]]).file


@flawed("bundle.tar.duplicate")
def tag_file_twice():
    return make(members=lambda members: [*members[:4], members[3], *members[4:]]).file


@flawed("bundle.tar.case-collision")
def names_that_differ_only_in_case():
    return inserted(header(ID + b"/readme.txt"), at=7)


# --- headers ------------------------------------------------------------------------------------


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
    return reheaded(lambda member: header(member.path.encode(), 2**22 + 1), at=12)


# --- the end ------------------------------------------------------------------------------------


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
