"""The key slot file: what opens it, what is noticed, what it gives away."""

import hashlib
import hmac
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from collector.crypto.kdf import Argon2Cost, argon2id
from collector.crypto.slot_file import assemble, encode_header, split_slots
from collector.crypto.slots import (
    FILE_BYTES,
    SlotEntry,
    SlotFileDamaged,
    SlotFileTooNew,
    SlotHeader,
    SlotKind,
    WrongPassphrase,
    open_slots,
    random_entry,
    read_header,
    slot_key,
    write_slots,
)

COST = Argon2Cost(memory_kib=64, passes=2, lanes=1)
HEADER = SlotHeader(vault_id=bytes(range(16)), salt=bytes(range(32)), cost=COST, generation=7)
ROOT = argon2id(b"right", HEADER.salt, COST)
VAULT_KEY = bytes(range(100, 132))


def passphrase_entry(root, number, header=HEADER):
    return SlotEntry(key=slot_key(root, header, number), kind=SlotKind.PASSPHRASE)


def entries(root=ROOT, number=3):
    return [passphrase_entry(root, n) if n == number else random_entry() for n in range(8)]


def resealed(body):
    """Give altered bytes a right checksum, as a forger would."""
    return body + hashlib.sha256(body).digest()


@pytest.fixture(scope="module")
def written():
    return write_slots(HEADER, entries(), VAULT_KEY)


@pytest.mark.parametrize("number", range(8))
def test_the_passphrase_opens_from_any_slot(number):
    data = write_slots(HEADER, entries(number=number), VAULT_KEY)
    assert open_slots(data, ROOT) == (number, VAULT_KEY)


def test_two_passphrases_open_the_same_vault():
    other = argon2id(b"other", HEADER.salt, COST)
    both = entries(number=1)
    both[6] = passphrase_entry(other, 6)
    data = write_slots(HEADER, both, VAULT_KEY)
    assert open_slots(data, ROOT) == (1, VAULT_KEY)
    assert open_slots(data, other) == (6, VAULT_KEY)


def test_wrong_passphrase(written):
    with pytest.raises(WrongPassphrase) as caught:
        open_slots(written, argon2id(b"wrong", HEADER.salt, COST))
    assert (caught.value.code, caught.value.exit) == ("passphrase.wrong", 3)


def test_a_vault_whose_slots_are_all_empty_opens_for_nobody():
    empty = [random_entry() for _ in range(8)]
    with pytest.raises(WrongPassphrase):
        open_slots(write_slots(HEADER, empty, VAULT_KEY), ROOT)


def test_every_slot_is_tried_whichever_opens(monkeypatch):
    tried = []
    real = ChaCha20Poly1305.decrypt

    class Counting:
        def __init__(self, key):
            self._cipher = ChaCha20Poly1305(key)

        def decrypt(self, nonce, data, bound):
            tried.append(bound[-1])
            return real(self._cipher, nonce, data, bound)

    data = write_slots(HEADER, entries(number=0), VAULT_KEY)
    monkeypatch.setattr("collector.crypto.slots.ChaCha20Poly1305", Counting)
    assert open_slots(data, ROOT) == (0, VAULT_KEY)
    assert tried == list(range(8))


def test_a_rewrite_renews_the_bytes_of_every_slot():
    same = entries()
    first, second = (split_slots(write_slots(HEADER, same, VAULT_KEY)) for _ in range(2))
    assert len(first) == 8
    for before, after in zip(first, second, strict=True):
        assert before[:12] != after[:12]
        assert before[12:] != after[12:]


def test_the_file_has_one_length_and_shows_no_kind_and_no_key():
    lengths = set()
    for used in range(9):
        chosen = [passphrase_entry(ROOT, n) if n < used else random_entry() for n in range(8)]
        data = write_slots(HEADER, chosen, VAULT_KEY)
        lengths.add(len(data))
        assert VAULT_KEY not in data
    assert lengths == {FILE_BYTES} == {848}


def test_layout_is_the_documented_one(written):
    assert written[:12] == b"keyslots\x00\x00\x00\x01"
    assert written[12:28] == HEADER.vault_id
    assert written[28:60] == HEADER.salt
    assert [int.from_bytes(written[at : at + 4], "big") for at in (60, 64, 68)] == [64, 2, 1]
    assert int.from_bytes(written[72:80], "big") == 7
    slot = written[80 + 3 * 92 : 80 + 4 * 92]
    cipher = ChaCha20Poly1305(slot_key(ROOT, HEADER, 3))
    plaintext = cipher.decrypt(slot[:12], slot[12:], written[:80] + b"\x03")
    assert plaintext == b"\x01" + VAULT_KEY + bytes(31)
    assert written[816:] == hashlib.sha256(written[:816]).digest()


def test_the_key_of_a_slot_is_the_documented_one():
    """RFC 5869, written out: a vault of today must open with every later program."""
    extracted = hmac.digest(HEADER.salt, ROOT, "sha256")
    assert slot_key(ROOT, HEADER, 3) == hmac.digest(extracted, b"collector/1/slot/3\x01", "sha256")


