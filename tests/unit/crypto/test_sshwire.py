"""Strings of the SSH wire format."""

import pytest

from collector.crypto.sshwire import pack, unpack


def test_strings_come_back_as_they_were():
    strings = [b"", b"a", bytes(300), b""]
    assert unpack(pack(*strings)) == strings
    assert pack(b"ab", b"") == b"\x00\x00\x00\x02ab\x00\x00\x00\x00"


@pytest.mark.parametrize("length", range(1, 6))
def test_a_string_that_is_cut_short_is_refused(length):
    with pytest.raises(ValueError, match="short"):
        unpack(pack(b"whole") + pack(b"ab")[:length])


def test_a_length_beyond_the_data_is_refused():
    with pytest.raises(ValueError, match="short"):
        unpack(b"\xff\xff\xff\xff")
