"""The queue by verbs: let wait, judge, send, be cut, go on, be signed for, carry, wipe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from call_places import Place
from calls import Called, call, done, known
from collector import file_systems
from collector.store import vault
from contract.place import Place as Server
from contract.places import sftp, tus_node
from contract.programs import free_port
from makers import PLATFORM, reopen

EXILE = ("--place", "V-ZONE-06", "--direct")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with tus_node(tmp_path_factory.mktemp("tus")) as place:
        yield place


def way_of(server: Server, below: str = "", *, wrong: bool = False) -> str:
    """Return a way to a server as the verbs take it; ``wrong``: with a key it does not hold."""
    end = server.endpoint
    return f"{end.kind}={end.address}{below},pin={bytes(32).hex() if wrong else end.pin.hex()}"


def trusting_over(
    tmp_path: Path, server: Server, *before: str, tor: bool = False, right: bool = True
) -> Place:
    """Make two vaults by verbs; the card names these ways, and then the one that is right."""
    field, desk, card = tmp_path / "field", tmp_path / "desk", tmp_path / "card"
    tmp_path.mkdir(exist_ok=True)
    ways = [*before, *([way_of(server) + (",tor" if tor else "")] if right else [])]
    made = done("vault", "create", field, "--role", "interviewer", "--json").json
    done("vault", "create", desk, "--role", "coordinator")
    named = ("--name", PLATFORM, *(it for way in ways for it in ("--transport", way)))
    new = done("platform", "new", "--vault", desk, *named, card, "--json").json
    done("platform", "trust", "--vault", field, card, "--expect", new["root"]["words"]["en"])
    signer = made["signer"]
    words = ("--expect", signer["words"]["en"])
    done("signer", "trust", "--vault", desk, signer["line"], *words)
    return Place(tmp_path, field, desk, card, signer["line"])


@pytest.fixture
def place(tmp_path, server):
    return trusting_over(tmp_path, server)


def waiting(place: Place) -> str:
    """Seal an account and let it wait; return the bundle's id."""
    place.seal(place.add())
    return done("outbox", "add", "--vault", place.field, "--to", PLATFORM).lines[1].split()[1][:-1]


def states(place: Place) -> list[str]:
    listed = done("outbox", "list", "--vault", place.field, "--json").json
    return [it["state"] for it in listed["bundles"]]


def send(place: Place, *more: str) -> Called:
    return known("outbox", "send", "--vault", place.field, *more)


def left_sending(place: Place, bundle: str) -> None:
    """Leave a bundle as a sender does that is killed."""
    with reopen(place.field) as session:
        session.vault.db.execute(
            "UPDATE delivery SET state = 'sending' WHERE bundle = ?", (bundle,)
        )


def newest(server: Server, folder: Path) -> Path:
    """Return what came last to a server, as a file that the platform has."""
    stored = max(server.receipts.parent.joinpath("store").iterdir(), key=os.path.getmtime)
    file = folder / "came"
    file.write_bytes(stored.with_suffix("").read_bytes())
    return file


def test_the_whole_round_by_verbs(place, server, tmp_path):
    bundle = waiting(place)
    assert states(place) == ["waiting"]
    refused = send(place)
    assert refused.code == 5
    assert "a proxy or VPN is needed from where you are; none is chosen" in refused.out
    assert states(place) == ["waiting"]

    done("outbox", "choose", "--vault", place.field, *EXILE)
    with server.relay.cutting(300_000):
        cut = send(place, bundle)
    assert cut.code == 5, cut.out
    passed = server.relay.passed
    assert states(place) == ["waiting"]

    sent = send(place, bundle)
    assert sent.code == 0, sent.err
    assert "nobody" not in sent.err
    assert states(place) == ["uploaded"]
    size = done("outbox", "list", "--vault", place.field, "--json").json["bundles"][0]["size"]
    assert server.relay.passed - passed < size  # it went on where it was cut

    done("outbox", "choose", "--vault", place.field, "--place", "V-ZONE-01", "--direct")
    passed = server.relay.passed
    assert "not asked for receipts: this connection is not safe" in send(place).err
    told = [it["code"] for it in send(place, "--json").json["findings"]]
    assert told == [
        "delivery.nothing-waits",
        "delivery.receipts-not-asked",
        "safe.route.hidden-demanded",
    ]
    assert server.relay.passed == passed
    done("outbox", "choose", "--vault", place.field, *EXILE)

    came = newest(server, tmp_path)
    take = ("--receipts", server.receipts, came)
    done("bundle", "import", "--vault", place.coordinator, *take)
    signed = send(place)
    assert signed.code == 0, signed.err
    assert "delivered, signed by the platform on" in signed.out
    assert states(place) == ["delivered"]
    assert "delivered" in done("testimony", "list", "--vault", place.field).out

    plan = done("vault", "wipe", "--vault", place.field)
    assert plan.code == 0
    assert "delivered" in done("testimony", "list", "--vault", place.field).out
    done("vault", "wipe", "--vault", place.field, "--yes")
    assert done("testimony", "list", "--vault", place.field, "--json").json["ids"] == []
    assert done("vault", "check", place.field, "--json").json["ok"] is True
    assert done("vault", "check", place.coordinator, "--json").json["accounts"] == 1


