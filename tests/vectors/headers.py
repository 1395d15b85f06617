"""Tar headers that no honest writer makes."""

from __future__ import annotations


def header(
    name: bytes,
    size: int = 0,
    *,
    kind: bytes = b"0",
    prefix: bytes = b"",
    checksum: bytes | None = None,
    **fields: bytes,
) -> bytes:
    """Return a header with a right checksum (unless one is given), whatever the fields say.

    ``fields`` may be mode, size_field, mtime, linkname, magic, uname, tail.
    """
    before = (
        name.ljust(100, b"\0")
        + fields.pop("mode", b"0000600\0")
        + b"0000000\0" * 2
        + fields.pop("size_field", b"%011o\0" % size)
        + fields.pop("mtime", b"00000000000\0")
    )
    after = (
        kind
        + fields.pop("linkname", b"").ljust(100, b"\0")
        + fields.pop("magic", b"ustar\x0000")
        + fields.pop("uname", b"").ljust(64, b"\0")
        + b"0000000\0" * 2
        + prefix.ljust(155, b"\0")
        + fields.pop("tail", b"").ljust(12, b"\0")
    )
    assert not fields, fields
    total = sum(before) + sum(after) + 8 * ord(" ")
    return before + (checksum or b"%06o\0 " % total) + after
