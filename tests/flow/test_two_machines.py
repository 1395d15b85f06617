"""Two machines, a line that breaks, and a stick: from sealing to an empty vault in the field.

The sender's machine has no route but the one to the platform, so what it sends goes there or
nowhere; strace tells whom it tried to speak to.
"""

from __future__ import annotations

import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from calls import Called, done
from collector.session import Session
from contract.programs import HOST
from contract.socks import microsocks
from machines_apart import (
    DESK,
    Machine,
    Server,
    badly_joined,
    machine,
    serving,
    two_machines,
)
from makers import OWN_SAMPLES, PLATFORM, add, reopen
from peers import tool
from receipting import rows

SHORT = 6
WORDS = "Мы выйшлі з двара недзе а дзявятай вечара."
PHOTOS = ("courtyard.jpg", "notice.jpg", "window-3.jpg", "calls.ogg")


@dataclass(frozen=True)
class People:
    """A vault on each machine, which trust each other, and the platform's server."""

    field: Machine
    desk: Machine
    server: Server
    vault: Path
    platform: Path

    def add(self) -> str:
        """Seal an account with photographs into a bundle that waits; return the bundle's id."""
        with reopen(self.vault) as session:
            account = add(session, *(OWN_SAMPLES / name for name in PHOTOS))
            session.testimonies.seal(account)
            return session.outbox.export(session.trust.platform(PLATFORM), [account]).bundle

    def states(self) -> list[str]:
        """Return how far the bundles have come."""
        with reopen(self.vault) as session:
            return [it.delivery.state for it in session.delivery.every()]

    def sealed(self, bundle: str) -> bytes:
        """Return the octets of a bundle."""
        with reopen(self.vault) as session:
            file = session.delivery.of_bundle(bundle).sent.file
            return (session.vault.outbox / file).read_bytes()

    def send(self, *argv: object, stall: float = 60, before: tuple[str, ...] = ()):
        """Begin ``outbox send`` in the field."""
        verb = ("outbox", "send", "--vault", self.vault, *argv, "--passphrase-file", "-")
        return self.field.call(*verb, stall=stall, before=before)


def ended(process: subprocess.Popen[str]) -> Called:
    out, err = process.communicate(timeout=120)
    return Called(process.returncode, out, err)


def called(at: Machine, *argv: object) -> Called:
    """Call a verb on a machine; it must end well."""
    found = ended(at.call(*argv, "--passphrase-file", "-"))
    assert found.code == 0, found.err
    return found


def met(tmp_path: Path, machines: tuple[Machine, Machine], server: Server, **changes) -> People:
    """Make both vaults; each trusts the other, and whoever sends says where they are."""
    vault, platform, card = tmp_path / "field", tmp_path / "platform", tmp_path / "card"
    address = changes.get("address", server.address)
    way = f"tus={address},pin={server.pin}"
    signer = done("vault", "create", vault, "--role", "interviewer", "--json").json["signer"]
    done("vault", "create", platform, "--role", "coordinator")
    named = ("--name", PLATFORM, "--transport", way)
    new = done("platform", "new", "--vault", platform, *named, card, "--json").json
    done("platform", "trust", "--vault", vault, card, "--expect", new["root"]["words"]["en"])
    words = ("--expect", signer["words"]["en"])
    done("signer", "trust", "--vault", platform, signer["line"], *words)
    done("outbox", "choose", "--vault", vault, "--place", "V-ZONE-06", "--direct")
    return People(*machines, server, vault, platform)


def wait_until(true, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)


def test_two_machines_and_a_stick_do_the_whole_round(tmp_path):
    with two_machines() as machines, serving(machines[1], tmp_path / "server") as server:
        it = met(tmp_path, machines, server)
        first = it.add()
        cut_in_the_middle(it, first)
        goes_on_where_it_stopped(it, first)
        (came,) = server.files
        out = ("--receipts", server.receipts)
        called(it.desk, "bundle", "import", "--vault", it.platform, *out, came)
        assert "delivered, signed by the platform on" in ended(it.send()).out
        assert it.states() == ["delivered"]
        second = it.add()
        goes_on_a_stick(it, second, tmp_path / "stick")
        assert it.states() == ["delivered", "delivered"]
        wiped(it)


def cut_in_the_middle(it: People, bundle: str) -> None:
    """Take the line away while a bundle goes; try without it, too."""
    done("outbox", "choose", "--vault", it.vault, "--cap", "200")
    third = len(it.sealed(bundle)) // 3
    sending = it.send(stall=SHORT)
    wait_until(lambda: any(file.stat().st_size > third for file in it.server.files), sending)
    it.field.cut()
    broken = ended(sending)
    assert broken.code == 5, broken.out
    assert "nothing was lost" in broken.err
    assert it.states() == ["waiting"]
    assert len(it.server.held[0]) < len(it.sealed(bundle))
    assert ended(it.send(bundle, stall=SHORT)).code == 5
    assert it.states() == ["waiting"]


def goes_on_where_it_stopped(it: People, bundle: str) -> None:
    """Give the line back; little is sent a second time."""
    it.field.mend()
    done("outbox", "choose", "--vault", it.vault, "--cap", "0")
    sealed, had, before = it.sealed(bundle), len(it.server.held[0]), it.field.went_out()
    resumed = ended(it.send(bundle))
    assert resumed.code == 0, resumed.err
    assert "uploaded; the platform has not signed for it yet" in resumed.out
    assert it.field.went_out() - before < len(sealed) - had // 2
    assert it.server.held == [sealed]
    assert it.states() == ["uploaded"]