def test_a_card_that_demands_tor_is_not_sent_to_directly(tmp_path, server):
    place = trusting_over(tmp_path, server, tor=True)
    waiting(place)
    done("outbox", "choose", "--vault", place.field, *EXILE)
    passed = server.relay.passed
    refused = send(place)
    assert (refused.code, server.relay.passed) == (5, passed)
    assert "the platform demands Tor or another SOCKS5 proxy; none is chosen" in refused.out


def test_a_dead_proxy_is_named_and_nothing_goes_past_it(place, server):
    waiting(place)
    done("outbox", "choose", "--vault", place.field, "--proxy", "127.0.0.1:9")
    passed = server.relay.passed
    refused = send(place)
    assert (refused.code, server.relay.passed) == (5, passed)
    assert "the proxy does not answer, and nothing was sent past it" in refused.out
    assert states(place) == ["waiting"]


def test_the_next_way_of_the_card_is_tried_and_every_failure_told(tmp_path, server):
    one, two = (way_of(server, it, wrong=True) for it in ("/one", "/two"))
    place = trusting_over(tmp_path / "next", server, one)
    waiting(place)
    done("outbox", "choose", "--vault", place.field, *EXILE)
    sent = send(place)
    assert sent.code == 0, sent.err
    assert "does not hold the key of the platform" in sent.out
    assert sent.out.index("/one") < sent.out.index("uploaded")
    assert states(place) == ["uploaded"]

    place = trusting_over(tmp_path / "none", server, one, two, right=False)
    bundle = waiting(place)
    done("outbox", "choose", "--vault", place.field, *EXILE)
    for names in ((), (bundle,)):  # once more, because the person says so
        assert send(place, *names).code == 5
        (held,) = done("outbox", "list", "--vault", place.field, "--json").json["bundles"]
        assert list(held["failed_ways"].values()) == ["network.wrong-key"] * 2
    passed = server.relay.passed
    silent = send(place)  # by itself it is not tried again
    assert silent.code == 0
    assert "name a bundle that is held to try it now" in silent.err
    assert server.relay.passed == passed
    listed = done("outbox", "list", "--vault", place.field).out
    assert listed.index("/one: network.wrong-key") < listed.index("/two: network.wrong-key")


def test_who_carries_goes_by_the_next_way_of_the_card(tmp_path, server):
    gone = f"tus=https://127.0.0.1:{free_port()}/files,pin={bytes(32).hex()}"
    place = trusting_over(tmp_path, server, gone, way_of(server, "/one", wrong=True))
    place.seal(place.add())
    file = place.export()
    card = done("platform", "show", place.card, "--json").json
    to = ("--card", place.card, "--expect", card["root"]["words"]["en"], *EXILE)
    carried = call("outbox", "carry", file, *to)
    assert carried.code == 0, carried.err
    assert "cannot be reached" in carried.out
    assert "does not hold the key of the platform" in carried.out
    assert file.read_bytes() in server.held()


def test_sealed_files_are_carried_without_a_vault(place, server, tmp_path):
    place.seal(place.add())
    file = place.export()
    card = done("platform", "show", place.card, "--json").json
    words = ("--expect", card["root"]["words"]["en"])
    to = ("--card", place.card, *words, *EXILE)
    wrong = ("--card", place.card, "--expect", "abandon " * 12, *EXILE)
    assert call("outbox", "carry", file, *wrong).code == 1
    unsafe = call("outbox", "carry", file, "--card", place.card, *words, "--direct")
    assert unsafe.code == 5
    assert "outbox" not in unsafe.err  # whoever carries has none
    plain = tmp_path / "diary.txt"
    plain.write_text("nobody may read this")
    before = server.held()
    refused = call("outbox", "carry", plain, *to)
    assert refused.code == 1
    assert "not a sealed bundle" in refused.err
    assert server.held() == before
    passed = server.relay.passed
    for unsafe in (
        (),
        ("--place", "V-ZONE-02", "--proxy", "127.0.0.1:9"),
        ("--place", "V-ZONE-09"),
    ):
        carried = call("outbox", "carry", file, *to[: -len(EXILE)], *unsafe)
        assert carried.code == 5, unsafe
        assert "this connection is not safe" in carried.err
    assert server.relay.passed == passed
    with server.relay.cutting(200_000):
        assert call("outbox", "carry", file, *to).code == 5
    assert file.with_name(f"{file.name}.upload").is_file()
    carried = call("outbox", "carry", file, *to)
    assert carried.code == 0, carried.err
    assert file.read_bytes() in server.held()
    assert not file.with_name(f"{file.name}.upload").exists()


