"""The one route that was asked for, and no other: proxies, interfaces, and what strace saw."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from collector.sync.transport import dial, errors
from collector.sync.transport.interface import Endpoint, Proxy, Route
from collector.sync.transport.limits import Limits
from collector.sync.transport.ways import open_way
from contract.certificates import certificate
from contract.odd_servers import PATIENT, SHORT
from contract.programs import HOST, free_port
from contract.scripted import Scripted, Tus, scripted
from contract.socks import Knowing, microsocks
from contract.watches import Recorder, Stop, parcel
from peers import tool

NAME = "platform.invalid"


@pytest.fixture
def server(tmp_path):
    with Scripted(Tus(), certificate(tmp_path / "tls", names=(HOST, NAME))) as found:
        yield found


@pytest.fixture
def sent(tmp_path):
    return parcel(tmp_path, 200_000)


def post(server, sent, route, *, host=HOST, watch=None, limits=PATIENT):
    endpoint = replace(server.endpoint(host), route=route)
    open_way(endpoint, limits).post(sent, None, watch or Recorder())


def trapped(tmp_path, server, sent, *, host=HOST, proxy=None, interface="-"):
    """Deliver under strace; return what it came to, and every address that was spoken to."""
    trace = tmp_path / "trace"
    endpoint = server.endpoint(host)
    command = [
        *(tool("strace"), "-f", "-qq", "-e", "trace=%network", "-o", str(trace)),
        *(sys.executable, str(Path(__file__).with_name("posting.py"))),
        *(endpoint.address, (endpoint.pin or b"").hex()),
        *((proxy.host, str(proxy.port)) if proxy else ("-", "-")),
        *(interface, str(sent.path)),
    ]
    login = f"{proxy.username or ''}\n{proxy.password or ''}" if proxy else ""
    done = subprocess.run(
        command, input=login, capture_output=True, text=True, check=True, timeout=60
    )
    calls = trace.read_text()
    assert "SOCK_DGRAM" not in calls
    assert "AF_UNIX" not in calls
    assert "AF_NETLINK" not in calls
    ports = re.findall(r"connect\(.*?htons\((\d+)\).*?inet_addr\(\"([\d.]+)\"\)", calls)
    assert len(ports) == len(re.findall(r"connect\(", calls))
    assert not re.findall(r"sendto\(.*htons|sendmsg\(.*htons", calls)
    return done.stdout.strip(), set(ports)


def test_u6_through_a_proxy_with_a_password(tmp_path, server, sent):
    with microsocks(tmp_path) as proxy:
        post(server, sent, Route(proxy))
        outcome, spoken_to = trapped(tmp_path, server, sent, proxy=proxy)
    assert outcome == "delivered"
    assert spoken_to == {(str(proxy.port), HOST)}
    assert [bytes(it) for it in server.script.uploads] == [sent.path.read_bytes()] * 2


@pytest.mark.parametrize(
    "login", [("somebody", "wrong"), ("", ""), ("имя", "пароль"), ("x" * 256, "another")]
)
def test_u6_a_proxy_that_wants_another_password(tmp_path, server, sent, login):
    with microsocks(tmp_path) as proxy, pytest.raises(errors.ProxyRefuses) as refused:
        wrong = replace(proxy, username=login[0] or None, password=login[1] or None)
        post(server, sent, Route(wrong))
    assert login[1] == "" or login[1] not in repr(refused.value) + repr(refused.value.__context__)
    assert server.came == 0


def test_u6_a_proxy_that_is_down_is_not_gone_around(tmp_path, server, sent):
    proxy = Proxy(HOST, free_port())
    outcome, spoken_to = trapped(tmp_path, server, sent, proxy=proxy)
    assert outcome == errors.ProxyDown.code
    assert spoken_to == {(str(proxy.port), HOST)}
    assert server.came == 0


def test_u6_a_proxy_that_dies_amid_a_delivery(tmp_path, server):
    sent = parcel(tmp_path, 3_000_000)
    with Knowing(server.port) as proxy:
        watch = Recorder()

        def die(waiting):
            if waiting.tokens and waiting.beats > 3:
                proxy.die()
            return False

        watch.stop = die
        route = Route(proxy.proxy)
        way = open_way(replace(server.endpoint(), route=route, cap=6_000_000), PATIENT)
        with pytest.raises((errors.Cut, errors.ProxyDown)):
            way.post(sent, None, watch)
    came = server.came
    with pytest.raises(errors.ProxyDown):
        way.post(sent, watch.token, Recorder())
    assert server.came == came


@pytest.mark.parametrize("mute", [True, False])
def test_u6_what_is_no_proxy(tmp_path, server, sent, mute):
    if mute:
        with Knowing(server.port, mute=True) as proxy, pytest.raises(errors.ProxyDown):
            post(server, sent, Route(proxy.proxy), limits=SHORT)
    else:
        with scripted(Tus(), tmp_path / "no") as other, pytest.raises(errors.ProxyDown):
            post(server, sent, Route(Proxy(HOST, other.port)), limits=SHORT)
    assert server.came == 0


@pytest.mark.parametrize("reply", range(1, 9))
def test_u6_a_proxy_that_cannot_reach_it(server, sent, reply):
    with Knowing(server.port, reply) as proxy, pytest.raises(errors.NotReached):
        post(server, sent, Route(proxy.proxy))


def test_u6_names_are_resolved_at_the_proxy(tmp_path, server, sent):
    with Knowing(server.port) as proxy:
        outcome, spoken_to = trapped(tmp_path, server, sent, host=NAME, proxy=proxy.proxy)
    assert outcome == "delivered"
    assert set(proxy.asked) == {(3, NAME, server.port)}
    assert spoken_to == {(str(proxy.proxy.port), HOST)}


def test_u6_the_name_of_a_proxy_is_not_asked_for(server, sent):
    with pytest.raises(errors.NumberNeeded):
        post(server, sent, Route(Proxy("proxy.invalid", 9050)))


@pytest.mark.parametrize("host", ["abcd.onion", "files.ABCD.Onion."])
def test_u6_a_name_that_only_tor_knows_is_asked_for_nowhere_else(tmp_path, server, sent, host):
    outcome, spoken_to = trapped(tmp_path, server, sent, host=host)
    assert (outcome, spoken_to) == (errors.NumberNeeded.code, set())


def test_u6_what_stands_in_the_environment_and_at_home_leads_nowhere(
    tmp_path, server, sent, monkeypatch
):
    home, keys = tmp_path / "home", tmp_path / "keys-of-the-session"
    (home / ".ssh").mkdir(parents=True)
    with Knowing(server.port) as other:
        place = f"127.0.0.1:{other.proxy.port}"
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FTP_PROXY"):
            monkeypatch.setenv(name, f"socks5h://{place}")
            monkeypatch.setenv(name.lower(), f"http://{place}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.setenv(name, "*")
        (home / ".netrc").write_text(f"machine {HOST} login somebody password secret\n")
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
        outcome, spoken_to = trapped(tmp_path, server, sent)
        assert (outcome, spoken_to) == ("delivered", {(str(server.port), HOST)})
        with microsocks(tmp_path) as proxy:
            outcome, spoken_to = trapped(tmp_path, server, sent, proxy=proxy)
        assert (outcome, spoken_to) == ("delivered", {(str(proxy.port), HOST)})
        assert other.asked == []
    assert not keys.exists()
    assert not any("authorization" in request.headers for request in server.asked)


# --- one interface ------------------------------------------------------------------------------


def test_over_one_interface(tmp_path, server, sent):
    outcome, spoken_to = trapped(tmp_path, server, sent, interface="lo")
    assert outcome == "delivered"
    assert spoken_to == {(str(server.port), HOST)}
    assert 'SO_BINDTODEVICE, "lo' in (tmp_path / "trace").read_text()


def test_an_interface_that_is_not_there(tmp_path, server, sent):
    outcome, spoken_to = trapped(tmp_path, server, sent, interface="wg-gone")
    assert (outcome, spoken_to) == (errors.NoInterface.code, set())


@pytest.mark.parametrize("name", ["", "lo\0", "lo" + "x" * 14, "l" * 16, "é"])
def test_a_name_of_an_interface_that_is_none(server, sent, name):
    with pytest.raises(errors.NoInterface):
        post(server, sent, Route(interface=name))


def test_over_an_interface_no_name_is_asked_for(tmp_path, server, sent):
    outcome, spoken_to = trapped(tmp_path, server, sent, host=NAME, interface="lo")
    assert (outcome, spoken_to) == (errors.NumberNeeded.code, set())


# --- no route at all ----------------------------------------------------------------------------


def test_directly_by_name(tmp_path, sent):
    with scripted(Tus(), tmp_path) as server:
        post(server, sent, Route(), host="localhost")
    assert [bytes(it) for it in server.script.uploads] == [sent.path.read_bytes()]


def test_a_kind_of_address_that_this_machine_does_not_know_is_passed_over(
    tmp_path, sent, monkeypatch
):
    """As IPv6 where the system has none."""
    with scripted(Tus(), tmp_path) as server:
        places = [(255, ("::1", 1)), (socket.AF_INET, (HOST, server.port))]
        monkeypatch.setattr(dial, "_numbers", lambda *_: places)
        post(server, sent, Route())
        assert [bytes(it) for it in server.script.uploads] == [sent.path.read_bytes()]
        places.pop()
        with pytest.raises(errors.NotReached):
            post(server, sent, Route())


def test_nobody_listens(tmp_path, sent):
    endpoint = Endpoint("tus", f"https://{HOST}:{free_port()}/files", bytes(32))
    with pytest.raises(errors.NotReached):
        open_way(endpoint, PATIENT).post(sent, None, Recorder())


def test_a_name_that_does_not_exist(sent):
    endpoint = Endpoint("tus", f"https://{NAME}/files", bytes(32))
    with pytest.raises(errors.NotReached):
        open_way(endpoint, PATIENT).post(sent, None, Recorder())


@pytest.mark.parametrize("host", ["[::1%25none]", "[fe80::1%none]", "a..b", "a" * 300])
def test_what_is_no_name_and_no_number(sent, host):
    endpoint = Endpoint("tus", f"https://{host}/files", bytes(32))
    with pytest.raises(errors.NotReached):
        open_way(endpoint, PATIENT).post(sent, None, Recorder())


@pytest.fixture
def full():
    """A port that takes no more connections: those who call wait."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen(0)
        with socket.create_connection(listener.getsockname()):
            yield listener.getsockname()[1]


def test_no_hang_while_connecting(full, sent):
    endpoint = Endpoint("tus", f"https://{HOST}:{full}/files", bytes(32))
    watch = Recorder()
    with pytest.raises(errors.NotReached):
        open_way(endpoint, Limits(connect=0.5, beat=0.05)).post(sent, None, watch)
    assert watch.beats > 3


def test_whoever_waits_for_a_connection_can_stop(full, sent):
    endpoint = Endpoint("tus", f"https://{HOST}:{full}/files", bytes(32))
    with pytest.raises(Stop):
        open_way(endpoint).post(sent, None, Recorder(stop=lambda it: it.beats > 2))


@pytest.mark.parametrize("error", [Stop, TimeoutError, ConnectionResetError])
def test_what_whoever_waits_for_a_proxy_raises_comes_out_as_it_is(server, sent, error):
    class Raising(Recorder):
        """Raises while the proxy says nothing."""

        def beat(self):
            self.beats += 1
            if self.beats > 3:
                raise error("own")

    with Knowing(server.port, mute=True) as proxy, pytest.raises(error, match="own"):
        post(server, sent, Route(proxy.proxy), watch=Raising())