def goes_on_a_stick(it: People, bundle: str, stick: Path) -> None:
    """Carry a bundle and its receipt; a stick that is carried back holds old receipts, too."""
    stick.mkdir()
    (stick / "bundle").write_bytes(it.sealed(bundle))
    called(it.desk, "bundle", "import", "--vault", it.platform, stick / "bundle")
    called(it.desk, "receipt", "export", "--vault", it.platform, stick / "receipts")
    codes = []
    for receipt in (stick / "receipts").iterdir():
        verb = ("receipt", "apply", "--vault", it.vault, receipt, "--passphrase-file", "-")
        codes.append(ended(it.field.call(*verb)).code)
    assert sorted(codes) == [0, 1]


def wiped(it: People) -> None:
    """Wipe what was taken over: the platform has everything, the field nothing but the trace."""
    with reopen(it.vault) as field:
        before = field.custody.size()
        assert holds(field, WORDS)
    called(it.field, "vault", "wipe", "--vault", it.vault, "--yes")
    with reopen(it.vault) as field, reopen(it.platform) as platform:
        assert field.check() == []
        assert platform.check() == []
        assert field.testimonies.every() == []
        assert list(field.vault.outbox.iterdir()) == []
        assert not holds(field, WORDS)
        assert field.custody.size() > before
        accounts = platform.testimonies.every()
        assert len(accounts) == 2
        assert holds(platform, WORDS)
        shown = [platform.testimonies.sealed(account.id) for account in accounts]
        assert [len(account.exhibits) for account in shown] == [len(PHOTOS)] * 2


def holds(session: Session, text: str) -> bool:
    """Tell whether any cell of any table of a vault has a text in it."""
    cells = [cell for table in rows(session).values() for row in table for cell in row]
    return any(
        text in cell if isinstance(cell, str) else text.encode() in cell
        for cell in cells
        if isinstance(cell, str | bytes)
    )


def test_a_line_that_is_slow_and_loses_a_part_of_everything_delivers_it_whole(tmp_path):
    with badly_joined() as machines, serving(machines[1], tmp_path / "server") as server:
        it = met(tmp_path, machines, server)
        bundle = it.add()
        sent = ended(it.send())
        assert sent.code == 0, sent.err
        assert server.held == [it.sealed(bundle)]
        assert it.states() == ["uploaded"]


# --- the trap -----------------------------------------------------------------------------------


def spoken_to(trace: Path) -> set[tuple[str, int]]:
    """Return whom a process connected to; any other use of a network is an error."""
    calls = trace.read_text()
    kinds = set(re.findall(r"socket\((\w+), (\w+)", calls))
    assert kinds <= {("AF_INET", "SOCK_STREAM")}, kinds
    assert "socketpair" not in re.findall(r"^\d+ +(\w+)\(", calls, re.MULTILINE)
    named = re.findall(r"connect\(.*?htons\((\d+)\).*?inet_addr\(\"([\d.]+)\"\)", calls)
    assert len(named) == len(re.findall(r" connect\(", calls))
    assert not re.findall(r"(?:sendto|sendmsg|sendmmsg)\(.*htons", calls)
    return {(address, int(port)) for port, address in named}


def trapped(it: People, trace: Path) -> Called:
    strace = (tool("strace"), "-f", "-qq", "-e", "trace=%network", "-o", str(trace))
    return ended(it.send(before=strace))


def test_u6_a_sender_speaks_to_the_platform_and_to_nobody_else(tmp_path):
    with two_machines() as machines, serving(machines[1], tmp_path / "server") as server:
        it = met(tmp_path, machines, server)
        bundle = it.add()
        sent = trapped(it, tmp_path / "trace")
        assert sent.code == 0, sent.err
        assert server.held == [it.sealed(bundle)]
        assert spoken_to(tmp_path / "trace") == {(DESK, server.port)}


def test_u6_a_sender_behind_a_proxy_speaks_to_the_proxy_and_resolves_no_name(tmp_path):
    with two_machines() as machines, serving(machines[1], tmp_path / "server") as server:
        field, _ = machines
        with field.inside(), microsocks(tmp_path) as proxy:
            it = met(tmp_path, machines, server)
            login = tmp_path / "login"
            login.write_text(f"{proxy.username}\n{proxy.password}\n")
            way = ("--proxy", f"{HOST}:{proxy.port}", "--proxy-login", login)
            done("outbox", "choose", "--vault", it.vault, *way)
            bundle = it.add()
            sent = trapped(it, tmp_path / "trace")
            assert sent.code == 0, sent.err
        assert server.held == [it.sealed(bundle)]
        assert spoken_to(tmp_path / "trace") == {(HOST, proxy.port)}
        # The proxy has gone: nobody is asked in its place.
        it.add()
        refused = trapped(it, tmp_path / "gone")
        assert refused.code == 5
        assert "nothing was sent past it" in refused.out
        assert spoken_to(tmp_path / "gone") == {(HOST, proxy.port)}


def test_the_demo_needs_no_network_at_all(tmp_path):
    with machine() as alone:
        assert "UP" not in re.split("[<,>]", alone.ip("link", "show", "lo"))
        played = ended(alone.call("demo", tmp_path / "demo"))
        assert played.code == 0, played.out + played.err
