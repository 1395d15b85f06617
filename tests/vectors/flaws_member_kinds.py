"""Flawed bundles: what kind of member (FORMAT.md sections 1 and 2).

attack A1-A9, A11, A12, A14, A15, S9.
"""

from __future__ import annotations

from vectors.bundles import BUNDLE_ID, Member, make
from vectors.flawed import flawed
from vectors.headers import header

ID = BUNDLE_ID.encode()


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
