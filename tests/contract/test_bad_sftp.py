"""SFTP servers that lie, lose, drip and refuse, once they have been let known who is there."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager

import paramiko
import pytest
from paramiko.sftp import (
    CMD_ATTRS,
    CMD_OPEN,
    CMD_REMOVE,
    CMD_RENAME,
    CMD_SETSTAT,
    CMD_STAT,
    CMD_STATUS,
    CMD_WRITE,
)

from collector.sync.transport import errors
from collector.sync.transport.limits import Limits
from collector.sync.transport.sftp import SftpWay
from contract.odd_servers import PATIENT
from contract.paramiko_server import serving
from contract.watches import Recorder, parcel

SIZE = 300_000
SAID = "<b>no</b>\x1b[31m\n<img src=x>" + "x" * 1000


class Odd(paramiko.SFTPServer):
    """Right, but for what ``odd`` answers: it returns True for what it has answered.

    Once it is ``over``, it does nothing more of what it was asked before.
    """

    over = False

    @staticmethod
    def odd(_server, _kind, _number, _asked):
        """Nothing."""

    def _process(self, kind, number, asked):
        if not self.over and not Odd.odd(self, kind, number, asked):
            super()._process(kind, number, asked)


@contextmanager
def odd(folder, answer):
    """Serve a folder, each request answered by ``answer`` first; ``well`` ends that."""
    Odd.odd = answer
    folder.mkdir()
    try:
        with serving(folder, Odd) as endpoint:
            yield SftpWay(endpoint, PATIENT)
    finally:
        Odd.odd = lambda *_: None


def well():
    Odd.odd = lambda *_: None


def arrived(folder, sent):
    """Tell whether a parcel is there, whole, and nothing else is."""
    return [(it.name, it.read_bytes()) for it in folder.iterdir()] == [
        (sent.name, sent.path.read_bytes())
    ]


def status(server, number, code, text=""):
    server._response(number, CMD_STATUS, code, text, "")
    return True


@pytest.mark.parametrize("lie", [CMD_WRITE, CMD_RENAME])
def test_u4_success_that_stores_nothing_is_not_believed(tmp_path, lie):
    sent, watch, folder = parcel(tmp_path, SIZE), Recorder(), tmp_path / "place"

    def says_yes(server, kind, number, _asked):
        return kind == lie and status(server, number, 0)

    with odd(folder, says_yes) as way:
        for _ in range(2):
            with pytest.raises(errors.LostUpload):
                way.post(sent, watch.token, watch)
            assert not (folder / sent.name).exists()
        well()
        way.post(sent, watch.token, watch)
    assert arrived(folder, sent)


def test_u4_a_server_that_claims_to_hold_it_all_has_no_receipt(tmp_path):
    sent = parcel(tmp_path, SIZE)

    def claims(server, kind, number, _asked):
        if kind in {CMD_OPEN, CMD_STAT} and b"receipts" in _asked.asbytes():
            return False
        if kind == CMD_STAT:
            held = paramiko.SFTPAttributes()
            held.st_size = SIZE
            server._response(number, CMD_ATTRS, held)
            return True
        return kind in {CMD_WRITE, CMD_RENAME} and status(server, number, 0)

    with odd(tmp_path / "place", claims) as way:
        way.post(sent, None, Recorder())
        assert way.fetch("a" * 32, 100, Recorder()) is None


@pytest.mark.parametrize("kind", [CMD_OPEN, CMD_WRITE, CMD_STAT, CMD_RENAME])
@pytest.mark.parametrize(
    ("code", "error"),
    [(3, errors.Refused), (4, errors.Busy), (5, errors.Busy), (99, errors.Busy)],
)
def test_u3_what_a_server_says_is_told_in_our_words(tmp_path, kind, code, error):
    sent, watch, folder = parcel(tmp_path, SIZE), Recorder(), tmp_path / "place"

    def says_no(server, asked_kind, number, _asked):
        return asked_kind == kind and status(server, number, code, SAID)

    with odd(folder, says_no) as way:
        with pytest.raises(error) as refused:
            way.post(sent, None, watch)
        found = refused.value
        assert "img" not in " ".join(found.told()) + str(found) + repr(found)
        assert found.said.startswith("<b>no</b> [31m <img src=x>xxx")
        assert len(found.said) == 300
        assert found.said.isprintable()
        assert not (folder / sent.name).exists()
        well()
        way.post(sent, watch.token, Recorder())
        assert (folder / sent.name).read_bytes() == sent.path.read_bytes()


@pytest.mark.parametrize("kind", [CMD_OPEN, CMD_WRITE, CMD_STAT, CMD_RENAME])
def test_no_hang_with_a_server_that_drips(tmp_path, kind):
    sent, watch, folder = parcel(tmp_path, SIZE), Recorder(), tmp_path / "place"

    def drips(server, asked_kind, _number, _asked):
        if asked_kind != kind:
            return False
        try:
            for octet in (1000).to_bytes(4, "big") + bytes([CMD_STATUS]) + bytes(999):
                server.sock.sendall(bytes([octet]))
                time.sleep(0.05)
        finally:
            server.over = True
            server.sock.close()

    with odd(folder, drips) as way:
        way._limits = Limits(connect=1, stall=0.5, beat=0.05)
        with pytest.raises(errors.Stalled):
            way.post(sent, None, watch)
        assert watch.beats > 3
        assert not (folder / sent.name).exists()
        well()
        way._limits = PATIENT
        way.post(sent, watch.token, Recorder())
        assert (folder / sent.name).read_bytes() == sent.path.read_bytes()


@pytest.mark.parametrize("shortens", [True, False])
def test_a_write_that_failed_amid_others_leaves_no_hole(tmp_path, shortens):
    """As on a disk where somebody made room just then."""
    sent, watch, folder = parcel(tmp_path, SIZE), Recorder(), tmp_path / "place"
    writes = iter(range(100))

    def fails_once(server, kind, number, _asked):
        if kind == CMD_SETSTAT and shortens:
            (it,) = folder.iterdir()
            path, flags, size = _asked.get_text(), _asked.get_int(), _asked.get_int64()
            assert (path, flags) == (f"/{it.name}", 1)
            os.truncate(it, size)
            return status(server, number, 0)
        return kind == CMD_WRITE and next(writes) == 3 and status(server, number, 4, "full")

    with odd(folder, fails_once) as way:
        with pytest.raises(errors.Busy):
            way.post(sent, None, watch)
        way.post(sent, watch.token, watch)
    assert (folder / sent.name).read_bytes() == sent.path.read_bytes()
    assert ([it.name for it in folder.iterdir()] == [sent.name]) == shortens


@pytest.mark.parametrize("damaged", [False, True])
def test_u9_what_another_sender_just_named_is_not_removed(tmp_path, damaged):
    """Somebody with the same token is a moment earlier."""
    sent, watch, folder = parcel(tmp_path, SIZE), Recorder(), tmp_path / "place"

    def other(_server, kind, _number, _asked):
        if kind in {CMD_RENAME, CMD_REMOVE}:
            well()
            (temporary,) = folder.glob("*.part")
            temporary.replace(folder / sent.name)

    with odd(folder, other) as way:
        if damaged:
            (folder / sent.name).write_bytes(bytes(SIZE))
        way.post(sent, None, watch)
        assert watch.octets == SIZE
    assert arrived(folder, sent)


def test_u9_what_somebody_took_away_is_not_called_a_missing_folder(tmp_path):
    sent, watch, folder = parcel(tmp_path, SIZE), Recorder(), tmp_path / "place"

    def other(_server, kind, _number, _asked):
        if kind == CMD_RENAME:
            well()
            next(folder.glob("*.part")).unlink()

    with odd(folder, other) as way:
        with pytest.raises(errors.LostUpload):
            way.post(sent, None, watch)
        way.post(sent, watch.token, watch)
    assert arrived(folder, sent)
