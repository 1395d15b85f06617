"""Carrying needs no vault; what lies beside a sealed file is believed only of that file."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from pathlib import Path

import pytest

from collector import clock, desk
from collector.model.card import Transport
from collector.model.card_rules import CardExpired
from collector.model.card_terms import CardTerms
from collector.model.delivery import DeliveryChoices, LoginChoice
from collector.sync.carrying import Carrying, NotSealed, PartGiven
from collector.sync.connection import Judgement
from collector.sync.transport.errors import ParcelChanged
from collector.sync.waiting import NoWay
from contract.watches import Recorder
from lying_in_parts import in_parts
from makers import PLATFORM, make

EXILE = DeliveryChoices(zone="V-ZONE-06")
HERE = Transport(kind="tus", address="https://a.example/x", pin="ab" * 32, tor_required=False)
THERE = Transport(kind="tus", address="https://b.example/x", pin="ab" * 32, tor_required=False)
DAV = Transport(kind="webdav", address="https://c.example/x", pin="ab" * 32, tor_required=False)
OTHER = Transport(kind="webdav", address="https://d.example/x", pin="ab" * 32, tor_required=False)
SEALED = b"age-encryption.org/v1\n" + b"nobody can read this\n" * 100
NAME = "0f" * 16


@pytest.fixture(scope="module")
def cards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cards")

    def card(number, *ways):
        with make(folder / str(number), "coordinator") as platform:
            made = platform.trust.new_card(PLATFORM, (), CardTerms(ways))
            (folder / f"card-{number}").write_bytes(made.data)
        return desk.show_card(folder / f"card-{number}")

    return card(1, HERE), card(2, THERE), card(3), card(4, HERE, DAV, OTHER)


@pytest.fixture
def carrying(cards):
    return Carrying(cards[0], EXILE)


def sealed(folder, name=NAME, content=SEALED):
    path = folder / name
    path.write_bytes(content)
    return path


def test_what_resuming_needs_lies_beside_the_file_until_it_arrived(carrying, tmp_path):
    path = sealed(tmp_path)
    errand = carrying.set_out(path)
    assert errand.token is None
    carrying.keep(errand, "a token")
    beside = tmp_path / f"{NAME}.upload"
    assert set(json.loads(beside.read_bytes())) == {"endpoint", "sha256", "token"}
    assert beside.stat().st_mode & 0o077 == 0
    assert carrying.set_out(path).token == "a token"
    carrying.held(errand, "network.cut", None)
    carrying.interrupted(errand)
    assert carrying.set_out(path).token == "a token"
    carrying.uploaded(errand)
    assert [it.name for it in tmp_path.iterdir()] == [NAME]


def test_a_token_of_another_place_or_other_content_is_forgotten(carrying, cards, tmp_path):
    path = sealed(tmp_path)
    carrying.keep(carrying.set_out(path), "a token")
    assert Carrying(cards[1], EXILE).set_out(path).token is None
    sealed(tmp_path, content=SEALED + b"\n")
    assert carrying.set_out(path).token is None
    sealed(tmp_path)
    assert carrying.set_out(path).token == "a token"


@pytest.mark.parametrize("beside", [b"", b"{", b"[]", b"\xff\xfe", b'{"token":1}', b"null"])
def test_what_is_no_token_is_passed_over_and_replaced(carrying, tmp_path, beside):
    path = sealed(tmp_path)
    (tmp_path / f"{NAME}.upload").write_bytes(beside)
    errand = carrying.set_out(path)
    assert errand.token is None
    carrying.keep(errand, "new")
    assert carrying.set_out(path).token == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and devices among files")
@pytest.mark.parametrize(
    "put",
    [
        getattr(os, "mkfifo", None),
        Path.mkdir,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to("nowhere"),
        lambda path: (path.touch(), os.truncate(path, 1 << 40)),
    ],
    ids=["a-pipe", "a-folder", "a-device", "a-link", "a-huge-file"],
)
def test_u12_whatever_somebody_put_beside_a_file_is_no_token(carrying, tmp_path, put):
    path = sealed(tmp_path)
    put(tmp_path / f"{NAME}.upload")
    assert carrying.set_out(path).token is None


@pytest.mark.parametrize(
    "name", ["Сведчанне суседкі ў двары 🕯.age", "NAME.AGE", "A" * 32, "0f" * 15]
)
def test_a_name_that_could_say_something_is_replaced_by_a_piece_of_the_digest(
    carrying, tmp_path, name
):
    path = sealed(tmp_path, name)
    errand = carrying.set_out(path)
    assert errand.parcel.name == hashlib.sha256(SEALED).hexdigest()[:32]
    assert errand.parcel.name == carrying.set_out(path).parcel.name
    carrying.keep(errand, "a token")
    assert carrying.set_out(path).token == "a token"
    assert re.fullmatch("[0-9a-f]{32}", errand.parcel.name)


def test_a_part_is_not_sent_as_if_it_were_the_whole(carrying, tmp_path):
    for part in in_parts(sealed(tmp_path), tmp_path / "stick"):
        with pytest.raises(PartGiven):
            carrying.set_out(part)
    for name in ("account.001", "account.002"):  # two whole ones, called so by somebody
        assert carrying.set_out(sealed(tmp_path, name)).parcel.size == len(SEALED)
    for gone in ("account.001", "account.002"):
        (tmp_path / gone).unlink()
    assert carrying.set_out(sealed(tmp_path, "account.001")).parcel.size == len(SEALED)


def test_an_opaque_name_stays_so_that_no_second_copy_comes_to_be(carrying, tmp_path):
    assert carrying.set_out(sealed(tmp_path)).parcel.name == NAME


@pytest.mark.parametrize("content", [b"", b"my diary", b"age-encryption.or", SEALED[1:]])
def test_what_is_not_sealed_is_not_carried(carrying, tmp_path, content):
    with pytest.raises(NotSealed):
        carrying.set_out(sealed(tmp_path, content=content))


def test_a_file_that_changes_after_it_was_looked_at_is_not_sent(carrying, tmp_path):
    path = sealed(tmp_path)
    errand = carrying.set_out(path)
    path.write_bytes(b"my diary" + SEALED)
    with pytest.raises(ParcelChanged):
        desk.deliver(errand, carrying, Recorder())


def test_the_question_has_way_and_choices(cards):
    question = Carrying(cards[0], EXILE).question()
    assert (question.transport, question.choices) == (HERE, EXILE)
    assert question.card_problem is None
    with pytest.raises(NoWay):
        Carrying(cards[2], EXILE).question()


def test_a_card_that_ran_out_speaks_against_carrying(carrying, monkeypatch):
    assert carrying.question().card_problem is None
    monkeypatch.setattr(clock, "today_utc", lambda: "2999-01-01")
    assert isinstance(carrying.question().card_problem, CardExpired)


def test_a_way_that_failed_is_passed_over_and_the_next_is_judged_by_itself(cards, tmp_path):
    carrying = Carrying(cards[3], EXILE, LoginChoice(username="me", password="x"))
    first = carrying.question()
    assert (first.transport, first.endpoint.login) == (HERE, None)
    assert carrying.after(first) is None  # as long as it did not fail
    carrying.judged(first, Judgement((), retry=True))
    assert carrying.after(first) is None  # nor for what lies at the way out
    carrying.judged(first, Judgement((), retry=True, of_way=True))
    second = carrying.after(first)
    assert (second.transport, second.endpoint.login.username) == (DAV, "me")
    errand = carrying.set_out(sealed(tmp_path))
    assert errand.endpoint == second.endpoint
    carrying.way_failed(errand, "network.refused")
    third = carrying.after(second)
    assert (third.transport, third.endpoint.login) == (OTHER, None)  # told to one server alone
    carrying.way_failed(carrying.set_out(sealed(tmp_path)), "network.refused")
    assert carrying.after(third) is None
    assert carrying.question().transport == HERE  # the next file begins there again


def test_no_way_is_tried_that_the_choices_do_not_allow(cards):
    hidden = DeliveryChoices(zone="V-ZONE-01")
    carrying = Carrying(cards[3], hidden)
    first = carrying.question()
    carrying.judged(first, Judgement((), of_way=True))
    assert carrying.after(first) is None