def test_an_empty_slot_does_not_hold_the_vault_key():
    held = [random_entry() for _ in range(8)]
    slot = split_slots(write_slots(HEADER, held, VAULT_KEY))[0]
    cipher = ChaCha20Poly1305(held[0].key)
    plaintext = cipher.decrypt(slot[:12], slot[12:], encode_header(HEADER) + b"\x00")
    assert plaintext[0] == SlotKind.EMPTY
    assert VAULT_KEY not in plaintext
    assert plaintext[1:33] != bytes(32)


def test_the_header_is_read_back(written):
    assert read_header(written) == HEADER


def test_every_single_flipped_bit_is_noticed(written):
    for position in range(len(written) * 8):
        flipped = bytearray(written)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(SlotFileDamaged):
            read_header(bytes(flipped))
        with pytest.raises(SlotFileDamaged):
            open_slots(bytes(flipped), ROOT)


def test_every_truncation_and_any_addition_is_noticed(written):
    for data in (*(written[:length] for length in range(len(written))), written + b"\x00"):
        with pytest.raises(SlotFileDamaged):
            read_header(data)


def test_a_forged_checksum_does_not_help_in_header_or_slot(written):
    """The header bits after magic and version, and the bits of the slot that opens."""
    slot = range((80 + 3 * 92) * 8, (80 + 4 * 92) * 8)
    for position in (*range(12 * 8, 80 * 8), *slot):
        body = bytearray(written[:-32])
        body[position // 8] ^= 1 << position % 8
        with pytest.raises((WrongPassphrase, SlotFileDamaged)):
            open_slots(resealed(bytes(body)), ROOT)


@pytest.mark.parametrize(
    "change",
    [
        {"cost": Argon2Cost(memory_kib=32, passes=2, lanes=1)},
        {"cost": Argon2Cost(memory_kib=64, passes=1, lanes=1)},
        {"generation": 8},
        {"vault_id": bytes(16)},
    ],
)
def test_v6_a_lowered_cost_or_other_header_is_noticed(written, change):
    """Even for a root made with the true cost, the altered header opens nothing."""
    forged = assemble(replace(HEADER, **change), split_slots(written))
    assert read_header(forged) != HEADER
    with pytest.raises(WrongPassphrase):
        open_slots(forged, ROOT)


def test_slots_cannot_change_places():
    """Even where two slots have the same key, the number is bound in."""
    shared = SlotEntry(key=slot_key(ROOT, HEADER, 0), kind=SlotKind.PASSPHRASE)
    held = [random_entry(), shared, *(random_entry() for _ in range(6))]
    slots = split_slots(write_slots(HEADER, held, VAULT_KEY))
    slots[0] = slots[1]
    with pytest.raises(WrongPassphrase):
        open_slots(assemble(HEADER, slots), ROOT)


def test_a_newer_version_is_told_from_damage(written):
    newer = resealed(written[:8] + b"\x00\x00\x00\x02" + written[12:80])
    with pytest.raises(SlotFileTooNew) as caught:
        read_header(newer)
    assert (caught.value.code, caught.value.exit) == ("slots.too-new", 1)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: b"",
        lambda body: b"keyslots",
        lambda body: b"keyslotz" + body[8:],
        lambda body: body[:11] + b"\x00" + body[12:],
        lambda body: body[:60] + bytes(12) + body[72:],
        lambda body: body[:-1],
        lambda body: body[:-92],
        lambda body: body + b"\x00",
        lambda body: body + bytes(92),
    ],
    ids=["empty", "prefix", "magic", "version", "cost", "short", "slot-less", "long", "slot-more"],
)
def test_what_is_no_slot_file_is_damage_even_with_a_right_checksum(spoil, written):
    with pytest.raises(SlotFileDamaged):
        read_header(resealed(spoil(written[:-32])))


@pytest.mark.parametrize(
    "plaintext", [b"\x02" + VAULT_KEY + bytes(31), b"\x01" + VAULT_KEY + b"\x01" * 31]
)
def test_a_slot_that_opens_and_means_something_unknown_is_too_new(plaintext, written):
    nonce, bound = bytes(12), encode_header(HEADER) + b"\x05"
    sealed = ChaCha20Poly1305(slot_key(ROOT, HEADER, 5)).encrypt(nonce, plaintext, bound)
    slots = split_slots(write_slots(HEADER, [random_entry() for _ in range(8)], VAULT_KEY))
    slots[5] = nonce + sealed
    with pytest.raises(SlotFileTooNew):
        open_slots(assemble(HEADER, slots), ROOT)


@pytest.mark.parametrize("count", [0, 7, 9])
def test_there_are_always_eight_slots(count):
    with pytest.raises(ValueError, match="eight"):
        write_slots(HEADER, [random_entry() for _ in range(count)], VAULT_KEY)


def test_values_of_the_wrong_shape_are_not_taken():
    with pytest.raises(ValueError, match="32"):
        SlotEntry(key=bytes(31), kind=SlotKind.EMPTY)
    with pytest.raises(ValueError, match="16"):
        replace(HEADER, vault_id=bytes(15))
    with pytest.raises(ValueError, match="64-bit"):
        replace(HEADER, generation=2**64)
    with pytest.raises(ValueError, match="32"):
        write_slots(HEADER, entries(), VAULT_KEY[:-1])


def test_a_slot_entry_does_not_show_its_key():
    entry = SlotEntry(key=b"K" * 32, kind=SlotKind.PASSPHRASE)
    assert "KKKK" not in repr(entry)
