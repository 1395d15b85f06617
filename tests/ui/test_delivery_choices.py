"""Place, way out and pace: what the person chooses about sending."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton

from collector.model.delivery import DeliveryChoices, ProxyChoice
from collector.ui.screens.delivery.underway import time_left
from collector.ui.words import Words


def test_place_and_way_out_are_kept_and_shown_again(shown):
    at = shown("interviewer")
    at.go("delivery", page="way")
    zone = at.find("zone")
    assert isinstance(zone, QComboBox)
    assert zone.currentData() == "V-ZONE-01"
    zone.setCurrentIndex(zone.findData("V-ZONE-06"))
    radio = at.find("answer-proxy")
    assert isinstance(radio, QRadioButton)
    radio.setChecked(True)
    for name, text in (("host", "127.0.0.1"), ("port", "70000"), ("name", "me"), ("password", "x")):
        field = at.find(f"way-{name}")
        assert isinstance(field, QLineEdit)
        field.setText(text)
    at.press("keep-way")
    assert at.sees("A port is a number from 1 to 65535")
    at.find("way-port").setText("9150")
    at.press("keep-way")
    chosen = at.ask(lambda session: session.delivery.choices)
    assert chosen == DeliveryChoices(
        zone="V-ZONE-06",
        proxy=ProxyChoice(host="127.0.0.1", port=9150, username="me", password="x"),
    )
    at.go("delivery", page="way")
    assert at.find("way-password").echoMode() == QLineEdit.EchoMode.Password
    at.find("answer-tor").setChecked(True)
    at.press("keep-way")
    assert at.ask(lambda it: it.delivery.choices).proxy == ProxyChoice(host="127.0.0.1", port=9050)


def test_a_port_may_stand_behind_the_address_of_the_proxy(shown):
    at = shown("interviewer")
    at.go("delivery", page="way")
    at.find("answer-proxy").setChecked(True)
    at.find("way-host").setText("127.0.0.1:9150")
    at.find("way-port").setText("9151")
    at.press("keep-way")
    assert at.sees("An address such as 127.0.0.1")
    at.find("way-port").setText("")
    at.press("keep-way")
    proxy = at.ask(lambda session: session.delivery.choices).proxy
    assert proxy == ProxyChoice(host="127.0.0.1", port=9150)
    for host in ("::1", "localhost"):
        at.go("delivery", page="way")
        at.find("way-host").setText(host)
        at.press("keep-way")
        proxy = at.ask(lambda session: session.delivery.choices).proxy
        assert proxy == ProxyChoice(host=host, port=9150)


def test_every_place_on_the_list_can_be_kept(shown):
    at = shown("interviewer")
    at.go("delivery", page="way")
    zone = at.find("zone")
    codes = [zone.itemData(number) for number in range(zone.count())]
    assert len({zone.itemText(number) for number in range(zone.count())}) == len(codes)
    for code in codes:
        at.go("delivery", page="way")
        zone = at.find("zone")
        zone.setCurrentIndex(zone.findData(code))
        at.press("keep-way")
        assert at.ask(lambda it: it.delivery.choices).zone == code


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (5, "almost done"),
        (40, "about a minute left"),
        (600, "about 10 minutes left"),
        (5000, "about 83 minutes left"),
        (7300, "about 2 hours left"),
    ],
)
def test_the_time_left_is_said_as_people_say_it(seconds, said):
    assert time_left(Words("en"), seconds) == said
