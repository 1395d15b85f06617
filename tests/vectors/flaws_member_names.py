"""Flawed bundles: names of members (FORMAT.md sections 1 and 2).

attack A1-A9, A11, A12, A14, A15, S9.
"""

from __future__ import annotations

from vectors.bundles import BUNDLE_ID, make
from vectors.flawed import flawed
from vectors.flaws_member_kinds import inserted
from vectors.headers import header

ID = BUNDLE_ID.encode()


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
