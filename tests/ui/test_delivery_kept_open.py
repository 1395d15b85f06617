"""A delivery that takes long, and the lock that comes when nobody does anything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from collector.model.delivery import DeliveryChoices, LoginChoice
from collector.session import Session, create_session
from collector.settings import Settings
from collector.ui import window
from collector.ui.courier import Underway
from contract.nextcloud import LOGIN
from contract.places import plain_webdav, tus_node
from makers import PASSPHRASE, TEST_POLICY, reopen
from ui.looking import cut_off, never_reached, without_a_name
from ui.test_delivery import set_up

SLOW = 2_000
"""Octets a second: no test waits for the end of a bundle."""
MINUTE = 50
"""Milliseconds: without a touch the vault locks after five of these, or after hours of them."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    """A stock tus server behind nginx."""
    with tus_node(tmp_path_factory.mktemp("tus")) as place:
        yield place


@pytest.fixture
def stage(shown, tmp_path, server):
    return set_up(shown, tmp_path, server)


@pytest.fixture
def begin(stage, monkeypatch):
    """Return a function that begins to send, as slowly as is said, while minutes fly.

    It leaves the vault to lock by itself, or to stay open if that is ``ticked``.
    """

    def begun(*, ticked: bool, minute: int = MINUTE, cap: int = SLOW) -> str:
        stage.choose(DeliveryChoices(zone="V-ZONE-06", cap=cap))
        bundle = stage.export()
        stage.at.go("delivery")
        assert not offered(stage.at)
        monkeypatch.setattr(window, "_MINUTE", minute)
        stage.at.find("send").click()
        if ticked:
            stage.at.find("keep-open").click()
        else:
            stage.at.window._wait_for_idleness()
        return bundle

    return begun


def offered(at, name: str = "keep-open") -> bool:
    """Tell whether the vault can be kept open, or a button be pressed."""
    return any(it.isVisible() for it in at.window.findChildren(QWidget, name))


def locked(at) -> None:
    """Wait until the vault is locked."""
    at.pause(lambda: at.window.desktop.role == "")
    at.settle()


def state(at, bundle: str) -> str:
    """Return how far a bundle of a locked vault has come."""
    with reopen(at.folder) as session:
        assert session.check() == []
        return session.delivery.of_bundle(bundle).delivery.state


def open_again(at, monkeypatch) -> None:
    """Open the vault, in a time that passes as always."""
    monkeypatch.undo()
    at.find("passphrase").setText(PASSPHRASE)
    at.press("open")
    at.pause(lambda: at.window.desktop.role)
    at.settle()


def size_of(stage) -> int:
    """Return how many octets a bundle has."""
    bundle = stage.export()
    size = stage.at.ask(lambda it: it.delivery.of_bundle(bundle).sent.ready.size)
    stage.at.ask(lambda it: it.delivery.withdraw(bundle))
    return size


def test_a_vault_that_is_kept_open_locks_once_everything_is_sent(stage, begin, monkeypatch):
    bundle = begin(ticked=True, cap=size_of(stage))
    locked(stage.at)
    assert state(stage.at, bundle) == "uploaded"
    open_again(stage.at, monkeypatch)
    assert not stage.at.sees("Sending stopped")
    assert not stage.at.window.desktop.courier.now.kept_open


def test_otherwise_it_locks_in_the_middle_and_says_so_when_it_is_open_again(
    stage, begin, monkeypatch
):
    at = stage.at
    bundle = begin(ticked=False)
    locked(at)
    assert at.sees("It locked by itself")
    assert at.sees("Nothing goes on while the vault is locked")
    assert not at.sees("ending")
    assert state(at, bundle) == "waiting"
    open_again(at, monkeypatch)
    at.pause(lambda: at.sees("Sending stopped: the vault had locked by itself"))
    stage.choose(DeliveryChoices(zone="V-ZONE-06"))
    at.find("send").click()
    assert not at.sees("Sending stopped")
    stage.idle()
    assert stage.state(bundle) == "uploaded"
    assert not at.sees("Sending stopped")
    at.window.go(at.window.screen_shown.place())
    at.settle()
    assert not at.sees("Sending stopped")


def test_what_was_cut_off_stands_in_full_also_in_large_type(stage):
    stage.export()
    at, large = stage.at, Settings(language="ru", text_size=200)
    at.window.desktop.change(large)
    at.window.resize(*window.SMALLEST)
    at.go("delivery", page="cut-off")
    at.pause(lambda: at.sees("Отправка остановилась"))
    told = next(it for it in at.window.findChildren(QLabel) if "остановилась" in it.text())
    at.pause(lambda: told.visibleRegion().boundingRect() == told.rect())
    sideways = [it.horizontalScrollBar().value() for it in at.window.findChildren(QScrollArea)]
    assert not any(sideways)


def test_all_of_it_can_be_read_and_reached_in_the_smallest_window(stage):
    at, courier = stage.at, stage.at.window.desktop.courier
    at.window.desktop.change(Settings(language="ru", text_size=200))
    at.window.resize(*window.SMALLEST)
    at.go("delivery")
    courier.now = Underway(doing="sending", sends=True, kind="webdav")
    courier.changed.emit()
    at.settle()
    assert at.find("keep-open").accessibleDescription() in at.texts()
    assert [*cut_off(at.window), *without_a_name(at.window), *never_reached(at.window)] == []


def test_another_vault_hears_nothing_of_it(stage, begin, monkeypatch, tmp_path):
    at, other = stage.at, tmp_path / "other"
    create_session(other, PASSPHRASE, "self", TEST_POLICY).close()
    begin(ticked=False)
    locked(at)
    at.window.desktop.vault_folder = other
    at.go("unlock")
    open_again(at, monkeypatch)
    assert at.window.screen_shown.place().screen == "alone-home"


def test_the_time_begins_anew_when_the_person_stops_it(stage, begin):
    bundle = begin(ticked=True)
    stage.at.find("stop").click()
    locked(stage.at)
    assert state(stage.at, bundle) == "waiting"


def test_the_time_begins_anew_when_it_fails(stage, begin):
    with stage.server.relay.cutting(0):
        bundle = begin(ticked=True)
        locked(stage.at)
    assert state(stage.at, bundle) == "waiting"


def test_it_locks_after_hours_even_if_it_is_still_being_sent(stage, begin, monkeypatch):
    bundle = begin(ticked=True, minute=1)
    locked(stage.at)
    assert state(stage.at, bundle) == "waiting"
    open_again(stage.at, monkeypatch)
    stage.at.pause(lambda: stage.at.sees("Sending stopped"))


def test_the_keys_lock_at_once_and_who_pressed_them_is_told_nothing(stage, begin, monkeypatch):
    at = stage.at
    begin(ticked=True, minute=60_000)
    at.pause(lambda: at.window.desktop.courier.now.doing == "sending")
    QTest.keyClick(at.window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert at.window.desktop.role == ""
    at.settle()
    open_again(at, monkeypatch)
    assert at.window.screen_shown.place().screen == "accounts"
    assert at.window._idle.interval() == 5 * 60_000


def test_a_tick_taken_back_lets_it_lock(stage, begin):
    bundle = begin(ticked=True)
    stage.at.find("keep-open").click()
    locked(stage.at)
    assert state(stage.at, bundle) == "waiting"


def test_the_tick_is_there_on_coming_back_and_only_while_something_is_sent(stage, begin):
    at = stage.at
    begin(ticked=True, minute=60_000)
    at.pause(lambda: at.window.desktop.courier.now.doing == "sending")
    at.go("settings")
    at.go("delivery")
    assert at.find("keep-open").isChecked()
    assert at.sees("After 12 hours without a key")
    assert at.sees("Without the tick it locks after 5 minutes")
    at.find("stop").click()
    stage.idle()
    assert not offered(at)
    at.window.desktop.courier.keep_open(True)
    assert not at.window.desktop.courier.now.kept_open
    at.pause(lambda: offered(at, "look"))
    at.find("look").click()
    assert not offered(at)
    stage.idle()
    at.find("fetch").click()
    assert not offered(at)
    stage.idle()
    at.pause(lambda: offered(at, "send"))
    at.find("send").click()
    assert not at.find("keep-open").isChecked()


def test_where_it_may_begin_again_nobody_is_told_that_it_goes_on(shown, tmp_path):
    with plain_webdav(tmp_path / "dav") as place:
        stage = set_up(shown, tmp_path, place)
        stage.choose(DeliveryChoices(zone="V-ZONE-06", cap=SLOW))

        def log_in(session: Session) -> None:
            (card,) = session.trust.platforms()
            (way,) = card.card.transports
            known = LoginChoice(username=LOGIN.username, password=LOGIN.password)
            session.delivery.choose_login(card, way, known)

        stage.at.ask(log_in)
        stage.export()
        stage.at.go("delivery")
        stage.at.press("send")
        stage.at.pause(lambda: stage.at.sees("if not, it begins again"))
        assert not stage.at.sees("lose the connection: it goes on")
        stage.at.find("stop").click()
        stage.idle()
