"""Keys from passphrases and from keys."""

import pytest

from collector.crypto.kdf import (
    LADDER,
    Argon2Cost,
    BadCost,
    PassphraseCharacters,
    PassphraseEmpty,
    TooLittleMemory,
    argon2id,
    calibrate,
    hkdf,
    passphrase_bytes,
)

CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
SALT = b"salt" * 8


def work(cost):
    return cost.memory_kib * cost.passes


def test_argon2id_output_is_fixed_for_ever():
    """A vault made today opens in ten years (argon2-cffi 25.1 gives the same value)."""
    known = "e7277840b6b7b7a3b5971ee1544d7e377f79a1199c641501608ce0eba4836d8c"
    assert argon2id(b"passphrase", SALT, CHEAP).hex() == known


def test_every_parameter_of_argon2id_counts():
    base = argon2id(b"passphrase", SALT, CHEAP)
    others = [
        argon2id(b"passphrasf", SALT, CHEAP),
        argon2id(b"passphrase", b"tlas" * 8, CHEAP),
        argon2id(b"passphrase", SALT, Argon2Cost(72, 1, 1)),
        argon2id(b"passphrase", SALT, Argon2Cost(64, 2, 1)),
        argon2id(b"passphrase", SALT, Argon2Cost(64, 1, 2)),
    ]
    assert len({base, *others}) == 6
    assert all(len(key) == 32 for key in others)


@pytest.mark.parametrize(
    "values",
    [
        (0, 1, 1),
        (7, 1, 1),
        (64, 0, 1),
        (64, 1, 0),
        (2**32, 1, 1),
        (64, 2**32, 1),
        (2**32 - 1, 1, 2**24),
    ],
)
def test_impossible_costs_are_refused(values):
    with pytest.raises(BadCost):
        Argon2Cost(*values)


def test_the_least_and_the_most_that_rfc_9106_allows():
    for values in [(8, 1, 1), (2**32 - 1, 2**32 - 1, 2**24 - 1)]:
        Argon2Cost(*values)


def test_memory_that_the_machine_has_not_is_told_plainly():
    with pytest.raises(TooLittleMemory) as caught:
        argon2id(b"passphrase", SALT, Argon2Cost(memory_kib=2**32 - 1, passes=1, lanes=1))
    assert caught.value.exit == 5


def test_ladder_rises_between_256_and_512_mib():
    assert [work(cost) for cost in LADDER] == sorted(work(cost) for cost in LADDER)
    assert {cost.memory_kib for cost in LADDER} == {256 * 1024, 512 * 1024}
    assert (LADDER[0].passes, LADDER[-1].passes) == (3, 12)
    assert {cost.lanes for cost in LADDER} == {4}


@pytest.mark.parametrize(("rung", "target"), [(0, 0.5), (0, 1.0), (2, 2.0), (3, 2.9), (6, 100.0)])
def test_calibrate_takes_the_strongest_rung_within_the_target(rung, target):
    second = work(LADDER[0])
    assert calibrate(target, lambda cost: work(cost) / second) == LADDER[rung]


def test_calibrate_survives_a_rung_that_was_slow_by_chance():
    taken = dict(zip(LADDER, [0.4, 1.2, 0.8, 1.1, 1.6, 2.2, 3.0], strict=True))
    assert calibrate(1.0, taken.__getitem__) == LADDER[2]


def test_calibrate_does_not_try_costs_far_beyond_the_target():
    tried = []

    def measure(cost):
        tried.append(cost)
        return 60.0

    assert calibrate(1.0, measure) == LADDER[0]
    assert tried == [LADDER[0]]


def test_calibrate_takes_what_there_is_memory_for():
    tried = []

    def measure(cost):
        tried.append(cost)
        if cost.memory_kib > 256 * 1024:
            raise TooLittleMemory
        return 0.1

    assert calibrate(1.0, measure) == LADDER[1]
    assert tried == list(LADDER[:3])


def test_hkdf_agrees_with_rfc_5869_case_3():
    """The RFC's case without salt and info, first 32 of 42 bytes."""
    key = hkdf(bytes([0x0B] * 22), b"", "")
    assert key.hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"


def test_hkdf_separates_labels_and_salts():
    keys = {
        hkdf(bytes(32), salt, label)
        for salt in (b"a" * 16, b"b" * 16)
        for label in ("collector/1/vault.db", "collector/1/sign-wrap")
    }
    assert len(keys) == 4


def test_a_passphrase_is_the_same_from_every_keyboard():
    composed, decomposed = "\u0439\u0451", "\u0438\u0306\u0435\u0308"
    assert passphrase_bytes(composed) == passphrase_bytes(decomposed) == composed.encode()


def test_blanks_at_the_ends_of_a_passphrase_count():
    assert passphrase_bytes(" a b ") == b" a b "


def test_the_empty_passphrase_is_refused():
    with pytest.raises(PassphraseEmpty) as caught:
        passphrase_bytes("")
    assert (caught.value.code, caught.value.exit) == ("passphrase.empty", 2)


@pytest.mark.parametrize(
    "bad", ["\n", "\t", "\x00", "\x7f", "\x85", "\ud800", "\udfff", "\U0010ffff"]
)
def test_characters_that_cannot_be_relied_on_are_refused_and_not_repeated(bad):
    with pytest.raises(PassphraseCharacters) as caught:
        passphrase_bytes(f"marker{bad}")
    assert (caught.value.code, caught.value.exit) == ("passphrase.characters", 2)
    assert "marker" not in str(caught.value) + repr(caught.value)


def test_emoji_and_joiners_are_allowed():
    family = "\U0001f469\u200d\U0001f467"
    assert passphrase_bytes(family) == family.encode()