def test_a_disk_that_cannot_hold_one_file_of_it_gets_parts(place, tmp_path, monkeypatch):
    place.seal(place.add())
    fat = tmp_path / "stick"
    monkeypatch.setattr(file_systems, "file_system", lambda it: "vfat" if it == fat else "")
    monkeypatch.setattr(file_systems, "LARGEST_ON_FAT", 1000)
    made = done("bundle", "export", "--vault", place.field, "--to", PLATFORM, fat)
    (part,) = fat.iterdir()
    assert made.lines[0] == str(part)
    assert made.lines[1].endswith(f"cat {part.with_suffix('')}.* > {part.stem}")


def test_a_name_that_says_something_does_not_travel(place, server, tmp_path):
    place.seal(place.add())
    named = tmp_path / "story of a neighbour.age"
    named.write_bytes(place.export().read_bytes())
    card = done("platform", "show", place.card, "--json").json
    to = ("--card", place.card, "--expect", card["root"]["words"]["en"], *EXILE)
    assert call("outbox", "carry", named, *to).code == 0
    assert "neighbour" not in server.names()


def test_the_person_orders_the_queue(place, monkeypatch):
    first = waiting(place)
    place.seal(place.add())
    second = done("outbox", "add", "--vault", place.field, "--to", PLATFORM, "--json").json["ids"][
        0
    ]
    monkeypatch.setattr(vault, "_sweep_rows", lambda _db: None)  # as where the disk was full then
    left_sending(place, second)
    assert second in send(place).out
    left_sending(place, second)
    for verb in ("pause", "resume", "first"):
        done("outbox", verb, "--vault", place.field, second)
    listed = done("outbox", "list", "--vault", place.field, "--json").json["bundles"]
    assert [it["bundle"] for it in listed] == [second, first]
    done("outbox", "withdraw", "--vault", place.field, first)
    assert sorted(states(place)) == ["waiting", "withdrawn"]
    again = known("outbox", "pause", "--vault", place.field, first)
    assert again.code == 2
    assert "withdrawn" in again.err


def test_what_was_chosen_is_told_without_its_passwords(place, tmp_path):
    login = tmp_path / "login"
    login.write_text("me\nа вось гэта сакрэт\n")
    chosen = done(
        *("outbox", "choose", "--vault", place.field, "--place", "V-ZONE-07"),
        *("--proxy", "localhost:9150", "--proxy-login", login, "--cap", "100"),
    )
    told = done("outbox", "choose", "--vault", place.field)
    assert told.lines == chosen.lines
    assert "SOCKS5 proxy localhost:9150, with a password" in told.out
    assert "сакрэт" not in told.out + told.err


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--place", "V-ZONE-77"), "V-ZONE-06 European Union"),
        (("--proxy", "nothing"), "HOST:PORT"),
        (("--proxy", "127.0.0.1:99999"), "HOST:PORT"),
        (("--interface", "a b"), "such as wg0"),
        (("--cap", str(2**60)), "no limit any more"),
        (("--proxy-login", "nowhere"), "--proxy-login goes with --proxy"),
    ],
)
def test_what_cannot_be_chosen_is_told_in_words_and_changes_nothing(tmp_path, wrong, told):
    done("vault", "create", tmp_path / "field", "--role", "interviewer")
    before = done("outbox", "choose", "--vault", tmp_path / "field").lines
    refused = known("outbox", "choose", "--vault", tmp_path / "field", *wrong)
    assert refused.code == 2
    assert told in refused.err
    assert "matching regex" not in refused.err
    assert "$." not in refused.err
    assert done("outbox", "choose", "--vault", tmp_path / "field").lines == before


def test_an_sftp_server_is_delivered_to_with_the_login_that_was_kept(tmp_path):
    with sftp(tmp_path / "server") as server:
        place = trusting_over(tmp_path, server)
        waiting(place)
        done("outbox", "choose", "--vault", place.field, *EXILE)
        given = server.endpoint.login
        login = tmp_path / "login"
        login.write_text(f"{given.username}\n{given.password or ''}\n{given.private_key or ''}")
        assert send(place).code == 5  # no login yet
        done("outbox", "login", "--vault", place.field, PLATFORM, "--login", login)
        sent = send(place)
        assert sent.code == 0, sent.err
        assert len(server.held()) == 1
