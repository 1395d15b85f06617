"""One bundle, every way, one trouble after the other: its state moves on proof alone."""

from __future__ import annotations

import pytest

from collector import desk
from collector.errors import CollectorError
from collector.model.card import Transport
from collector.model.card_terms import CardTerms
from collector.model.delivery import DeliveryChoices, LoginChoice
from collector.store.deliveries import NotNow
from collector.sync.transport import errors
from contract.impostors import another, hanging_up, portal
from contract.places import PLACES
from contract.watches import Recorder
from makers import OWN_SAMPLES, PLATFORM, add, make
from receipting import answer_to


@pytest.fixture(params=[name for name in PLACES if name != "folder"])
def server(request, tmp_path):
    with PLACES[request.param](tmp_path / "server") as place:
        yield place


@pytest.fixture
def both(tmp_path, server):
    """A field vault with one bundle for that server, and the platform's vault."""
    end = server.endpoint
    way = Transport(kind=end.kind, address=end.address, pin=end.pin.hex(), tor_required=False)
    with make(tmp_path / "field") as field, make(tmp_path / "desk", "coordinator") as platform:
        card = platform.trust.new_card(PLATFORM, (), CardTerms((way,)))
        field.trust.trust_card(card.data, desk.public_key(card.root).english)
        own = field.trust.own_signer
        platform.trust.enrol(own, desk.public_key(own).english)
        field.delivery.choose(DeliveryChoices(zone="V-ZONE-06"))
        if login := end.login:
            kept = LoginChoice(
                username=login.username, password=login.password, private_key=login.private_key
            )
            field.delivery.choose_login(field.trust.platform(PLATFORM), way, kept)
        yield field, platform


def test_troubles_one_after_the_other_and_then_it_is_delivered(tmp_path, server, both):
    field, platform = both
    account = add(field, OWN_SAMPLES / "courtyard.jpg", OWN_SAMPLES / "notice.jpg")
    field.testimonies.seal(account)
    bundle = field.outbox.export(field.trust.platform(PLATFORM), [account]).bundle
    sealed = (field.vault.outbox / field.delivery.of_bundle(bundle).sent.file).read_bytes()

    def state():
        it = field.delivery.of_bundle(bundle).delivery
        return it.state, it.reason, it.not_before is not None

    def send():
        question = field.delivery.question(bundle)
        desk.deliver(field.delivery.set_out(bundle, question.endpoint), field.delivery, Recorder())

    for _ in range(2):
        with server.relay.cutting(200_000), pytest.raises(errors.Cut):
            send()
        assert state() == ("waiting", "network.cut", True)
    right = server.relay.target
    for impostor, error in (
        (another, errors.WrongKey),
        (portal, errors.NotTls),
        (hanging_up, errors.Cut),
    ):
        with impostor(tmp_path / impostor.__name__, server) as (port, asked):
            server.relay.target = port
            judged = desk.judge_connection(field.delivery.question(bundle), Recorder())
            assert (judged.safe, judged.against.reason) == (False, error.code)
            with pytest.raises(error):
                send()
            server.relay.target = right
            assert asked == []
        assert state() == ("waiting", error.code, error.retry)
    field.delivery.again(bundle)
    assert desk.judge_connection(field.delivery.question(bundle), Recorder()).safe
    send()
    assert state() == ("uploaded", None, False)
    assert server.held().count(sealed) == 1
    again = field.outbox.export(field.trust.platform(PLATFORM), [account])
    assert (again.bundle, again.again) == (bundle, True)
    with pytest.raises(NotNow):
        send()

    (wanted,) = field.delivery.receipts_wanted()
    assert desk.fetch_receipt(wanted, Recorder()) is None
    for page in (b"<html>Welcome</html>", sealed[:5000], b""):
        (server.receipts / wanted.name).write_bytes(page)
        with pytest.raises(CollectorError):
            field.receipts.take(desk.fetch_receipt(wanted, Recorder()), bundle)
        assert state() == ("uploaded", None, False)
    (tmp_path / "came").write_bytes(sealed)
    platform.intake.take(tmp_path / "came")
    (server.receipts / wanted.name).write_bytes(answer_to(platform, bundle))
    field.receipts.take(desk.fetch_receipt(wanted, Recorder()), bundle)
    assert state() == ("delivered", None, False)
    assert field.check() == []
