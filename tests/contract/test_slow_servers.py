"""Servers that say nothing, hear nothing, or drip; and whoever waits for them."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest

from collector.sync.transport import errors
from collector.sync.transport.interface import Login
from collector.sync.transport.limits import Limits
from collector.sync.transport.ways import open_way
from contract.odd_servers import PATIENT, SHORT, SIZE, post
from contract.scripted import Tus, scripted
from contract.watches import Recorder, Stop, parcel


@pytest.fixture
def sent(tmp_path):
    return parcel(tmp_path, SIZE)


# --- no hang ------------------------------------------------------------------------------------


def silent(tus, talk, request):
    """Take everything, say nothing."""
    while talk.sock.recv(65536):
        pass
    raise OSError


def deaf(tus, talk, request):
    """Take nothing more, until it is all over."""
    if request.method == "PATCH":
        talk.over.wait(30)
        return silent(tus, talk, request)
    return False


def drips(tus, talk, request):
    """Answer, an octet at a time, for ever."""
    for octet in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
        talk.sock.sendall(bytes([octet]))
        time.sleep(0.02)
    raise OSError


def drips_body(tus, talk, request):
    """Answer with a long text, an octet at a time."""
    talk.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
    while True:
        talk.sock.sendall(b"x")
        time.sleep(0.02)


def continues(tus, talk, request):
    """Put the answer off, for ever."""
    while True:
        talk.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.02)


@pytest.mark.parametrize("bad", [silent, drips, drips_body, continues])
@pytest.mark.parametrize("kind", ["tus", "webdav"])
def test_no_hang_with_a_server_that_does_not_answer(tmp_path, sent, bad, kind):
    watch = Recorder()
    with scripted(Tus(bad), tmp_path) as server, pytest.raises(errors.Stalled):
        way = open_way(replace(server.endpoint(), kind=kind, login=Login("me", "secret")), SHORT)
        if kind == "tus":
            way.fetch("a" * 32, 20_000, watch)
        else:
            way.post(sent, None, watch)
    assert watch.beats > 3


def test_no_hang_with_a_server_that_does_not_listen(tmp_path):
    sent = parcel(tmp_path, 30_000_000)
    with scripted(Tus(deaf), tmp_path) as server, pytest.raises(errors.Stalled):
        post(server, sent, limits=SHORT)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"SSH-2.0-x\r\n\r\n",
        b"\x00" * 1000 + b"\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000,
    ],
)
def test_an_answer_that_is_none_or_too_long(tmp_path, answer):
    def say(tus, talk, request):
        talk.sock.sendall(answer)
        raise OSError

    with scripted(Tus(say), tmp_path) as server, pytest.raises(errors.NotThisProtocol):
        open_way(server.endpoint(), PATIENT).fetch("a" * 32, 1000, Recorder())


def test_an_answer_cut_short_is_no_receipt(tmp_path):
    def say(tus, talk, request):
        talk.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        talk.sock.unwrap()
        raise OSError

    with scripted(Tus(say), tmp_path) as server, pytest.raises(errors.Cut):
        open_way(server.endpoint(), PATIENT).fetch("a" * 32, 1000, Recorder())


@pytest.mark.parametrize("bad", [silent, deaf, drips])
def test_whoever_waits_can_stop_at_once_and_the_connection_ends(tmp_path, bad):
    sent = parcel(tmp_path, 30_000_000)
    ended = threading.Event()

    def watched(tus, talk, request):
        talk.sock.settimeout(5)
        try:
            return bad(tus, talk, request)
        except TimeoutError:
            raise
        except OSError:
            ended.set()
            raise

    last = "PATCH" if bad is deaf else "POST"
    waiting = Recorder(stop=lambda it: server.methods().endswith(last) and it.beats > 5)
    with scripted(Tus(watched), tmp_path) as server, pytest.raises(Stop):
        post(server, sent, watch=waiting, limits=Limits(beat=0.02))
    assert ended.is_set()


@pytest.mark.parametrize("hears", ["sent", "keep", "beat"])
@pytest.mark.parametrize("error", [Stop, TimeoutError, ConnectionResetError, KeyboardInterrupt])
def test_what_whoever_waits_raises_comes_out_as_it_is(tmp_path, sent, hears, error):
    class Raising(Recorder):
        """Raises once the upload exists."""

    def raising(self, *_):
        if "PATCH" in server.methods() or hears != "beat":
            raise error("own")

    setattr(Raising, hears, raising)
    with scripted(Tus(), tmp_path) as server, pytest.raises(error, match="own"):
        open_way(server.endpoint(), Limits(beat=1e-6)).post(sent, None, Raising())
