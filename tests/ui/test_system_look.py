"""Dark or light as the system is: at the first start, on every screen, while somebody types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication, QLineEdit

from collector.settings import Settings
from collector.ui.design import PALETTES
from collector.ui.desktop import Place
from collector.ui.screens.account.picture import Picture
from collector.ui.window import Window
from makers import TEST_POLICY
from ui.test_every_screen import places

LIGHT, DARK = Qt.ColorScheme.Light, Qt.ColorScheme.Dark


@pytest.fixture
def system(qapp, monkeypatch):
    """Turn the system dark or light; without a screen Qt has none to ask."""
    said = [Qt.ColorScheme.Unknown]
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: said[0])

    def turn(scheme: Qt.ColorScheme) -> None:
        said[0] = scheme
        QApplication.styleHints().colorSchemeChanged.emit(scheme)

    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)  # two pictures of one screen are alike
    yield turn
    QApplication.setCursorFlashTime(flash)


def page(window) -> str:
    """Return the colour of the window's lowest corner at the right."""
    corner = window.rect().bottomRight()
    return window.grab().toImage().pixelColor(corner.x() - 2, corner.y() - 2).name()


def show(seen, place: Place) -> None:
    """Show a place, and wait for what it reads."""
    seen.window.go(place)
    for _ in range(3):
        seen.settle()


@pytest.mark.parametrize("now", ["dark", "light", "unknown"])
def test_the_first_page_of_all_is_as_the_system_is(settings_folder, system, now):
    if now != "unknown":
        system({"dark": DARK, "light": LIGHT}[now])
    window = Window(TEST_POLICY)
    window.begin()
    assert page(window) == PALETTES["dark" if now == "dark" else "light"].page
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_what_was_chosen_stays_whatever_the_system_does(window, system, chosen):
    window.change(Settings(language="en", theme=chosen))
    window.go(Place("welcome"))
    for scheme in (DARK, LIGHT):
        system(scheme)
        assert page(window) == PALETTES[chosen].page


def test_a_half_typed_passphrase_stays_when_the_system_turns_dark(window, system):
    window.go(Place("unlock"))
    field = window.findChild(QLineEdit, "passphrase")
    field.setText("1234 56")
    field.setCursorPosition(3)
    field.setFocus()
    system(DARK)
    assert page(window) == PALETTES["dark"].page
    assert window.findChild(QLineEdit, "passphrase") is field
    assert (field.text(), field.cursorPosition()) == ("1234 56", 3)
    assert window.focusWidget() is field


def test_the_sign_in_place_of_a_picture_turns_dark_too(qtbot, system):
    sign = Picture(Settings(), 200)
    qtbot.addWidget(sign)
    for scheme, look in ((LIGHT, "light"), (DARK, "dark")):
        system(scheme)
        shown = sign.grab().toImage()
        assert shown.pixelColor(60, 4).name() == PALETTES[look].hairline


@pytest.mark.parametrize("role", ["interviewer", "coordinator"])
def test_a_screen_that_turned_dark_is_as_one_made_in_the_dark(shown, system, tmp_path, role):
    seen = shown(role)
    wrong = []
    for place in places(seen, role, tmp_path):
        system(LIGHT)
        show(seen, place)
        system(DARK)
        QApplication.processEvents()
        turned = seen.window.grab().toImage()
        show(seen, place)
        if seen.window.grab().toImage() != turned:
            wrong.append(f"{place.screen} {place.page}")
    assert not wrong
