"""What is under way when the person chooses another place, or another way out."""

from __future__ import annotations

import pytest

from collector.model.delivery import DeliveryChoices
from contract.places import tus_node
from ui.test_delivery import set_up


@pytest.fixture
def stage(shown, tmp_path):
    with tus_node(tmp_path / "tus") as server:
        yield set_up(shown, tmp_path, server)


def choose_custody(at):
    at.go("delivery", page="way")
    zone = at.find("zone")
    zone.setCurrentIndex(zone.findData("V-ZONE-02"))
    at.press("keep-way")


def test_u6_nothing_goes_on_by_the_way_that_was_chosen_before(stage):
    at, courier = stage.at, stage.at.window.desktop.courier
    stage.choose(DeliveryChoices(zone="V-ZONE-06", mode="safe", cap=5_000))
    bundle = stage.export()
    at.go("delivery")
    at.press("send")
    at.pause(lambda: courier.now.doing == "sending" and stage.server.relay.passed)
    choose_custody(at)
    stage.idle()
    passed = stage.server.relay.passed
    courier.open()
    stage.idle()
    assert stage.state(bundle) == "waiting"
    assert stage.server.relay.passed == passed
