"""WebDAV servers that send away, refuse, or answer with a page, at each of their verbs."""

from __future__ import annotations

import socket
from contextlib import contextmanager

import pytest

from collector.sync.transport import errors
from collector.sync.transport.interface import Endpoint
from collector.sync.transport.webdav import WebDavWay
from contract.certificates import certificate
from contract.nextcloud import FILES, LOGIN, Nextcloud
from contract.nginx import front
from contract.programs import HOST
from contract.watches import Recorder, parcel

CHUNK = 64 * 1024
SAID = b"<b>no</b>\x1b[31m\n<img src=x>" + b"x" * 1000


@pytest.fixture(scope="module", params=[True, False], ids=["nextcloud", "plain"])
def place(request, tmp_path_factory):
    """Yield a server, and the way to it."""
    work = tmp_path_factory.mktemp("place")
    server = Nextcloud(work / "server", least=CHUNK, chunked=request.param)
    made = certificate(work / "tls")
    server.start()
    try:
        with front(work / "nginx", made, server.port) as nginx:
            address = f"https://{HOST}:{nginx.port}{FILES}/place"
            endpoint = Endpoint("webdav", address, made.pin, login=LOGIN)
            yield server, WebDavWay(endpoint, chunk=CHUNK)
    finally:
        server.stop()


@contextmanager
def instead(server, method, *, status, body=b"", **headers):
    """Let a server answer one of its verbs in another way, for a while."""
    server.instead = lambda asked, _path: (f"{status} so", body) if asked == method else None
    server.headers = [(name.replace("_", "-"), str(value)) for name, value in headers.items()]
    try:
        yield
    finally:
        server.instead, server.headers = (lambda *_: None), []


def refused(place, sent, method, error, **answer):
    """Meet that answer; then, once the server is well again, go on.  Return what was raised."""
    server, way = place
    if method == "MKCOL" and not server.chunked:
        return None  # it is asked to make folders nowhere
    watch, before = Recorder(), set(server.folder.iterdir())
    with instead(server, method, **answer), pytest.raises(error) as raised:
        if method == "GET":
            way.fetch("a" * 32, 5000, watch)
        else:
            way.post(sent, None, watch)
    assert sent.name not in {it.name for it in server.folder.iterdir()}
    way.post(sent, watch.token, Recorder())
    (came,) = set(server.folder.iterdir()) - before
    assert came.read_bytes() == sent.path.read_bytes()
    return raised.value


@pytest.fixture
def sent(tmp_path):
    return parcel(tmp_path, 2 * CHUNK + 1000)


METHODS = pytest.mark.parametrize("method", ["PROPFIND", "MKCOL", "PUT", "MOVE", "GET"])


@METHODS
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_u2_no_redirect_is_followed(place, sent, method, status):
    with socket.create_server((HOST, 0)) as trap:
        trap.setblocking(False)
        elsewhere = f"https://{HOST}:{trap.getsockname()[1]}/"
        refused(place, sent, method, errors.Redirected, status=status, Location=elsewhere)
        with pytest.raises(BlockingIOError):
            trap.accept()


@METHODS
@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, errors.Refused),
        (413, errors.TooLarge),
        (423, errors.Busy),
        (429, errors.Busy),
        (500, errors.Busy),
        (503, errors.Busy),
        (507, errors.NoRoomThere),
    ],
)
def test_u3_what_a_server_says_is_told_in_our_words(place, sent, method, status, error):
    found = refused(place, sent, method, error, status=status, body=SAID, Retry_After=7)
    if found is None:
        return
    assert "img" not in " ".join(found.told()) + str(found) + repr(found)
    assert found.said.startswith("<b>no</b> [31m <img src=x>xxx")
    assert len(found.said) == 300
    assert found.said.isprintable()
    if error is errors.Busy:
        assert found.after == 7


@METHODS
def test_u3_a_page_instead_of_an_answer_is_no_success(place, sent, method):
    if method != "GET":  # what is no receipt is for who opens receipts to say
        told = (errors.NotThisProtocol, errors.LostUpload)
        refused(place, sent, method, told, status=200, body=b"<html>Welcome</html>")
