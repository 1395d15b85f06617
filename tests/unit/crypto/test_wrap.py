"""Private keys wrapped for the vault."""

import pytest

from collector.crypto.kdf import hkdf
from collector.crypto.wrap import WrapDamaged, unwrap, wrap

KEY = hkdf(b"v" * 32, b"i" * 16, "collector/1/sign-wrap")
SEED = b"s" * 32
CONTEXT = b"vault signing key"


def test_what_was_wrapped_comes_back():
    assert unwrap(KEY, wrap(KEY, SEED, CONTEXT), CONTEXT) == SEED
    assert unwrap(KEY, wrap(KEY, b"", b""), b"") == b""


def test_wrapped_bytes_show_nothing_and_differ_each_time():
    first, second = wrap(KEY, SEED, CONTEXT), wrap(KEY, SEED, CONTEXT)
    assert len(first) == len(SEED) + 12 + 16
    assert first[:12] != second[:12]
    assert SEED not in first
    assert CONTEXT not in first


def test_another_key_or_context_does_not_open_it():
    wrapped = wrap(KEY, SEED, CONTEXT)
    other = hkdf(b"v" * 32, b"j" * 16, "collector/1/sign-wrap")
    for key, context in ((other, CONTEXT), (KEY, b"receipt key"), (KEY, b"")):
        with pytest.raises(WrapDamaged) as caught:
            unwrap(key, wrapped, context)
        assert (caught.value.code, caught.value.exit) == ("wrap.damaged", 1)


def test_every_flipped_bit_and_every_other_length_is_noticed():
    wrapped = wrap(KEY, SEED, CONTEXT)
    spoiled = [wrapped[:length] for length in range(len(wrapped))] + [wrapped + b"\x00"]
    for position in range(len(wrapped) * 8):
        flipped = bytearray(wrapped)
        flipped[position // 8] ^= 1 << position % 8
        spoiled.append(bytes(flipped))
    for damaged in spoiled:
        with pytest.raises(WrapDamaged):
            unwrap(KEY, damaged, CONTEXT)
