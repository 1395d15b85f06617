"""A platform card is checked with head and ssh-keygen alone, against words known from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from flow.judged import allowed, shell
from makers import PLATFORM, make

# As the description of the file says: one line, then the signature of that line.
CHECK = """\
tail -n +2 CARD > CARD.sig
head -n 1 CARD | ssh-keygen -Y verify -f allowed -I sender -n collector-card -s CARD.sig
"""


@pytest.fixture
def card(tmp_path: Path):
    with make(tmp_path / "vault", "coordinator") as session:
        yield session.trust.new_card(PLATFORM)


def judged(folder: Path, data: bytes, root: bytes):
    (folder / "CARD").write_bytes(data)
    allowed(folder / "allowed", root)
    return shell(CHECK, folder)


def test_ssh_keygen_agrees_that_the_root_key_signed(card, tmp_path):
    answer = judged(tmp_path, card.data, card.root)
    assert answer.returncode == 0, answer.stderr
    assert b'Good "collector-card" signature for sender' in answer.stdout + answer.stderr


@pytest.mark.parametrize("place", [10, 200, -40], ids=["start", "middle", "signature"])
def test_ssh_keygen_refuses_a_card_of_which_one_octet_changed(card, tmp_path, place):
    changed = bytearray(card.data)
    changed[place] ^= 1
    answer = judged(tmp_path, bytes(changed), card.root)
    assert answer.returncode != 0
    assert b"Good" not in answer.stdout + answer.stderr


def test_ssh_keygen_does_not_take_the_receipt_key_for_the_root_key(card, tmp_path):
    answer = judged(tmp_path, card.data, bytes.fromhex(card.card.receipt_key))
    assert answer.returncode != 0
    assert b"Good" not in answer.stdout + answer.stderr
