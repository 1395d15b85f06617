"""Two copies of the key slots: one is always whole, and every write renews every slot."""

from __future__ import annotations

import dataclasses
import os
import unicodedata

import pytest

from collector.crypto.kdf import Argon2Cost, argon2id, passphrase_bytes
from collector.crypto.slots import (
    SLOTS,
    SlotEntry,
    SlotHeader,
    SlotKind,
    WrongPassphrase,
    random_entry,
    slot_key,
)
from collector.store import keyfile
from collector.store.errors import KeyFilesTorn, NotAVault, VaultDamaged, VaultKeysWeak
from makers import PASSPHRASE, TEST_POLICY

VAULT_KEY = bytes(range(32))
COST = Argon2Cost(memory_kib=8 * 1024, passes=1, lanes=1)
HEADER = SlotHeader(vault_id=b"\1" * 16, salt=b"\2" * 32, cost=COST, generation=4)


@pytest.fixture
def entries():
    root = argon2id(passphrase_bytes(PASSPHRASE), HEADER.salt, COST)
    used = SlotEntry(slot_key(root, HEADER, 0), SlotKind.PASSPHRASE)
    return [used] + [random_entry() for _ in range(SLOTS - 1)]


@pytest.fixture
def folder(tmp_path, entries):
    """A folder with both copies.  The header the slots are bound to is one generation on."""
    keyfile.write(tmp_path, HEADER, entries, VAULT_KEY)
    return tmp_path


def copies(folder) -> list[bytes]:
    return [(folder / name).read_bytes() for name in keyfile.NAMES]


def test_both_copies_are_equal_and_open(folder):
    found = keyfile.read(folder)
    first, second = copies(folder)
    assert first == second == found.data
    assert not found.twin_differs
    assert found.header.generation == HEADER.generation + 1
    assert keyfile.unlock(found, PASSPHRASE, TEST_POLICY) == VAULT_KEY


def test_every_write_renews_every_octet_of_every_slot_and_keeps_the_length(folder, entries):
    before = copies(folder)[0]
    keyfile.write(folder, keyfile.read(folder).header, entries, VAULT_KEY)
    after = copies(folder)[0]
    assert len(after) == len(before)
    slots = [(before[at : at + 92], after[at : at + 92]) for at in range(80, 80 + 8 * 92, 92)]
    assert all(old != new for old, new in slots)
    assert keyfile.read(folder).header.generation == HEADER.generation + 2


def test_the_first_copy_is_synced_before_the_second_is_touched(folder, entries, monkeypatch):
    """A power cut between the two leaves the second as it was, whole."""
    written = []
    before = copies(folder)

    def stop(path, data):
        if written:
            raise OSError
        written.append(path.name)
        path.write_bytes(data)

    monkeypatch.setattr(keyfile, "write_synced", stop)
    with pytest.raises(Exception, match="reading or writing failed"):
        keyfile.write(folder, keyfile.read(folder).header, entries, VAULT_KEY)
    assert written == ["keys-1"]
    assert copies(folder)[1] == before[1]
    monkeypatch.undo()
    found = keyfile.read(folder)
    assert found.twin_differs
    assert keyfile.unlock(found, PASSPHRASE, TEST_POLICY) == VAULT_KEY
    keyfile.mend(folder, found)
    assert copies(folder) == [found.data, found.data]


@pytest.mark.parametrize("name", keyfile.NAMES)
@pytest.mark.parametrize("torn", [b"", b"keyslots", bytes(848), None])
def test_one_whole_copy_is_enough_and_the_other_is_written_again(folder, name, torn):
    good = copies(folder)[0]
    (folder / name).unlink()
    if torn is not None:
        (folder / name).write_bytes(torn)
    found = keyfile.read(folder)
    assert (found.data, found.twin_differs) == (good, True)
    keyfile.mend(folder, found)
    assert copies(folder) == [good, good]


def test_no_whole_copy_is_damage_and_no_copy_is_no_vault(folder):
    for name in keyfile.NAMES:
        (folder / name).write_bytes(b"torn")
    with pytest.raises(KeyFilesTorn):
        keyfile.read(folder)
    for name in keyfile.NAMES:
        (folder / name).unlink()
    with pytest.raises(NotAVault):
        keyfile.read(folder)


def test_a_cost_out_of_bounds_is_refused_before_any_work(folder, monkeypatch):
    found = keyfile.read(folder)
    monkeypatch.setattr(keyfile, "argon2id", lambda *_: pytest.fail("work was done"))
    for changes in ({"memory_kib": 512 * 1024 + 1}, {"passes": 2**31}, {"lanes": 17}):
        cost = dataclasses.replace(COST, **changes)
        asked = dataclasses.replace(found, header=dataclasses.replace(found.header, cost=cost))
        with pytest.raises(VaultKeysWeak):
            keyfile.unlock(asked, PASSPHRASE, TEST_POLICY)


def test_the_form_of_a_passphrase_that_was_typed_makes_no_difference(folder):
    """Composed and decomposed letters are the same passphrase; blanks and capitals are not."""
    found = keyfile.read(folder)
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert keyfile.unlock(found, decomposed, TEST_POLICY) == VAULT_KEY
    for other in (PASSPHRASE.strip(), f" {PASSPHRASE}", PASSPHRASE.title()):
        with pytest.raises(WrongPassphrase):
            keyfile.unlock(found, other, TEST_POLICY)


def test_no_key_shows_in_a_repr(folder, entries):
    shown = repr(keyfile.read(folder)) + repr(entries)
    assert repr(VAULT_KEY) not in shown
    assert not [entry for entry in entries if repr(entry.key) in shown]


@pytest.mark.skipif(os.name != "posix", reason="no pipes among files")
def test_a_pipe_in_the_place_of_a_copy_is_not_waited_for(folder):
    (folder / "keys-1").unlink()
    os.mkfifo(folder / "keys-1")
    with pytest.raises(VaultDamaged):
        keyfile.read(folder)
